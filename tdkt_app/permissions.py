"""Which rows a user may see and change.

Roles open documents (DocPerm in the schemas, denied by default); this module narrows the rows for everybody who does not
work at a desk: a unit user sees the papers of the units that name him and of the units below them. List filter and
document check are made from the same rule, so they cannot drift apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from itertools import chain

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from tdkt_app.roles import CHAIRMAN, COUNCIL_MEMBER, SEES_ALL_ROWS
from tdkt_app.states import (
	AchievementState,
	AnnouncementState,
	CampaignState,
	ExemplarState,
	InitiativeState,
	NominationState,
	PlanState,
	ReviewState,
)

# Field → values a row may have there. A row is admitted when every field fits; no value admits no row.
RowRule = Mapping[str, Collection[str]]
# Several rules: a row is admitted when one of them admits it.
RowRules = tuple[RowRule, ...]

# Papers that the chairman issues; officers hold the submit right only to go on with what is issued.
_ISSUED_BY_CHAIRMAN = frozenset(("Award Decision", "Consolidated Report", "Emulation Plan"))

_READING = frozenset((None, "read", "select", "print", "email", "export", "report"))


def units_of(user: str) -> list[str]:
	"""The units whose `users` table names the user, with all units below them."""
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
		.select(below.name)
		.distinct()
		.where((member.parenttype == "Emulation Unit") & (member.user == user))
	)
	return [unit for (unit,) in query.run()]


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


_VISIBLE_ROWS: dict[str, Callable[[str], RowRule | RowRules]] = {
	"Emulation Unit": lambda user: {"name": units_of(user)},
	"Honoree": _by_unit,
	"Emulation Plan": lambda user: {"workflow_state": PlanState.KNOWN_TO_UNITS},
	"Emulation Campaign": lambda user: {"workflow_state": CampaignState.KNOWN_TO_UNITS},
	"Campaign Registration": _by_unit,
	"Achievement": _by_unit,
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
}
# Stored rows a unit user may change; documents that are not named here he changes not at all.
_CHANGEABLE_ROWS: dict[str, RowRule] = {
	"Achievement": {"workflow_state": AchievementState.OPEN_TO_UNIT},
	"Campaign Review": {"workflow_state": ReviewState.OPEN_TO_UNIT},
	"Award Nomination": {"workflow_state": (*NominationState.OPEN_TO_UNIT, None, "")},
	"Exemplar": {"workflow_state": ExemplarState.OPEN_TO_UNIT},
	"Initiative": {"workflow_state": InitiativeState.OPEN_TO_UNIT},
}
# What a member of the council who is nothing else at the desk sees: the dossiers of his meetings, none without one.
_COUNCIL_ROWS: dict[str, Callable[[str], RowRule | RowRules]] = {
	"Award Nomination": lambda user: {"name": ()},
}


def visible_rows(doctype: str, user: str) -> RowRules | None:
	"""The rules that hold for the user, None when he sees every row. The first one tells which rows are his own."""
	roles = SEES_ALL_ROWS.intersection(frappe.get_roles(user))
	if roles == {COUNCIL_MEMBER} and doctype in _COUNCIL_ROWS:
		rules = _COUNCIL_ROWS[doctype](user)
	elif roles:
		return None
	else:
		rules = _VISIBLE_ROWS[doctype](user)
	return rules if isinstance(rules, tuple) else (rules,)


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
	rules = visible_rows(doc.doctype, user)
	if rules is None:
		return _may_submit(doc, ptype, user)
	if ptype not in _READING:
		rules = rules[:1]  # what is seen for another reason than being one's own is not changed
	stored = _stored_row(doc, rules)
	if not _one_admits(rules, doc) or (stored and not _one_admits(rules, stored)):
		return False
	return ptype in _READING or _may_change(doc.doctype, stored)


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


def _may_change(doctype: str, stored: Mapping | None) -> bool:
	changeable = _CHANGEABLE_ROWS.get(doctype)
	if changeable is None:
		return False
	return not stored or _admits(changeable, stored)


def _stored_row(doc: Document, rules: RowRules) -> frappe._dict | None:
	fields = {*chain(*rules), *_CHANGEABLE_ROWS.get(doc.doctype, ())}
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


def _sql_in(doctype: str, field: str, values: Collection[str]) -> str:
	if not values:
		return "1 = 0"
	return f"`tab{doctype}`.`{field}` in ({', '.join(frappe.db.escape(value) for value in values)})"


# Hooks `permission_query_conditions`. Frappe 15.0 hands over the user only, so each document has its own name.
def unit_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Emulation Unit", user)


def honoree_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Honoree", user)


def plan_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Emulation Plan", user)


def campaign_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Emulation Campaign", user)


def registration_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Campaign Registration", user)


def achievement_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Achievement", user)


def nomination_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Award Nomination", user)


def review_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Campaign Review", user)


def report_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Consolidated Report", user)


def plan_progress_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Plan Progress Entry", user)


def hold_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Award Hold", user)


def discipline_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Discipline Record", user)


def leave_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Leave Record", user)


def consultation_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Public Consultation", user)


def comment_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Consultation Comment", user)


def decision_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Award Decision", user)


def certificate_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Award Certificate", user)


def return_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Award Return", user)


def fund_entry_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Fund Entry", user)


def fund_year_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Fund Year", user)


def payment_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Reward Payment", user)


def ranking_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Campaign Ranking Snapshot", user)


def block_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Emulation Block", user)


def bulk_action_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Bulk Action Log", user)


def exemplar_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Exemplar", user)


def initiative_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Initiative", user)


def announcement_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Announcement", user)


def receipt_rows(user: str | None = None, doctype: str | None = None) -> str:
	return _sql("Announcement Receipt", user)


def has_desk_role() -> bool:
	"""Whether the app stands on the user's screen of apps."""
	return bool(SEES_ALL_ROWS.intersection(frappe.get_roles()))
