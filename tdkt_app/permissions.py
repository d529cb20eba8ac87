"""Which rows a user may see and change.

Roles open documents (DocPerm in the schemas, denied by default); this module narrows the rows for everybody who does not
work at a desk: a unit user sees the papers of the units that name him and of the units below them, a council member the
cases of the meetings that he belongs to. Who is both sees both. List filter and document check are made from the same
rules, so they cannot drift apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from itertools import chain
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from tdkt_app.access.once_per_request import once_per_request
from tdkt_app.access.roles import CHAIRMAN, COUNCIL_MEMBER, DESK_ROLES, SEES_ALL_ROWS, UNIT_USER
from tdkt_app.emulation import blocks
from tdkt_app.states import (
	AchievementState,
	AnnouncementState,
	CampaignState,
	ConsultationState,
	ExemplarState,
	InitiativeState,
	MeetingState,
	NominationState,
	PlanState,
	ReviewState,
)

if TYPE_CHECKING:
	from pypika.queries import QueryBuilder, Table

# Field → values a row may have there. A row is admitted when every field fits; no value admits no row, no field every row.
RowRule = Mapping[str, Collection[str | int]]
# Several rules: a row is admitted when one of them admits it.
RowRules = tuple[RowRule, ...]

# Papers that the chairman issues; officers hold the submit right only to go on with what is issued.
_ISSUED_BY_CHAIRMAN = frozenset(("Award Decision", "Consolidated Report", "Emulation Plan"))

_READING = frozenset((None, "read", "select", "print", "email", "export", "report"))


@once_per_request
def units_of(user: str) -> list[str]:
	"""The units whose `users` table names the user, with all units below them."""
	query, _own, below = assigned_units(user)
	return [unit for (unit,) in query.select(below.name).distinct().run()]


def assigned_units(user: str) -> tuple[QueryBuilder, Table, Table]:
	"""(query, own, below): each unit that names the user, beside itself and each unit below it; nothing selected yet."""
	member = frappe.qb.DocType("Emulation Unit User")
	own, below = (
		frappe.qb.DocType("Emulation Unit").as_("own"),
		frappe.qb.DocType("Emulation Unit").as_("below"),
	)
	query = (
		frappe.qb.from_(member)
		.join(own)
		.on(own.name == member.parent)
		.join(below)
		.on((below.lft >= own.lft) & (below.rgt <= own.rgt))
		.where((member.parenttype == "Emulation Unit") & (member.user == user))
	)
	return query, own, below


@once_per_request
def units_answered_by(user: str) -> list[str]:
	"""The units a user reads and answers for: those that name him, and those below them that name nobody."""
	units, member = units_of(user), frappe.qb.DocType("Emulation Unit User")
	query = (
		frappe.qb.from_(member)
		.select(member.parent, member.user)
		.where((member.parenttype == "Emulation Unit") & member.parent.isin(units or [""]))
	)
	users_of = defaultdict(set)
	for unit, named in query.run():
		users_of[unit].add(named)
	return [unit for unit in units if not users_of[unit] or user in users_of[unit]]


def _by_unit(user: str) -> RowRule:
	return {"unit": units_of(user)}


def _own_or_published(user: str) -> RowRules:
	return {"unit": units_of(user)}, {"workflow_state": ExemplarState.KNOWN_TO_UNITS}


def _addressed(user: str) -> RowRule:
	receipt = frappe.qb.DocType("Announcement Receipt")
	query = (
		frappe.qb.from_(receipt)
		.select(receipt.announcement)
		.distinct()
		.where(receipt.unit.isin(units_answered_by(user) or [""]))
	)
	return {
		"name": [announcement for (announcement,) in query.run()],
		"workflow_state": AnnouncementState.KNOWN_TO_UNITS,
	}


def _own_or_of_block(user: str) -> RowRules:
	"""The head of a block reads what its units handed in to campaigns."""
	of_block = {
		"unit": blocks.led_units(user),
		"workflow_state": blocks.READABLE,
		"on_the_spot": (0,),
	}
	return _by_unit(user), of_block


def meetings_of(user: str) -> list[str]:
	"""Meetings, from their convening on, that the user belongs to as a member of the council."""
	seat, meeting = frappe.qb.DocType("Meeting Attendance"), frappe.qb.DocType("Council Meeting")
	query = (
		frappe.qb.from_(seat)
		.join(meeting)
		.on(meeting.name == seat.parent)
		.select(meeting.name)
		.distinct()
		.where((seat.parenttype == "Council Meeting") & (seat.member_user == user))
		.where(meeting.workflow_state.isin(MeetingState.KNOWN_TO_MEMBERS))
	)
	return [name for (name,) in query.run()]


def councils_of(user: str) -> list[str]:
	"""Councils that the user is or was a member of."""
	member = frappe.qb.DocType("Council Member")
	query = (
		frappe.qb.from_(member)
		.select(member.parent)
		.distinct()
		.where((member.parenttype == "Award Council") & (member.member_user == user))
	)
	return [name for (name,) in query.run()]


def _on_agenda(field: str) -> Callable[[str], list[str]]:
	"""Values of a field of the candidates of the user's meetings."""

	def values(user: str) -> list[str]:
		if not (meetings := meetings_of(user)):
			return []
		candidate = frappe.qb.DocType("Meeting Candidate")
		query = (
			frappe.qb.from_(candidate)
			.select(candidate[field])
			.distinct()
			.where((candidate.parenttype == "Council Meeting") & candidate.parent.isin(meetings))
		)
		return [value for (value,) in query.run() if value]

	return values


