"""Commendation of a year along the axes of form 0603.N/BNV-TĐKT: one row per axis, one column per award.

Source: Thông tư 02/2023/TT-BNV. A commune answers no form of the ministry; its province asks for the same axes. Rows of the
form that say nothing of a commune (leaders of ministries and provinces, of departments; resistance wars) are left out, the
others keep their codes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import frappe
from frappe import _

from tdkt_app.law import rule_packs
from tdkt_app.report import given
from tdkt_app.report.awards import COLLECTIVE, HOUSEHOLD, INDIVIDUAL, Span, counted
from tdkt_app.report.layout import bars, column, figure
from tdkt_app.rules.case import Method

Row = frappe._dict
_AXES = ("award_type", "honoree_kind", "is_manager", "direct_labour", "unit_type", "method")
_ENTERPRISE = "Enterprise or Cooperative"


def _by(method: Method) -> Callable[[Row], bool]:
	return lambda group: group.method == method.value


def _individual(group: Row) -> bool:
	return group.honoree_kind == INDIVIDUAL


def _rows() -> tuple[tuple[str, str, int, Callable[[Row], bool]], ...]:
	"""Code of the row, its label, indent, what it counts."""
	return (
		("01", _("Total"), 0, lambda group: True),
		("02", _("Collectives"), 1, lambda group: group.honoree_kind == COLLECTIVE),
		(
			"03",
			_("Of These Enterprises"),
			2,
			lambda group: group.honoree_kind == COLLECTIVE and group.unit_type == _ENTERPRISE,
		),
		("04", _("Households"), 1, lambda group: group.honoree_kind == HOUSEHOLD),
		("05", _("Individuals"), 1, _individual),
		("09", _("Leaders and Managers"), 2, lambda group: _individual(group) and group.is_manager),
		(
			"10",
			_("Working, Producing, Studying or Fighting Directly"),
			2,
			lambda group: _individual(group) and group.direct_labour,
		),
		("11", _("Regular Commendation"), 1, _by(Method.REGULAR)),
		("12", _("Thematic Commendation"), 1, _by(Method.THEMATIC)),
		("13", _("Commendation on the Spot"), 1, _by(Method.ON_THE_SPOT)),
		("14", _("Commendation for External Relations"), 1, _by(Method.EXTERNAL)),
		("15", _("Commendation for Contribution"), 1, _by(Method.CONTRIBUTION)),
		("16", _("Commendation for Long Service"), 1, _by(Method.LONG_SERVICE)),
	)


def execute(filters: Mapping | None = None) -> tuple:
	span = Span.parse(frappe._dict(filters or {}), given.this_year())
	groups = counted(span, _AXES)
	known = rule_packs.award_types()
	awards = sorted(
		{group.award_type for group in groups}, key=lambda award: (known[award].ceremony_order, award)
	)
	rows = [line(groups, awards, *row) for row in _rows()]
	return columns(awards), rows, None, chart(rows), summary(rows)


def line(
	groups: Sequence[Row],
	awards: Sequence[str],
	code: str,
	label: str,
	indent: int,
	counts: Callable[[Row], bool],
) -> Row:
	row = Row(dict.fromkeys(map(_field, awards), 0), code=code, label=label, indent=indent, total=0)
	for group in groups:
		if counts(group):
			row[_field(group.award_type)] += group.awards
			row.total += group.awards
	return row


def _field(award: str) -> str:
	return f"award_{frappe.scrub(award)}"


def columns(awards: Sequence[str]) -> list[dict]:
	known = rule_packs.award_types()
	return [
		column("label", _("Criterion"), "Data", 330),
		column("code", _("Code"), "Data", 70),
		column("total", _("Total"), "Int", 110),
		*(column(_field(award), known[award].name, "Int", 160) for award in awards),
	]


def chart(rows: Sequence[Row]) -> dict | None:
	if not rows[0].total:
		return None
	return bars([row.label for row in rows[1:]], [(_("Awards"), [row.total for row in rows[1:]])])


def summary(rows: Sequence[Row]) -> list[dict]:
	by_code = {row.code: row for row in rows}
	shown = (("01", "Blue"), ("02", "Green"), ("04", "Green"), ("05", "Green"), ("10", "Orange"))
	return [figure(by_code[code].label, by_code[code].total, indicator) for code, indicator in shown]
