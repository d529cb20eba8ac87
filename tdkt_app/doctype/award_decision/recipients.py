"""The recipients of a decision: who may stand there, how they are printed.

All look-ups are made once for the whole table: the number of queries does not grow with the recipients.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from pypika import Case

from tdkt_app.commendation.standing import stands
from tdkt_app.doctype.award_type.award_type import KIND_FLAGS
from tdkt_app.states import AchievementState, NominationState
from tdkt_app.wording.vietnamese import unaccent


@dataclass(frozen=True)
class RecipientFacts:
	"""What the linked documents say, by name."""

	honorees: dict[str, frappe._dict]
	award_types: dict[str, frappe._dict]
	achievements: dict[str, frappe._dict]

	@classmethod
	def of(cls, rows: Collection[Document]) -> RecipientFacts:
		return cls(
			honorees=_honorees({row.honoree for row in rows}),
			award_types=_read(
				"Award Type",
				{row.award_type for row in rows if row.get("award_type")},
				["award_name", "kind", "ceremony_order", *KIND_FLAGS.values()],
			),
			achievements=_read(
				"Achievement",
				{row.achievement for row in rows if row.achievement},
				["achievement_title", "honoree", "workflow_state"],
			),
		)


def keep_papers(decision: Document) -> None:
	"""A paper that recognises an initiative is not entered any more; what was entered stays with its row."""
	before = decision.get_doc_before_save()
	papers = {row.name: row.initiative_paper for row in before.recipients} if before else {}
	for row in decision.recipients:
		row.initiative_paper = papers.get(row.name)


def describe(rows: Collection[Document], facts: RecipientFacts) -> None:
	"""Write into each row the names as they will be printed."""
	for row in rows:
		honoree, award = facts.honorees[row.honoree], facts.award_types[row.award_type]
		row.recipient_name = honoree.full_name
		row.recipient_title = honoree.position or honoree.address or ""
		row.honoree_kind = honoree.kind
		row.unit = honoree.unit
		row.unit_name = honoree.unit_name
		row.award_name, row.award_kind = award.award_name, award.kind
		row.ceremony_order = award.ceremony_order


def set_search_names(rows: Collection[Document]) -> None:
	"""Names as printed, without marks, for the public honour roll."""
	for row in rows:
		row.search_name = unaccent(row.recipient_name or "")


def store_search_names(names: Mapping[str, str]) -> None:
	"""Write them for stored rows, of whatever state: they are not printed. `names`: row → printed name."""
	if not names:
		return
	line, found_by = frappe.qb.DocType("Award Decision Recipient"), Case()
	for row, name in names.items():
		found_by = found_by.when(line.name == row, unaccent(name))
	frappe.qb.update(line).set(line.search_name, found_by).where(line.name.isin(list(names))).run()


def check_no_repetition(rows: Collection[Document]) -> None:
	"""One honoree receives one award once, and one achievement is rewarded once. Source: Law 06/2022/QH15 Art. 5."""
	awards = Counter((row.honoree, row.award_type) for row in rows)
	achievements = Counter(row.achievement for row in rows if row.achievement)
	for row in rows:
		if awards[row.honoree, row.award_type] > 1:
			frappe.throw(_("{0} stands twice with the same award.").format(frappe.bold(row.honoree)))
		if row.achievement and achievements[row.achievement] > 1:
			frappe.throw(_("Achievement {0} stands twice.").format(frappe.bold(row.achievement)))


def check_awards_fit(rows: Collection[Document], facts: RecipientFacts) -> None:
	"""An award is for the kinds of honorees its catalogue row names."""
	for row in rows:
		honoree, award = facts.honorees[row.honoree], facts.award_types[row.award_type]
		if not award[KIND_FLAGS[honoree.kind]]:
			frappe.throw(
				_("Row {0}: the award “{1}” is not for the kind {2} ({3}).").format(
					row.idx, award.award_name, _(honoree.kind), honoree.full_name
				)
			)


def check_achievements(rows: Collection[Document], facts: RecipientFacts) -> None:
	"""A rewarded achievement is the recipient's own and has been verified."""
	for row in rows:
		if not row.achievement:
			continue
		achievement = facts.achievements[row.achievement]
		if achievement.honoree != row.honoree:
			frappe.throw(
				_("Row {0}: achievement {1} belongs to another honoree.").format(row.idx, row.achievement)
			)
		if achievement.workflow_state != AchievementState.VERIFIED:
			frappe.throw(
				_("Row {0}: achievement {1} has not been verified.").format(row.idx, row.achievement)
			)


