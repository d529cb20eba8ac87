"""Who has reported on a campaign and who has not: one line per campaign, kind of review and participating unit.

A unit takes part when it is registered, reports an achievement or writes a review. Read with the caller's permissions in
a fixed number of queries.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import frappe
from frappe.utils import getdate

from tdkt_app.doctype.campaign_review.campaign_review import DUE_FIELDS
from tdkt_app.states import ReviewState

_PARTICIPATION = ("Campaign Registration", "Achievement", "Campaign Review")


def campaigns(filters: dict) -> list[frappe._dict]:
	"""Campaigns the user may read, with the days their reports are due, the latest first."""
	return frappe.get_list(
		"Emulation Campaign",
		filters=filters,
		fields=["name", "campaign_title", "workflow_state", *DUE_FIELDS.values()],
		order_by="report_deadline desc, name desc",
		limit_page_length=0,
	)


def lines(of: Sequence[frappe._dict], today: datetime.date | None = None) -> list[frappe._dict]:
	"""Lines of the campaigns (rows of `campaigns`), in their order, then by unit.

	Each has campaign, campaign_title, unit, unit_name, block, review_kind, due_date, review (name or ""), state (of the
	review, or "Not Written"), submitted_on, is_late (handed in after its day), is_missing (nothing handed in yet) and
	days_overdue (of a missing one). An interim review is expected only where the campaign has a day for it.
	"""
	names = [campaign.name for campaign in of]
	reviews = {(row.campaign, row.unit, row.review_kind): row for row in _reviews(names)}
	taking_part = _participation(names)
	units = _units()
	return [
		_line(campaign, unit, kind, due, reviews.get((campaign.name, unit.name, kind)), today or getdate())
		for campaign in of
		for kind, due in _due_days(campaign, reviews)
		for unit in units
		if (campaign.name, unit.name) in taking_part
	]


def _due_days(campaign: frappe._dict, reviews: dict) -> Iterator[tuple[str, datetime.date | None]]:
	written = {kind for name, _unit, kind in reviews if name == campaign.name}
	for kind, field in DUE_FIELDS.items():
		if campaign[field] or kind in written:
			yield kind, campaign[field]


def _line(
	campaign: frappe._dict,
	unit: frappe._dict,
	kind: str,
	due: datetime.date | None,
	review: frappe._dict | None,
	today: datetime.date,
) -> frappe._dict:
	is_missing = not (review and review.submitted_on)
	return frappe._dict(
		campaign=campaign.name,
		campaign_title=campaign.campaign_title,
		unit=unit.name,
		unit_name=unit.unit_name,
		block=unit.block,
		review_kind=kind,
		due_date=due,
		review=review.name if review else "",
		state=review.workflow_state if review else ReviewState.NOT_WRITTEN,
		submitted_on=review.submitted_on if review else None,
		is_late=review.is_late if review else 0,
		is_missing=int(is_missing),
		days_overdue=max((today - due).days, 0) if is_missing and due else 0,
	)


def _reviews(names: Sequence[str]) -> list[frappe._dict]:
	"""Of several interim reviews of a unit the latest counts."""
	return frappe.get_list(
		"Campaign Review",
		filters={"campaign": ("in", [*names, ""])},
		fields=["name", "campaign", "unit", "review_kind", "workflow_state", "submitted_on", "is_late"],
		order_by="creation, name",
		limit_page_length=0,
	)


def _participation(names: Sequence[str]) -> set[tuple[str, str]]:
	return {
		(row.campaign, row.unit)
		for doctype in _PARTICIPATION
		for row in frappe.get_list(
			doctype,
			filters={"campaign": ("in", [*names, ""])},
			fields=["campaign", "unit"],
			group_by="campaign, unit",
			order_by="campaign, unit",
			limit_page_length=0,
		)
	}


def _units() -> list[frappe._dict]:
	return frappe.get_list(
		"Emulation Unit", fields=["name", "unit_name", "block"], order_by="lft", limit_page_length=0
	)