def _achievements_on_agenda(user: str) -> list[str]:
	"""Those that candidates stand with, and what else their nominations rest on."""
	nominations = _on_agenda("nomination")(user)
	further = frappe.qb.DocType("Nomination Achievement")
	query = (
		frappe.qb.from_(further)
		.select(further.achievement)
		.distinct()
		.where((further.parenttype == "Award Nomination") & further.parent.isin(nominations or [""]))
	)
	return [*_on_agenda("achievement")(user), *(name for (name,) in query.run())]


def _rankings_on_agenda(user: str) -> RowRule:
	"""Frozen rankings of the campaigns that achievements of his meetings belong to."""
	achievement = frappe.qb.DocType("Achievement")
	query = (
		frappe.qb.from_(achievement)
		.select(achievement.campaign)
		.distinct()
		.where(achievement.name.isin(_achievements_on_agenda(user) or [""]))
	)
	return {"campaign": [campaign for (campaign,) in query.run() if campaign]}


def _overrides_on_agenda(user: str) -> RowRules:
	return tuple(
		{"reference_doctype": (doctype,), "reference_name": names}
		for doctype, names in (
			("Award Nomination", _on_agenda("nomination")(user)),
			("Achievement", _achievements_on_agenda(user)),
			("Council Meeting", meetings_of(user)),
		)
	)


def _judged_or_recognised(user: str) -> RowRules:
	return {"name": _on_agenda("initiative")(user)}, {"workflow_state": (InitiativeState.RECOGNISED,)}


