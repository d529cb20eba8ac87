"""The rows a user may read, as a condition for queries that join several tables."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe.desk.reportview import build_match_conditions
from pypika.terms import Criterion

from tdkt_app.permissions import check_access


class _Condition(Criterion):
	"""SQL text that the framework made, for tables under their own names."""

	def __init__(self, text: str):
		super().__init__()
		self.text = text

	def get_sql(self, **_options) -> str:
		return f"({self.text})"

	def nodes_(self) -> Iterator[Criterion]:
		yield self


def rows_of(doctype: str) -> Criterion:
	"""What `frappe.get_list` asks of documents of the type: permission hooks, user permissions, shares.

	For a query with the unaliased table of the type. Throws when no role of the user opens it.
	"""
	check_access(doctype, "read")
	return _Condition(build_match_conditions(doctype) or "1 = 1")


def all_of(doctype: str) -> bool:
	"""Whether the user may read every document of the type."""
	return frappe.has_permission(doctype, "read") and not build_match_conditions(doctype)
