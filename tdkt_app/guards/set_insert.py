"""Many documents made by the server in one statement, when a decision is issued: no query per row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import frappe
from frappe.model.naming import NamingSeries
from frappe.utils import now


def insert_rows(doctype: str, rows: Sequence[Mapping[str, object]]) -> list[str]:
	"""Insert documents with the given values (the same fields in each) and names of their naming series; the names.

	For rows a controller has nothing to add to: none is run, and no permission is asked.
	"""
	if not rows:
		return []
	names = _reserve_names(frappe.get_meta(doctype).get_field("naming_series").default, len(rows))
	stamp, user = now(), frappe.session.user
	stamps = {
		"creation": stamp,
		"modified": stamp,
		"owner": user,
		"modified_by": user,
		"docstatus": 0,
		"naming_series": frappe.get_meta(doctype).get_field("naming_series").default,
	}
	fields = ["name", *stamps, *rows[0]]
	values = [
		[name, *stamps.values(), *(row[field] for field in rows[0])]
		for name, row in zip(names, rows, strict=True)
	]
	frappe.db.bulk_insert(doctype, fields, values)
	return names


def _reserve_names(series: str, count: int) -> list[str]:
	"""The next names of a naming series; its counter is locked until the transaction ends."""
	prefix = NamingSeries(series).get_prefix()
	frappe.db.sql(
		"""insert into `tabSeries` (`name`, `current`) values (%(prefix)s, %(count)s)
		on duplicate key update `current` = `current` + %(count)s""",
		{"prefix": prefix, "count": count},
	)
	table = frappe.qb.DocType("Series")
	query = frappe.qb.from_(table).select(table.current).where(table.name == prefix).for_update()
	last = query.run()[0][0]
	digits = series.count("#")
	return [f"{prefix}{number:0{digits}}" for number in range(last - count + 1, last + 1)]
