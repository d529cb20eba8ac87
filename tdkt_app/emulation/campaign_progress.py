"""Where a campaign stands: how many of its units have registered, reported, been verified or are late, and how the scores
spread. Read with the caller's permissions in a fixed number of queries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from tdkt_app.emulation import ranking, review_progress
from tdkt_app.emulation.scoring import PENALTY
from tdkt_app.states import AchievementState

_TO_VERIFY = (AchievementState.SUBMITTED, AchievementState.UNDER_VERIFICATION)
_STEPS = 5  # equal parts of the scale where the campaign has no grades


@frappe.whitelist(methods=["GET"])
def of_campaign(name: str) -> dict:
	"""Figures and score distribution of a campaign the caller may read.

	Returns {"figures": [{"figure": label, "count", "doctype", "filters"}], "scores": [{"label", "count"}]}. The list that
	`filters` opens holds `count` rows.
	"""
	campaign = frappe.get_doc("Emulation Campaign", name)
	campaign.check_permission("read")
	registrations = _papers("Campaign Registration", name, "is_late")
	achievements = _papers("Achievement", name, "workflow_state")
	lines = review_progress.lines(review_progress.campaigns({"name": name}))
	handed_in = [paper for paper in achievements if paper.workflow_state != AchievementState.DRAFT]
	late = {paper.unit for paper in registrations if paper.is_late}
	late |= {line.unit for line in lines if line.is_late or line.days_overdue > 0}
	return {
		"figures": [
			_units(_("Units Registered"), {paper.unit for paper in registrations}),
			_units(_("Units That Reported"), {paper.unit for paper in handed_in}),
			_units(
				_("Units Verified"),
				{paper.unit for paper in handed_in if paper.workflow_state == AchievementState.VERIFIED},
			),
			_units(_("Units Late"), late),
			{
				"figure": _("Achievements to Verify"),
				"count": sum(paper.workflow_state in _TO_VERIFY for paper in achievements),
				"doctype": "Achievement",
				"filters": {"campaign": name, "workflow_state": ["in", list(_TO_VERIFY)]},
			},
			{
				"figure": _("Reviews Handed In"),
				"count": _reviews_handed_in(name),
				"doctype": "Campaign Review",
				"filters": {"campaign": name, "submitted_on": ["is", "set"]},
			},
		],
		"scores": _distribution(campaign, [row.total_score for row in ranking.of_campaign(name)]),
	}


def _papers(doctype: str, campaign: str, field: str) -> list[frappe._dict]:
	return frappe.get_list(
		doctype, filters={"campaign": campaign}, fields=["unit", field], limit_page_length=0
	)


def _units(figure: str, names: Collection[str]) -> dict:
	return {
		"figure": figure,
		"count": len(names),
		"doctype": "Emulation Unit",
		"filters": {"name": ["in", sorted(names)]},
	}


def _reviews_handed_in(campaign: str) -> int:
	filters = {"campaign": campaign, "submitted_on": ("is", "set")}
	return len(frappe.get_list("Campaign Review", filters=filters, pluck="name", limit_page_length=0))


def _distribution(campaign: Document, totals: Sequence[float]) -> list[dict]:
	"""Verified achievements by grade or, where there are no grades, by equal parts of the scale; the highest first."""
	if not totals:
		return []
	starts = sorted({0.0, *(flt(band.from_score) for band in campaign.grade_bands)})
	names = {flt(band.from_score): band.grade for band in campaign.grade_bands}
	if not names:
		highest = sum(flt(row.max_score) for row in campaign.criteria if row.criterion_kind != PENALTY)
		starts = [highest * step / _STEPS for step in range(_STEPS)] if highest else [0.0]
	counted = Counter(_part_of(total, starts) for total in totals)
	ends = dict(pairwise(starts))
	return [
		{"label": names.get(start) or _span(start, ends.get(start)), "count": counted[start]}
		for start in reversed(starts)
	]


def _part_of(total: float, starts: Sequence[float]) -> float:
	"""Penalties may bring a total below zero: it stays in the lowest part."""
	return max((start for start in starts if start <= total), default=starts[0])


def _span(start: float, end: float | None) -> str:
	return f"≥ {start:g}" if end is None else f"{start:g} – < {end:g}"
