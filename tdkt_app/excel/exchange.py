"""Entrances for the desk: template, export, preview and import of the lists in `sheets`."""

from __future__ import annotations

import base64
import binascii

import frappe
from frappe import _
from frappe.utils import cint

from tdkt_app.excel import history, workbook
from tdkt_app.excel.importing import CHANGED, Outcome, Problem, bring_in
from tdkt_app.excel.links import choices_of, labels_of
from tdkt_app.excel.package import MOST_MB
from tdkt_app.excel.reading import Line, Table, read_table
from tdkt_app.excel.sheets import Sheet, sheet_of
from tdkt_app.permissions import check_access, sees_all_rows
from tdkt_app.wording.vietnamese import unaccent

MOST_EXPORTED = 20_000
# Lists whose rows are no documents of their own: how they are laid out, and how they are brought in.
_OTHER_LISTS = {history.DOCTYPE: (history.sheet, history.bring_in)}
_GOOD_ROWS_SHOWN = 10
_ROWS_SHOWN = 200
_PROBLEMS_SAID = 10
_BASE64_PER_MB = 1024 * 1024 * 4 // 3 + 4


@frappe.whitelist(methods=["GET"])
def download_template(doctype: str) -> None:
	"""Download the empty workbook of a list. Needs the permission to create its documents."""
	sheet = _sheet(doctype, update=0)
	send(sheet, workbook.template(sheet, choices_of(sheet)))


@frappe.whitelist(methods=["GET"])
def export(doctype: str, filters: str | None = None) -> None:
	"""Download the rows the user sees. `filters`: JSON as of a list view. Needs the permission to export."""
	sheet = sheet_of(doctype)
	check_access(doctype, "export")
	rows = frappe.get_list(
		doctype,
		filters=frappe.parse_json(filters) if filters else None,
		fields=list(dict.fromkeys(("name", *(column.fieldname for column in sheet.columns)))),
		order_by="name",
		limit_page_length=MOST_EXPORTED + 1,
	)
	if len(rows) > MOST_EXPORTED:
		frappe.throw(_("More than {0} rows: narrow the list with a filter.").format(MOST_EXPORTED))
	send(sheet, workbook.export(sheet, rows, labels_of(sheet, rows)))


@frappe.whitelist(methods=["POST"])
def preview(doctype: str, file_name: str, content: str, update: str | int = 0) -> dict:
	"""Look at a workbook; nothing is kept. `content` is base64; `update`: rows about what exists change it.

	Returns {"rows": int, "good": int, "counts": {"created", "changed", "unchanged"}, "headings": [{"fieldname",
	"heading"}], "lines": [{"row", "cells": [text], "change": kind or "", "before": {fieldname: old text}}], "problems":
	[{"row", "fieldname", "column", "value", "expected"}]}: bad and changed rows up to 200 each, and the first others.
	Throws when the file as a whole is refused.
	"""
	sheet = _sheet(doctype, update)
	table = read_upload(sheet, file_name, content)
	return shown_outcome(sheet, table, _bring_in(sheet, table, keep=False, update=bool(cint(update))))


@frappe.whitelist(methods=["POST"])
def import_workbook(doctype: str, file_name: str, content: str, update: str | int = 0) -> dict[str, int]:
	"""Bring a workbook in: all rows, or none and a sentence per problem.

	Returns {"created", "changed", "unchanged"}: number of rows.
	"""
	sheet = _sheet(doctype, update)
	table = read_upload(sheet, file_name, content)
	outcome = _bring_in(sheet, table, keep=True, update=bool(cint(update)))
	if outcome.problems:
		refuse(sheet, table, outcome)
	return outcome.counts()


def _sheet_of(doctype: str) -> Sheet:
	lay_out, _bring = _OTHER_LISTS.get(doctype, (None, None))
	return lay_out() if lay_out else sheet_of(doctype)


def _bring_in(sheet: Sheet, table: Table, keep: bool, update: bool) -> Outcome:
	if sheet.doctype not in _OTHER_LISTS:
		return bring_in(sheet, table, keep, update)
	if update:
		frappe.throw(_("This list brings in new entries only."))
	_lay_out, bring = _OTHER_LISTS[sheet.doctype]
	return bring(sheet, table, keep)


def _sheet(doctype: str, update: str | int) -> Sheet:
	sheet = _sheet_of(doctype)
	check_access(doctype, "write" if cint(update) else "create")
	if not sees_all_rows():  # rows are compared with those of all units
		frappe.throw(_("You have no access to {0}.").format(_(doctype)), frappe.PermissionError)
	return sheet


def refuse(sheet: Sheet, table: Table, outcome: Outcome) -> None:
	"""Throw with the first problems as sentences."""
	said = [
		_("Row {row}, {column}: “{value}”. Expected: {expected}").format(**problem)
		for problem in _shown_problems(sheet, table, outcome)[:_PROBLEMS_SAID]
	]
	frappe.throw("<br>".join(map(frappe.utils.escape_html, said)), title=_("Nothing Was Imported"))


def read_upload(sheet: Sheet, file_name: str, content: str) -> Table:
	"""Rows of the sent workbook. Throws when the file as a whole is refused."""
	if len(content) > MOST_MB * _BASE64_PER_MB:
		frappe.throw(_("File {0} is larger than {1} MB.").format(file_name, MOST_MB))
	try:
		data = base64.b64decode(content, validate=True)
	except (binascii.Error, ValueError):
		frappe.throw(_("The file did not arrive whole. Choose it again."))
	return read_table(file_name, data, sheet)


def shown_outcome(sheet: Sheet, table: Table, outcome: Outcome) -> dict:
	"""What the dialog of a preview shows; see `preview`."""
	bad = {problem.row for problem in outcome.problems}
	return {
		"rows": len(table.lines),
		"good": len(table.lines) - len(bad),
		"counts": outcome.counts(),
		"headings": [{"fieldname": c.fieldname, "heading": c.heading} for c in table.columns],
		"lines": _shown_lines(table, outcome, bad),
		"problems": _shown_problems(sheet, table, outcome),
	}


def _shown_lines(table: Table, outcome: Outcome, bad: set[int]) -> list[dict]:
	changed = {number for number, change in outcome.changes.items() if change.kind == CHANGED} - bad
	groups = (
		[line for line in table.lines if line.number in bad][:_ROWS_SHOWN],
		[line for line in table.lines if line.number in changed][:_ROWS_SHOWN],
		[line for line in table.lines if line.number not in bad | changed][:_GOOD_ROWS_SHOWN],
	)

	def as_shown(line: Line) -> dict:
		change = outcome.changes.get(line.number)
		return {
			"row": line.number,
			"cells": [line.cells[column.fieldname].text for column in table.columns],
			"change": change.kind if change else "",
			"before": change.before if change else {},
		}

	lines = [line for group in groups for line in group]
	return [as_shown(line) for line in sorted(lines, key=lambda line: line.number)]


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


def send(sheet: Sheet, content: bytes) -> None:
	frappe.local.response.filename = f"{unaccent(sheet.title).replace(' ', '-')}.xlsx"
	frappe.local.response.filecontent = content
	frappe.local.response.type = "binary"
