"""Campaigns that run, for everybody, and the plan each was launched by: the issued one of the year, or its own."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from pypika.queries import QueryBuilder

from tdkt_app.portal.public_pages import shown_day
from tdkt_app.states import CampaignState, PlanState

_PLAN = "/api/method/tdkt_app.portal.public_files.plan"
_DAYS = ("launch_date", "registration_deadline", "interim_deadline", "report_deadline", "end_date")


def running() -> list[frappe._dict]:
	"""Running campaigns, the one that ends first before others; one query. Days are written out, "" where none is set."""
	query, campaign, plan, unit = _running()
	rows = (
		query.select(
			campaign.name,
			campaign.campaign_title,
			campaign.campaign_type,
			campaign.slogan,
			campaign.workflow_state,
			campaign.for_individuals,
			campaign.for_collectives,
			campaign.for_households,
			*(campaign[day] for day in _DAYS),
			unit.unit_name,
			plan.plan_number,
		)
		.orderby(campaign.end_date)
		.orderby(campaign.name)
		.run(as_dict=True)
	)
	for row in rows:
		row.update({day: shown_day(row[day]) for day in _DAYS})
		row.who = ", ".join(_who(row))
		row.plan_address = f"{_PLAN}?campaign={row.name}"
	return rows


def count() -> int:
	query, campaign, _plan, _unit = _running()
	return query.select(Count(campaign.name)).run()[0][0]


def plan_of(campaign_name: str) -> tuple[str, str] | None:
	"""Document type and name of what is printed as the plan of a running campaign; None when it does not run."""
	query, campaign, plan, _unit = _running()
	found = query.select(plan.name).where(campaign.name == campaign_name).run()
	if not found:
		return None
	return ("Emulation Plan", found[0][0]) if found[0][0] else ("Emulation Campaign", campaign_name)


def _running() -> tuple[QueryBuilder, object, object, object]:
	campaign, plan, unit = (
		frappe.qb.DocType(name) for name in ("Emulation Campaign", "Emulation Plan", "Emulation Unit")
	)
	query = (
		frappe.qb.from_(campaign)
		.left_join(unit)
		.on(unit.name == campaign.launching_unit)
		.left_join(plan)
		.on((plan.name == campaign.plan) & (plan.docstatus == 1) & (plan.workflow_state == PlanState.ISSUED))
		.where(campaign.workflow_state.isin(CampaignState.TAKES_REVIEWS))
	)
	return query, campaign, plan, unit


def _who(row: frappe._dict) -> list[str]:
	kinds = (
		(row.for_individuals, _("Individuals")),
		(row.for_collectives, _("Collectives")),
		(row.for_households, _("Households")),
	)
	return [label for may, label in kinds if may]
