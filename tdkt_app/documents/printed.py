"""What print formats may call: the sheets of documents, with what the site knows about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frappe

from tdkt_app.doctype.award_nomination.nominees import put_forward
from tdkt_app.documents.authority import Authority
from tdkt_app.documents.award_sheet import AwardSheet, AwardType, award_sheet
from tdkt_app.documents.correction_sheet import CorrectionSheet, correction_sheet
from tdkt_app.documents.minutes_sheet import MinutesSheet, minutes_sheet
from tdkt_app.documents.nomination_sheet import NominationSheet, nomination_sheet
from tdkt_app.documents.plan_sheet import PlanSheet, plan_sheet
from tdkt_app.documents.report_sheet import ReportSheet, report_sheet
from tdkt_app.rules.case import AwardKind

if TYPE_CHECKING:
	from frappe.model.document import Document


def award_decision_sheet(doc: Document) -> AwardSheet:
	"""Sheet of an Award Decision."""
	return award_sheet(
		doc,
		{row.award_type: _award_type(row) for row in doc.recipients},
		_authority(doc),
	)


def concerned_sheet(doc: Document) -> CorrectionSheet:
	"""Sheet of an amending or annulling Award Decision, with the issued decision it is about."""
	fields = ("decision_number", "decision_date", "subject")
	concerned = frappe.db.get_value("Award Decision", doc.amends, fields, as_dict=True)
	return correction_sheet(doc, concerned, _authority(doc))


def emulation_plan_sheet(doc: Document) -> PlanSheet:
	"""Sheet of an Emulation Plan."""
	return plan_sheet(doc, _authority(doc))


def consolidated_report_sheet(doc: Document) -> ReportSheet:
	"""Sheet of a Consolidated Report."""
	return report_sheet(doc, _authority(doc))


def award_nomination_sheet(doc: Document) -> NominationSheet:
	"""Sheet of an Award Nomination: those it puts forward, as stored."""
	return nomination_sheet(
		doc,
		frappe.db.get_value("Emulation Unit", doc.unit, "unit_name") or "",
		put_forward([doc.name]),
		Authority.of(frappe.get_cached_doc("TDKT Settings")),
	)


def council_minutes_sheet(doc: Document) -> MinutesSheet:
	"""Sheet of the minutes of a Council Meeting."""
	fields = ["council_name", "council_kind"]
	council = frappe.db.get_value("Award Council", doc.council, fields, as_dict=True)
	return minutes_sheet(doc, council, _authority(doc))


def _authority(doc: Document) -> Authority:
	"""An issued paper prints from itself alone; a draft takes its heading from the settings."""
	return Authority.of(doc if doc.authority_name else frappe.get_cached_doc("TDKT Settings"))


def _award_type(row: Document) -> AwardType:
	return AwardType(is_title=row.award_kind == AwardKind.TITLE.value, ceremony_order=row.ceremony_order or 0)
