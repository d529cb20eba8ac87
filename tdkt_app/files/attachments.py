"""Files listed in a paper: stored privately with it, and taken off again.

What a file may be, and that a paper lists only its own, is checked by `evidence_files`.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from tdkt_app.files import evidence_files


def add_file(paper: Document, table: str, file_name: str, content: bytes, description: str = "") -> None:
	"""Store a private file with the paper and list it in `table`; the caller saves.

	Checked here, too: the framework writes a file, and opens a picture, before its hooks run.
	"""
	evidence_files.check_content(file_name, content, paper.doctype)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": file_name,
			"content": content,
			"is_private": 1,
			"attached_to_doctype": paper.doctype,
			"attached_to_name": paper.name,
		}
	).insert()
	paper.append(table, {"file": file.file_url, "description": description})


def remove_file(paper: Document, table: str, row_name: str) -> None:
	"""Take the row off the saved paper and delete its file. Throws frappe.DoesNotExistError when it is not listed."""
	row = next((row for row in paper.get(table) if row.name == row_name), None)
	if not row:
		frappe.throw(_("This file is no longer listed."), frappe.DoesNotExistError)
	paper.remove(row)
	paper.save()
	attached = {
		"attached_to_doctype": paper.doctype,
		"attached_to_name": paper.name,
		"file_url": row.file,
	}
	for file in frappe.get_list("File", filters=attached, pluck="name"):
		frappe.delete_doc("File", file)