_VISIBLE_ROWS: dict[str, Callable[[str], RowRule | RowRules]] = {
	"Emulation Unit": lambda user: {"name": units_of(user)},
	"Honoree": _by_unit,
	"Emulation Plan": lambda user: {"workflow_state": PlanState.KNOWN_TO_UNITS},
	"Emulation Campaign": lambda user: {"workflow_state": CampaignState.KNOWN_TO_UNITS},
	"Campaign Registration": _by_unit,
	"Achievement": _own_or_of_block,
	"Campaign Review": _by_unit,
	"Consolidated Report": lambda user: {"name": ()},
	"Plan Progress Entry": lambda user: {"name": ()},
	"Award Nomination": _by_unit,
	"Award Hold": lambda user: {"name": ()},
	"Discipline Record": lambda user: {"name": ()},
	"Leave Record": lambda user: {"name": ()},
	"Public Consultation": lambda user: {"name": ()},
	"Consultation Comment": lambda user: {"name": ()},
	"Award Decision": lambda user: {"name": ()},
	"Award Certificate": lambda user: {"name": ()},
	"Award Return": lambda user: {"name": ()},
	"Fund Entry": lambda user: {"name": ()},
	"Fund Year": lambda user: {"name": ()},
	"Reward Payment": lambda user: {"name": ()},
	"Campaign Ranking Snapshot": lambda user: {"name": ()},
	"Emulation Block": lambda user: {"name": ()},
	"Bulk Action Log": lambda user: {"name": ()},
	"Exemplar": _own_or_published,
	"Initiative": _by_unit,
	"Announcement": _addressed,
	"Announcement Receipt": lambda user: {"unit": units_answered_by(user)},
	"Reminder Rule": lambda user: {"name": ()},
	"Reminder Log": lambda user: {"name": ()},
	"Award Council": lambda user: {"name": ()},
	"Council Meeting": lambda user: {"name": ()},
	"Council Vote": lambda user: {"name": ()},
	"Vote Receipt": lambda user: {"name": ()},
	"Finding Override": lambda user: {"name": ()},
}
# What a council member sees: cases only those of his meetings, of the units' papers those that were accepted or made public.
# Catalogues and the office's plans, campaigns and reports, which are not named here, he sees as his role opens them.
_COUNCIL_ROWS: dict[str, Callable[[str], RowRule | RowRules]] = {
	"Award Council": lambda user: {"name": councils_of(user)},
	"Council Meeting": lambda user: {"name": meetings_of(user)},
	"Council Vote": lambda user: {"meeting": meetings_of(user)},
	"Vote Receipt": lambda user: {"name": ()},
	"Award Nomination": lambda user: {"name": _on_agenda("nomination")(user)},
	"Achievement": lambda user: {"name": _achievements_on_agenda(user)},
	"Honoree": lambda user: {"name": _on_agenda("honoree")(user)},
	"Campaign Registration": lambda user: {"honoree": _on_agenda("honoree")(user)},
	"Award Decision": lambda user: {"docstatus": (1,)},
	"Finding Override": _overrides_on_agenda,
	"Campaign Ranking Snapshot": _rankings_on_agenda,
	"Initiative": _judged_or_recognised,
	"Public Consultation": lambda user: {"state": (ConsultationState.OPEN, ConsultationState.CLOSED)},
	"Campaign Review": lambda user: {"workflow_state": ReviewState.FROZEN},
	"Exemplar": lambda user: {"workflow_state": ExemplarState.KNOWN_TO_UNITS},
	"Announcement Receipt": lambda user: {"name": ()},
}
# Papers that files hang on.
_WITH_FILES = (
	"Achievement",
	"Announcement",
	"Award Decision",
	"Award Nomination",
	"Campaign Review",
	"Consolidated Report",
	"Emulation Campaign",
	"Emulation Plan",
	"Exemplar",
	"Initiative",
)
# Tables of documents whose rows the framework lists on their own to whoever may read some document of the parent's type.
_TABLES_OF = {
	"Council Member": "Award Council",
	"Meeting Nomination": "Council Meeting",
	"Meeting Candidate": "Council Meeting",
	"Meeting Attendance": "Council Meeting",
	"Meeting Recusal": "Council Meeting",
	"Meeting Written Opinion": "Council Meeting",
	"Counting Board Member": "Council Meeting",
	"Award Nominee": "Award Nomination",
	"Nomination Achievement": "Award Nomination",
	"Nomination Dossier Item": "Award Nomination",
	"Household Member": "Honoree",
	"Achievement Evidence": "Achievement",
	"Achievement Correction": "Achievement",
	"Achievement Score": "Achievement",
	"Award Decision Recipient": "Award Decision",
	"Decision Legal Basis": "Award Decision",
}
# Stored rows a unit user may change; documents that are not named here he changes not at all.
_CHANGEABLE_ROWS: dict[str, RowRule] = {
	"Achievement": {"workflow_state": AchievementState.OPEN_TO_UNIT},
	"Campaign Review": {"workflow_state": ReviewState.OPEN_TO_UNIT},
	"Award Nomination": {"workflow_state": (*NominationState.OPEN_TO_UNIT, None, "")},
	"Exemplar": {"workflow_state": ExemplarState.OPEN_TO_UNIT},
	"Initiative": {"workflow_state": InitiativeState.OPEN_TO_UNIT},
	# How far, and until when, is checked by their controllers.
	"Honoree": {},
	"Campaign Registration": {},
}


def visible_rows(doctype: str, user: str) -> RowRules | None:
	"""The rules of which one must admit a row for the user to see it, None when he sees every row."""
	roles = frappe.get_roles(user)
	if SEES_ALL_ROWS.intersection(roles):
		return None
	if COUNCIL_MEMBER not in roles:
		return _unit_rules(doctype, user)
	if doctype not in _COUNCIL_ROWS:
		return None
	of_units = _unit_rules(doctype, user) if UNIT_USER in roles else ()
	return (*of_units, *_as_rules(_COUNCIL_ROWS[doctype](user)))


def _unit_rules(doctype: str, user: str) -> RowRules:
	"""The first one tells which rows are those of his units."""
	return _as_rules(_VISIBLE_ROWS[doctype](user))


def _as_rules(rules: RowRule | RowRules) -> RowRules:
	return rules if isinstance(rules, tuple) else (rules,)


def sees_all_rows(user: str | None = None) -> bool:
	"""Whether a role of the user opens the rows of all units: he works for the office, not for one of them."""
	return bool(SEES_ALL_ROWS.intersection(frappe.get_roles(user)))


def check_access(doctype: str, ptype: str) -> None:
	"""Throw frappe.PermissionError unless a role of the user opens the document type.

	`frappe.has_permission(…, throw=True)` raises a mere ValidationError on Frappe 15.0.
	"""
	if not frappe.has_permission(doctype, ptype):
		frappe.throw(_("You have no access to {0}.").format(_(doctype)), frappe.PermissionError)


