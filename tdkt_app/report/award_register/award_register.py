"""Award register (sổ theo dõi khen thưởng): one line per recipient of an issued decision.

An annulled award keeps its line, marked as such, and is left out of the figures; a corrected text is shown as it reads now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import frappe
from frappe import _

from tdkt_app import standing
from tdkt_app.doctype.award_decision import amendment
from tdkt_app.report.award_register.filters import HONOREE_KINDS, RegisterFilters

Row = frappe._dict


def execute(filters: Mapping | None = None) -> tuple:
	chosen = RegisterFilters.parse(filters)
	rows = read_rows(chosen)
	return columns(), rows, None, chart(rows), summary(rows)


def read_rows(filters: RegisterFilters) -> list[Row]:
	"""Lines in the order of the decisions. Decisions are read with the user's permissions, their rows in one query."""
	decisions = _readable_decisions(filters)
	if not decisions:
		return []
	decision, line = frappe.qb.DocType("Award Decision"), frappe.qb.DocType("Award Decision Recipient")
	query = (
		frappe.qb.from_(line)
		.join(decision)
		.on(decision.name == line.parent)
		.select(
			line.name,
			decision.name.as_("decision"),
			decision.decision_number,
			decision.decision_date,
			line.recipient_name,
			line.recipient_title,
			line.honoree,
			line.honoree_kind,
			line.unit,
			line.unit_name,
			line.award_type,
			line.award_name,
			decision.reason,
			line.amount,
		)
		.where(decision.name.isin(decisions))
		.orderby(decision.decision_date, decision.number, line.idx)
	)
	if filters.award_type:
		query = query.where(line.award_type == filters.award_type)
	if filters.honoree_kind:
		query = query.where(line.honoree_kind == filters.honoree_kind)
	if filters.unit:
		query = query.where(line.unit.isin(_unit_and_below(filters.unit)))
	rows = query.run(as_dict=True)
	annulments = standing.annulments_of([row.name for row in rows])
	corrected = amendment.corrected(rows)
	for row in rows:
		row.kind = _(row.honoree_kind)
		row.annulled_by = annulments.get(row.name)
		row.state = _state(row, row.name in corrected)
	return rows


def _state(row: Row, is_corrected: bool) -> str:
	if row.annulled_by:
		return _("Annulled by {0}").format(row.annulled_by.decision_number)
	return _("Corrected") if is_corrected else ""


def _readable_decisions(filters: RegisterFilters) -> list[str]:
	conditions = [["docstatus", "=", 1]]
	if filters.from_date:
		conditions.append(["decision_date", ">=", filters.from_date])
	if filters.to_date:
		conditions.append(["decision_date", "<=", filters.to_date])
	return frappe.get_list(
		"Award Decision", filters=conditions, pluck="name", order_by="name", limit_page_length=0
	)


def _unit_and_below(unit: str):
	"""Subquery of the names of a unit and all units below it."""
	top, below = (
		frappe.qb.DocType("Emulation Unit").as_("top"),
		frappe.qb.DocType("Emulation Unit").as_("below"),
	)
	return (
		frappe.qb.from_(top)
		.join(below)
		.on((below.lft >= top.lft) & (below.rgt <= top.rgt))
		.select(below.name)
		.where(top.name == unit)
	)


def columns() -> list[dict]:
	return [
		_column("decision_number", _("Decision Number"), "Data", 130),
		_column("decision_date", _("Decision Date"), "Date", 110),
		_column("recipient_name", _("Recipient Name"), "Data", 230),
		_column("recipient_title", _("Position or Address"), "Data", 190),
		_column("unit_name", _("Unit Name"), "Data", 180),
		_column("kind", _("Honoree Kind"), "Data", 110),
		_column("award_name", _("Award Name"), "Data", 150),
		_column("reason", _("Reason"), "Data", 300),
		_column("amount", _("Reward Amount"), "Currency", 130),
		_column("state", _("State"), "Data", 180),
		_column("decision", _("Award Decision"), "Link", 150, options="Award Decision"),
	]


def _column(fieldname: str, label: str, fieldtype: str, width: int, **more: str) -> dict:
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}


def chart(rows: Sequence[Row]) -> dict | None:
	"""Number of recipients per award, by kind."""
	rows = [row for row in rows if not row.annulled_by]
	if not rows:
		return None
	counts = Counter((row.award_name, row.honoree_kind) for row in rows)
	awards = list(dict.fromkeys(row.award_name for row in rows))
	return {
		"data": {
			"labels": awards,
			"datasets": [
				{"name": _(kind), "values": [counts[award, kind] for award in awards]}
				for kind in HONOREE_KINDS
			],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
	}


def summary(rows: Sequence[Row]) -> list[dict]:
	annulled = sum(1 for row in rows if row.annulled_by)
	rows = [row for row in rows if not row.annulled_by]
	kinds = Counter(row.honoree_kind for row in rows)
	figures = [
		(_("Awards"), len(rows), "Int", "Blue"),
		(_("Individuals Rewarded"), kinds["Individual"], "Int", "Green"),
		(_("Collectives Rewarded"), kinds["Collective"], "Int", "Green"),
		(_("Households Rewarded"), kinds["Household"], "Int", "Green"),
		(_("Total Amount"), sum(row.amount for row in rows), "Currency", "Red"),
		*([(_("Awards Annulled"), annulled, "Int", "Gray")] if annulled else []),
	]
	return [
		{"label": label, "value": value, "datatype": datatype, "indicator": indicator}
		for label, value, datatype, indicator in figures
	]
