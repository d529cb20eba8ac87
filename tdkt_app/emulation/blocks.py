"""Heads of blocks (cụm, khối trưởng): the units they score for, and at which papers they may look.

The users of the unit that leads a block read what the other units of the block handed in to campaigns, and give the block
head's scores; nothing else of a neighbour's paper is theirs.
"""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from tdkt_app.access.once_per_request import once_per_request
from tdkt_app.states import AchievementState

READABLE = (AchievementState.SUBMITTED, AchievementState.UNDER_VERIFICATION, AchievementState.VERIFIED)
SCORED = (AchievementState.SUBMITTED, AchievementState.UNDER_VERIFICATION)


@once_per_request
def led_units(user: str) -> list[str]:
	"""Units whose papers the user scores as head of their block; his own only where the block lets its head do so."""
	member, block = frappe.qb.DocType("Emulation Unit User"), frappe.qb.DocType("Emulation Block")
	head, unit = (
		frappe.qb.DocType("Emulation Unit").as_("head"),
		frappe.qb.DocType("Emulation Unit").as_("unit"),
	)
	query = (
		frappe.qb.from_(member)
		.join(head)
		.on((head.name == member.parent) & (head.leads_block == 1))
		.join(block)
		.on((block.name == head.block) & (block.is_active == 1))
		.join(unit)
		.on(unit.block == head.block)
		.select(unit.name)
		.distinct()
		.where(
			(member.parenttype == "Emulation Unit")
			& (member.user == user)
			& ((unit.name != head.name) | (block.head_scores_itself == 1))
		)
	)
	return [name for (name,) in query.run()]


def may_score(paper: Document, user: str | None = None) -> bool:
	"""Whether the user gives the block head's scores of this paper in the state it is in."""
	return (
		paper.doctype == "Achievement"
		and paper.workflow_state in SCORED
		and bool(paper.campaign)
		and not paper.on_the_spot
		and paper.unit in led_units(user or frappe.session.user)
	)
