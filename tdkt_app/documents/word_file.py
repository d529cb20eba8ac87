"""Printed documents as Word files for a clerk who changes one sentence."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe import _

from tdkt_app.documents import engine, word

_LAYOUT = "templates/documents/nd30.html"


@frappe.whitelist(methods=["GET"])
def download(doctype: str, name: str, print_format: str) -> None:
	"""Answer with the Word file of a document in a print format that is made of the layout of NĐ 30.

	Needs the permission to print the document.
	"""
	frappe.get_doc(doctype, name).check_permission("print")
	html = frappe.get_print(doctype, name, print_format, no_letterhead=1)
	if engine.BEGIN not in html:
		frappe.throw(_("The print format {0} has no Word version.").format(_(print_format)))
	frappe.response.filename = f"{name}.docx"
	frappe.response.filecontent = word.render(html)
	frappe.response.type = "download"


def add_to_boot(bootinfo: frappe._dict) -> None:
	"""Hook `extend_bootinfo`: print formats that have a Word version, by document type."""
	table = frappe.qb.DocType("Print Format")
	query = (
		frappe.qb.from_(table)
		.select(table.doc_type, table.name)
		.where((table.disabled == 0) & ((table.module == "TDKT App") | table.html.like(f"%{_LAYOUT}%")))
		.orderby(table.standard, order=frappe.qb.desc)
		.orderby(table.name)
	)
	formats = defaultdict(list)
	for doctype, name in query.run():
		formats[doctype].append(name)
	bootinfo.tdkt_word_formats = dict(formats)
