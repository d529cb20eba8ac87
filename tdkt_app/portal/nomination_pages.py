"""What the pages about nominations show, read with the user's permissions in a constant number of queries."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import formatdate

from tdkt_app.doctype.award_nomination import deadlines
from tdkt_app.portal import pages, working_unit
from tdkt_app.portal.working_unit import Work
from tdkt_app.states import AchievementState, InitiativeState, NominationState

COLOURS = {
	NominationState.DRAFT: "gray",
	NominationState.SUBMITTED: "blue",
	NominationState.UNDER_APPRAISAL: "cyan",
	NominationState.RETURNED: "orange",
	NominationState.APPRAISED: "green",
	NominationState.REJECTED: "red",
}


def nominations(work: Work | None = None) -> list[frappe._dict]:
	"""Nominations of the current unit and those below, latest first, with state and deadline as shown."""
	work = work or working_unit.of_session()
	papers = frappe.get_list(
		"Award Nomination",
		filters={"unit": ("in", work.scope or [""])},
		fields=[
			"name",
			"title",
			"workflow_state",
			"received_on",
			"return_reason",
			"return_legal_ground",
			"modified",
		],
		order_by="modified desc",
		limit_page_length=0,
	)
	running = [paper for paper in papers if paper.workflow_state in deadlines.RUNNING]
	due = deadlines.of_rows(running)
	for paper in papers:
		describe_state(paper)
		paper.due = formatdate(due[paper.name]["due"]) if paper.name in due else ""
		paper.overdue = paper.name in due and due[paper.name]["overdue"]
	return papers


def describe_state(paper) -> None:
	"""Add what a page shows of the state: words, colour, whether the unit may still change the nomination."""
	state = paper.workflow_state or NominationState.DRAFT
	paper.state_label, paper.state_colour = _(state), COLOURS.get(state, "gray")
	paper.is_open = state in NominationState.OPEN_TO_UNIT


def verified_achievements() -> list[frappe._dict]:
	return frappe.get_list(
		"Achievement",
		filters={"workflow_state": AchievementState.VERIFIED},
		fields=["name", "achievement_title", "honoree"],
		order_by="achievement_title",
		limit_page_length=0,
	)


def recognised_initiatives() -> list[frappe._dict]:
	return frappe.get_list(
		"Initiative",
		filters={"workflow_state": InitiativeState.RECOGNISED},
		fields=["name", "initiative_title"],
		order_by="initiative_title",
		limit_page_length=0,
	)


def award_types() -> list[frappe._dict]:
	"""The catalogue of awards in use, for whoever is logged in."""
	pages.require_login("thi-dua/de-nghi")
	award = frappe.qb.DocType("Award Type")
	query = (
		frappe.qb.from_(award)
		.select(award.name, award.award_name)
		.where(award.is_active == 1)
		.orderby(award.ceremony_order)
		.orderby(award.name)
	)
	return query.run(as_dict=True)


def options(fieldname: str) -> list[str]:
	"""Choices of a field of the nominees; the empty one is left out."""
	return [text for text in frappe.get_meta("Award Nominee").get_options(fieldname).split("\n") if text]


def methods() -> list[str]:
	return frappe.get_meta("Award Nomination").get_options("method").split("\n")
