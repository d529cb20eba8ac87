"""Progress of the units' reports: what is due, handed in, late and missing, per campaign and participating unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint

from tdkt_app import review_progress
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
		_column("campaign_title", _("Campaign"), "Data", 280),
		_column("unit_name", _("Unit"), "Data", 200),
		_column("kind", _("Kind of Review"), "Data", 110),
		_column("due_date", _("Due Date"), "Date", 110),
		_column("state_name", _("State"), "Data", 130),
		_column("submitted_on", _("Submitted On"), "Datetime", 150),
		_column("is_late", _("Handed In Late"), "Check", 80),
		_column("days_overdue", _("Days Overdue"), "Int", 120),
		_column("review", _("Campaign Review"), "Link", 150, options="Campaign Review"),
		_column("unit", _("Unit Code"), "Link", 130, options="Emulation Unit"),
	]


def _column(fieldname: str, label: str, fieldtype: str, width: int, **more: str) -> dict:
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}


def chart(rows: Sequence[Row]) -> dict | None:
	figures = _figures(rows)
	if not rows:
		return None
	return {
		"data": {
			"labels": [label for label, _value, _indicator in figures[1:]],
			"datasets": [
				{"name": _("Units"), "values": [value for _label, value, _indicator in figures[1:]]}
			],
		},
		"type": "bar",
		"colors": ["#2490ef"],
	}


def summary(rows: Sequence[Row]) -> list[dict]:
	return [
		{"label": label, "value": value, "datatype": "Int", "indicator": indicator}
		for label, value, indicator in _figures(rows)
	]


def _figures(rows: Sequence[Row]) -> list[tuple[str, int, str]]:
	return [
		(_("Reports Expected"), len(rows), "Blue"),
		(_("Handed In"), sum(not row.is_missing for row in rows), "Green"),
		(_("Handed In Late"), sum(bool(row.is_late) for row in rows), "Orange"),
		(_("Not Handed In"), sum(bool(row.is_missing) for row in rows), "Orange"),
		(_("Overdue"), sum(row.days_overdue > 0 for row in rows), "Red"),
	]
