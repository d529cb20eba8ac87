"""People and households of a unit as a workbook: the desk's template, preview and import, with the unit of the session.

The file has no column for the unit, and no other unit's people are compared with it or changed by it.
"""

from __future__ import annotations

from dataclasses import replace

import frappe
from frappe.utils import cint

from tdkt_app.excel import workbook
from tdkt_app.excel.exchange import read_upload, refuse, send, shown_outcome
from tdkt_app.excel.importing import bring_in
from tdkt_app.excel.links import choices_of, labels_of
from tdkt_app.excel.sheets import Sheet, sheet_of
from tdkt_app.permissions import check_access
from tdkt_app.portal.working_unit import own_unit

# The unit is the session's; identifiers of persons are entered by the office.
_NOT_IN_FILE = ("unit", "personal_id")


@frappe.whitelist(methods=["GET"])
def download_template() -> None:
	"""Download the empty workbook."""
	check_access("Honoree", "create")
	sheet = _sheet()
	send(sheet, workbook.template(sheet, choices_of(sheet)))


@frappe.whitelist(methods=["GET"])
def download_list() -> None:
	"""Download the people of the unit worked for, to be changed and brought in again."""
	check_access("Honoree", "write")
	sheet = _sheet()
	rows = frappe.get_list(
		"Honoree",
		filters=dict(sheet.fixed),
		fields=list(dict.fromkeys(("name", *(column.fieldname for column in sheet.columns)))),
		order_by="sort_name, name",
		limit_page_length=sheet.most_rows,
	)
	send(sheet, workbook.export(sheet, rows, labels_of(sheet, rows)))


@frappe.whitelist(methods=["POST"])
def preview(file_name: str, content: str, update: str | int = 0) -> dict:
	"""Look at a workbook; nothing is kept. Arguments and answer as of `tdkt_app.excel.exchange.preview`."""
	sheet = _writable_sheet(update)
	table = read_upload(sheet, file_name, content)
	return shown_outcome(sheet, table, bring_in(sheet, table, keep=False, update=bool(cint(update))))


@frappe.whitelist(methods=["POST"])
def import_workbook(file_name: str, content: str, update: str | int = 0) -> dict[str, int]:
	"""Bring a workbook in: all rows, or none and a sentence per problem. Returns {"created", "changed", "unchanged"}."""
	sheet = _writable_sheet(update)
	table = read_upload(sheet, file_name, content)
	outcome = bring_in(sheet, table, keep=True, update=bool(cint(update)))
	if outcome.problems:
		refuse(sheet, table, outcome)
	return outcome.counts()


def _writable_sheet(update: str | int) -> Sheet:
	check_access("Honoree", "write" if cint(update) else "create")
	return _sheet()


def _sheet() -> Sheet:
	sheet = sheet_of("Honoree")
	columns = tuple(column for column in sheet.columns if column.fieldname not in _NOT_IN_FILE)
	return replace(sheet, columns=columns, fixed={"unit": own_unit()})
