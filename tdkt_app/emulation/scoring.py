"""Scores of an achievement, one row per criterion of its campaign.

Three people score in turn: the unit itself, the head of its block, the officer. Each later score starts as the one
before and follows it until somebody changes it; then the difference needs a reason. So the officer's score is always
the last one given, and the total is made from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, flt

from tdkt_app.emulation import blocks
from tdkt_app.guards.corrections import is_verifier
from tdkt_app.states import AchievementState

CRITERION, BONUS, PENALTY = "Criterion", "Bonus", "Penalty"
# What a row takes from its criterion: field of the row → field of the criterion.
_OF_CRITERION = {
	"criterion_row": "name",
	"criterion": "criterion",
	"criterion_kind": "criterion_kind",
	"max_score": "max_score",
	"mandatory": "mandatory",
}
_LATER_FIELDS = ("block_head_score", "block_head_reason", "officer_score", "officer_reason")
# Fields of the three scores in the order they are given.
SCORES = ("self_score", "block_head_score", "officer_score")
_REASONS = {"block_head_score": "block_head_reason", "officer_score": "officer_reason"}
_DIGITS = 2


@dataclass(frozen=True)
class Fault:
	"""What is wrong with one score: its row and field; `sentence` names neither."""

	idx: int
	criterion: str
	fieldname: str
	sentence: str
	error: type[Exception]

	def __str__(self) -> str:
		return _("Row {0}, {1}: {2}").format(self.idx, self.criterion, self.sentence)


def settle(paper: Document) -> None:
	"""List the criteria, keep everybody to his own scores, check the scores and add them up.

	The list follows the campaign while the report is the unit's; later it stays as it was handed in. Raises
	frappe.ValidationError naming every bad row; `paper.flags.score_faults` then holds them for a caller.
	"""
	before = paper.get_doc_before_save()
	state = (before and before.workflow_state) or AchievementState.DRAFT
	if state in AchievementState.FROZEN:
		return
	open_to_unit = state in AchievementState.OPEN_TO_UNIT
	stored = {row.criterion_row: row for row in before.scores} if before else {}
	rows = criteria_of(paper.campaign) if open_to_unit else [_definition(row) for row in before.scores]
	paper.set("scores", [_row(paper, definition, stored) for definition in rows])
	kept = _kept_fields(paper, open_to_unit)
	for idx, row in enumerate(paper.scores, start=1):
		row.idx = idx
		earlier = stored.get(row.criterion_row)
		for field in kept:
			row.set(field, earlier.get(field) if earlier else None)
		_let_later_scores_follow(row, earlier)
	_refuse_faults(paper)
	paper.self_total, paper.total_score = (
		total(paper.scores, "self_score"),
		total(paper.scores, "officer_score"),
	)


def criteria_of(campaign: str | None) -> list[dict]:
	"""Criteria of a campaign as the score rows describe them."""
	if not campaign:
		return []
	criterion = frappe.qb.DocType("Campaign Criterion")
	query = (
		frappe.qb.from_(criterion)
		.select(*(criterion[source].as_(field) for field, source in _OF_CRITERION.items()))
		.where((criterion.parent == campaign) & (criterion.parenttype == "Emulation Campaign"))
		.orderby(criterion.idx)
	)
	return query.run(as_dict=True)


def total(rows: Iterable, score: str) -> float:
	"""Criteria + bonus − penalty."""
	return flt(
		sum(-flt(row.get(score)) if row.criterion_kind == PENALTY else flt(row.get(score)) for row in rows),
		_DIGITS,
	)


def check_mandatory_scores(paper: Document) -> None:
	"""Throw, naming them, while the unit has not scored the mandatory criteria."""
	missing = [row.criterion for row in paper.scores if row.mandatory and not flt(row.self_score)]
	if missing:
		frappe.throw(
			_("Score the mandatory criteria before you hand in: {0}.").format("; ".join(missing)),
			frappe.MandatoryError,
		)


def _definition(row: Document) -> dict:
	return {field: row.get(field) for field in _OF_CRITERION}


def _row(paper: Document, definition: dict, stored: dict[str, Document]) -> Document | dict:
	"""The row that was sent for a criterion; else the stored one, since a row cannot be dropped; else a new one."""
	criterion = definition["criterion_row"]
	row = next((row for row in paper.scores if row.criterion_row == criterion), None)
	if row is None:
		row = stored[criterion].as_dict() if criterion in stored else frappe._dict()
	row.update(definition)
	return row


def _kept_fields(paper: Document, open_to_unit: bool) -> Collection[str]:
	"""Scores and reasons that are not the acting person's in this state."""
	if open_to_unit:
		return _LATER_FIELDS
	if is_verifier(paper):
		return ("self_score",)
	if blocks.may_score(paper.get_doc_before_save()):
		return ("self_score", "officer_score", "officer_reason")
	return ("self_score", *_LATER_FIELDS)


def _let_later_scores_follow(row: Document, earlier: Document | None) -> None:
	for before, later in pairwise(SCORES):
		untouched = not earlier or _same(row.get(later), earlier.get(later))
		if untouched and (not earlier or _same(earlier.get(before), earlier.get(later))):
			row.set(later, flt(row.get(before)))


def _refuse_faults(paper: Document) -> None:
	faults = [fault for row in paper.scores for fault in _faults(row)]
	paper.flags.score_faults = faults
	if faults:
		frappe.throw("<br>".join(escape_html(str(fault)) for fault in faults), faults[0].error)


def _faults(row: Document) -> Iterator[Fault]:
	for score in SCORES:
		row.set(score, flt(row.get(score), _DIGITS))
		if not 0 <= row.get(score) <= flt(row.max_score):
			sentence = _("{0} must lie between 0 and {1}.").format(
				_(row.meta.get_label(score)), f"{flt(row.max_score):g}"
			)
			yield Fault(row.idx, row.criterion, score, sentence, frappe.ValidationError)
	for before, later in pairwise(SCORES):
		reason = _REASONS[later]
		if not _same(row.get(before), row.get(later)) and not (row.get(reason) or "").strip():
			sentence = _("{0} differs from {1}; give the reason.").format(
				_(row.meta.get_label(later)), _(row.meta.get_label(before))
			)
			yield Fault(row.idx, row.criterion, reason, sentence, frappe.MandatoryError)


def _same(one: float | None, other: float | None) -> bool:
	return flt(one, _DIGITS) == flt(other, _DIGITS)
