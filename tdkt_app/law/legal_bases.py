"""“Căn cứ” lines of a decision: the legal documents in force on its date."""

from __future__ import annotations

import datetime

import frappe
from frappe.utils import getdate

from tdkt_app.permissions import check_access

# From the highest rank down, as the lines stand in a decision; documents of another type come last.
_RANKS = ("Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư")


def lines_on(day: datetime.date | str) -> list[str]:
	"""Lines of the documents that are printed as a basis and in force on `day`, by rank and date of issue."""
	document = frappe.qb.DocType("Legal Document")
	day = getdate(day)
	query = (
		frappe.qb.from_(document)
		.select(document.document_type, document.basis_line)
		.where((document.use_as_basis == 1) & (document.effective_from <= day))
		.where(document.effective_to.isnull() | (document.effective_to >= day))
		.orderby(document.issued_on)
	)
	return [line for _type, line in sorted(query.run(), key=lambda row: _rank(row[0])) if line]


def known_lines() -> set[str]:
	"""Lines of all legal documents, in force or not."""
	document = frappe.qb.DocType("Legal Document")
	return {line for (line,) in frappe.qb.from_(document).select(document.basis_line).run() if line}


@frappe.whitelist()
def legal_bases_on(date: str) -> list[str]:
	"""The lines for a date (YYYY-MM-DD). Needs the permission to read legal documents."""
	check_access("Legal Document", "read")
	return lines_on(date)


def _rank(document_type: str) -> int:
	return _RANKS.index(document_type) if document_type in _RANKS else len(_RANKS)
