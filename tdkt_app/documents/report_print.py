"""A report of the app as a paper with the heading of NĐ 30/2020/NĐ-CP, in the layout of all printed documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import frappe
from frappe import _
from frappe.desk.query_report import run
from frappe.utils import cint, formatdate, getdate

from tdkt_app.documents import engine
from tdkt_app.documents.authority import Authority
from tdkt_app.documents.table_sheet import TableSheet, table_sheet
from tdkt_app.permissions import check_access

_TEMPLATE = "tdkt_app/templates/documents/report_table.html"
_LINKS = {
	"unit": "Emulation Unit",
	"campaign": "Emulation Campaign",
	"award_type": "Award Type",
	"honoree": "Honoree",
	"block": "Emulation Block",
}


@frappe.whitelist(methods=["GET"])
def download(report: str, filters: str | dict | None = None) -> None:
	"""Answer with the PDF of a report of this app. `filters`: as on the screen, or their JSON.

	Needs the role of the report, and the permission to print the documents it is made of.
	"""
	frappe.response.filename = f"{frappe.scrub(report)}.pdf"
	frappe.response.filecontent = engine.render(as_html(report, frappe.parse_json(filters) or {}))
	frappe.response.type = "pdf"


def as_html(report: str, filters: Mapping) -> str:
	settings = frappe.get_cached_doc("TDKT Settings")
	return frappe.render_template(_TEMPLATE, {"sheet": sheet_of(report, filters), "settings": settings})


def sheet_of(report: str, filters: Mapping) -> TableSheet:
	doctype, module = frappe.db.get_value("Report", report, ["ref_doctype", "module"]) or (None, None)
	if module != "TDKT App":
		frappe.throw(_("{0} is no report of this app.").format(report), frappe.PermissionError)
	check_access(doctype, "print")
	result = run(report, filters=frappe.as_json(filters), ignore_prepared_report=True)
	rows, total = result["result"], []
	if not rows and result.get("message"):
		frappe.throw(result["message"])
	if result.get("add_total_row") and rows:
		*rows, total = rows
	return table_sheet(
		_(report),
		"; ".join(_said(filters)),
		[column for column in result["columns"] if not column.get("hidden")],
		rows,
		total,
		result.get("report_summary") or [],
		Authority.of(frappe.get_cached_doc("TDKT Settings")),
		getdate(),
	)


def _said(filters: Mapping) -> Iterator[str]:
	"""Filters in words: "Year: 2025", "Unit: Xóm Đình"."""
	labels = {
		"year": _("Year"),
		"from_year": _("From Year"),
		"to_year": _("To Year"),
		"from_date": _("From Date"),
		"to_date": _("To Date"),
		"date": _("On Date"),
		"until": _("Changes Until"),
		"unit": _("Unit"),
		"campaign": _("Campaign"),
		"block": _("Block"),
		"honoree": _("Honoree"),
		"award_type": _("Award Type"),
		"honoree_kind": _("Honoree Kind"),
		"method": _("Method of Commendation"),
		"by": _("Group By"),
		"measure": _("Measure"),
		"ranked_by": _("Ranking Of"),
		"show": _("Show"),
	}
	for field, label in labels.items():
		if filters.get(field):
			yield f"{label}: {_shown(field, filters[field])}"
	if cint(filters.get("only_standing")):
		yield _("Only Awards in Force")


def _shown(field: str, value: str | int) -> str:
	if field in _LINKS:
		doctype = _LINKS[field]
		title = frappe.get_meta(doctype).title_field
		found = frappe.get_list(doctype, filters={"name": value}, pluck=title)
		return found[0] if found else str(value)
	if field in ("from_date", "to_date", "date", "until"):
		return formatdate(value, "dd/mm/yyyy")
	return _(value) if isinstance(value, str) else str(value)
