"""Printed documents as Word files for a clerk who changes one sentence."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe import _
from frappe.model.document import Document
from jinja2 import TemplateError

from tdkt_app.doctype.word_template.word_template import active_template, content_of
from tdkt_app.documents import engine, merge_context, word, word_template
from tdkt_app.documents.word_template.merge_fields import TooLong

_LAYOUT = "templates/documents/nd30.html"


@frappe.whitelist(methods=["GET"])
def download(doctype: str, name: str, print_format: str) -> None:
	"""Answer with the Word file of a document in a print format that is made of the layout of NĐ 30.

	An active Word Template of the print format takes its place. Needs the permission to print the document.
	"""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("print")
	_answer(name, _by_own_template(doc, print_format) or _by_print_format(doc, print_format))


def _by_own_template(doc: Document, print_format: str) -> bytes | None:
	"""The Word file by the template that the commune made active for the print format, None without one."""
	template = active_template(print_format)
	if not template or template.document_type != doc.doctype:
		return None
	fields = merge_context.fields_of(print_format)
	try:
		return word_template.fill(content_of(template), merge_context.values_for(doc, print_format), fields)
	except (word_template.Refused, TemplateError, TooLong):
		frappe.throw(
			_("The Word template “{0}” cannot be filled in. Open it and save it again to see why.").format(
				frappe.utils.escape_html(template.template_title)
			)
		)


def _by_print_format(doc: Document, print_format: str) -> bytes:
	html = frappe.get_print(doc.doctype, doc.name, print_format, no_letterhead=1)
	if engine.BEGIN not in html:
		frappe.throw(_("The print format {0} has no Word version.").format(_(print_format)))
	return word.render(html)


def _answer(name: str, content: bytes) -> None:
	frappe.response.filename, frappe.response.filecontent = f"{name}.docx", content
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
