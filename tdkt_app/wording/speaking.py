"""The language of messages made outside a request: a background job starts in English, its reader does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

_USUAL = "vi"


@contextmanager
def in_language_of(user: str) -> Iterator[None]:
	"""Messages within the block are in the language of the user, else of the site."""
	before = frappe.local.lang
	frappe.local.lang = (
		frappe.db.get_value("User", user, "language") or frappe.db.get_default("lang") or _USUAL
	)
	try:
		yield
	finally:
		frappe.local.lang = before
