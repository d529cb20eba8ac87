"""What print formats may call: the sheets of documents, with what the site knows about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frappe

from tdkt_app import rule_packs, standing
from tdkt_app.doctype.award_nomination.nominees import put_forward
from tdkt_app.documents.authority import Authority
from tdkt_app.documents.award_sheet import AwardSheet, AwardType, award_sheet
from tdkt_app.documents.ballot_sheet import BallotSheet, ballot_sheet
from tdkt_app.documents.ceremony_sheet import CeremonySheet, ceremony_sheet
from tdkt_app.documents.consultation_sheet import ConsultationSheet, consultation_sheet
from tdkt_app.documents.correction_sheet import CorrectionSheet, correction_sheet
from tdkt_app.documents.count_sheet import CountSheet, count_sheet
from tdkt_app.documents.invitation_sheet import InvitationSheet, invitation_sheet
from tdkt_app.documents.minutes_sheet import MinutesSheet, minutes_sheet
from tdkt_app.documents.nomination_sheet import NominationSheet, nomination_sheet
from tdkt_app.documents.plan_sheet import PlanSheet, plan_sheet
from tdkt_app.documents.receipts_sheet import ReceiptsSheet, receipts_sheet
from tdkt_app.documents.report_sheet import ReportSheet, report_sheet
from tdkt_app.rules.case import AwardKind, Level

if TYPE_CHECKING:
	from frappe.model.document import Document


def award_decision_sheet(doc: Document) -> AwardSheet:
	"""Sheet of an Award Decision."""
	return award_sheet(
		doc,
		{row.award_type: _award_type(row) for row in doc.recipients},
		_authority(doc),
	)


def reward_receipts_sheet(doc: Document) -> ReceiptsSheet:
	"""List of those who receive money by an Award Decision; awards annulled since then are left out."""
	return receipts_sheet(
		doc,
		{row.award_type: _award_type(row) for row in doc.recipients},
		_annulled(doc),
		_authority(doc),
	)


def ceremony_script_sheet(doc: Document) -> CeremonySheet:
	"""Script of the ceremony of an Award Decision; awards annulled since then are left out."""
	codes = list({row.award_type for row in doc.recipients})
	table = frappe.qb.DocType("Award Type")
	decided = (
		frappe.qb.from_(table).select(table.name, table.decided_by).where(table.name.isin(codes or [""]))
	)
	return ceremony_sheet(
		doc,
		rule_packs.award_types(),
		{code: Level(level) for code, level in decided.run()},
		rule_packs.active_pack(),
		_annulled(doc),
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
	return minutes_sheet(doc, _council(doc), _authority(doc))


def ballot_paper_sheet(doc: Document) -> BallotSheet:
	"""Sheet of the ballot of a Council Meeting."""
	return ballot_sheet(doc, _council(doc), _authority(doc))


def vote_count_sheet(doc: Document) -> CountSheet:
	"""Sheet of the minutes of the counting board of a Council Meeting."""
	return count_sheet(doc, _council(doc), _authority(doc))


def meeting_invitation_sheet(doc: Document) -> InvitationSheet:
	"""Sheet of the invitation to a Council Meeting."""
	return invitation_sheet(doc, _council(doc), _authority(doc))


def consultation_notice_sheet(doc: Document) -> ConsultationSheet:
	"""Sheet of the notice of a Public Consultation: those its nominations put forward, as stored."""
	nominees = put_forward([row.nomination for row in doc.nominations])
	return consultation_sheet(doc, nominees, frappe.get_cached_doc("TDKT Settings"))


def _council(meeting: Document) -> dict:
	fields = ["council_name", "council_kind"]
	return frappe.db.get_value("Award Council", meeting.council, fields, as_dict=True)


def _annulled(decision: Document) -> set[str]:
	return set(standing.annulments_of([row.name for row in decision.recipients if row.name]))


def _authority(doc: Document) -> Authority:
	"""An issued paper prints from itself alone; a draft takes its heading from the settings."""
	return Authority.of(doc if doc.authority_name else frappe.get_cached_doc("TDKT Settings"))


def _award_type(row: Document) -> AwardType:
	return AwardType(is_title=row.award_kind == AwardKind.TITLE.value, ceremony_order=row.ceremony_order or 0)
