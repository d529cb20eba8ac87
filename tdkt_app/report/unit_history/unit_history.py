"""Papers of a unit and of all units it took over from, however far back. A fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import frappe
from frappe import _

from tdkt_app.commendation import standing
from tdkt_app.report.layout import column

# Documents of a unit → field of the day they are about, field of their title.
_PAPERS = {
	"Campaign Registration": ("registered_on", "title"),
	"Achievement": ("period_to", "achievement_title"),
}


def execute(filters: Mapping | None = None) -> tuple:
	unit = (filters or {}).get("unit")
	if not unit:
		return columns(), [], _("Choose a unit to see its history.")
	frappe.get_doc("Emulation Unit", unit).check_permission("read")
	titles = _unit_names([unit, *predecessors(unit)])
	rows = [row for doctype in _PAPERS for row in _papers(doctype, titles)]
	rows += _awards(titles)
	return columns(), sorted(rows, key=lambda row: str(row.date or ""), reverse=True)


def predecessors(unit: str) -> dict[str, str]:
	"""Every unit that ended in this one, directly or by way of others → the unit that took it over."""
	table = frappe.qb.DocType("Emulation Unit")
	successions = (
		frappe.qb.from_(table).select(table.name, table.succeeded_by).where(table.succeeded_by.isnotnull())
	).run()
	taken_over: dict[str, list[str]] = {}
	for name, successor in successions:
		taken_over.setdefault(successor, []).append(name)
	found: dict[str, str] = {}
	waiting = [unit]
	while waiting:
		successor = waiting.pop()
		for name in taken_over.get(successor, []):
			if name not in found and name != unit:
				found[name] = successor
				waiting.append(name)
	return found


def _unit_names(units: Sequence[str]) -> dict[str, str]:
	"""Of the units the user may read."""
	rows = frappe.get_list(
		"Emulation Unit",
		filters={"name": ("in", list(units))},
		fields=["name", "unit_name"],
		limit_page_length=0,
	)
	return {row.name: row.unit_name for row in rows}


def _papers(doctype: str, units: Mapping[str, str]) -> list[frappe._dict]:
	date, title = _PAPERS[doctype]
	rows = frappe.get_list(
		doctype,
		filters={"unit": ("in", list(units))},
		fields=["name", "unit", date, title],
		limit_page_length=0,
	)
	return [_row(row[date], units[row.unit], doctype, row.name, row[title]) for row in rows]


def _awards(units: Mapping[str, str]) -> list[frappe._dict]:
	"""Recipients of issued decisions, as printed."""
	line = frappe.qb.DocType("Award Decision Recipient")
	lines = (
		frappe.qb.from_(line)
		.select(line.name, line.parent, line.unit, line.unit_name, line.recipient_name, line.award_name)
		.where(line.unit.isin(list(units)) & (line.docstatus == 1))
	).run(as_dict=True)
	if not lines:
		return []
	decisions = frappe.get_list(
		"Award Decision",
		filters={"name": ("in", list({row.parent for row in lines}))},
		fields=["name", "decision_date"],
		limit_page_length=0,
	)
	annulled = standing.annulments_of([row.name for row in lines])
	dates = {decision.name: decision.decision_date for decision in decisions}
	return [
		_row(
			dates[row.parent],
			row.unit_name,
			"Award Decision",
			row.parent,
			f"{row.award_name}: {row.recipient_name}",
			state=_("Annulled by {0}").format(annulled[row.name].decision_number)
			if row.name in annulled
			else "",
		)
		for row in lines
		if row.parent in dates
	]


def _row(date, unit_name: str, doctype: str, name: str, title: str, state: str = "") -> frappe._dict:
	return frappe._dict(
		date=date,
		unit_name=unit_name,
		doctype=doctype,
		kind=_(doctype),
		title=title,
		document=name,
		state=state,
	)


def columns() -> list[dict]:
	return [
		column("date", _("Date"), "Date", 110),
		column("unit_name", _("Unit Name"), "Data", 230),
		column("kind", _("Kind of Document"), "Data", 170),
		column("title", _("Title"), "Data", 320),
		column("state", _("State"), "Data", 180),
		column("document", _("Document"), "Dynamic Link", 160, options="doctype"),
	]
