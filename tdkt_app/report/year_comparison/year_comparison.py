"""Comparison of years (so sánh các năm): awards or reward money per year, by award, kind of honoree, method or unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import frappe
from frappe import _

from tdkt_app.law import rule_packs
from tdkt_app.report import given
from tdkt_app.report.awards import KINDS, METHODS, Span, counted
from tdkt_app.report.layout import bars, column, figure

Row = frappe._dict
AWARDS, MONEY = "Awards", "Reward Amount"
_AXES = {
	"Award Type": "award_type",
	"Honoree Kind": "honoree_kind",
	"Method of Commendation": "method",
	"Unit": "unit",
}
_YEARS, _MOST_YEARS, _MOST_DRAWN = 5, 20, 10


@dataclass(frozen=True)
class YearFilters:
	first: int
	last: int
	by: str = "Award Type"
	measure: str = AWARDS
	unit: str | None = None

	@classmethod
	def parse(cls, filters: Mapping | None) -> YearFilters:
		"""The last five years unless said otherwise."""
		chosen = frappe._dict(filters or {})
		last = given.year(chosen.to_year, _("To Year")) or given.this_year()
		first = given.year(chosen.from_year, _("From Year")) or last - _YEARS + 1
		given.in_order(first, last, (_("From Year"), _("To Year")))
		if last - first >= _MOST_YEARS:
			frappe.throw(_("At most {0} years can be compared.").format(_MOST_YEARS))
		return cls(
			first,
			last,
			given.one_of(chosen.by, _AXES, _("Group By")) or "Award Type",
			given.one_of(chosen.measure, (AWARDS, MONEY), _("Measure")) or AWARDS,
			given.existing("Emulation Unit", chosen.unit, _("Unit")),
		)

	@property
	def years(self) -> range:
		return range(self.first, self.last + 1)


def execute(filters: Mapping | None = None) -> tuple:
	chosen = YearFilters.parse(filters)
	span = Span(given.days_of(chosen.first)[0], given.days_of(chosen.last)[1], chosen.unit)
	rows = lines(counted(span, ("year", _AXES[chosen.by])), chosen)
	return columns(chosen), rows, None, chart(rows, chosen), summary(rows, chosen)


def lines(groups: Sequence[Row], chosen: YearFilters) -> list[Row]:
	axis, field = _AXES[chosen.by], "awards" if chosen.measure == AWARDS else "amount"
	rows: dict[str, Row] = defaultdict(lambda: Row({_field(year): 0 for year in chosen.years}))
	for group in groups:
		row = rows[group[axis]]
		row[_field(group.year)] += int(group[field] or 0)
		row.label = _label(group, axis)
	for key, row in rows.items():
		row.key, row.change = (
			key,
			row[_field(chosen.last)] - row[_field(chosen.last - 1)] if len(chosen.years) > 1 else 0,
		)
	return sorted(rows.values(), key=lambda row: _place(row, axis))


def _field(year: int) -> str:
	return f"year_{year}"


def _label(group: Row, axis: str) -> str:
	if axis == "award_type":
		return rule_packs.award_types()[group.award_type].name
	return group.unit_name if axis == "unit" else _(group[axis])


def _place(row: Row, axis: str) -> tuple:
	places = {
		"award_type": lambda: rule_packs.award_types()[row.key].ceremony_order,
		"honoree_kind": lambda: KINDS.index(row.key),
		"method": lambda: METHODS.index(row.key),
		"unit": lambda: 0,
	}
	return places[axis](), row.label


def columns(chosen: YearFilters) -> list[dict]:
	datatype = "Int" if chosen.measure == AWARDS else "Currency"
	return [
		column("label", _(chosen.by), "Data", 240),
		*(column(_field(year), str(year), datatype, 130) for year in chosen.years),
		column("change", _("Change from the Year Before"), datatype, 190),
	]


def chart(rows: Sequence[Row], chosen: YearFilters) -> dict | None:
	"""A series per line, the largest ones first."""
	largest = sorted(rows, key=lambda row: -sum(row[_field(year)] for year in chosen.years))[:_MOST_DRAWN]
	if not largest:
		return None
	datasets = [(row.label, [row[_field(year)] for year in chosen.years]) for row in largest]
	return bars([str(year) for year in chosen.years], datasets, stacked=True)


def summary(rows: Sequence[Row], chosen: YearFilters) -> list[dict]:
	datatype = "Int" if chosen.measure == AWARDS else "Currency"
	totals = {year: sum(row[_field(year)] for row in rows) for year in chosen.years}
	return [figure(str(year), total, "Blue", datatype) for year, total in totals.items()]
