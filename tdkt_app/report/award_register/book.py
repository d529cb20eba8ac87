"""The award register of a year as a book on paper: PDF and Word."""

from __future__ import annotations

from collections.abc import Collection

import frappe
from frappe import _
from frappe.utils import cint

from tdkt_app.documents import engine, word
from tdkt_app.documents.authority import Authority
from tdkt_app.documents.register_sheet import register_sheet
from tdkt_app.permissions import check_access
from tdkt_app.report.award_register.award_register import read_rows
from tdkt_app.report.award_register.filters import RegisterFilters
from tdkt_app.states import CertificateStatus

_TEMPLATE = "tdkt_app/templates/documents/award_register.html"
_TYPES = {"pdf": ("pdf", engine.render), "docx": ("download", word.render)}


@frappe.whitelist(methods=["GET"])
def download(year: str | int, file_type: str = "pdf") -> None:
	"""Answer with the register of a year, as "pdf" or "docx": decisions that the user may print, their rows as they read now."""
	check_access("Award Decision", "print")
	if not cint(year):
		frappe.throw(_("Choose the year of the register first."))
	if file_type not in _TYPES:
		frappe.throw(_("{0}: “{1}” is unknown.").format(_("File Type"), file_type))
	response_type, render = _TYPES[file_type]
	frappe.response.filename = f"so-khen-thuong-{cint(year)}.{file_type}"
	frappe.response.filecontent = render(html_of(cint(year)))
	frappe.response.type = response_type


def html_of(year: int) -> str:
	"""The printed register, in a fixed number of queries."""
	rows = read_rows(RegisterFilters.parse({"year": year}))
	authority = Authority.of(frappe.get_cached_doc("TDKT Settings"))
	sheet = register_sheet(rows, _serials([row.name for row in rows]), year, authority)
	return frappe.render_template(_TEMPLATE, {"sheet": sheet})


def _serials(recipients: Collection[str]) -> dict[str, str]:
	table = frappe.qb.DocType("Award Certificate")
	query = (
		frappe.qb.from_(table)
		.select(table.recipient, table.serial_text)
		.where((table.status == CertificateStatus.VALID) & table.recipient.isin(list(recipients) or [""]))
	)
	return dict(query.run())
