"""Summary of commendation (tổng hợp khen thưởng): how many awards went to whom, by which method, and what they cost.

One line per award, unit or month. Counted by the database in one query.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import frappe
from frappe import _

from tdkt_app.law import rule_packs
from tdkt_app.report import given
from tdkt_app.report.awards import COLLECTIVE, HOUSEHOLD, INDIVIDUAL, KINDS, METHODS, Span, counted
from tdkt_app.report.layout import bars, column, figure

Row = frappe._dict
BY_AWARD, BY_UNIT, BY_MONTH = "Award Type", "Unit", "Month"
_AXES = {BY_AWARD: "award_type", BY_UNIT: "unit", BY_MONTH: "month"}
_KIND_FIELDS = {INDIVIDUAL: "individuals", COLLECTIVE: "collectives", HOUSEHOLD: "households"}
_MOST_UNITS = 15


@dataclass(frozen=True)
class SummaryFilters:
	span: Span
	by: str = BY_AWARD

	@classmethod
	def parse(cls, filters: Mapping | None) -> SummaryFilters:
		"""Without dates: the current year."""
		chosen = frappe._dict(filters or {})
		by = given.one_of(chosen.by, _AXES, _("Group By")) or BY_AWARD
		return cls(Span.parse(chosen, given.this_year()), by)


def execute(filters: Mapping | None = None) -> tuple:
	chosen = SummaryFilters.parse(filters)
	axes = {_AXES[chosen.by], "award_type", "honoree_kind", "sex", "direct_labour", "method"}
	groups = counted(chosen.span, sorted(axes))
	rows = lines(groups, chosen.by)
	return columns(chosen.by), rows, None, chart(groups, rows, chosen.by), summary(rows)


def lines(groups: Sequence[Row], by: str) -> list[Row]:
	"""In the order of a ceremony, of the number of awards, or of the calendar."""
	axis, rows = _AXES[by], {}
	for group in groups:
		key = group[axis]
		if key not in rows:
			rows[key] = Row(dict.fromkeys(_counted_fields(), 0), key=key, label=_label(group, by))
		_add(rows[key], group)
	order = {
		BY_AWARD: lambda row: (rule_packs.award_types()[row.key].ceremony_order, row.label),
		BY_UNIT: lambda row: (-row.awards, row.label),
		BY_MONTH: lambda row: row.key,
	}
	return sorted(rows.values(), key=order[by])


def _counted_fields() -> list[str]:
	return ["awards", *_KIND_FIELDS.values(), "men", "women", "direct", *map(frappe.scrub, METHODS), "amount"]


def _add(row: Row, group: Row) -> None:
	counts = ["awards", _KIND_FIELDS[group.honoree_kind], frappe.scrub(group.method)]
	if group.honoree_kind == INDIVIDUAL:
		counts += [
			{"Male": "men", "Female": "women"}.get(group.sex),
			"direct" if group.direct_labour else None,
		]
	for field in filter(None, counts):
		row[field] += group.awards
	row.amount += int(group.amount or 0)


def _label(group: Row, by: str) -> str:
	if by == BY_AWARD:
		return rule_packs.award_types()[group.award_type].name
	return group.unit_name if by == BY_UNIT else month_name(group.month)


def month_name(number: int) -> str:
	return _("Month {0}").format(number)


def columns(by: str) -> list[dict]:
	return [
		column("label", _(by), "Data", 220),
		column("awards", _("Awards"), "Int", 100),
		column("individuals", _("Individuals"), "Int", 100),
		column("collectives", _("Collectives"), "Int", 100),
		column("households", _("Households"), "Int", 110),
		column("men", _("Men"), "Int", 80),
		column("women", _("Women"), "Int", 80),
		column("direct", _("Direct Labour"), "Int", 140),
		*(column(frappe.scrub(method), _(method), "Int", 110) for method in METHODS),
		column("amount", _("Reward Amount"), "Currency", 140),
	]


def chart(groups: Sequence[Row], rows: Sequence[Row], by: str) -> dict | None:
	"""By month: a series per award. Otherwise: a series per kind of honoree; of the units the most rewarded."""
	if by == BY_MONTH:
		counts = Counter()
		for group in groups:
			counts[group.award_type, group.month] += group.awards
		months = range(rows[0].key, rows[-1].key + 1) if rows else ()
		awards = rule_packs.award_types()
		given_awards = sorted(
			{award for award, _month in counts}, key=lambda award: awards[award].ceremony_order
		)
		datasets = [
			(awards[award].name, [counts[award, month] for month in months]) for award in given_awards
		]
		return bars([month_name(month) for month in months], datasets, stacked=True)
	shown = rows[:_MOST_UNITS] if by == BY_UNIT else rows
	datasets = [(_(kind), [row[_KIND_FIELDS[kind]] for row in shown]) for kind in KINDS]
	return bars([row.label for row in shown], datasets, stacked=True)


def summary(rows: Sequence[Row]) -> list[dict]:
	def total(field: str) -> int:
		return sum(row[field] for row in rows)

	return [
		figure(_("Awards"), total("awards"), "Blue"),
		figure(_("Individuals Rewarded"), total("individuals"), "Green"),
		figure(
			_("Direct Workers among Individuals"),
			share(total("direct"), total("individuals")),
			"Green",
			"Percent",
		),
		figure(_("Women among Individuals"), share(total("women"), total("individuals")), "Green", "Percent"),
		figure(_("Total Amount"), total("amount"), "Red", "Currency"),
	]


def share(part: int, whole: int) -> float:
	"""Percent with one decimal; 0 of nothing."""
	return round(100 * part / whole, 1) if whole else 0.0
