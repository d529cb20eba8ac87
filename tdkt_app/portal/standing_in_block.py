"""Where a unit stands in its block: its own place in rankings that were frozen once the campaign was over.

While a campaign runs or is reviewed, scores are neither complete nor heard by the council: no place is shown. The points
of other units are theirs. Source: Law on Emulation and Commendation 2022, Art. 5: exact, open, fair.
"""

from __future__ import annotations

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import formatdate

from tdkt_app.emulation.ranking import UNIT
from tdkt_app.states import CampaignState

MOST_SHOWN = 5


def places(unit: str) -> list[frappe._dict]:
	"""Places of the unit in the last frozen ranking of each closed campaign, the latest first; three queries.

	Keys: campaign_title, place, of_units (ranked in its block), points, frozen (day). For a unit of the user.
	"""
	snapshots = _last_snapshots()
	row = frappe.qb.DocType("Campaign Ranking Row")
	own = (
		frappe.qb.from_(row)
		.select(row.parent, row.block, row["rank"].as_("place"), row.total_score.as_("points"))
		.where(row.parent.isin([*snapshots, ""]) & (row.ranked == unit))
	).run(as_dict=True)
	sizes = _sizes([place.parent for place in own])
	for place in own:
		snapshot = snapshots[place.parent]
		place.update(
			campaign_title=snapshot.campaign_title,
			of_units=sizes[place.parent, place.block or ""],
			frozen=formatdate(snapshot.frozen_on),
			frozen_on=snapshot.frozen_on,
		)
	return sorted(own, key=lambda place: place.frozen_on, reverse=True)[:MOST_SHOWN]


def _last_snapshots() -> dict[str, frappe._dict]:
	"""Rankings of units, the last of each closed campaign."""
	snapshot, campaign = (
		frappe.qb.DocType("Campaign Ranking Snapshot"),
		frappe.qb.DocType("Emulation Campaign"),
	)
	query = (
		frappe.qb.from_(snapshot)
		.join(campaign)
		.on(campaign.name == snapshot.campaign)
		.select(snapshot.name, snapshot.campaign, snapshot.frozen_on, campaign.campaign_title)
		.where((snapshot.ranked_by == UNIT) & (campaign.workflow_state == CampaignState.CLOSED))
		.orderby(snapshot.frozen_on)
		.orderby(snapshot.name)
	)
	last = {found.campaign: found for found in query.run(as_dict=True)}
	return {found.name: found for found in last.values()}


def _sizes(snapshots: list[str]) -> dict[tuple[str, str], int]:
	row = frappe.qb.DocType("Campaign Ranking Row")
	query = (
		frappe.qb.from_(row)
		.select(row.parent, row.block, Count(row.name))
		.where(row.parent.isin([*snapshots, ""]))
		.groupby(row.parent, row.block)
	)
	return {(parent, block or ""): count for parent, block, count in query.run()}
