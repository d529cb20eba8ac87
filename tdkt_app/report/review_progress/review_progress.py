"""Progress of the units' reports: what is due, handed in, late and missing, per campaign and participating unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint

from tdkt_app.emulation import review_progress
from tdkt_app.report.layout import bars, column, figure
from tdkt_app.states import CampaignState

Row = frappe._dict
_SHOWN = {
	"All": lambda row: True,
	"Overdue": lambda row: row.days_overdue > 0,
	"Missing": lambda row: row.is_missing,
	"Late": lambda row: row.is_late,
}


@dataclass(frozen=True)
class ProgressFilters:
	year: int | None = None
	campaign: str | None = None
	unit: str | None = None
	show: str = "All"

	@classmethod
	def parse(cls, filters: Mapping | None) -> ProgressFilters:
		"""Throws a sentence that names the filter when a value is unknown. A campaign makes the year needless."""
		given = frappe._dict(filters or {})
		chosen = cls(
			cint(given.year) or None, given.campaign or None, given.unit or None, given.show or "All"
		)
		if chosen.show not in _SHOWN:
			frappe.throw(_("{0}: “{1}” is unknown.").format(_("Show"), chosen.show))
		return chosen

	def of_campaigns(self) -> dict:
		if self.campaign:
			return {"name": self.campaign}
		known = {"workflow_state": ("in", CampaignState.KNOWN_TO_UNITS)}
		return {**known, "year": self.year} if self.year else known


def execute(filters: Mapping | None = None) -> tuple:
	chosen = ProgressFilters.parse(filters)
	rows = [
		row
		for row in review_progress.lines(review_progress.campaigns(chosen.of_campaigns()))
		if chosen.unit in (None, row.unit)
	]
	shown = [_worded(row) for row in rows if _SHOWN[chosen.show](row)]
	return columns(), shown, None, chart(rows), summary(rows)


def _worded(row: Row) -> Row:
	return Row(row, kind=_(row.review_kind), state_name=_(row.state))


def columns() -> list[dict]:
	return [
		column("campaign_title", _("Campaign"), "Data", 280),
		column("unit_name", _("Unit"), "Data", 200),
		column("kind", _("Kind of Review"), "Data", 110),
		column("due_date", _("Due Date"), "Date", 110),
		column("state_name", _("State"), "Data", 130),
		column("submitted_on", _("Submitted On"), "Datetime", 150),
		column("is_late", _("Handed In Late"), "Check", 80),
		column("days_overdue", _("Days Overdue"), "Int", 120),
		column("review", _("Campaign Review"), "Link", 150, options="Campaign Review"),
		column("unit", _("Unit Code"), "Link", 130, options="Emulation Unit"),
	]


def chart(rows: Sequence[Row]) -> dict | None:
	parts = summary(rows)[1:] if rows else []
	return bars([part["label"] for part in parts], [(_("Units"), [part["value"] for part in parts])])


def summary(rows: Sequence[Row]) -> list[dict]:
	return [
		figure(_("Reports Expected"), len(rows), "Blue"),
		figure(_("Handed In"), sum(not row.is_missing for row in rows), "Green"),
		figure(_("Handed In Late"), sum(bool(row.is_late) for row in rows), "Orange"),
		figure(_("Not Handed In"), sum(bool(row.is_missing) for row in rows), "Orange"),
		figure(_("Overdue"), sum(row.days_overdue > 0 for row in rows), "Red"),
	]
