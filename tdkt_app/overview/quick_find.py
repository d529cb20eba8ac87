"""The search bar of the desk finds people, units, campaigns and decisions by words with or without Vietnamese marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import frappe

from tdkt_app.wording.vietnamese import unaccent


@dataclass(frozen=True)
class _Kind:
	"""`searched`: fields with the words; those without marks are compared with the words without marks."""

	doctype: str
	searched: tuple[str, ...]
	shown: tuple[str, ...]


_WITHOUT_MARKS = ("search_name",)
_KINDS = (
	_Kind("Honoree", ("search_name",), ("full_name", "unit")),
	_Kind("Emulation Unit", ("search_name", "unit_code"), ("unit_name",)),
	_Kind("Emulation Campaign", ("campaign_title",), ("campaign_title", "year")),
	_Kind("Award Decision", ("subject", "decision_number"), ("decision_number", "subject")),
)


def find(text: str, limit: int, doctype: str = "") -> list[frappe._dict]:
	"""Papers the user sees that have all the words, as rows of the framework's global search.

	`limit`: for each kind. One query for each field that is searched.
	"""
	words = text.split()
	if not words:
		return []
	return [
		row
		for kind in _KINDS
		if doctype in ("", kind.doctype) and frappe.has_permission(kind.doctype, "read")
		for row in _rows(kind, words, limit)
	]


def _rows(kind: _Kind, words: list[str], limit: int) -> Iterator[frappe._dict]:
	by_field = [
		[[field, "like", f"%{unaccent(word) if field in _WITHOUT_MARKS else word}%"] for word in words]
		for field in kind.searched
	]
	found = {
		row.name: row
		for filters in by_field
		for row in frappe.get_list(
			kind.doctype, filters=filters, fields=["name", *kind.shown], limit_page_length=limit
		)
	}
	asked = " ".join(words).lower()
	for row in list(found.values())[:limit]:
		told = ", ".join(str(row[field]) for field in kind.shown if row[field])
		# The screen shows a part of the content when the words asked for stand in it.
		yield frappe._dict(doctype=kind.doctype, name=row.name, content=f"{asked} : {told}", rank=1.0)
