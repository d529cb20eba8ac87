"""What this app once gave a site, so that an upgrade gives only what is new.

Kept in hidden fields of TDKT Settings and read from the table itself: before a migration its schema may be older.
"""

from __future__ import annotations

import json
from collections import defaultdict

import frappe

_SETTINGS = "TDKT Settings"


class SeededRows:
	"""Keys of the shipped rows a site has had, by document type. A row among them is the administrator's: changed,
	renamed or deleted, it is not made again."""

	_FIELD = "seeded_rows"

	def __init__(self, known: dict[str, list[str]] | None = None, takes_note_only: bool = False):
		self._takes_note_only = takes_note_only
		self._keys = defaultdict(set, {doctype: set(keys) for doctype, keys in (known or {}).items()})

	@classmethod
	def of_site(cls) -> SeededRows:
		return cls(recall(cls._FIELD))

	def is_due(self, doctype: str, key: str, stands: bool) -> bool:
		"""Whether the shipped row `key` is to be inserted; from now on the site has had it. `stands`: it is there."""
		had = str(key) in self._keys[doctype] or self._takes_note_only
		self._keys[doctype].add(str(key))
		return not had and not stands

	def save(self) -> None:
		remember(self._FIELD, {doctype: sorted(keys) for doctype, keys in sorted(self._keys.items())})


def recall(field: str) -> dict:
	"""The stored mapping; empty on a site that has none yet."""
	table = frappe.qb.DocType("Singles")
	query = (
		frappe.qb.from_(table)
		.select(table.value)
		.where((table.doctype == _SETTINGS) & (table["field"] == field))
	)
	stored = query.run()
	return json.loads(stored[0][0]) if stored and stored[0][0] else {}


def remember(field: str, mapping: dict) -> None:
	frappe.db.set_single_value(_SETTINGS, field, json.dumps(mapping, ensure_ascii=False))
