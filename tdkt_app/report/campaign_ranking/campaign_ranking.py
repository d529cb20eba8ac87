"""Ranking of a campaign per block: verified achievements or units, against the ranking that was frozen last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter

import frappe
from frappe import _
from frappe.utils import flt

from tdkt_app.emulation import ranking
from tdkt_app.report import readable
from tdkt_app.report.layout import bars, column, figure

Row = frappe._dict
_DIGITS = 2


@dataclass(frozen=True)
class RankingFilters:
	campaign: str
	ranked_by: str = ranking.ACHIEVEMENT
	block: str | None = None

	@classmethod
	def parse(cls, filters: Mapping | None) -> RankingFilters:
		"""Throws a sentence that names the filter when one is unknown or not the user's to read."""
		given = frappe._dict(filters or {})
		chosen = cls(given.campaign or "", given.ranked_by or ranking.ACHIEVEMENT, given.block or None)
		if chosen.ranked_by not in (ranking.ACHIEVEMENT, ranking.UNIT):
			frappe.throw(_("{0}: “{1}” is unknown.").format(_("Ranking Of"), chosen.ranked_by))
		for doctype, name, label in (
			("Emulation Campaign", chosen.campaign, _("Campaign")),
			("Emulation Block", chosen.block, _("Block")),
		):
			if name and not frappe.get_list(doctype, filters={"name": name}, pluck="name"):
				frappe.throw(_("{0}: “{1}” is unknown.").format(label, name))
		return chosen


def execute(filters: Mapping | None = None) -> tuple:
	if not (filters or {}).get("campaign"):
		return columns(RankingFilters("")), [], _("Choose a campaign to see its ranking.")
	chosen = RankingFilters.parse(filters)
	rows = read_rows(chosen)
	return columns(chosen), rows, None, chart(rows), summary(rows)


def read_rows(filters: RankingFilters) -> list[Row]:
	"""Lines the user may read. The rank counts everybody in the block, whoever looks."""
	frozen = ranking.last_frozen(filters.campaign, filters.ranked_by)
	rows = ranking.of_campaign(filters.campaign, filters.ranked_by)
	if frozen:
		ranked = {row["name"] for row in rows}
		for row in rows:
			_compare(row, frozen.get(row["name"]))
		rows += [_taken_out(name, row) for name, row in frozen.items() if name not in ranked]
	if not readable.all_of(filters.ranked_by):
		seen = _readable(filters.ranked_by, {row["name"] for row in rows})
		rows = [row for row in rows if row["name"] in seen]
	if filters.block:
		rows = [row for row in rows if row["block"] == filters.block]
	outside = _("Outside any block")
	for row in rows:
		row["block_name"] = row["block_name"] or outside
		row.setdefault("correction", "")
	return rows


def _readable(doctype: str, names: set[str]) -> set[str]:
	return set(
		frappe.get_list(doctype, filters={"name": ("in", [*names, ""])}, pluck="name", limit_page_length=0)
	)


def _compare(row: Row, frozen: Row | None) -> None:
	"""A correction is whatever differs from the frozen ranking."""
	if frozen:
		row.frozen_rank, row.frozen_score = frozen["rank"], flt(frozen.total_score, _DIGITS)
		if (row["rank"], row.total_score) != (row.frozen_rank, row.frozen_score):
			row.correction = _("Corrected")
	else:
		row.correction = _("Added Later")


def _taken_out(name: str, frozen: Row) -> Row:
	return frappe._dict(
		name=name,
		title=frozen.title,
		unit=frozen.unit,
		block=frozen.block,
		block_name=frozen.block,
		total_score=0,
		achievements=0,
		grade="",
		frozen_rank=frozen["rank"],
		frozen_score=flt(frozen.total_score, _DIGITS),
		correction=_("Taken Out"),
	)


def columns(filters: RankingFilters) -> list[dict]:
	by_unit = filters.ranked_by == ranking.UNIT
	subject = [] if by_unit else [column("honoree_name", _("Honoree"), "Data", 190)]
	return [
		column("block_name", _("Block"), "Data", 170),
		column("rank", _("Rank"), "Int", 80),
		column("title", _("Emulation Unit") if by_unit else _("Achievement"), "Data", 300),
		*subject,
		column("unit_name", _("Unit"), "Data", 170),
		column("achievements", _("Achievements"), "Int", 90),
		column("total_score", _("Total Score"), "Float", 110, precision=1),
		column("grade", _("Grade"), "Data", 120),
		column("frozen_rank", _("Frozen Rank"), "Int", 110),
		column("frozen_score", _("Frozen Score"), "Float", 120, precision=1),
		column("correction", _("Correction"), "Data", 130),
		column("name", _("Record"), "Link", 150, options=filters.ranked_by),
	]


def chart(rows: Sequence[Row]) -> dict | None:
	"""The ten best totals."""
	best = nlargest(10, (row for row in rows if row.get("rank")), key=itemgetter("total_score"))
	return bars([row.title for row in best], [(_("Total Score"), [row.total_score for row in best])])


def summary(rows: Sequence[Row]) -> list[dict]:
	ranked = [row for row in rows if row.get("rank")]
	places = Counter(map(itemgetter("block", "rank"), ranked))
	return [
		figure(_("Ranked"), len(ranked), "Blue"),
		figure(_("Blocks"), len({row["block"] for row in ranked}), "Blue"),
		figure(_("Sharing a Rank"), sum(count for count in places.values() if count > 1), "Orange"),
		figure(_("Graded"), sum(bool(row["grade"]) for row in ranked), "Green"),
		figure(_("Corrections Since the Freeze"), sum(bool(row["correction"]) for row in rows), "Red"),
	]
