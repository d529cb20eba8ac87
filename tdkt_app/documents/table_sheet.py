"""What the printed table of a report says, worked out once for every output."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.wording.vietnamese import figure, long_date

_RECORDS = ("Link", "Dynamic Link")  # names of records lead somewhere on the screen only
_NUMBERS = ("Int", "Float", "Currency", "Percent")


@dataclass(frozen=True)
class Head:
	label: str
	width: float  # percent of the table
	is_number: bool


@dataclass(frozen=True)
class TableSheet:
	authority: Authority
	title: str
	subject: str  # filters in words, "" when none is set
	day: str
	figures: tuple[tuple[str, str], ...]
	heads: tuple[Head, ...]
	rows: tuple[tuple[str, ...], ...]
	total: tuple[str, ...]  # empty: there is none


def table_sheet(
	title: str,
	subject: str,
	columns: Sequence[Mapping[str, Any]],
	rows: Sequence[Mapping[str, Any]],
	total: Sequence[Any],
	figures: Sequence[Mapping[str, Any]],
	authority: Authority,
	day: datetime.date,
) -> TableSheet:
	"""The sheet of one report.

	Args:
	    columns: with fieldname, label, fieldtype and width in pixels.
	    rows: values by fieldname; `indent` moves the first cell in.
	    total: values in the order of all columns, empty without a total.
	    figures: of the summary, with label, value and datatype.
	"""
	places = [place for place, column in enumerate(columns) if column.get("fieldtype") not in _RECORDS]
	shown = [columns[place] for place in places]
	whole = sum(int(column.get("width") or 100) for column in shown)
	return TableSheet(
		authority=authority,
		title=title,
		subject=subject,
		day=long_date(day),
		figures=tuple((one["label"], _text(one["value"], one.get("datatype"))) for one in figures),
		heads=tuple(
			Head(
				column["label"],
				round(100 * int(column.get("width") or 100) / whole, 2),
				column.get("fieldtype") in _NUMBERS,
			)
			for column in shown
		),
		rows=tuple(_cells(row, shown) for row in rows),
		total=tuple(_sum(total[place], columns[place]) for place in places) if total else (),
	)


def _cells(row: Mapping[str, Any], columns: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
	texts = [_text(row.get(column["fieldname"]), column.get("fieldtype")) for column in columns]
	return (f"{'– ' * int(row.get('indent') or 0)}{texts[0]}", *texts[1:])


def _sum(value: Any, column: Mapping[str, Any]) -> str:
	"""The framework leaves the sum of nothing empty."""
	fieldtype = column.get("fieldtype")
	return _text(value or 0, fieldtype) if fieldtype in _NUMBERS else _text(value, fieldtype)


def _text(value: Any, fieldtype: str | None) -> str:
	if value is None or value == "":
		return ""
	if fieldtype == "Check":
		return "x" if int(value) else ""
	if fieldtype == "Percent":
		return f"{figure(value)}%"
	if fieldtype in _NUMBERS:
		return figure(value)
	if isinstance(value, datetime.datetime):
		return f"{value:%d/%m/%Y %H:%M}"
	return f"{value:%d/%m/%Y}" if isinstance(value, datetime.date) else str(value)
