"""What print formats may call: the sheets of documents, with what the site knows about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import frappe
from frappe.utils import get_url

from tdkt_app.commendation import standing
from tdkt_app.doctype.award_nomination.nominees import put_forward
from tdkt_app.documents import check_code
from tdkt_app.documents.achievement_sheet import AchievementSheet, achievement_sheet
from tdkt_app.documents.appraisal_sheet import AppraisalSheet, appraisal_sheet
from tdkt_app.documents.authority import Authority
from tdkt_app.documents.award_sheet import AwardSheet, AwardType, award_sheet
from tdkt_app.documents.ballot_sheet import BallotSheet, ballot_sheet
from tdkt_app.documents.ceremony_sheet import CeremonySheet, ceremony_sheet
from tdkt_app.documents.consultation_sheet import ConsultationSheet, consultation_sheet
from tdkt_app.documents.correction_sheet import CorrectionSheet, correction_sheet
from tdkt_app.documents.count_sheet import CountSheet, count_sheet
from tdkt_app.documents.invitation_sheet import InvitationSheet, invitation_sheet
from tdkt_app.documents.launch_sheet import LaunchSheet, launch_sheet
from tdkt_app.documents.minutes_sheet import MinutesSheet, minutes_sheet
from tdkt_app.documents.nomination_sheet import NominationSheet, nomination_sheet
from tdkt_app.documents.plan_sheet import PlanSheet, plan_sheet
from tdkt_app.documents.receipts_sheet import ReceiptsSheet, receipts_sheet
from tdkt_app.documents.registration_sheet import RegistrationSheet, registration_sheet
from tdkt_app.documents.report_sheet import ReportSheet, report_sheet
from tdkt_app.documents.review_sheet import ReviewSheet, review_sheet
from tdkt_app.law import findings, legal_bases, rule_packs
from tdkt_app.permissions import check_access, units_of
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


def decision_check_code(doc: Document) -> str:
	"""The QR code of an issued Award Decision as data URI; "" for a draft and for a decision of the past."""
	return check_code.data_uri(get_url(f"/kiem-tra-quyet-dinh?ma={doc.check_code}")) if doc.check_code else ""


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


def campaign_launch_sheet(doc: Document) -> LaunchSheet:
	"""Sheet of the launch of an Emulation Campaign."""
	area = frappe.qb.DocType("Content Area")
	codes = [row.content_area for row in doc.content_areas]
	areas = frappe.qb.from_(area).select(area.name, area.area_name).where(area.name.isin(codes or [""]))
	plan = doc.plan and frappe.db.get_value(
		"Emulation Plan",
		{"name": doc.plan, "docstatus": 1},
		["plan_number", "plan_date", "plan_title"],
		as_dict=True,
	)
	return launch_sheet(
		doc,
		frappe.get_doc("Emulation Unit", doc.launching_unit) if doc.launching_unit else {},
		plan or None,
		{**dict(areas.run()), **{code: award.name for code, award in rule_packs.award_types().items()}},
		legal_bases.lines_on(doc.launch_date or frappe.utils.nowdate()),
		frappe.get_cached_doc("TDKT Settings"),
	)


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


def achievement_report_sheet(doc: Document) -> AchievementSheet:
	"""Sheet of the report of an Achievement, with the awards its honoree received before.

	Since it tells of them, it needs the permission to read decisions; a unit knows the awards of its own people.
	"""
	if doc.unit not in units_of(frappe.session.user):
		check_access("Award Decision", "read")
	honoree = frappe.get_doc("Honoree", doc.honoree)
	return achievement_sheet(
		doc,
		honoree,
		frappe.get_doc("Emulation Unit", honoree.unit),
		_awards_before(doc),
		_award_asked_for(doc),
		Authority.of(frappe.get_cached_doc("TDKT Settings")),
	)


def nomination_appraisal_sheet(doc: Document) -> AppraisalSheet:
	"""Appraisal sheet of an Award Nomination, with what the rules find. Needs the permission to read decisions."""
	names = rule_packs.award_types()
	return appraisal_sheet(
		doc,
		frappe.db.get_value("Emulation Unit", doc.unit, "unit_name") or "",
		{row.award_type: names[row.award_type].name for row in doc.nominees},
		findings.of_document(doc.doctype, doc.name)["findings"],
		frappe.db.get_value("User", doc.appraised_by, "full_name") or "" if doc.appraised_by else "",
		Authority.of(frappe.get_cached_doc("TDKT Settings")),
	)


def campaign_review_sheet(doc: Document) -> ReviewSheet:
	"""Sheet of a Campaign Review."""
	return review_sheet(
		doc.as_dict(),
		frappe.get_doc("Emulation Unit", doc.unit),
		frappe.db.get_value("Emulation Campaign", doc.campaign, "campaign_title") or "",
		Authority.of(frappe.get_cached_doc("TDKT Settings")),
	)


def campaign_registration_sheet(doc: Document) -> RegistrationSheet:
	"""Sheet of a Campaign Registration."""
	linked = {
		"campaign": ("Emulation Campaign", "campaign_title"),
		"honoree": ("Honoree", "full_name"),
		"award_type": ("Award Type", "award_name"),
	}
	return registration_sheet(
		doc,
		frappe.get_doc("Emulation Unit", doc.unit),
		{
			field: frappe.db.get_value(doctype, doc.get(field), title) or ""
			for field, (doctype, title) in linked.items()
			if doc.get(field)
		},
		Authority.of(frappe.get_cached_doc("TDKT Settings")),
	)


def _awards_before(achievement: Document) -> list[dict]:
	"""Issued awards of the honoree that stand, but for the one this achievement was rewarded with; the oldest first."""
	line, decision = frappe.qb.DocType("Award Decision Recipient"), frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(line)
		.join(decision)
		.on((decision.name == line.parent) & (decision.docstatus == 1))
		.select(
			line.award_name,
			line.award_kind,
			line.achievement,
			decision.decision_number,
			decision.decision_date,
			decision.issued_by,
		)
		.where((line.honoree == achievement.honoree) & standing.stands(line))
		.orderby(decision.decision_date)
		.orderby(decision.number)
	)
	return [row for row in query.run(as_dict=True) if row.achievement != achievement.name]


def _award_asked_for(achievement: Document) -> str:
	"""Name of the award a nomination asks for this achievement, "" when none does."""
	row, award = frappe.qb.DocType("Award Nominee"), frappe.qb.DocType("Award Type")
	query = (
		frappe.qb.from_(row)
		.join(award)
		.on(award.name == row.award_type)
		.select(award.award_name)
		.where((row.achievement == achievement.name) & (row.excluded == 0))
		.orderby(row.creation, order=frappe.qb.desc)
		.limit(1)
	)
	return next((name for (name,) in query.run()), "")


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


# The sheet that a print format is made of, and its class.
SHEETS: dict[str, tuple[Callable[[Document], object], type]] = {
	"Award Decision": (award_decision_sheet, AwardSheet),
	"Reward Receipts": (reward_receipts_sheet, ReceiptsSheet),
	"Ceremony Script": (ceremony_script_sheet, CeremonySheet),
	"Emulation Plan": (emulation_plan_sheet, PlanSheet),
	"Campaign Launch": (campaign_launch_sheet, LaunchSheet),
	"Consolidated Report": (consolidated_report_sheet, ReportSheet),
	"Award Nomination": (award_nomination_sheet, NominationSheet),
	"Appraisal Sheet": (nomination_appraisal_sheet, AppraisalSheet),
	"Council Minutes": (council_minutes_sheet, MinutesSheet),
	"Ballot Paper": (ballot_paper_sheet, BallotSheet),
	"Vote Count Minutes": (vote_count_sheet, CountSheet),
	"Meeting Invitation": (meeting_invitation_sheet, InvitationSheet),
	"Consultation Notice": (consultation_notice_sheet, ConsultationSheet),
	"Achievement Report": (achievement_report_sheet, AchievementSheet),
	"Short Achievement Report": (achievement_report_sheet, AchievementSheet),
	"Campaign Registration": (campaign_registration_sheet, RegistrationSheet),
	"Campaign Review": (campaign_review_sheet, ReviewSheet),
}
