"""Many documents in a few statements: what saving them one by one would leave in their tables, without its look-ups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import frappe
from frappe.model.document import Document


def prepare(doctype: str, values: Mapping) -> Document:
	"""A new document of the user who acts, with its name, the defaults of its schema and its rows; not yet written."""
	doc = frappe.new_doc(doctype).update(values)
	doc.set_user_and_timestamp()
	doc.set_new_name()
	doc.set_parent_in_children()
	return doc


def write(docs: Sequence[Document]) -> None:
	"""Put prepared documents and their rows into the database.

	Nothing is checked and no hook runs: the caller sets what a controller would compute.
	"""
	rows = defaultdict(list)
	for doc in docs:
		for row in (doc, *doc.get_all_children()):
			rows[row.doctype].append(row.get_valid_dict(convert_dates_to_str=True))
			row.set("__islocal", 0)
	for doctype, written in rows.items():
		columns = frappe.get_meta(doctype).get_valid_columns()
		frappe.db.bulk_insert(doctype, columns, [[row.get(column) for column in columns] for row in written])
