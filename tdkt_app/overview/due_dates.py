"""Due dates of campaigns for the calendar."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from tdkt_app.states import CampaignState

# Field of the day → css class of the framework's calendar.
_DAYS = {
	"launch_date": "success",
	"registration_deadline": "warning",
	"interim_deadline": "warning",
	"report_deadline": "danger",
	"review_date": "standard",
	"end_date": "standard",
}
_MOST = 500


@frappe.whitelist()
def of_campaigns(start: str, end: str, filters: Any = None, **others: Any) -> list[dict]:
	"""Days between `start` and `end` of campaigns that the user may read and that were not called off.

	Rows as the framework's calendar reads them: name and doctype of the campaign, title, start, end, allDay, css_class.
	One query.
	"""
	first, last = getdate(start), getdate(end)
	campaigns = frappe.get_list(
		"Emulation Campaign",
		filters=[*_conditions(filters), ["workflow_state", "!=", CampaignState.CANCELLED]],
		or_filters=[[field, "between", [first, last]] for field in _DAYS],
		fields=["name", "campaign_title", *_DAYS],
		limit_page_length=_MOST,
	)
	meta = frappe.get_meta("Emulation Campaign")
	return [
		{
			"doctype": "Emulation Campaign",
			"name": campaign.name,
			"title": f"{_(meta.get_label(field))}: {campaign.campaign_title}",
			"start": campaign[field],
			"end": campaign[field],
			"allDay": 1,
			"css_class": css_class,
		}
		for campaign in campaigns
		for field, css_class in _DAYS.items()
		if campaign[field] and first <= campaign[field] <= last
	]


def _conditions(filters: Any) -> list:
	"""The calendar sends the filters of the list as [doctype, field, operator, value, …]."""
	return [one[:4] for one in frappe.parse_json(filters) or []]
