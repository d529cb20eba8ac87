"""How far the targets and tasks of a plan have come.

A value that was recorded for a target counts, the latest one; else what the accepted final reviews of the plan's campaigns
report for it, together. Read in a fixed number of queries.
"""

from __future__ import annotations

import datetime
from collections import defaultdict

import frappe
from frappe.utils import cint, flt, getdate

from tdkt_app.doctype.campaign_review.campaign_review import FINAL
from tdkt_app.doctype.plan_progress_entry.plan_progress_entry import TARGET, TASK
from tdkt_app.emulation.targets import percent_reached, together
from tdkt_app.states import ReviewState

RECORDED, REPORTED = "Recorded", "Reported by Units"
_WHOLE = 100.0
_DIGITS = 1


@frappe.whitelist(methods=["GET"])
def of_plan(name: str) -> dict:
	"""Progress of a plan whose progress entries the caller may read.

	Returns {"percent": average of the targets, each at most 100, or None; "targets": rows of target_name, measure, party,
	due_date, target_value, reached (None: nothing known), percent, source, units, as_of, is_overdue, row; "tasks": rows of
	text, party, due_date, is_done, is_overdue, row; "overdue": number of overdue rows}.
	"""
	plan = frappe.get_doc("Emulation Plan", name)
	plan.check_permission("read")
	if not frappe.has_permission("Plan Progress Entry"):
		raise frappe.PermissionError
	recorded, reported, today = _recorded(name), _reported(name), getdate()
	targets = [_target(row, recorded, reported, today) for row in plan.targets]
	tasks = [_task(row, recorded, today) for row in plan.tasks]
	percents = [min(target["percent"], _WHOLE) for target in targets]
	return {
		"percent": round(sum(percents) / len(percents), _DIGITS) if percents else None,
		"targets": targets,
		"tasks": tasks,
		"overdue": sum(row["is_overdue"] for row in [*targets, *tasks]),
	}


def _target(row, recorded: dict, reported: dict, today: datetime.date) -> dict:
	entry, values = recorded.get((TARGET, row.name)), reported.get(row.name, [])
	reached = flt(entry.reached_value) if entry else together(values, row.together)
	known = reached is not None
	percent = percent_reached(flt(row.target_value), reached, bool(cint(row.at_most))) if known else 0.0
	return {
		"row": row.name,
		"target_name": row.target_name,
		"measure": row.measure,
		"party": row.party or "",
		"due_date": row.due_date,
		"target_value": flt(row.target_value),
		"at_most": cint(row.at_most),
		"reached": reached,
		"percent": percent,
		"source": (RECORDED if entry else REPORTED) if known else "",
		"units": 0 if entry else len(values),
		"as_of": entry.as_of if entry else None,
		"is_overdue": _is_overdue(row.due_date, percent >= _WHOLE, today),
	}


def _task(row, recorded: dict, today: datetime.date) -> dict:
	entry = recorded.get((TASK, row.name))
	is_done = bool(entry and entry.is_done)
	return {
		"row": row.name,
		"text": row.text,
		"party": row.party or "",
		"due_date": row.due_date,
		"is_done": is_done,
		"as_of": entry.as_of if entry else None,
		"is_overdue": _is_overdue(row.due_date, is_done, today),
	}


def _is_overdue(due: datetime.date | str | None, is_done: bool, today: datetime.date) -> bool:
	return bool(due) and not is_done and getdate(due) < today


def _recorded(plan: str) -> dict[tuple[str, str], frappe._dict]:
	"""Latest entry of each row."""
	entries = frappe.get_list(
		"Plan Progress Entry",
		filters={"plan": plan},
		fields=["row_kind", "plan_row", "reached_value", "is_done", "as_of"],
		order_by="as_of, creation, name",
		limit_page_length=0,
	)
	return {(entry.row_kind, entry.plan_row): entry for entry in entries}


def _reported(plan: str) -> dict[str, list[float]]:
	"""Results of the accepted final reviews, by the target they are about."""
	row, review, campaign = (
		frappe.qb.DocType(doctype) for doctype in ("Review Result", "Campaign Review", "Emulation Campaign")
	)
	query = (
		frappe.qb.from_(row)
		.join(review)
		.on(review.name == row.parent)
		.join(campaign)
		.on(campaign.name == review.campaign)
		.select(row.plan_target, row.result_value)
		.where(
			(row.parenttype == "Campaign Review")
			& (campaign.plan == plan)
			& (review.review_kind == FINAL)
			& (review.workflow_state == ReviewState.ACCEPTED)
			& row.plan_target.isnotnull()
		)
	)
	values = defaultdict(list)
	for target, value in query.run():
		values[target].append(flt(value))
	return values
