"""Ranking of a campaign: totals per achievement or per unit, ranked within each block, from one query."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe.query_builder import Order
from frappe.query_builder.functions import Coalesce, Count, Round, Sum
from frappe.utils import flt
from pypika import Case
from pypika.analytics import Rank

from tdkt_app.emulation.grading import Band, grades
from tdkt_app.emulation.scoring import PENALTY
from tdkt_app.permissions import check_access
from tdkt_app.states import AchievementState

ACHIEVEMENT, UNIT = "Achievement", "Emulation Unit"
_DIGITS = 2


def of_campaign(campaign: str, ranked_by: str = ACHIEVEMENT) -> list[frappe._dict]:
	"""Verified achievements of a campaign, or the units by the sum of theirs; best first within each block.

	Rows: rank (equals share one and the next is left out: 1, 1, 3), name, title, honoree, unit, unit_name, block,
	block_name, achievements, total_score, grade. Units without a block are ranked together.
	"""
	rows = _query(campaign, ranked_by).run(as_dict=True)
	for row in rows:  # constants cost less here than on their way from the database
		row["grade"] = ""
		row.setdefault("achievements", 1)
	if ranked_by == ACHIEVEMENT:  # the bands are made for one report, not for the sum of several
		_grade(rows, campaign)
	return rows


def _query(campaign: str, ranked_by: str):
	"""One statement: scores → totals → ranks."""
	totals = _totals(campaign)
	unit, block = frappe.qb.DocType("Emulation Unit"), frappe.qb.DocType("Emulation Block")
	by_unit = ranked_by == UNIT
	points = Sum(totals.total_score) if by_unit else totals.total_score
	honoree = frappe.qb.DocType("Honoree")
	name = totals.unit if by_unit else totals.achievement
	query = (
		frappe.qb.from_(totals)
		.join(unit)
		.on(unit.name == totals.unit)
		.left_join(block)
		.on(block.name == unit.block)
		.join(honoree)
		.on(honoree.name == totals.honoree)
		.select(
			name.as_("name"),
			(unit.unit_name if by_unit else totals.achievement_title).as_("title"),
			totals.unit,
			unit.unit_name,
			Coalesce(unit.block, "").as_("block"),
			Coalesce(block.block_name, "").as_("block_name"),
			Round(points, _DIGITS).as_("total_score"),
			Rank().over(Coalesce(unit.block, "")).orderby(points, order=Order.desc).as_("rank"),
		)
		.orderby(Coalesce(unit.block, ""))
		.orderby(points, order=Order.desc)
		.orderby(name)
	)
	if by_unit:
		return query.groupby(name).select(Count(totals.achievement).as_("achievements"))
	return query.select(honoree.full_name.as_("honoree_name"))


def _totals(campaign: str):
	"""Subquery: total of each verified achievement, recomputed from its rows."""
	paper, score = frappe.qb.DocType("Achievement"), frappe.qb.DocType("Achievement Score")
	signed = Case().when(score.criterion_kind == PENALTY, -score.officer_score).else_(score.officer_score)
	return (
		frappe.qb.from_(paper)
		.left_join(score)
		.on((score.parent == paper.name) & (score.parenttype == "Achievement"))
		.where((paper.campaign == campaign) & (paper.workflow_state == AchievementState.VERIFIED))
		.groupby(paper.name)
		.select(
			paper.name.as_("achievement"),
			paper.achievement_title,
			paper.unit,
			paper.honoree,
			Coalesce(Sum(signed), 0).as_("total_score"),
		)
	).as_("totals")


def _grade(rows: list[frappe._dict], campaign: str) -> None:
	band = frappe.qb.DocType("Campaign Grade Band")
	query = (
		frappe.qb.from_(band)
		.select(band.grade, band.from_score, band.cap_ratio)
		.where((band.parent == campaign) & (band.parenttype == "Emulation Campaign"))
	)
	bands = [Band(grade, flt(from_score), flt(cap_ratio)) for grade, from_score, cap_ratio in query.run()]
	if not bands:
		return
	blocks = defaultdict(dict)
	for row in rows:
		blocks[row.block][row.name] = row.total_score
	graded = {name: grade for totals in blocks.values() for name, grade in grades(totals, bands).items()}
	for row in rows:
		row.grade = graded[row.name]


@frappe.whitelist(methods=["POST"])
def freeze(campaign: str, ranked_by: str = ACHIEVEMENT, note: str = "") -> str:
	"""Keep the ranking as it stands now; returns the name of the Campaign Ranking Snapshot."""
	check_access("Campaign Ranking Snapshot", "create")
	snapshot = frappe.new_doc("Campaign Ranking Snapshot")
	snapshot.update({"campaign": campaign, "ranked_by": ranked_by, "note": note})
	return snapshot.insert().name


def last_frozen(campaign: str, ranked_by: str) -> dict[str, frappe._dict]:
	"""Rows of the latest frozen ranking by the ranked record; none for a user who may not read it."""
	if not frappe.has_permission("Campaign Ranking Snapshot"):
		return {}
	latest = frappe.get_list(
		"Campaign Ranking Snapshot",
		filters={"campaign": campaign, "ranked_by": ranked_by},
		pluck="name",
		order_by="frozen_on desc, name desc",
		limit_page_length=1,
	)
	if not latest:
		return {}
	row = frappe.qb.DocType("Campaign Ranking Row")
	query = (
		frappe.qb.from_(row)
		.select(row.ranked, row.title, row.unit, row.block, row["rank"], row.total_score, row.grade)
		.where(row.parent == latest[0])
		.orderby(row.idx)
	)
	return {frozen.ranked: frozen for frozen in query.run(as_dict=True)}
