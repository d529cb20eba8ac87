"""Voting online: each member once on each candidate, under the lock of the meeting.

An open vote is a Council Vote. A secret one leaves two things that nothing joins: a Vote Receipt, which says that the
member voted, and a Secret Ballot for each candidate, which says what somebody chose. Ballots carry no user and no time,
have random names of their own, are written in random order, and are counted only when the meeting is closed. The whole
ballot is cast at once, so that no running count can be compared before and after a member's choice on one candidate.
"""

from __future__ import annotations

import random
import secrets
from collections import defaultdict
from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Count

from tdkt_app.doctype.council_meeting.attendance import PRESENT, recused_pairs, title_of
from tdkt_app.doctype.council_meeting.tally import ONLINE
from tdkt_app.states import MeetingState

CHOICES = ("For", "Against", "Blank")
# The same on every ballot and receipt: who and when are not to be read from them.
_NO_ONE, _NO_TIME = "Administrator", "2000-01-01 00:00:00"


class BallotNotTaken(frappe.ValidationError):
	"""Stands for whatever error kept a secret ballot from being stored; its transaction is rolled back."""


@frappe.whitelist(methods=["GET"])
def ballot_of(meeting: str) -> dict:
	"""The ballot of the user in a meeting, for its page.

	{"member": his name or "", "may_vote": bool, "is_secret": bool, "present", "voted": counts, "has_voted": bool,
	"candidates": [{"name", "title", "unit_name", "achievement", "achievement_title", "summary", "recused": bool,
	"choice": his open vote or ""}]}. Needs the permission to read the meeting. Tells nothing of how others voted.
	"""
	doc = frappe.get_doc("Council Meeting", meeting)
	doc.check_permission("read")
	voter = _seat_of_user(doc)
	own_votes = dict(_votes_of(doc, voter).run()) if voter and not doc.is_secret else {}
	has_voted = bool(own_votes or (voter and doc.is_secret and _receipt_of(doc, voter).run()))
	recused = recused_pairs(doc)
	open_to_user = bool(voter) and doc.vote_method == ONLINE and voter.attendance == PRESENT
	achievements = _achievements({row.achievement for row in doc.candidates if row.achievement})
	candidates = [
		{
			"name": row.name,
			"title": title_of(row),
			"unit_name": row.unit_name,
			"achievement": row.achievement,
			**achievements.get(row.achievement, {"achievement_title": "", "summary": ""}),
			"recused": bool(voter) and (voter.member, row.honoree) in recused,
			"choice": own_votes.get(row.name, ""),
		}
		for row in doc.candidates
	]
	left = [row for row in candidates if not row["recused"] and not row["choice"]]
	return {
		"member": voter.full_name if voter else "",
		"may_vote": bool(
			open_to_user
			and doc.workflow_state == MeetingState.VOTING
			and left
			and not (doc.is_secret and has_voted)
		),
		"is_secret": bool(doc.is_secret),
		"present": doc.present_count,
		"voted": len(set(_who_voted(doc).run())) if doc.vote_method == ONLINE else 0,
		"has_voted": has_voted,
		"candidates": candidates,
	}


@frappe.whitelist(methods=["POST"])
def cast(meeting: str, choices: str | dict) -> None:
	"""Vote as the member whose account this is.

	`choices`: candidate (name of the row) → "For", "Against" or "Blank", as a mapping or its JSON. A secret ballot is cast
	once and on every candidate that the member is not recused for; an open vote once on each candidate.
	"""
	doc = frappe.get_doc("Council Meeting", meeting)
	doc.check_permission("read")
	# From here on nobody closes the meeting, and what was changed before is seen, until this transaction ends.
	doc = frappe.get_doc("Council Meeting", meeting, for_update=True)
	voter = _voter(doc)
	choices = _checked_choices(doc, voter, choices)
	if doc.is_secret:
		_cast_secretly(doc, voter, choices)
	else:
		_cast_openly(doc, voter, choices)


def voted_count(meeting: Document) -> int:
	"""Members who have voted on any candidate, as committed by now; for those who hold the lock of the meeting."""
	return len(set(_who_voted(meeting).for_update().run()))


def counts(meeting: Document) -> dict[str, dict[str, int]]:
	"""Candidate → choice → votes, as committed by now. Only for the closing of the meeting, which holds its lock."""
	table = frappe.qb.DocType("Secret Ballot" if meeting.is_secret else "Council Vote")
	query = (
		frappe.qb.from_(table)
		.select(table.candidate, table.choice, Count("*"))
		.where(table.meeting == meeting.name)
		.groupby(table.candidate, table.choice)
		.for_update()
	)
	votes: dict[str, dict[str, int]] = defaultdict(dict)
	for candidate, choice, count in query.run():
		votes[candidate][choice] = count
	return votes


def _seat_of_user(meeting: Document) -> Document | None:
	user = frappe.session.user
	return next((row for row in meeting.attendance if row.member_user == user), None)


def _voter(meeting: Document) -> Document:
	voter = _seat_of_user(meeting)
	if not voter:
		frappe.throw(_("You are not a member of this meeting."), frappe.PermissionError)
	if meeting.vote_method != ONLINE:
		frappe.throw(_("This meeting does not vote online."))
	if meeting.workflow_state != MeetingState.VOTING or meeting.docstatus:
		frappe.throw(_("Votes are taken between the opening and the closing of the voting only."))
	if voter.attendance != PRESENT:
		frappe.throw(_("Only members who are present vote."), frappe.PermissionError)
	return voter


