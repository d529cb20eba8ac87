"""Overdue dossiers (hồ sơ quá hạn): nominations that run, with the working days their decision is late or has left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import frappe
from frappe import _
from frappe.utils import getdate

from tdkt_app.doctype.award_nomination import deadlines
from tdkt_app.report import given
from tdkt_app.report.awards import unit_and_below
from tdkt_app.report.layout import bars, column, figure
from tdkt_app.report.readable import rows_of

Row = frappe._dict
OVERDUE, RUNNING = "Overdue", "All Running"


def execute(filters: Mapping | None = None) -> tuple:
	chosen = frappe._dict(filters or {})
	shown = given.one_of(chosen.show, (OVERDUE, RUNNING), _("Show")) or OVERDUE
	running = lines(given.existing("Emulation Unit", chosen.unit, _("Unit")))
	rows = [row for row in running if row.days_late or shown == RUNNING]
	return columns(), rows, None, chart(running), summary(running)


def lines(unit: str | None = None) -> list[Row]:
	"""The latest first. Of nominations the user may read, of a unit and those below it."""
	nomination, of_unit = frappe.qb.DocType("Award Nomination"), frappe.qb.DocType("Emulation Unit")
	query = (
		frappe.qb.from_(nomination)
		.left_join(of_unit)
		.on(of_unit.name == nomination.unit)
		.select(
			nomination.name,
			nomination.title,
			nomination.unit,
			of_unit.unit_name,
			nomination.workflow_state,
			nomination.received_on,
		)
		.where(rows_of("Award Nomination") & nomination.workflow_state.isin(deadlines.RUNNING))
	)
	query = query.where(nomination.unit.isin(unit_and_below(unit))) if unit else query
	rows = query.run(as_dict=True)
	due = deadlines.of_rows(rows)
	running = [_line(row, due[row.name]) for row in rows if row.name in due]
	return sorted(running, key=lambda row: (row.due, row.name))


def _line(row: Row, deadline: Mapping) -> Row:
	return Row(
		row,
		state=_(row.workflow_state),
		due=getdate(deadline["due"]),
		days_late=deadline["late"] if deadline["overdue"] else 0,
		days_left=deadline["left"],
	)


def columns() -> list[dict]:
	return [
		column("title", _("Nomination Title"), "Data", 320),
		column("unit_name", _("Unit"), "Data", 220),
		column("state", _("State"), "Data", 140),
		column("received_on", _("Received On"), "Date", 120),
		column("due", _("Due Date"), "Date", 120),
		column("days_late", _("Working Days Late"), "Int", 150),
		column("days_left", _("Working Days Left"), "Int", 150),
		column("name", _("Award Nomination"), "Link", 150, options="Award Nomination"),
	]


def chart(running: Sequence[Row]) -> dict | None:
	"""Dossiers per unit, overdue and in time."""
	units = list(dict.fromkeys(row.unit_name for row in running))
	counts = Counter((row.unit_name, bool(row.days_late)) for row in running)
	return bars(
		units,
		[
			(_("Overdue"), [counts[unit, True] for unit in units]),
			(_("In Time"), [counts[unit, False] for unit in units]),
		],
		stacked=True,
	)


def summary(running: Sequence[Row]) -> list[dict]:
	late = [row.days_late for row in running if row.days_late]
	return [
		figure(_("Running Dossiers"), len(running), "Blue"),
		figure(_("Overdue"), len(late), "Red"),
		figure(_("Most Working Days Late"), max(late, default=0), "Orange"),
	]
