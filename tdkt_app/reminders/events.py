"""What is due and who has not done it yet, per event, in a number of queries that does not grow with units or papers."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import frappe
from frappe.utils import flt, getdate
from pypika.terms import Criterion

from tdkt_app.doctype.campaign_review.campaign_review import DUE_FIELDS, FINAL, INTERIM
from tdkt_app.emulation import plan_progress
from tdkt_app.reminders.audience import Units
from tdkt_app.states import AchievementState, CampaignState, PlanState, ReviewState

REGISTRATION, REPORT = "Registration Deadline", "Report Deadline"
REVIEW, INTERIM_REVIEW, FINAL_REVIEW = "Review Date", "Interim Review Due", "Final Review Due"
PLAN_TARGET, PLAN_TASK, RETURNED = "Plan Target Due", "Plan Task Due", "Achievement Returned"
_SHOWN_TEXT = 140
_WHOLE = 100.0


@dataclass(frozen=True)
class Item:
	"""Something a unit still has to do; `text` is empty where the unit itself says it."""

	unit: str
	text: str = ""


@dataclass(frozen=True)
class Due:
	"""A document with a date. `items`: what is open; `concerns_officers`: also when no unit has anything to do."""

	doctype: str
	name: str
	title: str
	due_date: datetime.date
	items: tuple[Item, ...]
	concerns_officers: bool = False


def due(event: str, first: datetime.date, last: datetime.date, units: Units) -> list[Due]:
	"""Documents whose date lies between the days (inclusive), with what is open."""
	return [one for one in _EVENTS[event](first, last, units) if one.items or one.concerns_officers]


def _registration(first: datetime.date, last: datetime.date, units: Units) -> list[Due]:
	campaigns = _campaigns("registration_deadline", (CampaignState.LAUNCHED,), first, last)
	registered = _handed_in("Campaign Registration", campaigns)
	return [
		_of_campaign(
			campaign, (u for u in units.taking_part if not units.covers(u, registered[campaign.name]))
		)
		for campaign in campaigns
	]


def _report(first: datetime.date, last: datetime.date, units: Units) -> list[Due]:
	"""Of units that registered; of all where the campaign has no registration."""
	campaigns = _campaigns("report_deadline", (CampaignState.LAUNCHED,), first, last)
	registered = _handed_in("Campaign Registration", campaigns)
	reported = _handed_in("Achievement", campaigns, AchievementState.OPEN_TO_UNIT)
	return [
		_of_campaign(
			campaign,
			(
				unit
				for unit in units.taking_part
				if not units.covers(unit, reported[campaign.name])
				and (not campaign.registration_deadline or units.covers(unit, registered[campaign.name]))
			),
		)
		for campaign in campaigns
	]


def _review_day(first: datetime.date, last: datetime.date, units: Units) -> list[Due]:
	"""The meeting itself, until the campaign is closed."""
	campaigns = _campaigns("review_date", CampaignState.TAKES_REVIEWS, first, last)
	registered = _handed_in("Campaign Registration", campaigns)
	return [
		_of_campaign(
			campaign,
			(unit for unit in units.taking_part if units.covers(unit, registered[campaign.name])),
			concerns_officers=True,
		)
		for campaign in campaigns
	]


def _interim_review(first: datetime.date, last: datetime.date, units: Units) -> list[Due]:
	return _reviews(INTERIM, first, last, units)


def _final_review(first: datetime.date, last: datetime.date, units: Units) -> list[Due]:
	return _reviews(FINAL, first, last, units)


def _reviews(kind: str, first: datetime.date, last: datetime.date, units: Units) -> list[Due]:
	"""Of units that registered or reported; the officer hears of the day also when all have written."""
	campaigns = _campaigns(DUE_FIELDS[kind], CampaignState.TAKES_REVIEWS, first, last)
	registered, reported = (
		_handed_in(doctype, campaigns) for doctype in ("Campaign Registration", "Achievement")
	)
	written = _handed_in("Campaign Review", campaigns, ReviewState.OPEN_TO_UNIT, review_kind=kind)
	return [
		_of_campaign(
			campaign,
			(
				unit
				for unit in units.taking_part
				if units.covers(unit, registered[campaign.name] | reported[campaign.name])
				and not units.covers(unit, written[campaign.name])
			),
			concerns_officers=True,
		)
		for campaign in campaigns
	]


def _plan_target(first: datetime.date, last: datetime.date, units: Units) -> list[Due]:
	def text(row: Mapping) -> str:
		return f"{row.target_name}: {flt(row.target_value):g} {row.measure or ''}".strip()

	return _of_plans("Plan Target", ("target_name", "target_value", "measure"), text, first, last)


def _plan_task(first: datetime.date, last: datetime.date, units: Units) -> list[Due]:
	def text(row: Mapping) -> str:
		return row.text if len(row.text) <= _SHOWN_TEXT else row.text[:_SHOWN_TEXT].rstrip() + "…"

	return _of_plans("Plan Task", ("text",), text, first, last)


def _returned(first: datetime.date, last: datetime.date, units: Units) -> list[Due]:
	paper = frappe.qb.DocType("Achievement")
	query = (
		frappe.qb.from_(paper)
		.select(paper.name, paper.achievement_title, paper.unit, paper.verifier_remark, paper.returned_on)
		.where(
			(paper.workflow_state == AchievementState.RETURNED)
			& (paper.returned_on >= first)
			& (paper.returned_on < last + datetime.timedelta(days=1))
		)
		.orderby(paper.name)
	)
	return [
		Due(
			"Achievement",
			row.name,
			row.achievement_title,
			getdate(row.returned_on),
			(Item(row.unit, row.verifier_remark or ""),),
		)
		for row in query.run(as_dict=True)
	]


_EVENTS: dict[str, Callable[[datetime.date, datetime.date, Units], list[Due]]] = {
	REGISTRATION: _registration,
	REPORT: _report,
	REVIEW: _review_day,
	INTERIM_REVIEW: _interim_review,
	FINAL_REVIEW: _final_review,
	PLAN_TARGET: _plan_target,
	PLAN_TASK: _plan_task,
	RETURNED: _returned,
}


def _campaigns(
	date_field: str, states: Collection[str], first: datetime.date, last: datetime.date
) -> list[frappe._dict]:
	campaign = frappe.qb.DocType("Emulation Campaign")
	query = (
		frappe.qb.from_(campaign)
		.select(
			campaign.name,
			campaign.campaign_title,
			campaign.registration_deadline,
			campaign[date_field].as_("due_date"),
		)
		.where(campaign.workflow_state.isin(states) & campaign[date_field].between(first, last))
		.orderby(campaign.name)
	)
	return query.run(as_dict=True)


def _of_campaign(campaign: frappe._dict, units: Iterable[str], concerns_officers: bool = False) -> Due:
	return Due(
		"Emulation Campaign",
		campaign.name,
		campaign.campaign_title,
		campaign.due_date,
		tuple(Item(unit) for unit in units),
		concerns_officers,
	)


def _handed_in(
	doctype: str,
	campaigns: Collection[frappe._dict],
	except_states: Collection[str] = (),
	review_kind: str | None = None,
) -> Mapping[str, set[str]]:
	"""Campaign → units with a paper of the type."""
	found: dict[str, set[str]] = defaultdict(set)
	if not campaigns:
		return found
	paper = frappe.qb.DocType(doctype)
	condition: Criterion = paper.campaign.isin([campaign.name for campaign in campaigns])
	if except_states:
		condition &= paper.workflow_state.notin(except_states)
	if review_kind:
		condition &= paper.review_kind == review_kind
	query = frappe.qb.from_(paper).select(paper.campaign, paper.unit).distinct().where(condition)
	for campaign, unit in query.run():
		found[campaign].add(unit)
	return found


def _of_plans(
	table: str,
	fields: Iterable[str],
	text: Callable[[Mapping], str],
	first: datetime.date,
	last: datetime.date,
) -> list[Due]:
	"""Rows of issued plans that have not been reached or done; those of one plan and day go together."""
	plan, row = frappe.qb.DocType("Emulation Plan"), frappe.qb.DocType(table)
	query = (
		frappe.qb.from_(row)
		.join(plan)
		.on((plan.name == row.parent) & (row.parenttype == "Emulation Plan"))
		.select(
			plan.name,
			plan.plan_title,
			row.name.as_("row"),
			row.unit,
			row.due_date,
			*(row[field] for field in fields),
		)
		.where(
			(plan.docstatus == 1)
			& (plan.workflow_state == PlanState.ISSUED)
			& row.due_date.between(first, last)
		)
		.orderby(plan.name)
		.orderby(row.due_date)
		.orderby(row.idx)
	)
	together: dict[tuple, list[Item]] = {}
	rows = query.run(as_dict=True)
	settled = _settled_rows({found.name for found in rows})
	for found in rows:
		if found.row in settled:
			continue
		key = (found.name, found.plan_title, found.due_date)
		together.setdefault(key, []).append(Item(found.unit or "", text(found)))
	return [
		Due("Emulation Plan", name, title, due_date, tuple(items))
		for (name, title, due_date), items in together.items()
	]


def _settled_rows(plans: Collection[str]) -> set[str]:
	"""Targets that are reached and tasks that are done. Queries grow with the plans that have a date, one or two a year."""
	settled = set()
	for plan in plans:
		progress = plan_progress.of_plan(plan)
		settled.update(target["row"] for target in progress["targets"] if target["percent"] >= _WHOLE)
		settled.update(task["row"] for task in progress["tasks"] if task["is_done"])
	return settled
