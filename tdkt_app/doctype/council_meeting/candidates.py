"""The candidates of a meeting: who may stand there, how the ballot names them, what the rules look at."""

from __future__ import annotations

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.doctype.award_decision import recipients
from tdkt_app.law.finding_facts import Candidate
from tdkt_app.permissions import check_access
from tdkt_app.rules.case import Method, Period
from tdkt_app.states import MeetingState, NominationState

_OF_NOMINEE = ("nomination", "honoree", "award_type", "achievement", "initiative")
# What a vote is about: stays as it was when the voting was opened.
_VOTED_ON = (
	"name",
	"honoree",
	"award_type",
	"achievement",
	"initiative",
	"honoree_name",
	"award_name",
	"unit",
)


def take_from_agenda(meeting: Document) -> None:
	"""Candidates are the nominees of the nominations on the agenda, and rows that were entered without one.

	A nominee who is no longer put forward, or whose nomination was taken off, leaves the list. Two queries.
	"""
	_check_agenda(meeting)
	nominees = _nominees({row.nomination for row in meeting.nominations})
	rows = {row.nominee: row for row in meeting.candidates if row.nominee}
	kept = [row for row in meeting.candidates if not row.nominee or row.nominee in nominees]
	for nominee in nominees.values():
		row = rows.get(nominee.name)
		if not row:
			row = meeting.append("candidates", {"nominee": nominee.name})
			kept.append(row)
		row.update({field: nominee[field] for field in _OF_NOMINEE})
	for number, row in enumerate(kept, start=1):
		row.idx = number
		if not row.nominee:
			row.nomination = None
	meeting.candidates = kept


def check(meeting: Document) -> None:
	"""The same as for recipients of a decision: the catalogue's kinds, verified achievements of the honoree, no doubles."""
	facts = recipients.RecipientFacts.of(meeting.candidates)
	recipients.check_no_repetition(meeting.candidates)
	recipients.check_awards_fit(meeting.candidates, facts)
	recipients.check_achievements(meeting.candidates, facts)
	for row in meeting.candidates:
		honoree = facts.honorees[row.honoree]
		row.honoree_name, row.honoree_kind = honoree.full_name, honoree.kind
		row.unit, row.unit_name = honoree.unit, honoree.unit_name
		row.award_name = facts.award_types[row.award_type].award_name


def check_unchanged(meeting: Document, before: Document) -> None:
	if _voted_on(meeting) != _voted_on(before):
		frappe.throw(
			_("The voting is open: candidates stay as they are. Go back to attendance first."),
			frappe.PermissionError,
			title=_("No Longer Changeable"),
		)


def for_rules(meeting: Document) -> list[Candidate]:
	"""The candidates as the rules look at them.

	The period is that of the nomination, else of the achievement, else the year of the meeting.
	"""
	day = getdate(meeting.meeting_on)
	nominees = _nominees({row.nomination for row in meeting.candidates if row.nomination})
	periods = _periods({row.achievement for row in meeting.candidates if row.achievement})
	year = Period(date(day.year, 1, 1), date(day.year, 12, 31))
	return [
		Candidate(
			reference=row.name,
			honoree=row.honoree,
			award_type=row.award_type,
			achievement=row.achievement or "",
			initiative=row.initiative or "",
			**{"period": periods.get(row.achievement, year), **_of_nomination(nominees.get(row.nominee))},
		)
		for row in meeting.candidates
	]


def _of_nomination(nominee: frappe._dict | None) -> dict:
	"""What the dossier adds to a candidate."""
	if not nominee:
		return {}
	return {
		"period": Period(getdate(nominee.period_from), getdate(nominee.period_to)),
		"received_on": getdate(nominee.received_on),
		"campaign": nominee.campaign or "",
		"method": Method(nominee.method),
		"completion": nominee.completion or "",
		"groups": frozenset(filter(None, [nominee.dossier_group])),
	}


def _check_agenda(meeting: Document) -> None:
	"""Each nomination once, and appraised."""
	if not meeting.nominations:
		return
	nomination, unit = frappe.qb.DocType("Award Nomination"), frappe.qb.DocType("Emulation Unit")
	query = (
		frappe.qb.from_(nomination)
		.join(unit)
		.on(unit.name == nomination.unit)
		.select(nomination.name, nomination.workflow_state, unit.unit_name)
		.where(nomination.name.isin([row.nomination for row in meeting.nominations]))
	)
	known = {row.name: row for row in query.run(as_dict=True)}
	seen = set()
	for row in meeting.nominations:
		if row.nomination in seen:
			frappe.throw(
				_("Agenda, row {0}: the nomination {1} stands twice.").format(row.idx, row.nomination)
			)
		seen.add(row.nomination)
		if known[row.nomination].workflow_state != NominationState.APPRAISED:
			frappe.throw(
				_("Agenda, row {0}: the nomination {1} has not been appraised.").format(
					row.idx, row.nomination
				)
			)
		row.unit_name = known[row.nomination].unit_name


def _nominees(nominations: set[str]) -> dict[str, frappe._dict]:
	"""Those put forward in the nominations, by the name of their row, in the order of the papers."""
	if not nominations:
		return {}
	row, paper = frappe.qb.DocType("Award Nominee"), frappe.qb.DocType("Award Nomination")
	query = (
		frappe.qb.from_(row)
		.join(paper)
		.on((paper.name == row.parent) & (row.parenttype == "Award Nomination"))
		.select(
			row.name,
			row.parent.as_("nomination"),
			row.honoree,
			row.award_type,
			row.achievement,
			row.initiative,
			row.completion,
			row.dossier_group,
			paper.period_from,
			paper.period_to,
			paper.received_on,
			paper.campaign,
			paper.method,
		)
		.where(paper.name.isin(list(nominations)) & (row.excluded == 0))
		.orderby(paper.name, row.idx)
	)
	return {nominee.name: nominee for nominee in query.run(as_dict=True)}


def _voted_on(meeting: Document) -> list[tuple]:
	return [tuple(row.get(field) or "" for field in _VOTED_ON) for row in meeting.candidates]


def _periods(achievements: set[str]) -> dict[str, Period]:
	if not achievements:
		return {}
	paper = frappe.qb.DocType("Achievement")
	query = (
		frappe.qb.from_(paper)
		.select(paper.name, paper.period_from, paper.period_to)
		.where(paper.name.isin(list(achievements)))
	)
	return {name: Period(getdate(start), getdate(end)) for name, start, end in query.run()}


@frappe.whitelist(methods=["GET"])
def waiting_nominations() -> list[dict[str, str]]:
	"""Appraised nominations, as far as the user may read them, that stand on no agenda but of a cancelled meeting.

	[{"name", "title"}] by name. Needs the permission to create meetings.
	"""
	check_access("Council Meeting", "create")
	agenda, meeting = frappe.qb.DocType("Meeting Nomination"), frappe.qb.DocType("Council Meeting")
	query = (
		frappe.qb.from_(agenda)
		.join(meeting)
		.on((meeting.name == agenda.parent) & (agenda.parenttype == "Council Meeting"))
		.select(agenda.nomination)
		.where(meeting.workflow_state != MeetingState.CANCELLED)
	)
	taken = {name for (name,) in query.run()}
	appraised = frappe.get_list(
		"Award Nomination",
		filters={"workflow_state": NominationState.APPRAISED},
		fields=["name", "title"],
		order_by="name",
		limit_page_length=0,
	)
	return [row for row in appraised if row.name not in taken]
