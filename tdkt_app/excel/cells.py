"""One cell → the value of its field, or what should stand there."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

from frappe import _
from frappe.utils import validate_email_address

from tdkt_app.excel.links import Choices
from tdkt_app.excel.reading import Cell
from tdkt_app.excel.sheets import Column

MOST_NUMBER = 2_000_000_000
_LONG_TEXT = 10_000
_CONTROL_LETTERS = re.compile(r"[\x00-\x08\x0b-\x1f]")
_DATE_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
_SHOWN_NAMES = 5


class BadCell(ValueError):
	"""Its text says what is expected instead."""


def value_of(column: Column, cell: Cell, links: Mapping[str, Choices]) -> object:
	"""Value for the document; None for an empty cell. Raises BadCell."""
	if cell.fault == "formula":
		raise BadCell(_("a value, not a formula: copy the cell and paste it as value"))
	if cell.fault:
		raise BadCell(_("a value, not an error of Excel"))
	if not cell.text:
		if column.required:
			raise BadCell(_("this cell must be filled in"))
		return None
	if column.is_link:
		return _link(column, cell, links[column.options])
	return _READERS.get(column.fieldtype, _text)(column, cell)


def _text(column: Column, cell: Cell) -> str:
	text = _CONTROL_LETTERS.sub("", cell.text)
	if column.fieldtype == "Data":
		text, most = " ".join(text.split()), column.length
	else:
		most = _LONG_TEXT
	if len(text) > most:
		raise BadCell(_("at most {0} characters").format(most))
	if column.options == "Email" and not validate_email_address(text):
		raise BadCell(_("an e-mail address"))
	return text


def _whole_number(column: Column, cell: Cell) -> int:
	text = cell.text.replace(" ", "")
	if isinstance(cell.value, bool) or not re.fullmatch(r"\d{1,10}", text) or int(text) > MOST_NUMBER:
		raise BadCell(_("a whole number that is not negative, without dots"))
	return int(text)


def _points(column: Column, cell: Cell) -> float:
	if isinstance(cell.value, bool) or not re.fullmatch(r"\d{1,9}([.,]\d{1,2})?", cell.text.replace(" ", "")):
		raise BadCell(_("a number of points that is not negative, with at most two decimals"))
	return float(cell.text.replace(" ", "").replace(",", "."))


def _date(column: Column, cell: Cell) -> datetime.date:
	if isinstance(cell.value, datetime.datetime):
		return cell.value.date()
	if isinstance(cell.value, datetime.date):
		return cell.value
	if isinstance(cell.value, str):
		for date_format in _DATE_FORMATS:
			try:
				return datetime.datetime.strptime(cell.text, date_format).date()
			except ValueError:
				continue
	raise BadCell(_("a date as day/month/year, for example 31/12/2025"))


def _choice(column: Column, cell: Cell) -> object:
	known: dict[str, object] = {}
	for value, shown in column.choices().items():
		known[shown.casefold()] = known[str(value).casefold()] = value
	if column.fieldtype == "Check":
		known.update({"x": 1, "true": 1, "false": 0, "yes": 1, "no": 0})
	if cell.text.casefold() not in known:
		raise BadCell(_("one of: {0}").format(", ".join(column.choices().values())))
	return known[cell.text.casefold()]


def _link(column: Column, cell: Cell, choices: Choices) -> str:
	found = choices.find(cell.text)
	if not found:
		raise BadCell(_("a value of the drop-down list: “{0}” is not known").format(_(column.options)))
	if len(found) > 1:
		shown = ", ".join(choices.label(name) for name in found[:_SHOWN_NAMES])
		raise BadCell(_("the code, since several have this name: {0}").format(shown))
	return found[0]


_READERS: dict[str, Callable[[Column, Cell], object]] = {
	"Int": _whole_number,
	"Float": _points,
	"Date": _date,
	"Select": _choice,
	"Check": _choice,
}