def _checked_choices(meeting: Document, voter: Document, choices: str | dict) -> dict[str, str]:
	choices = frappe.parse_json(choices)
	if not isinstance(choices, Mapping) or not choices:
		frappe.throw(_("Choose for, against or blank for each candidate."))
	candidates = {row.name: row for row in meeting.candidates}
	recused = recused_pairs(meeting)
	for candidate, choice in choices.items():
		if candidate not in candidates:
			frappe.throw(_("There is a choice on somebody who is not a candidate of this meeting."))
		if choice not in CHOICES:
			frappe.throw(_("Choose for, against or blank for each candidate."))
		if (voter.member, candidates[candidate].honoree) in recused:
			frappe.throw(
				_("You take no part in the vote on {0}.").format(title_of(candidates[candidate])),
				frappe.PermissionError,
			)
	if meeting.is_secret:
		open_rows = {row.name for row in meeting.candidates if (voter.member, row.honoree) not in recused}
		if missing := [title_of(candidates[name]) for name in sorted(open_rows - set(choices))]:
			frappe.throw(
				_("A secret ballot is cast on all candidates at once. Missing: {0}.").format(
					", ".join(missing)
				)
			)
	return dict(choices)


def _cast_openly(meeting: Document, voter: Document, choices: Mapping[str, str]) -> None:
	voted = dict(_votes_of(meeting, voter).for_update().run())
	for candidate in meeting.candidates:
		if candidate.name not in choices:
			continue
		if candidate.name in voted:
			frappe.throw(_("You have already voted on {0}.").format(title_of(candidate)))
		vote = frappe.new_doc("Council Vote")
		vote.update(
			{
				"meeting": meeting.name,
				"candidate": candidate.name,
				"candidate_title": title_of(candidate),
				"member": voter.member,
				"member_name": voter.full_name,
				"choice": choices[candidate.name],
				"is_demo": meeting.is_demo,
			}
		)
		vote.flags.cast_by_member = True
		# Nobody holds the permission to create votes: they are cast here and nowhere else.
		vote.insert(ignore_permissions=True)


def _cast_secretly(meeting: Document, voter: Document, choices: dict[str, str]) -> None:
	_refuse_while_recorded()
	if _receipt_of(meeting, voter).for_update().run():
		frappe.throw(_("You have already voted."))
	if not _stored(meeting, voter, choices):
		frappe.throw(
			_("Your ballot was not taken, nothing was stored. Please cast it again."), BallotNotTaken
		)


def _stored(meeting: Document, voter: Document, choices: dict[str, str]) -> bool:
	"""False instead of the error: a log of it would keep the values of this request, user and choices together."""
	try:
		_write_receipt(meeting, voter)
		_write_ballots(meeting, choices)
	except Exception:
		return False
	finally:
		choices.clear()
	return True


def _write_receipt(meeting: Document, voter: Document) -> None:
	row = {"member": voter.member, "member_name": voter.full_name}
	_insert("Vote Receipt", [row], meeting)


def _write_ballots(meeting: Document, choices: Mapping[str, str]) -> None:
	rows = [{"candidate": candidate, "choice": choice} for candidate, choice in choices.items()]
	random.SystemRandom().shuffle(rows)
	_insert("Secret Ballot", rows, meeting)


def _insert(doctype: str, rows: list[dict[str, str]], meeting: Document) -> None:
	"""Straight into the table: no user, no time, no version, no comment."""
	fields = ("name", "owner", "modified_by", "creation", "modified", "meeting", "is_demo", *rows[0])
	values = [
		(
			secrets.token_hex(10),
			_NO_ONE,
			_NO_ONE,
			_NO_TIME,
			_NO_TIME,
			meeting.name,
			meeting.is_demo,
			*row.values(),
		)
		for row in rows
	]
	frappe.qb.into(frappe.qb.DocType(doctype)).columns(*fields).insert(*values).run()


def _who_voted(meeting: Document):
	table = frappe.qb.DocType("Vote Receipt" if meeting.is_secret else "Council Vote")
	return frappe.qb.from_(table).select(table.member).where(table.meeting == meeting.name)


def _receipt_of(meeting: Document, voter: Document):
	receipt = frappe.qb.DocType("Vote Receipt")
	return (
		frappe.qb.from_(receipt)
		.select(receipt.name)
		.where((receipt.meeting == meeting.name) & (receipt.member == voter.member))
	)


def _votes_of(meeting: Document, voter: Document):
	vote = frappe.qb.DocType("Council Vote")
	return (
		frappe.qb.from_(vote)
		.select(vote.candidate, vote.choice)
		.where((vote.meeting == meeting.name) & (vote.member == voter.member))
	)


def _refuse_while_recorded() -> None:
	"""The framework's recorder keeps each statement of a request together with its user."""
	if hasattr(frappe.local, "_recorder"):
		frappe.throw(
			_(
				"The SQL recorder of this site is running, so a ballot would not be secret. Ask the administrator to stop it."
			)
		)


def _achievements(names: set[str]) -> dict[str, dict[str, str]]:
	if not names:
		return {}
	rows = frappe.get_list(
		"Achievement",
		filters={"name": ("in", list(names))},
		fields=["name", "achievement_title", "summary"],
		limit_page_length=0,
	)
	return {row.name: {"achievement_title": row.achievement_title, "summary": row.summary} for row in rows}
