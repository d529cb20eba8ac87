"""Filters of the award register, read once and checked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint

HONOREE_KINDS = ("Individual", "Collective", "Household")


@dataclass(frozen=True)
class RegisterFilters:
	"""Period of the decisions (both days included) and what to narrow it to. None: no limit.

	A unit stands for itself and the units below it.
	"""

	from_date: datetime.date | None = None
	to_date: datetime.date | None = None
	unit: str | None = None
	award_type: str | None = None
	honoree_kind: str | None = None

	@classmethod
	def parse(cls, filters: Mapping | None) -> RegisterFilters:
		"""Read what the screen sends; a year fills whichever date is missing.

		Throws a sentence that names the filter when a date is unreadable or reversed, or a value unknown.
		"""
		given = frappe._dict(filters or {})
		first, last = _days_of_year(given.year)
		parsed = cls(
			_date(given.from_date, _("From Date")) or first,
			_date(given.to_date, _("To Date")) or last,
			_existing("Emulation Unit", given.unit, _("Unit")),
			_existing("Award Type", given.award_type, _("Award Type")),
			given.honoree_kind or None,
		)
		if parsed.from_date and parsed.to_date and parsed.from_date > parsed.to_date:
			frappe.throw(_("{0} is after {1}.").format(_("From Date"), _("To Date")))
		if parsed.honoree_kind and parsed.honoree_kind not in HONOREE_KINDS:
			frappe.throw(_("{0}: “{1}” is unknown.").format(_("Honoree Kind"), parsed.honoree_kind))
		return parsed


def _days_of_year(year: str | int | None) -> tuple[datetime.date | None, datetime.date | None]:
	if not year:
		return None, None
	if not 1900 <= cint(year) <= 9999:
		frappe.throw(_("{0}: “{1}” is unknown.").format(_("Year"), year))
	return datetime.date(cint(year), 1, 1), datetime.date(cint(year), 12, 31)


def _date(value: str | datetime.date | None, label: str) -> datetime.date | None:
	if not value:
		return None
	try:
		return datetime.date.fromisoformat(str(value)[:10])
	except ValueError:
		frappe.throw(_("{0}: “{1}” is not a date.").format(label, value))


def _existing(doctype: str, name: str | None, label: str) -> str | None:
	if name and not frappe.db.exists(doctype, name):
		frappe.throw(_("{0}: “{1}” is unknown.").format(label, name))
	return name or None
