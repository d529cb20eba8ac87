"""Awards a campaign sets aside, and the money for them."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, getdate

from tdkt_app.law import rule_packs
from tdkt_app.rules.case import HonoreeKind
from tdkt_app.rules.reward import compute_reward


def settle(campaign: Document) -> None:
	"""Check the rows and add up their money (đồng). A row without an amount takes what the rules give on the launch date.

	Raises frappe.ValidationError naming the row.
	"""
	seen = set()
	for row in campaign.planned_awards:
		if cint(row.quantity) < 1:
			frappe.throw(_("Planned award in row {0}: the quantity must be at least 1.").format(row.idx))
		if (row.award_type, row.honoree_kind) in seen:
			frappe.throw(_("Planned award in row {0} is listed twice.").format(row.idx))
		seen.add((row.award_type, row.honoree_kind))
	if any(not flt(row.amount_each) for row in campaign.planned_awards):
		_take_amounts_of_the_rules(campaign)
	for row in campaign.planned_awards:
		row.amount = cint(row.quantity) * flt(row.amount_each)
	campaign.planned_amount = sum(flt(row.amount) for row in campaign.planned_awards)


def _take_amounts_of_the_rules(campaign: Document) -> None:
	"""An award the rules give no money for stays at zero: a plan may name awards of other levels."""
	pack, day, salaries = rule_packs.active_pack(), getdate(campaign.launch_date), rule_packs.base_salaries()
	for row in campaign.planned_awards:
		if not flt(row.amount_each):
			computed = compute_reward(row.award_type, HonoreeKind(row.honoree_kind), day, pack, salaries)
			row.amount_each = int(computed.reward.amount) if computed.reward else 0
