"""Filters of the award register, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint

from tdkt_app.report import given
from tdkt_app.report.awards import KINDS, Span


@dataclass(frozen=True)
class RegisterFilters:
	"""Days and unit of the decisions, and what to narrow them to. None: no limit."""

	span: Span
	award_type: str | None = None
	honoree_kind: str | None = None
	only_standing: bool = False

	@classmethod
	def parse(cls, filters: Mapping | None) -> RegisterFilters:
		"""Throws a sentence that names the filter when a date is unreadable or reversed, or a value unknown."""
		chosen = frappe._dict(filters or {})
		return cls(
			Span.parse(chosen),
			given.existing("Award Type", chosen.award_type, _("Award Type")),
			given.one_of(chosen.honoree_kind, KINDS, _("Honoree Kind")),
			bool(cint(chosen.only_standing)),
		)