def check_not_rewarded_elsewhere(decision: Document) -> None:
	"""No other decision, drafts included, rewards an achievement of this one. Source: Law 06/2022/QH15 Art. 5."""
	taken = rewarded_achievements(
		{row.achievement for row in decision.recipients if row.achievement}, decision.name
	)
	for achievement, other in taken.items():
		frappe.throw(_("Achievement {0} already stands in the decision {1}.").format(achievement, other))


def rewarded_achievements(achievements: Collection[str], except_in: str | None = None) -> dict[str, str]:
	"""Those of the achievements that stand in a decision, each with that decision; annulled awards aside."""
	if not achievements:
		return {}
	row, decision = frappe.qb.DocType("Award Decision Recipient"), frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(row)
		.join(decision)
		.on(decision.name == row.parent)
		.select(row.achievement, row.parent)
		.where(row.achievement.isin(list(achievements)))
		.where((decision.docstatus < 2) & stands(row))
		.where(decision.name != (except_in or ""))
	)
	return dict(query.run())


def check_nominations(rows: Collection[Document]) -> None:
	"""A nomination a recipient comes from has been appraised and puts him forward for the award."""
	rows = [row for row in rows if row.nomination]
	appraised = _appraised_nominees({row.nomination for row in rows}) if rows else ()
	for row in rows:
		if (row.nomination, row.honoree, row.award_type) not in appraised:
			frappe.throw(
				_("Row {0}: no appraised nomination {1} puts {2} forward for this award.").format(
					row.idx, row.nomination, row.honoree
				)
			)


def decided_nominees(nominations: Collection[str]) -> set[tuple[str, str, str]]:
	"""(nomination, honoree, award) that stand in a decision, drafts included; annulled awards aside."""
	row, decision = frappe.qb.DocType("Award Decision Recipient"), frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(row)
		.join(decision)
		.on(decision.name == row.parent)
		.select(row.nomination, row.honoree, row.award_type)
		.where(row.nomination.isin(list(nominations) or [""]) & (decision.docstatus < 2) & stands(row))
	)
	return set(query.run())


def _appraised_nominees(nominations: Collection[str]) -> set[tuple[str, str, str]]:
	row, nomination = frappe.qb.DocType("Award Nominee"), frappe.qb.DocType("Award Nomination")
	query = (
		frappe.qb.from_(row)
		.join(nomination)
		.on((nomination.name == row.parent) & (row.parenttype == "Award Nomination"))
		.select(nomination.name, row.honoree, row.award_type)
		.where(nomination.name.isin(list(nominations)) & (row.excluded == 0))
		.where(nomination.workflow_state == NominationState.APPRAISED)
	)
	return set(query.run())


def _honorees(names: Collection[str]) -> dict[str, frappe._dict]:
	honoree, unit = frappe.qb.DocType("Honoree"), frappe.qb.DocType("Emulation Unit")
	query = (
		frappe.qb.from_(honoree)
		.join(unit)
		.on(unit.name == honoree.unit)
		.select(
			honoree.name,
			honoree.kind,
			honoree.full_name,
			honoree.position,
			honoree.address,
			honoree.unit,
			unit.unit_name,
		)
		.where(honoree.name.isin(list(names) or [""]))
	)
	return {row.name: row for row in query.run(as_dict=True)}


def _read(doctype: str, names: Collection[str], fields: Collection[str]) -> dict[str, frappe._dict]:
	if not names:
		return {}
	table = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(table)
		.select(table.name, *(table[field] for field in fields))
		.where(table.name.isin(list(names)))
	)
	return {row.name: row for row in query.run(as_dict=True)}
