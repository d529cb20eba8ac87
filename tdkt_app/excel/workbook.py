"""Lists → workbooks: the template with its drop-down lists, and the export under the same headings."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence

import openpyxl
from frappe import _
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tdkt_app.excel.links import Choices
from tdkt_app.excel.sheets import FILE_LANGUAGE, Column, Sheet

_FORMATS = {"Date": "DD/MM/YYYY", "Int": "0", "Float": "General"}
_TEXT_FORMAT = "@"  # keeps the leading zeros of phone numbers
_CONTROL_LETTERS = re.compile(r"[\x00-\x08\x0b-\x1f]")
_HEADING_FILL = PatternFill("solid", start_color="DDEBF7")
_NARROW, _WIDE = 16, 34
_MOST_IN_TITLE = 31


def template(sheet: Sheet, links: Mapping[str, Choices], rows: Sequence[Mapping] | None = None) -> bytes:
	"""Workbook to fill in: headings, and a drop-down list wherever something is to be chosen.

	Empty, or with the rows that are there already, whose shown columns then stand beside those to fill in.
	"""
	columns = sheet.written if rows is None else sheet.columns
	workbook = openpyxl.Workbook()
	worksheet = workbook.active
	worksheet.title = sheet.title[:_MOST_IN_TITLE]
	_write_headings(worksheet, columns)
	lists = workbook.create_sheet(_("Lists to Choose From", lang=FILE_LANGUAGE)[:_MOST_IN_TITLE])
	lists.sheet_state = "hidden"
	for place, column in enumerate(columns, 1):
		letter = get_column_letter(place)
		for row in range(2, sheet.most_rows + 2):
			worksheet[f"{letter}{row}"].number_format = _FORMATS.get(column.fieldtype, _TEXT_FORMAT)
		labels = [] if column.only_shown else _labels(column, links)
		if labels:
			_write_list(lists, column, labels)
			_offer(worksheet, letter, lists, len(labels), sheet.most_rows)
	_write_rows(worksheet, columns, rows or (), links)
	return _saved(workbook)


def export(sheet: Sheet, rows: Sequence[Mapping], links: Mapping[str, Choices]) -> bytes:
	"""Workbook with the rows; what can be chosen stands in words."""
	workbook = openpyxl.Workbook()
	worksheet = workbook.active
	worksheet.title = sheet.title[:_MOST_IN_TITLE]
	_write_headings(worksheet, sheet.columns)
	_write_rows(worksheet, sheet.columns, rows, links)
	return _saved(workbook)


def _write_rows(
	worksheet: Worksheet, columns: Sequence[Column], rows: Sequence[Mapping], links: Mapping[str, Choices]
) -> None:
	for number, row in enumerate(rows, 2):
		for place, column in enumerate(columns, 1):
			_write(worksheet.cell(number, place), column, row.get(column.fieldname), links)


def _write_headings(worksheet: Worksheet, columns: Iterable[Column]) -> None:
	for place, column in enumerate(columns, 1):
		cell = worksheet.cell(1, place, column.heading + (" *" if column.required else ""))
		cell.font, cell.fill = Font(bold=True), _HEADING_FILL
		cell.alignment = Alignment(wrap_text=True, vertical="center")
		wide = column.is_link or column.length > 140 or column.fieldtype == "Text"
		worksheet.column_dimensions[get_column_letter(place)].width = _WIDE if wide else _NARROW
	worksheet.freeze_panes = "A2"


def _labels(column: Column, links: Mapping[str, Choices]) -> list[str]:
	if column.is_link:
		return links[column.options].labels()
	if column.fieldtype in ("Select", "Check"):
		return list(column.choices().values())
	return []


def _write_list(lists: Worksheet, column: Column, labels: Sequence[str]) -> None:
	place = lists.max_column + 1 if lists.cell(1, 1).value else 1
	lists.cell(1, place, column.heading)
	for number, label in enumerate(labels, 2):
		_write_text(lists.cell(number, place), label)


def _offer(worksheet: Worksheet, letter: str, lists: Worksheet, count: int, most_rows: int) -> None:
	source = get_column_letter(lists.max_column)
	validation = DataValidation(
		type="list",
		formula1=f"'{lists.title}'!${source}$2:${source}${count + 1}",
		allow_blank=True,
		showErrorMessage=False,  # a title typed by hand is read too; the preview judges
	)
	worksheet.add_data_validation(validation)
	validation.add(f"{letter}2:{letter}{most_rows + 1}")


def _write(cell: Cell, column: Column, value: object, links: Mapping[str, Choices]) -> None:
	if column.fieldtype in ("Select", "Check"):
		_write_text(cell, column.choices().get(value or (0 if column.fieldtype == "Check" else ""), ""))
	elif column.is_link:
		_write_text(cell, links[column.options].label(value))
	elif column.fieldtype in _FORMATS:
		cell.value = value if column.fieldtype == "Float" else value or None
		cell.number_format = _FORMATS[column.fieldtype]
	else:
		_write_text(cell, value)


def _write_text(cell: Cell, value: object) -> None:
	"""Always text: a name that begins with “=” is no formula."""
	text = _CONTROL_LETTERS.sub("", str(value)) if value else ""
	if text:
		cell.value = text
		cell.data_type = "s"
		cell.number_format = _TEXT_FORMAT


def _saved(workbook: openpyxl.Workbook) -> bytes:
	file = io.BytesIO()
	workbook.save(file)
	return file.getvalue()
