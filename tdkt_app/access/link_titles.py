"""Titles of the documents an unsaved document links to, for the desk: the framework reads them one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import frappe
from frappe.desk.form.load import send_link_titles
from frappe.model.document import Document


def send(doc: Document) -> None:
	"""Send the titles of all links of a document and its tables with the answer; one query for each linked type."""
	names = defaultdict(set)
	for row in (doc, *doc.get_all_children()):
		for doctype, name in _links(row):
			names[doctype].add(name)
	titles = {}
	for doctype, wanted in names.items():
		table = frappe.qb.DocType(doctype)
		title = table[frappe.get_meta(doctype).title_field]
		query = frappe.qb.from_(table).select(table.name, title).where(table.name.isin(list(wanted)))
		titles.update({f"{doctype}::{name}": text for name, text in query.run()})
	send_link_titles(titles)


def _links(row: Document) -> Iterator[tuple[str, str]]:
	"""(type, name) of the links of one row whose desk field shows a title."""
	for field in row.meta.get_link_fields():
		name = row.get(field.fieldname)
		meta = frappe.get_meta(field.options) if name else None
		if meta and meta.title_field and meta.show_title_field_in_link:
			yield field.options, name