def row_permission(
	doc: Document, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool:
	"""Hook `has_permission` of all documents above. True or False, never None: Frappe 16 reads None as a denial.

	Both the document in memory and the stored row must fit: otherwise a foreign paper could be taken over by sending
	it with one's own unit.
	"""
	user = user or frappe.session.user
	if ptype not in _READING:
		return _may_change(doc, ptype, user)
	rules = visible_rows(doc.doctype, user)
	return rules is None or _all_admitted(rules, doc)


def ballot_permission(
	doc: Document, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool:
	"""Single secret ballots are shown to nobody."""
	return False


def _may_submit(doc: Document, ptype: str | None, user: str) -> bool:
	"""Issuing is the chairman's under any workflow."""
	if doc.doctype not in _ISSUED_BY_CHAIRMAN or ptype != "submit":
		return True
	issued = cint(frappe.db.get_value(doc.doctype, doc.name, "docstatus")) == 1
	return issued or CHAIRMAN in frappe.get_roles(user) or _is_historical(doc)


def _is_historical(doc: Document) -> bool:
	"""What the chairman issued on paper is confirmed by a second person, not issued again."""
	return doc.doctype == "Award Decision" and bool(
		cint(frappe.db.get_value("Award Decision", doc.name, "is_historical"))
	)


def _may_change(doc: Document, ptype: str | None, user: str) -> bool:
	"""Whoever sees all rows, by his role; a unit user the rows of his units while they are his to change."""
	roles = frappe.get_roles(user)
	if SEES_ALL_ROWS.intersection(roles):
		return _may_submit(doc, ptype, user)
	changeable = _CHANGEABLE_ROWS.get(doc.doctype)
	if changeable is None or (COUNCIL_MEMBER in roles and UNIT_USER not in roles):
		return False
	own = _unit_rules(doc.doctype, user)[0]
	stored = _stored_row(doc, (own, changeable))
	return _admits(own, doc) and (not stored or _admits({**own, **changeable}, stored))


def _all_admitted(rules: RowRules, doc: Document) -> bool:
	"""The document in memory and the stored row, each by one of the rules."""
	stored = _stored_row(doc, rules)
	return all(_one_admits(rules, row) for row in (doc, stored) if row)


def _stored_row(doc: Document, rules: RowRules) -> frappe._dict | None:
	fields = {*chain(*rules)}
	return frappe.db.get_value(doc.doctype, doc.name, list(fields), as_dict=True) if doc.name else None


def _one_admits(rules: RowRules, row: Mapping | Document) -> bool:
	return any(_admits(rule, row) for rule in rules)


def _admits(rule: RowRule, row: Mapping | Document) -> bool:
	return all(row.get(field) in values for field, values in rule.items())


def _sql(doctype: str, user: str | None) -> str:
	"""Condition for a list. In parentheses: Frappe joins it to others with AND and puts none around it."""
	rules = visible_rows(doctype, user or frappe.session.user)
	if rules is None:
		return ""
	return "(" + " or ".join(_sql_rule(doctype, rule) for rule in rules) + ")"


def _sql_rule(doctype: str, rule: RowRule) -> str:
	return "(" + " and ".join(_sql_in(doctype, field, values) for field, values in rule.items()) + ")"


def _rows_of_table(table: str) -> Callable[..., str]:
	"""Condition for the rows of a table: those of documents that the user may see; of other parents it says nothing."""
	parent = _TABLES_OF[table]

	def rows(user: str | None = None, doctype: str | None = None) -> str:
		seen = _sql(parent, user)
		if not seen:
			return ""
		return (
			f"(`tab{table}`.parenttype != {frappe.db.escape(parent)} or exists (select 1 from `tab{parent}` "
			f"where `tab{parent}`.name = `tab{table}`.parent and {seen}))"
		)

	return rows


def file_rows(user: str | None = None, doctype: str | None = None) -> str:
	"""Files of our papers are listed with the paper.

	The framework lists them to whoever may read some paper of that type. It joins this condition to its own with AND, on
	some versions to the last part of its own alone, which is the one that opens the files of papers.
	"""
	user = user or frappe.session.user
	if SEES_ALL_ROWS.intersection(frappe.get_roles(user)):
		return ""
	with_paper = (
		f"(`tabFile`.attached_to_doctype = {frappe.db.escape(paper)} and `tabFile`.attached_to_name in "
		f"(select `tab{paper}`.name from `tab{paper}` where {_sql(paper, user) or '1 = 1'}))"
		for paper in _WITH_FILES
	)
	return "(" + " or ".join((_of_no_paper_of_ours("`tabFile`.attached_to_doctype"), *with_paper)) + ")"


def tag_rows(user: str | None = None, doctype: str | None = None) -> str:
	"""Tags carry the title of the paper, and the framework lists them to everybody."""
	if SEES_ALL_ROWS.intersection(frappe.get_roles(user or frappe.session.user)):
		return ""
	return _of_no_paper_of_ours("`tabTag Link`.document_type")


def _of_no_paper_of_ours(column: str) -> str:
	ours = ", ".join(frappe.db.escape(doctype) for doctype in (*_VISIBLE_ROWS, "Secret Ballot"))
	return f"(ifnull({column}, '') not in ({ours}))"


def _sql_in(doctype: str, field: str, values: Collection[str | int]) -> str:
	if not values:
		return "1 = 0"
	return f"`tab{doctype}`.`{field}` in ({', '.join(frappe.db.escape(str(value)) for value in values)})"


def _rows_of(doctype: str) -> Callable[..., str]:
	"""Condition for the documents of a type: those that the user may see."""

	def rows(user: str | None = None, **_others: str) -> str:
		return _sql(doctype, user)

	return rows


# Hooks `permission_query_conditions`. Frappe 15.0 hands over the user only, so each document has its own name.
unit_rows = _rows_of("Emulation Unit")
honoree_rows = _rows_of("Honoree")
plan_rows = _rows_of("Emulation Plan")
campaign_rows = _rows_of("Emulation Campaign")
registration_rows = _rows_of("Campaign Registration")
achievement_rows = _rows_of("Achievement")
nomination_rows = _rows_of("Award Nomination")
review_rows = _rows_of("Campaign Review")
report_rows = _rows_of("Consolidated Report")
plan_progress_rows = _rows_of("Plan Progress Entry")
hold_rows = _rows_of("Award Hold")
discipline_rows = _rows_of("Discipline Record")
leave_rows = _rows_of("Leave Record")
consultation_rows = _rows_of("Public Consultation")
comment_rows = _rows_of("Consultation Comment")
decision_rows = _rows_of("Award Decision")
certificate_rows = _rows_of("Award Certificate")
return_rows = _rows_of("Award Return")
fund_entry_rows = _rows_of("Fund Entry")
fund_year_rows = _rows_of("Fund Year")
payment_rows = _rows_of("Reward Payment")
ranking_rows = _rows_of("Campaign Ranking Snapshot")
block_rows = _rows_of("Emulation Block")
bulk_action_rows = _rows_of("Bulk Action Log")
exemplar_rows = _rows_of("Exemplar")
initiative_rows = _rows_of("Initiative")
announcement_rows = _rows_of("Announcement")
receipt_rows = _rows_of("Announcement Receipt")
council_rows = _rows_of("Award Council")
meeting_rows = _rows_of("Council Meeting")
vote_rows = _rows_of("Council Vote")
override_rows = _rows_of("Finding Override")
vote_receipt_rows = _rows_of("Vote Receipt")
reminder_rule_rows = _rows_of("Reminder Rule")
reminder_log_rows = _rows_of("Reminder Log")


def ballot_rows(user: str | None = None, doctype: str | None = None) -> str:
	"""Single secret ballots are listed to nobody, an administrator no more than others."""
	return "(1 = 0)"


council_member_rows = _rows_of_table("Council Member")
agenda_rows = _rows_of_table("Meeting Nomination")
candidate_rows = _rows_of_table("Meeting Candidate")
attendance_rows = _rows_of_table("Meeting Attendance")
recusal_rows = _rows_of_table("Meeting Recusal")
written_opinion_rows = _rows_of_table("Meeting Written Opinion")
counting_board_rows = _rows_of_table("Counting Board Member")
nominee_rows = _rows_of_table("Award Nominee")
nomination_achievement_rows = _rows_of_table("Nomination Achievement")
dossier_rows = _rows_of_table("Nomination Dossier Item")
household_rows = _rows_of_table("Household Member")
evidence_rows = _rows_of_table("Achievement Evidence")
correction_rows = _rows_of_table("Achievement Correction")
score_rows = _rows_of_table("Achievement Score")
recipient_rows = _rows_of_table("Award Decision Recipient")
legal_basis_rows = _rows_of_table("Decision Legal Basis")


def has_desk_role() -> bool:
	"""Whether the app stands on the user's screen of apps."""
	return bool({*SEES_ALL_ROWS, *DESK_ROLES}.intersection(frappe.get_roles()))
