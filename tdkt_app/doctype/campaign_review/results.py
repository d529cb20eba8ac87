"""Results by target: what a report starts with, and what is computed in it."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, getdate

from tdkt_app.emulation.targets import percent_reached

_TARGET_LENGTH = 250
_OF_PLAN = ("target", "measure", "at_most")


def settle(review: Document) -> None:
	"""Take a plan's target over as the plan words it, and compute what is reached in percent.

	Raises frappe.ValidationError naming the row when it points to a target of another plan.
	"""
	of_plan = {row.plan_target: row for row in _plan_targets(review.campaign)}
	for row in review.results:
		if row.plan_target:
			if row.plan_target not in of_plan:
				frappe.throw(
					_("Results, row {0}: this target does not belong to the plan of the campaign.").format(
						row.idx
					)
				)
			row.update({field: of_plan[row.plan_target][field] for field in _OF_PLAN})
		row.percent = (
			percent_reached(flt(row.committed_value), flt(row.result_value), bool(cint(row.at_most)))
			if flt(row.committed_value)
			else 0
		)


@frappe.whitelist(methods=["GET"])
def first_values(campaign: str, unit: str) -> dict:
	"""What a new report can start with: period, numbers registered, and the targets of plan and registration.

	The caller needs to read both. `results` are rows of Review Result; a target of the plan stands in it for the units it
	names and, without a unit, for all.
	"""
	paper = frappe.get_doc("Emulation Campaign", campaign)
	paper.check_permission("read")
	frappe.get_doc("Emulation Unit", unit).check_permission("read")
	return {
		"period_from": paper.launch_date,
		"period_to": max(paper.launch_date, min(getdate(), paper.end_date)),
		**_registered(campaign, unit),
		"results": [*_from_plan(campaign, unit), *_from_registration(campaign, unit)],
	}


def _plan_targets(campaign: str) -> list[frappe._dict]:
	target, paper = frappe.qb.DocType("Plan Target"), frappe.qb.DocType("Emulation Campaign")
	return (
		frappe.qb.from_(target)
		.join(paper)
		.on(paper.plan == target.parent)
		.select(
			target.name.as_("plan_target"),
			target.target_name.as_("target"),
			target.measure,
			target.at_most,
			target.target_value,
			target.unit,
		)
		.where((paper.name == campaign) & (target.parenttype == "Emulation Plan"))
		.orderby(target.idx)
	).run(as_dict=True)


def _from_plan(campaign: str, unit: str) -> list[dict]:
	return [
		{
			"plan_target": row.plan_target,
			**{field: row[field] for field in _OF_PLAN},
			"committed_value": row.target_value if row.unit == unit else 0,
		}
		for row in _plan_targets(campaign)
		if row.unit in (unit, None, "")
	]


def _from_registration(campaign: str, unit: str) -> list[dict]:
	"""One target a line of what the unit committed itself to."""
	texts = frappe.get_list(
		"Campaign Registration",
		filters={"campaign": campaign, "unit": unit, "honoree": ("is", "not set")},
		pluck="targets",
		limit_page_length=0,
	)
	lines = [line.strip(" -–+;.\t") for text in texts for line in (text or "").splitlines()]
	return [{"target": line[:_TARGET_LENGTH]} for line in lines if line]


def _registered(campaign: str, unit: str) -> dict[str, int]:
	registration, honoree = frappe.qb.DocType("Campaign Registration"), frappe.qb.DocType("Honoree")
	query = (
		frappe.qb.from_(registration)
		.join(honoree)
		.on(honoree.name == registration.honoree)
		.select(honoree.kind)
		.where((registration.campaign == campaign) & (registration.unit == unit))
	)
	kinds = [kind for (kind,) in query.run()]
	return {
		"people_registered": kinds.count("Individual"),
		"households_registered": kinds.count("Household"),
	}
