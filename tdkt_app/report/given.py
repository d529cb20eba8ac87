"""What the screen sends as filters of a report, read once and checked. Each throws a sentence that names the filter."""

from __future__ import annotations

import datetime
from collections.abc import Collection

import frappe
from frappe import _
from frappe.utils import cint, getdate


def day(value: str | datetime.date | None, label: str) -> datetime.date | None:
	if not value:
		return None
	try:
		return datetime.date.fromisoformat(str(value)[:10])
	except ValueError:
		frappe.throw(_("{0}: “{1}” is not a date.").format(label, value))


def year(value: str | int | None, label: str) -> int | None:
	if not value:
		return None
	if not 1900 <= cint(value) <= 9999:
		frappe.throw(_("{0}: “{1}” is unknown.").format(label, value))
	return cint(value)


def this_year() -> int:
	return getdate().year


def days_of(of_year: int | None) -> tuple[datetime.date | None, datetime.date | None]:
	"""First and last day of a year, None and None without one."""
	if not of_year:
		return None, None
	return datetime.date(of_year, 1, 1), datetime.date(of_year, 12, 31)


def in_order(first: datetime.date | int | None, last: datetime.date | int | None, labels: tuple[str, str]):
	if first and last and first > last:
		frappe.throw(_("{0} is after {1}.").format(*labels))


def one_of(value: str | None, known: Collection[str], label: str) -> str | None:
	if value and value not in known:
		frappe.throw(_("{0}: “{1}” is unknown.").format(label, value))
	return value or None


def existing(doctype: str, name: str | None, label: str) -> str | None:
	"""A document that the user may read."""
	if name and not frappe.get_list(doctype, filters={"name": name}, pluck="name"):
		frappe.throw(_("{0}: “{1}” is unknown.").format(label, name))
	return name or None
