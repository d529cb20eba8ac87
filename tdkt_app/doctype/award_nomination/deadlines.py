"""When nominations are due, for form, list and reminders: worked out for all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import frappe
from frappe.query_builder.functions import Min
from frappe.utils import getdate, nowdate

from tdkt_app.law import rule_packs
from tdkt_app.permissions import check_access
from tdkt_app.rules.deadlines import check_step
from tdkt_app.states import NominationState

RUNNING = (NominationState.UNDER_APPRAISAL, NominationState.APPRAISED)
_FIELDS = ("name", "title", "unit", "workflow_state", "received_on")


@frappe.whitelist(methods=["GET"])
def deadlines(names: str | list) -> dict[str, dict]:
	"""Of those of the nominations (list of names, or its JSON) that run and the user may read.

	By name: {"due": "yyyy-mm-dd", "overdue": bool, "left": working days left, "late": working days late}. The time runs
	from the day the dossier was received until a decision is issued (rule "deadline.decision").
	"""
	check_access("Award Nomination", "read")
	rows = frappe.get_list(
		"Award Nomination",
		filters={"name": ("in", frappe.parse_json(names) or [""]), "workflow_state": ("in", RUNNING)},
		fields=list(_FIELDS),
		limit_page_length=0,
	)
	return of_rows(rows)


@frappe.whitelist(methods=["GET"])
def overdue() -> list[str]:
	"""Names of the nominations the user may read that are past their day."""
	check_access("Award Nomination", "read")
	rows = frappe.get_list(
		"Award Nomination",
		filters={"workflow_state": ("in", RUNNING)},
		fields=list(_FIELDS),
		limit_page_length=0,
	)
	return [name for name, deadline in of_rows(rows).items() if deadline["overdue"]]


def of_rows(rows: Iterable[Mapping]) -> dict[str, dict]:
	"""`rows`: with name and received_on. Nominations not received, or without a rule for their day, are left out."""
	rows = [row for row in rows if row["received_on"]]
	decided = _decided_on([row["name"] for row in rows])
	found = {}
	for row in rows:
		deadline = _deadline(getdate(row["received_on"]), decided.get(row["name"]))
		if deadline:
			found[row["name"]] = deadline
	return found


def _deadline(received_on: date, decided_on: date | None) -> dict | None:
	pack, calendar = rule_packs.active_pack(), rule_packs.working_calendar()
	until = decided_on or getdate(nowdate())
	due = check_step("decision", received_on, until, pack, calendar).day
	if due is None:
		return None
	return {
		"due": due.isoformat(),
		"overdue": until > due,
		"left": calendar.between(until, due),
		"late": calendar.between(due, until),
	}


def _decided_on(nominations: Collection[str]) -> dict[str, date]:
	"""The day of the first issued decision on each nomination."""
	row, decision = frappe.qb.DocType("Award Decision Recipient"), frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(row)
		.join(decision)
		.on((decision.name == row.parent) & (decision.docstatus == 1))
		.select(row.nomination, Min(decision.decision_date))
		.where(row.nomination.isin(list(nominations) or [""]))
		.groupby(row.nomination)
	)
	return dict(query.run())
