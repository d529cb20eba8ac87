"""Entrances for the desk: template, export, preview and import of the lists in `sheets`."""

from __future__ import annotations

import base64
import binascii

import frappe
from frappe import _

from tdkt_app.excel import history, workbook
from tdkt_app.excel.importing import Outcome, Problem, bring_in
from tdkt_app.excel.links import choices_of, labels_of
from tdkt_app.excel.package import MOST_MB
from tdkt_app.excel.reading import Table, read_table
from tdkt_app.excel.sheets import Sheet, sheet_of
from tdkt_app.permissions import check_access
from tdkt_app.vietnamese import unaccent

MOST_EXPORTED = 20_000
# Lists whose rows are no documents of their own: how they are laid out, and how they are brought in.
_OTHER_LISTS = {history.DOCTYPE: (history.sheet, history.bring_in)}
_GOOD_ROWS_SHOWN = 10
_BAD_ROWS_SHOWN = 200
_PROBLEMS_SAID = 10
_BASE64_PER_MB = 1024 * 1024 * 4 // 3 + 4


@frappe.whitelist(methods=["GET"])
def download_template(doctype: str) -> None:
	"""Download the empty workbook of a list. Needs the permission to create its documents."""
	sheet = _sheet_of(doctype)
	check_access(doctype, "create")
	_send(sheet, workbook.template(sheet, choices_of(sheet)))


@frappe.whitelist(methods=["GET"])
def export(doctype: str, filters: str | None = None) -> None:
	"""Download the rows the user sees. `filters`: JSON as of a list view. Needs the permission to export."""
	sheet = sheet_of(doctype)
	check_access(doctype, "export")
	rows = frappe.get_list(
		doctype,
		filters=frappe.parse_json(filters) if filters else None,
		fields=["name", *(column.fieldname for column in sheet.columns)],
		order_by="name",
		limit_page_length=MOST_EXPORTED + 1,
	)
	if len(rows) > MOST_EXPORTED:
		frappe.throw(_("More than {0} rows: narrow the list with a filter.").format(MOST_EXPORTED))
	_send(sheet, workbook.export(sheet, rows, labels_of(sheet, rows)))


@frappe.whitelist(methods=["POST"])
def preview(doctype: str, file_name: str, content: str) -> dict:
	"""Look at a workbook; nothing is kept. `content` is base64.

	Returns {"rows": int, "good": int, "headings": [{"fieldname", "heading"}], "lines": [{"row", "cells": [text]}],
	"problems": [{"row", "fieldname", "column", "value", "expected"}]}: all bad rows up to 200, and the first good ones.
	Throws when the file as a whole is refused.
	"""
	sheet, table = _open(doctype, file_name, content)
	outcome = _bring_in(sheet, table, keep=False)
	bad = {problem.row for problem in outcome.problems}
	return {
		"rows": len(table.lines),
		"good": len(table.lines) - len(bad),
		"headings": [{"fieldname": c.fieldname, "heading": c.heading} for c in table.columns],
		"lines": _shown_lines(table, bad),
		"problems": _shown_problems(sheet, table, outcome),
	}


@frappe.whitelist(methods=["POST"])
def import_workbook(doctype: str, file_name: str, content: str) -> dict[str, int]:
	"""Bring a workbook in: all rows, or none and a sentence per problem. Returns {"created": int}."""
	sheet, table = _open(doctype, file_name, content)
	outcome = _bring_in(sheet, table, keep=True)
	if outcome.problems:
		said = [
			_("Row {row}, {column}: “{value}”. Expected: {expected}").format(**problem)
			for problem in _shown_problems(sheet, table, outcome)[:_PROBLEMS_SAID]
		]
		frappe.throw("<br>".join(map(frappe.utils.escape_html, said)), title=_("Nothing Was Imported"))
	return {"created": len(outcome.names)}


def _sheet_of(doctype: str) -> Sheet:
	lay_out, _bring = _OTHER_LISTS.get(doctype, (None, None))
	return lay_out() if lay_out else sheet_of(doctype)


def _bring_in(sheet: Sheet, table: Table, keep: bool) -> Outcome:
	_lay_out, bring = _OTHER_LISTS.get(sheet.doctype, (None, bring_in))
	return bring(sheet, table, keep)


def _open(doctype: str, file_name: str, content: str) -> tuple[Sheet, Table]:
	sheet = _sheet_of(doctype)
	check_access(doctype, "create")
	if len(content) > MOST_MB * _BASE64_PER_MB:
		frappe.throw(_("File {0} is larger than {1} MB.").format(file_name, MOST_MB))
	try:
		data = base64.b64decode(content, validate=True)
	except (binascii.Error, ValueError):
		frappe.throw(_("The file did not arrive whole. Choose it again."))
	return sheet, read_table(file_name, data, sheet)


def _shown_lines(table: Table, bad: set[int]) -> list[dict]:
	good = [line for line in table.lines if line.number not in bad][:_GOOD_ROWS_SHOWN]
	wrong = [line for line in table.lines if line.number in bad][:_BAD_ROWS_SHOWN]
	return [
		{"row": line.number, "cells": [line.cells[column.fieldname].text for column in table.columns]}
		for line in sorted([*good, *wrong], key=lambda line: line.number)
	]


def _shown_problems(sheet: Sheet, table: Table, outcome: Outcome) -> list[dict]:
	lines = {line.number: line for line in table.lines}

	def shown(problem: Problem) -> dict:
		cell = lines[problem.row].cells.get(problem.fieldname)
		return {
			"row": problem.row,
			"fieldname": problem.fieldname,
			"column": sheet.column(problem.fieldname).heading if problem.fieldname else _("whole row"),
			"value": cell.text if cell else "",
			"expected": problem.expected,
		}

	return [shown(problem) for problem in outcome.problems]


def _send(sheet: Sheet, content: bytes) -> None:
	frappe.local.response.filename = f"{unaccent(sheet.title).replace(' ', '-')}.xlsx"
	frappe.local.response.filecontent = content
	frappe.local.response.type = "binary"
