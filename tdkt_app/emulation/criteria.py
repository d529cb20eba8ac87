"""What a campaign is scored by: criteria and grade bands, alike in a campaign and in a criteria set."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from tdkt_app.emulation.scoring import CRITERION, PENALTY


def check(doc: Document) -> None:
	"""Raise a ValidationError that names the row when `criteria` or `grade_bands` of a document do not make sense."""
	_check_criteria(doc)
	_check_grade_bands(doc)


def _check_criteria(doc: Document) -> None:
	texts = [row.criterion.strip() for row in doc.criteria]
	for row, text in zip(doc.criteria, texts, strict=True):
		if flt(row.max_score) <= 0:
			frappe.throw(_("Criterion in row {0}: the maximum score must be above zero.").format(row.idx))
		if texts.count(text) > 1:
			frappe.throw(_("Criterion in row {0}: “{1}” is listed twice.").format(row.idx, text))
		if row.mandatory and (row.criterion_kind or CRITERION) != CRITERION:
			frappe.throw(
				_("Criterion in row {0}: only a criterion can be mandatory, not bonus or penalty.").format(
					row.idx
				)
			)


def _check_grade_bands(doc: Document) -> None:
	"""A band reaches from its score up to the next one, so bands overlap when two begin at the same score."""
	highest = sum(flt(row.max_score) for row in doc.criteria if row.criterion_kind != PENALTY)
	grade_at, used = {}, set()
	for row in doc.grade_bands:
		if flt(row.from_score) in grade_at:
			frappe.throw(
				_("Grade band in row {0} begins at the same score as “{1}”.").format(
					row.idx, grade_at[flt(row.from_score)]
				)
			)
		if row.grade.strip() in used:
			frappe.throw(_("Grade band in row {0}: “{1}” is listed twice.").format(row.idx, row.grade))
		if flt(row.from_score) > highest:
			frappe.throw(
				_("Grade band in row {0} begins above the highest total {1}.").format(row.idx, highest)
			)
		if not 0 <= flt(row.cap_ratio) <= 100:
			frappe.throw(_("Grade band in row {0}: the share must lie between 0 and 100.").format(row.idx))
		grade_at[flt(row.from_score)] = row.grade
		used.add(row.grade.strip())
