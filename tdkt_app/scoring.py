"""Scores of an achievement, one row per criterion of its campaign.

Three people score in turn: the unit itself, the head of its block, the officer. Each later score starts as the one
before and follows it until somebody changes it; then the difference needs a reason. So the officer's score is always
the last one given, and the total is made from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from tdkt_app.corrections import is_verifier
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
_SCORES = ("self_score", "block_head_score", "officer_score")
_REASONS = {"block_head_score": "block_head_reason", "officer_score": "officer_reason"}
_DIGITS = 2


def settle(paper: Document) -> None:
	"""List the criteria, keep everybody to his own scores, check the scores and add them up.

	The list follows the campaign while the report is the unit's; later it stays as it was handed in. Raises
	frappe.ValidationError naming the row.
	"""
	before = paper.get_doc_before_save()
	state = (before and before.workflow_state) or AchievementState.DRAFT
	if state in AchievementState.FROZEN:
		return
	open_to_unit = state in AchievementState.OPEN_TO_UNIT
	stored = {row.criterion_row: row for row in before.scores} if before else {}
	rows = criteria_of(paper.campaign) if open_to_unit else [_definition(row) for row in before.scores]
	paper.set("scores", [_row(paper, definition, stored) for definition in rows])
	for idx, row in enumerate(paper.scores, start=1):
		row.idx = idx
		earlier = stored.get(row.criterion_row)
		_keep_scores_of_others(paper, row, earlier, open_to_unit)
		_let_later_scores_follow(row, earlier)
		_check_row(row)
	paper.self_total, paper.total_score = (
		total(paper.scores, "self_score"),
		total(paper.scores, "officer_score"),
	)


def criteria_of(campaign: str | None) -> list[dict]:
	"""Criteria of a campaign as the score rows describe them."""
	if not campaign:
		return []
	rows = frappe.get_doc("Emulation Campaign", campaign).criteria
	return [{field: row.get(source) for field, source in _OF_CRITERION.items()} for row in rows]


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


def _keep_scores_of_others(
	paper: Document, row: Document, earlier: Document | None, open_to_unit: bool
) -> None:
	if open_to_unit:
		kept = _LATER_FIELDS
	else:
		kept = ("self_score",) if is_verifier(paper) else ("self_score", *_LATER_FIELDS)
	for field in kept:
		row.set(field, earlier.get(field) if earlier else None)


def _let_later_scores_follow(row: Document, earlier: Document | None) -> None:
	for before, later in pairwise(_SCORES):
		untouched = not earlier or _same(row.get(later), earlier.get(later))
		if untouched and (not earlier or _same(earlier.get(before), earlier.get(later))):
			row.set(later, flt(row.get(before)))


def _check_row(row: Document) -> None:
	for score in _SCORES:
		row.set(score, flt(row.get(score), _DIGITS))
		if not 0 <= row.get(score) <= flt(row.max_score):
			frappe.throw(
				_("Row {0}, {1}: {2} must lie between 0 and {3}.").format(
					row.idx, row.criterion, _(row.meta.get_label(score)), f"{flt(row.max_score):g}"
				)
			)
	for before, later in pairwise(_SCORES):
		reason = _REASONS[later]
		if not _same(row.get(before), row.get(later)) and not (row.get(reason) or "").strip():
			frappe.throw(
				_("Row {0}, {1}: {2} differs from {3}; give the reason.").format(
					row.idx, row.criterion, _(row.meta.get_label(later)), _(row.meta.get_label(before))
				),
				frappe.MandatoryError,
			)


def _same(one: float | None, other: float | None) -> bool:
	return flt(one, _DIGITS) == flt(other, _DIGITS)
