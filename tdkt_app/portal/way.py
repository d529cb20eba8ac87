"""The way of a paper from its draft to its end, as a short list of steps: what is done, where it is, what comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate

from tdkt_app.doctype.award_nomination import deadlines
from tdkt_app.states import AchievementState, NominationState, ReviewState

DONE, HERE, AHEAD = "done", "here", "ahead"


@dataclass(frozen=True)
class Step:
	label: str
	place: str  # DONE, HERE, AHEAD
	day: str = ""  # when it was done, or until when it is to be


def of_achievement(paper: Document) -> list[Step]:
	"""Steps of the report of an achievement; its draft is due with the reports of its campaign."""
	states = (
		AchievementState.DRAFT,
		AchievementState.SUBMITTED,
		AchievementState.UNDER_VERIFICATION,
		AchievementState.VERIFIED,
	)
	deadline = (
		frappe.db.get_value("Emulation Campaign", paper.campaign, "report_deadline")
		if paper.campaign
		else None
	)
	days = {AchievementState.SUBMITTED: paper.submitted_on, AchievementState.VERIFIED: paper.verified_on}
	return _steps(paper.workflow_state, states, days, {AchievementState.DRAFT: deadline})


def of_review(paper: Document) -> list[Step]:
	"""Steps of a report on a campaign."""
	states = (ReviewState.DRAFT, ReviewState.SUBMITTED, ReviewState.ACCEPTED)
	days = {ReviewState.SUBMITTED: paper.submitted_on, ReviewState.ACCEPTED: paper.accepted_on}
	return _steps(paper.workflow_state, states, days, {ReviewState.DRAFT: paper.due_date})


def of_nomination(paper: Document) -> list[Step]:
	"""Steps of a nomination up to the decision, with the day by which that is due."""
	states = (
		NominationState.DRAFT,
		NominationState.SUBMITTED,
		NominationState.UNDER_APPRAISAL,
		NominationState.APPRAISED,
	)
	days = {
		NominationState.SUBMITTED: paper.submitted_on,
		NominationState.UNDER_APPRAISAL: paper.received_on,
		NominationState.APPRAISED: paper.appraised_on,
	}
	steps = _steps(paper.workflow_state, states, days, {})
	if paper.workflow_state == NominationState.REJECTED:
		return steps
	decision = _decision(paper.name) if paper.name else None
	if decision:
		label = _("Decision {0}").format(decision.decision_number or "")
		done = [Step(step.label, DONE, step.day) for step in steps]
		return [*done, Step(label, HERE, formatdate(decision.decision_date))]
	running = paper.workflow_state in deadlines.RUNNING
	due = deadlines.of_rows([{"name": paper.name, "received_on": paper.received_on}]) if running else {}
	day = _("by {0}").format(formatdate(due[paper.name]["due"])) if due else ""
	return [*steps, Step(_("Council and Decision"), AHEAD, day)]


def _steps(state: str | None, states: Sequence[str], done_on: dict, due: dict) -> list[Step]:
	"""A returned paper stands at its beginning again, a rejected one at its end."""
	state = state or states[0]
	if state not in states:
		returned = state == AchievementState.RETURNED
		states = (state, *states[1:]) if returned else (*states[:-1], state)
		due = {state: due.get(AchievementState.DRAFT)} if returned else due
	here = states.index(state)
	steps = []
	for number, name in enumerate(states):
		place = DONE if number < here else HERE if number == here else AHEAD
		day = formatdate(done_on.get(name)) if place != AHEAD and done_on.get(name) else ""
		if place == HERE and due.get(name):
			day = _("by {0}").format(formatdate(due[name]))
		steps.append(Step(_(name), place, day))
	return steps


def _decision(nomination: str) -> frappe._dict | None:
	"""The first issued decision on the nomination; decisions in preparation are not told of."""
	row, decision = frappe.qb.DocType("Award Decision Recipient"), frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(row)
		.join(decision)
		.on((decision.name == row.parent) & (decision.docstatus == 1))
		.select(decision.decision_number, decision.decision_date)
		.where(row.nomination == nomination)
		.orderby(decision.decision_date)
		.limit(1)
	)
	found = query.run(as_dict=True)
	return found[0] if found else None
