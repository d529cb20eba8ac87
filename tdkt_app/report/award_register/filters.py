"""Filters of the award register, read once and checked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import getdate

HONOREE_KINDS = ("Individual", "Collective", "Household")


@dataclass(frozen=True)
class RegisterFilters:
	"""Period of the decisions (both days included), and what to narrow it to; None: everything."""

	from_date: datetime.date
	to_date: datetime.date
	unit: str | None = None
	award_type: str | None = None
	honoree_kind: str | None = None

	@classmethod
	def parse(cls, filters: Mapping | None) -> RegisterFilters:
		"""Throws a sentence that names the filter when a date is missing, unreadable or reversed, or a value unknown."""
		given = frappe._dict(filters or {})
		parsed = cls(
			_date(given.from_date, _("From Date")),
			_date(given.to_date, _("To Date")),
			_existing("Emulation Unit", given.unit, _("Unit")),
			_existing("Award Type", given.award_type, _("Award Type")),
			given.honoree_kind or None,
		)
		if parsed.from_date > parsed.to_date:
			frappe.throw(_("{0} is after {1}.").format(_("From Date"), _("To Date")))
		if parsed.honoree_kind and parsed.honoree_kind not in HONOREE_KINDS:
			frappe.throw(_("{0}: “{1}” is unknown.").format(_("Honoree Kind"), parsed.honoree_kind))
		return parsed


def _date(value: str | datetime.date | None, label: str) -> datetime.date:
	if not value:
		frappe.throw(_("Choose {0}.").format(label))
	try:
		return getdate(value)
	except (ValueError, TypeError, OverflowError):
		frappe.throw(_("{0}: “{1}” is not a date.").format(label, value))


def _existing(doctype: str, name: str | None, label: str) -> str | None:
	if name and not frappe.db.exists(doctype, name):
		frappe.throw(_("{0}: “{1}” is unknown.").format(label, name))
	return name or None
