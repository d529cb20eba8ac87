"""The result of each candidate, by the rules in force on the day of the meeting."""

from __future__ import annotations

from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, getdate

from tdkt_app.commendation import ballots
from tdkt_app.doctype.council_meeting import attendance, tally
from tdkt_app.law import rule_packs
from tdkt_app.rules.finding import Finding, Severity, of_severity
from tdkt_app.rules.messages import sentence
from tdkt_app.rules.vote import Ballot, check_recusal, check_turnout, count_vote

_RESULT = ("vote-carried", "vote-lost")
_OF_BALLOT = ("written_for", "written_against", "recused")
_EMPTY = {
	"written_for": 0,
	"written_against": 0,
	"recused": 0,
	"denominator": 0,
	"needed": 0,
	"share_text": None,
	"carried": 0,
	"result_text": None,
	"article": None,
}


def clear(meeting: Document) -> None:
	"""Results are the server's: nobody sends them."""
	for candidate in meeting.candidates:
		candidate.update(_EMPTY)


def check_conduct(meeting: Document) -> None:
	"""Throw what would keep a vote from being counted, before it is taken: quorum, ballot, written opinions, recusals."""
	found: list[Finding] = []
	for candidate in meeting.candidates:
		blank = meeting.present_count - attendance.recused_count(meeting, candidate)
		counted = count_vote(*_question(meeting, candidate, {"Blank": blank}))
		found += [finding for finding in counted.findings if finding.code not in _RESULT]
		found += _recusal_findings(meeting, candidate)
	_refuse(found)


def take_online_votes(meeting: Document) -> None:
	"""Put the votes that were cast into the candidates' rows; members present who did not vote are blank.

	Throws when fewer members voted than a meeting needs.
	"""
	meeting.voted_count = ballots.voted_count(meeting)
	pack, day = rule_packs.active_pack(), getdate(meeting.meeting_on)
	_refuse(check_turnout(meeting.members_count, meeting.voted_count, pack, day))
	cast = ballots.counts(meeting)
	for candidate in meeting.candidates:
		counts = cast.get(candidate.name, {})
		votes_for, votes_against = counts.get("For", 0), counts.get("Against", 0)
		voting = meeting.present_count - attendance.recused_count(meeting, candidate)
		candidate.update({"votes_for": votes_for, "votes_against": votes_against})
		candidate.blank = voting - votes_for - votes_against


def compute(meeting: Document) -> None:
	"""Write denominator, votes needed, share, result and article into every row; throw when a vote cannot be counted."""
	found: list[Finding] = []
	for candidate in meeting.candidates:
		found += _recusal_findings(meeting, candidate)
		ballot, award, *rest = _question(meeting, candidate, _entered(meeting, candidate))
		result, findings = count_vote(ballot, award, *rest)
		found += [finding for finding in findings if finding.code not in _RESULT]
		candidate.update({field: getattr(ballot, field) for field in _OF_BALLOT})
		if result:
			said = next(finding for finding in findings if finding.code in _RESULT)
			candidate.update(
				{
					"denominator": result.denominator,
					"needed": result.needed,
					"share_text": result.share_text,
					"carried": int(result.carried),
					"result_text": sentence(said, rule_packs.translated),
					"article": said.article,
				}
			)
	_refuse(found)


def findings_of(meeting: Document) -> list[Finding]:
	"""What the rules say about the conduct of the vote as the meeting stands: for the panel of the form."""
	return [f for candidate in meeting.candidates for f in _recusal_findings(meeting, candidate)]


def _entered(meeting: Document, candidate: Document) -> dict[str, int]:
	"""Counts of a vote; a member present whose paper ballot did not come back or is invalid is blank to the rules."""
	votes_for, votes_against = candidate.votes_for or 0, candidate.votes_against or 0
	voting = meeting.present_count - attendance.recused_count(meeting, candidate)
	return {"For": votes_for, "Against": votes_against, "Blank": voting - votes_for - votes_against}


def _question(meeting: Document, candidate: Document, counts: dict[str, int]) -> tuple:
	"""Arguments of `count_vote`."""
	written = Counter(row.choice for row in meeting.written_opinions if row.candidate == candidate.name)
	ballot = Ballot(
		members=meeting.members_count,
		present=meeting.present_count,
		votes_for=counts.get("For", 0),
		votes_against=counts.get("Against", 0),
		blank=counts.get("Blank", 0),
		written_for=written["For"],
		written_against=written["Against"],
		recused=attendance.recused_count(meeting, candidate),
		secret=bool(meeting.is_secret) and meeting.vote_method != tally.HANDS,
	)
	day = getdate(meeting.meeting_on)
	return ballot, candidate.award_type, rule_packs.active_pack(), day, candidate.name


def _recusal_findings(meeting: Document, candidate: Document) -> list[Finding]:
	return check_recusal(
		attendance.voters(meeting, candidate),
		candidate.honoree,
		rule_packs.active_pack(),
		getdate(meeting.meeting_on),
		candidate.honoree_name,
	)


def _refuse(found: list[Finding]) -> None:
	"""Throw the blocking ones; what is true of every candidate is said once."""
	sentences = dict.fromkeys(
		(sentence(finding, rule_packs.translated), finding.article)
		for finding in of_severity(found, Severity.BLOCK)
	)
	if sentences:
		lines = [f"{text} ({article})" if article else text for text, article in sentences]
		frappe.throw("<br>".join(map(escape_html, lines)), title=_("Not Allowed by the Rules"))
