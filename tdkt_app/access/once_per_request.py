"""Answers about a user that a request asks for many times: each list and each check asks for his units again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import frappe


def once_per_request(ask: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
	"""Ask the database once while a request is served. Jobs and tests have no such end and ask each time."""
	key = f"{ask.__module__}.{ask.__name__}"

	@wraps(ask)
	def answer(user: str) -> list[str]:
		if not getattr(frappe.local, "request", None):
			return ask(user)
		known = frappe.local.flags.setdefault(key, {})
		if user not in known:
			known[user] = ask(user)
		return list(known[user])

	return answer
