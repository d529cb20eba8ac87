"""The count of a vote that was not taken online: sums that must come out, with messages that name candidate and numbers."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from tdkt_app.doctype.council_meeting.attendance import recused_count, title_of

PAPER, ONLINE, HANDS = "Paper Ballot", "Online Vote", "Show of Hands"


def check_ballots(meeting: Document) -> None:
	"""Ballots issued, returned, valid and invalid. Source: biên bản kiểm phiếu."""
	issued, returned = meeting.ballots_issued or 0, meeting.ballots_returned or 0
	valid, invalid = meeting.ballots_valid or 0, meeting.ballots_invalid or 0
	if issued > meeting.present_count:
		frappe.throw(
			_("{0} ballots issued, but only {1} members are present.").format(issued, meeting.present_count)
		)
	if returned > issued:
		frappe.throw(_("{0} ballots returned, but only {1} were issued.").format(returned, issued))
	if valid + invalid != returned:
		frappe.throw(
			_("{0} valid and {1} invalid ballots do not make {2} returned ballots.").format(
				valid, invalid, returned
			)
		)


def check_candidate(meeting: Document, candidate: Document) -> None:
	"""For, against and blank make the votes that were cast on the candidate.

	On paper each valid ballot has a line for him, but for the ballots of recused members, whose line is struck out; it is
	not known whose ballots were invalid, so with invalid or missing ballots the lines may be fewer by some of the recused.
	"""
	entered = sum(candidate.get(field) or 0 for field in ("votes_for", "votes_against", "blank"))
	recused = recused_count(meeting, candidate)
	if meeting.vote_method == PAPER:
		valid = meeting.ballots_valid or 0
		most = min(valid, meeting.present_count - recused)
		least = max(valid - recused, 0)
	else:
		most = least = meeting.present_count - recused
	if least <= entered <= most:
		return
	expected = str(most) if least == most else _("{0} to {1}").format(least, most)
	frappe.throw(
		_(
			"{0} (row {1}): {2} for, {3} against and {4} blank make {5} votes; there must be {6} (members present: {7}, "
			"recused: {8})."
		).format(
			frappe.bold(title_of(candidate)),
			candidate.idx,
			candidate.votes_for or 0,
			candidate.votes_against or 0,
			candidate.blank or 0,
			entered,
			expected,
			meeting.present_count,
			recused,
		),
		title=_("The Count Does Not Add Up"),
	)


def check_so_far(meeting: Document) -> None:
	"""While the board counts: what has been entered."""
	if meeting.vote_method == PAPER and (meeting.ballots_issued or meeting.ballots_returned):
		check_ballots(meeting)
	for candidate in meeting.candidates:
		if any(candidate.get(field) for field in ("votes_for", "votes_against", "blank")):
			check_candidate(meeting, candidate)


def check_complete(meeting: Document) -> None:
	if not any(row.board_role == "Head" for row in meeting.counting_board):
		frappe.throw(_("Enter the counting board with its head."))
	if meeting.vote_method == PAPER:
		if not meeting.ballots_returned:
			frappe.throw(_("Enter the ballots issued, returned, valid and invalid."))
		check_ballots(meeting)
	for candidate in meeting.candidates:
		check_candidate(meeting, candidate)


def clear(meeting: Document) -> None:
	"""No count before the voting is opened, and none but the ballots' own in an online vote."""
	for field in ("ballots_issued", "ballots_returned", "ballots_valid", "ballots_invalid"):
		meeting.set(field, 0)
	for candidate in meeting.candidates:
		candidate.update({"votes_for": 0, "votes_against": 0, "blank": 0})
