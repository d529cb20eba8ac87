"""How often one address may ask the public check pages."""

from __future__ import annotations

from collections.abc import Callable

import frappe
from frappe.rate_limiter import rate_limit

CHECKS, SECONDS = 30, 60
TOO_MANY = "too-many"
_MOST_LETTERS = 40


def as_written(text: str | None) -> str:
	"""The code as it is stored, however a person typed it."""
	letters = "".join(letter for letter in str(text or "") if letter.isascii() and letter.isalnum())
	return letters.upper()[:_MOST_LETTERS]


def limited(look_up: Callable[[], dict]) -> dict:
	"""What `look_up` finds, {"status": "too-many", "face": {}} when the address has asked too often.

	The framework's limiter hands the request's own parameters on, so `look_up` takes none.
	"""

	@rate_limit(limit=CHECKS, seconds=SECONDS)
	def look() -> dict:
		return look_up()

	try:
		return look()
	except frappe.ValidationError:
		frappe.clear_messages()
		return {"status": TOO_MANY, "face": {}}
