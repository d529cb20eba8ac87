"""The nominees of a nomination: who may stand there, and the list that goes to council and decision.

All look-ups are made once for the whole table: the number of queries does not grow with the nominees.
"""

from __future__ import annotations

from collections.abc import Collection

import frappe
from frappe import _
from frappe.model.document import Document

from tdkt_app.doctype.award_decision import recipients
from tdkt_app.doctype.award_decision.recipients import RecipientFacts
from tdkt_app.states import NominationState
from tdkt_app.wording.vietnamese import sort_key


def settle(nomination: Document) -> None:
	"""Check every nominee and further achievement, naming the row, and write the names into the rows."""
	rows = nomination.nominees
	facts = RecipientFacts.of([*rows, *nomination.further_achievements])
	recipients.check_no_repetition(rows)
	recipients.check_awards_fit(rows, facts)
	recipients.check_achievements(rows, facts)
	recipients.check_achievements(nomination.further_achievements, facts)
	_check_of_unit(nomination, facts)
	_check_further_are_nominees(nomination, facts)
	_check_exclusions(rows)
	_check_not_nominated_elsewhere(nomination)
	for row in rows:
		row.honoree_name = facts.honorees[row.honoree].full_name
		row.honoree_kind = facts.honorees[row.honoree].kind


def check_there(nomination: Document) -> None:
	"""Throw frappe.MandatoryError when nobody is put forward."""
	if not any(not row.excluded for row in nomination.nominees):
		frappe.throw(
			_("The nomination puts nobody forward: add at least one nominee."), frappe.MandatoryError
		)


def put_forward(nominations: Collection[str]) -> list[frappe._dict]:
	"""Everybody the nominations put forward, for agenda, consultation and decision; one query.

	In the order of a ceremony: rank of the award, then Vietnamese given name. Keys: nomination, nominee (name of the
	row), unit, unit_name (of the honoree), proposing_unit, method, campaign, period_from, period_to, workflow_state,
	honoree, honoree_name, honoree_kind, award_type, award_name, award_kind, decided_by, achievement, initiative,
	summary, proposed_amount, completion. Permissions are the caller's to check.
	"""
	nomination, row, honoree, unit, award = map(
		frappe.qb.DocType,
		("Award Nomination", "Award Nominee", "Honoree", "Emulation Unit", "Award Type"),
	)
	query = (
		frappe.qb.from_(row)
		.join(nomination)
		.on((nomination.name == row.parent) & (row.parenttype == "Award Nomination"))
		.join(honoree)
		.on(honoree.name == row.honoree)
		.join(unit)
		.on(unit.name == honoree.unit)
		.join(award)
		.on(award.name == row.award_type)
		.select(
			nomination.name.as_("nomination"),
			row.name.as_("nominee"),
			nomination.unit.as_("proposing_unit"),
			nomination.method,
			nomination.campaign,
			nomination.period_from,
			nomination.period_to,
			nomination.workflow_state,
			row.honoree,
			honoree.full_name.as_("honoree_name"),
			honoree.kind.as_("honoree_kind"),
			honoree.unit,
			unit.unit_name,
			row.award_type,
			award.award_name,
			award.kind.as_("award_kind"),
			award.decided_by,
			award.ceremony_order,
			row.achievement,
			row.initiative,
			row.summary,
			row.proposed_amount,
			row.completion,
		)
		.where(nomination.name.isin(list(nominations) or [""]) & (row.excluded == 0))
		.orderby(nomination.name)
		.orderby(row.idx)
	)
	return sorted(query.run(as_dict=True), key=lambda n: (n.ceremony_order or 0, sort_key(n.honoree_name)))


def nominated_elsewhere(achievements: Collection[str], except_in: str | None = None) -> dict[str, str]:
	"""Those of the achievements that another nomination rests on, unless it was rejected; each with that nomination."""
	if not achievements:
		return {}
	row, nomination = frappe.qb.DocType("Award Nominee"), frappe.qb.DocType("Award Nomination")
	query = (
		frappe.qb.from_(row)
		.join(nomination)
		.on((nomination.name == row.parent) & (row.parenttype == "Award Nomination"))
		.select(row.achievement, nomination.name)
		.where(row.achievement.isin(list(achievements)) & (row.excluded == 0))
		.where(nomination.workflow_state != NominationState.REJECTED)
		.where(nomination.name != (except_in or ""))
	)
	return dict(query.run())


def with_units_below(unit: str) -> set[str]:
	"""The unit and all units below it."""
	above, below = (
		frappe.qb.DocType("Emulation Unit").as_("above"),
		frappe.qb.DocType("Emulation Unit").as_("below"),
	)
	query = (
		frappe.qb.from_(above)
		.join(below)
		.on((below.lft >= above.lft) & (below.rgt <= above.rgt))
		.select(below.name)
		.where(above.name == unit)
	)
	return {name for (name,) in query.run()}


def _check_of_unit(nomination: Document, facts: RecipientFacts) -> None:
	"""A unit puts its own people forward. Who was in the list before and moved since then stays."""
	before = nomination.get_doc_before_save()
	known = {row.honoree for row in before.nominees} if before and before.unit == nomination.unit else set()
	units = with_units_below(nomination.unit)
	for row in nomination.nominees:
		honoree = facts.honorees[row.honoree]
		if row.honoree not in known and honoree.unit not in units:
			frappe.throw(
				_("Row {0}: {1} does not belong to the unit {2} or to a unit below it.").format(
					row.idx, honoree.full_name, nomination.unit
				)
			)


def _check_further_are_nominees(nomination: Document, facts: RecipientFacts) -> None:
	nominated = {row.honoree for row in nomination.nominees}
	for row in nomination.further_achievements:
		if row.honoree not in nominated:
			frappe.throw(
				_("Further achievements, row {0}: {1} is not among the nominees.").format(
					row.idx, facts.honorees[row.honoree].full_name
				)
			)


def _check_exclusions(rows: Collection[Document]) -> None:
	for row in rows:
		if row.excluded and not (row.exclusion_reason or "").strip():
			frappe.throw(
				_("Row {0}: give the reason why the nominee is not put forward.").format(row.idx),
				frappe.MandatoryError,
			)
		if not row.excluded:
			row.exclusion_reason = ""


def _check_not_nominated_elsewhere(nomination: Document) -> None:
	"""One achievement, one reward. Source: Law 06/2022/QH15 Art. 5."""
	rows = [row for row in nomination.nominees if row.achievement and not row.excluded]
	taken = nominated_elsewhere({row.achievement for row in rows}, nomination.name)
	for row in rows:
		if row.achievement in taken:
			frappe.throw(
				_("Row {0}: achievement {1} already stands in the nomination {2}.").format(
					row.idx, row.achievement, taken[row.achievement]
				)
			)
