"""An uploaded workbook → its filled rows, as they stand in the cells. Nothing is computed: a formula stays a formula."""

from __future__ import annotations

import datetime
import io
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import frappe
import openpyxl
from frappe import _

from tdkt_app.excel.package import check_package, refuse_damaged
from tdkt_app.excel.sheets import Column, Sheet

_MOST_COLUMNS = 64
_LAST_ROW_OF_EXCEL = 1_048_576


@dataclass(frozen=True)
class Cell:
	"""`value` as Excel stores it; `fault` is "formula" or "error" for what is no value."""

	value: object = None
	fault: str = ""

	@property
	def text(self) -> str:
		"""As the person sees it, letters composed."""
		if isinstance(self.value, datetime.datetime | datetime.date):
			return self.value.strftime("%d/%m/%Y")
		if isinstance(self.value, float) and self.value.is_integer():
			return str(int(self.value))
		return unicodedata.normalize("NFC", "" if self.value is None else str(self.value)).strip()


@dataclass(frozen=True)
class Line:
	"""A filled row: its number in the workbook and its cells by field."""

	number: int
	cells: dict[str, Cell]


@dataclass(frozen=True)
class Table:
	columns: tuple[Column, ...]
	lines: tuple[Line, ...]


def read_table(file_name: str, content: bytes, sheet: Sheet) -> Table:
	"""Rows of the first sheet of the workbook. Throws when file or headings are not those of the list."""
	check_package(file_name, content)
	try:
		with warnings.catch_warnings():
			# They are about styles and extensions, which a reader of values does not need.
			warnings.simplefilter("ignore")
			rows = list(_rows(content, sheet.most_rows))
	except frappe.ValidationError:
		raise
	except Exception:
		# A workbook made by hand can be wrong in any way, and the reader then fails in any way.
		refuse_damaged()
	if not rows:
		frappe.throw(_("The first sheet of the workbook is empty. Use the template."))
	(_number, headings), *filled = rows
	places = _places(headings, sheet)
	lines = tuple(
		Line(number, {column.fieldname: cells[place] for place, column in places.items()})
		for number, cells in filled
	)
	if not lines:
		frappe.throw(_("The workbook has no rows below the headings."))
	return Table(tuple(places.values()), lines)


def _rows(content: bytes, most_rows: int) -> Iterator[tuple[int, list[Cell]]]:
	"""Rows that hold anything, with their number. The whole sheet is passed through, so nothing below a gap is lost."""
	workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
	worksheet = workbook.worksheets[0]
	rows = worksheet.iter_rows(min_row=1, max_row=_LAST_ROW_OF_EXCEL, min_col=1, max_col=_MOST_COLUMNS)
	count = 0
	for number, row in enumerate(rows, 1):
		cells = [_cell(cell) for cell in row]
		if not any(cell.text or cell.fault for cell in cells):
			continue
		count += 1
		if count > most_rows + 1:
			frappe.throw(
				_("The workbook has more than {0} rows. Split it into several files.").format(most_rows)
			)
		yield number, cells
	workbook.close()


def _cell(cell) -> Cell:
	if cell.value is None:
		return Cell()
	fault = {"f": "formula", "e": "error"}.get(cell.data_type, "")
	if fault == "formula":
		return Cell(str(getattr(cell.value, "text", cell.value)), fault)
	return Cell(cell.value, fault)


def _places(headings: list[Cell], sheet: Sheet) -> dict[int, Column]:
	"""Place in a row → column. A heading may be Vietnamese or the English label, with or without the star."""
	known = {_key(name): column for column in sheet.columns for name in (column.label, column.heading)}
	places: dict[int, Column] = {}
	unknown, twice = [], []
	for place, cell in enumerate(headings):
		if not cell.text:
			continue
		column = known.get(_key(cell.text))
		if column is None:
			unknown.append(cell.text)
		elif column in places.values():
			twice.append(cell.text)
		elif not column.only_shown:
			places[place] = column
	missing = [c.heading for c in sheet.written if c.required and c not in places.values()]
	for names, sentence in (
		(unknown, _("Unknown headings in the first row: {0}. Use the headings of the template.")),
		(twice, _("Headings that stand twice: {0}.")),
		(missing, _("Missing columns: {0}. Use the template.")),
	):
		if names:
			frappe.throw(sentence.format(frappe.utils.escape_html(", ".join(names))), title=_("File Refused"))
	return places


def _key(heading: str) -> str:
	return " ".join(unicodedata.normalize("NFC", heading).rstrip("* ").split()).casefold()
