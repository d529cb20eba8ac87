"""Voting online: each member once, open or secret, and what nobody can find out afterwards."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.site.commune import AUDITOR, CHAIRMAN, COUNCIL, MANAGER, OFFICER
from tests.site.council import MEMBERS, account

EVERYBODY = (OFFICER, CHAIRMAN, MANAGER, AUDITOR, account(1), "Administrator")


def rows_of(doctype: str, meeting) -> list[dict]:
	"""Straight from the table, as whoever has the database reads it."""
	import frappe

	return frappe.db.sql(f"select * from `tab{doctype}` where meeting = %s", meeting.name, as_dict=True)


def refused(error: str, match: str):
	import frappe

	return pytest.raises(getattr(frappe, error), match=match)


# Who may vote, on whom, when


def test_open_vote_names_the_member(room):
	meeting = room.online(secret=False)
	room.vote(meeting, 2, "Against")
	(vote,) = rows_of("Council Vote", meeting)
	assert (vote.member_name, vote.choice, vote.candidate) == (
		MEMBERS[1],
		"Against",
		meeting.candidates[0].name,
	)


@pytest.mark.parametrize("secret", [False, True])
def test_nobody_votes_twice(room, secret):
	meeting = room.online(secret=secret)
	room.vote(meeting, 2, "For")
	with refused("ValidationError", "already voted"):
		room.vote(meeting, 2, "Against")
	assert len(rows_of("Secret Ballot" if secret else "Council Vote", meeting)) == 1


def test_open_vote_goes_on_with_the_candidates_that_are_left(room):
	meeting = room.online(secret=False, candidates=[room.candidate(), room.candidate()])
	first, second = (row.name for row in meeting.candidates)
	room.vote(meeting, 2, {first: "For"})
	room.vote(meeting, 2, {second: "Blank"})
	with refused("ValidationError", "already voted"):
		room.vote(meeting, 2, {second: "For"})
	assert Counter(row.choice for row in rows_of("Council Vote", meeting)) == {"For": 1, "Blank": 1}


def test_secret_ballot_is_cast_whole(room):
	meeting = room.online(candidates=[room.candidate(), room.candidate()])
	with refused("ValidationError", "on all candidates at once. Missing: Nguyễn Đình Ái – Giấy khen"):
		room.vote(meeting, 2, {meeting.candidates[0].name: "For"})
	assert not rows_of("Secret Ballot", meeting) and not rows_of("Vote Receipt", meeting)


@pytest.mark.parametrize("user", [OFFICER, CHAIRMAN, "Administrator"])
def test_others_do_not_vote(room, as_user, user):
	from tdkt_app.commendation.ballots import cast

	meeting = room.online()
	with as_user(user), refused("PermissionError", "not a member of this meeting"):
		cast(meeting.name, {meeting.candidates[0].name: "For"})


def test_member_of_another_council_does_not_vote(room, as_user):
	from tdkt_app.commendation.ballots import cast

	meeting = room.online()
	with as_user(COUNCIL), refused("PermissionError", ""):
		cast(meeting.name, {meeting.candidates[0].name: "For"})


def test_absent_member_does_not_vote(room):
	meeting = room.online(present=10)
	with refused("PermissionError", "Only members who are present"):
		room.vote(meeting, 11)


@pytest.mark.parametrize("state", ["Draft", "Convened"])
def test_no_vote_before_the_opening(room, state):
	import frappe

	meeting = room.online(state)
	with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
		room.vote(meeting, 1)
	assert not rows_of("Vote Receipt", meeting)


def test_no_vote_after_the_closing(room):
	meeting = room.online()
	for number in range(1, 9):
		room.vote(meeting, number)
	room.close(meeting)
	with refused("ValidationError", "between the opening and the closing"):
		room.vote(meeting, 9)


def test_paper_meeting_takes_no_online_vote(room):
	meeting = room.meeting("Voting")
	with refused("ValidationError", "does not vote online"):
		room.vote(meeting, 1)


@pytest.mark.parametrize("secret", [False, True])
def test_recused_member_votes_on_the_others(room, secret):
	candidates = [room.candidate(), room.candidate()]
	recusal = {"member_name": MEMBERS[3], "honoree": candidates[0]["honoree"], "reason": "Anh ruột"}
	meeting = room.online(secret=secret, candidates=candidates, recusals=[recusal])
	first, second = (row.name for row in meeting.candidates)
	with refused("PermissionError", "take no part in the vote on Nguyễn Đình Ái"):
		room.vote(meeting, 4, {first: "For", second: "For"})
	room.vote(meeting, 4, {second: "For"})
	for number in (1, 2, 3, 5, 6, 7, 8, 9, 10, 11):
		room.vote(meeting, number)
	closed = room.close(meeting)
	assert [(row.votes_for, row.recused, row.share_text) for row in closed.candidates] == [
		(10, 1, "10/11 (90,91%)"),
		(11, 0, "11/11 (100%)"),
	]


@pytest.mark.parametrize("choices", [{}, [], "For", {"stranger": "For"}, {"first": "Maybe"}, {"first": None}])
def test_choices_that_are_none(room, as_user, choices):
	from tdkt_app.commendation.ballots import cast

	meeting = room.online(secret=False)
	if isinstance(choices, dict) and "first" in choices:
		choices = {meeting.candidates[0].name: choices["first"]}
	with as_user(account(1)), refused("ValidationError", ""):
		cast(meeting.name, choices if choices != "For" else '"For"')
	assert not rows_of("Council Vote", meeting)


def test_attendance_stays_once_somebody_has_voted(room, commune):
	meeting = room.online()
	room.vote(meeting, 1)
	with refused("ValidationError", "Votes have been cast"):
		commune.act(meeting, "Back to Attendance", OFFICER)


# Result


def test_online_result(room):
	"""11 present: 7 for, 2 against, 1 blank, 1 who did not vote: 7/11 = 63,64 %."""
	meeting = room.online()
	choices = ["For"] * 7 + ["Against"] * 2 + ["Blank"]
	for number, choice in enumerate(choices, start=1):
		room.vote(meeting, number, choice)
	closed = room.close(meeting)
	row = closed.candidates[0]
	assert (row.votes_for, row.votes_against, row.blank, row.share_text) == (7, 2, 2, "7/11 (63,64%)")
	assert closed.voted_count == 10


@pytest.mark.parametrize("secret", [False, True])
def test_too_few_votes_are_not_counted(room, secret):
	"""The quorum of 11 is 8; fewer ballots would also show how the few voted."""
	meeting = room.online(secret=secret)
	for number in range(1, 8):
		room.vote(meeting, number)
	with refused("ValidationError", "7 of 11 members have voted; at least 8 are needed"):
		room.close(meeting)


def test_no_interim_result(room):
	import frappe

	meeting = room.online()
	for number in range(1, 9):
		room.vote(meeting, number)
	row = frappe.get_doc("Council Meeting", meeting.name).candidates[0]
	assert (row.votes_for, row.votes_against, row.blank) == (0, 0, 0)


def test_votes_are_not_written_into_an_online_meeting(room):
	meeting = room.online()
	meeting.candidates[0].votes_for = 11
	assert meeting.save().candidates[0].votes_for == 0


# What the page of the member shows


def test_ballot_of_a_member(room, as_user):
	from tdkt_app.commendation.ballots import ballot_of

	meeting = room.online(secret=False)
	with as_user(account(2)):
		before = ballot_of(meeting.name)
	room.vote(meeting, 2, "Against")
	with as_user(account(2)):
		after = ballot_of(meeting.name)
	assert (before["member"], before["may_vote"], before["has_voted"], before["voted"]) == (
		MEMBERS[1],
		True,
		False,
		0,
	)
	assert before["candidates"][0]["summary"] == "Hiến 210 m² đất mở rộng đường liên xóm."
	assert (after["may_vote"], after["has_voted"], after["voted"]) == (False, True, 1)
	assert after["candidates"][0]["choice"] == "Against"


def test_secret_ballot_is_not_shown_to_its_own_voter(room, as_user):
	from tdkt_app.commendation.ballots import ballot_of

	meeting = room.online()
	room.vote(meeting, 2, "Against")
	with as_user(account(2)):
		ballot = ballot_of(meeting.name)
	assert (ballot["has_voted"], ballot["may_vote"], ballot["candidates"][0]["choice"]) == (True, False, "")
	assert "Against" not in json.dumps(ballot, default=str)


@pytest.mark.parametrize("user", [OFFICER, "Administrator"])
def test_others_see_how_many_voted_and_no_more(room, as_user, user):
	from tdkt_app.commendation.ballots import ballot_of

	meeting = room.online(secret=False)
	room.vote(meeting, 2, "Against")
	with as_user(user):
		ballot = ballot_of(meeting.name)
	assert (ballot["member"], ballot["may_vote"], ballot["voted"]) == ("", False, 1)
	assert ballot["candidates"][0]["choice"] == ""


# Secrecy


def test_ballot_says_nothing_of_who_and_when(room):
	meeting = room.online(candidates=[room.candidate(), room.candidate(), room.candidate()])
	for number in range(1, 4):
		room.vote(meeting, number)
	ballots, receipts = rows_of("Secret Ballot", meeting), rows_of("Vote Receipt", meeting)
	assert (len(ballots), len(receipts)) == (9, 3)
	same = {
		(row.owner, row.modified_by, str(row.creation), str(row.modified), row.idx)
		for row in ballots + receipts
	}
	assert len(same) == 1
	assert "member" not in ballots[0] and "member_name" not in ballots[0]
	assert not {"candidate", "choice"} & set(receipts[0])
	assert len({row.name for row in ballots + receipts}) == 12


def test_ballots_of_one_member_are_stored_in_no_order(room, monkeypatch):
	"""Neither names nor the order of writing follow the candidates: over 12 ballots of 3 rows both orders vary."""
	from tdkt_app.commendation import ballots

	meeting = room.online(candidates=[room.candidate(), room.candidate(), room.candidate()])
	numbers = {row.name: row.idx for row in meeting.candidates}
	written, insert = [], ballots._insert

	def note(doctype, rows, of_meeting):
		if doctype == "Secret Ballot":
			written.append(tuple(numbers[row["candidate"]] for row in rows))
		insert(doctype, rows, of_meeting)

	monkeypatch.setattr(ballots, "_insert", note)
	for number in range(1, 12):
		room.vote(meeting, number)
	assert len(set(written)) > 1  # all eleven alike: once in 6^10
	by_name = [
		numbers[row.candidate] for row in sorted(rows_of("Secret Ballot", meeting), key=lambda row: row.name)
	]
	assert by_name != [1, 2, 3] * 11


def test_a_secret_vote_leaves_no_trace_elsewhere(room):
	import frappe

	meeting = room.online()
	logs = ("Version", "Comment", "Activity Log", "Access Log", "View Log", "Error Log", "Deleted Document")
	before = {log: frappe.db.count(log) for log in logs}
	stamp = frappe.db.get_value("Council Meeting", meeting.name, ["modified", "modified_by"])
	room.vote(meeting, 2)
	assert {log: frappe.db.count(log) for log in logs} == before
	assert frappe.db.get_value("Council Meeting", meeting.name, ["modified", "modified_by"]) == stamp


@pytest.mark.parametrize("user", EVERYBODY)
def test_single_secret_ballots_are_shown_to_nobody(room, as_user, user):
	import frappe

	meeting = room.online()
	room.vote(meeting, 2)
	name = rows_of("Secret Ballot", meeting)[0].name
	with as_user(user):
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc("Secret Ballot", name)
		try:
			listed = frappe.get_list("Secret Ballot")
		except frappe.PermissionError:
			listed = []
		assert listed == []


ENTRANCES = (
	("GET", "/api/resource/Secret Ballot"),
	("GET", "/api/resource/Secret Ballot/{name}"),
	("GET", "/api/method/frappe.client.get_list?doctype=Secret Ballot&fields=[%22*%22]"),
	("GET", "/api/method/frappe.client.get_value?doctype=Secret Ballot&fieldname=choice&filters={name}"),
	("GET", "/api/method/frappe.client.get?doctype=Secret Ballot&name={name}"),
	("GET", "/api/method/frappe.client.get_count?doctype=Secret Ballot"),
	("GET", "/api/method/frappe.desk.reportview.get?doctype=Secret Ballot&fields=[%22choice%22]"),
	("GET", "/api/method/frappe.desk.search.search_link?doctype=Secret Ballot&txt="),
	("DELETE", "/api/resource/Secret Ballot/{name}"),
)


@pytest.mark.parametrize("user", [OFFICER, "sysadmin@test.example"])
def test_ballots_over_the_wire(room, commune, http, committed, user):
	import frappe

	commune.make_user("sysadmin@test.example", "System Manager")
	meeting = committed(room.online())
	room.vote(meeting, 2, "Against")
	name = rows_of("Secret Ballot", meeting)[0].name
	frappe.db.commit()
	for method, path in ENTRANCES:
		text = http(method, path.replace("{name}", name), user=user).get_data(as_text=True)
		assert "Against" not in text, path
		assert f'"name": "{name}"' not in text, path
	frappe.db.rollback()
	assert len(rows_of("Secret Ballot", meeting)) == 1


@pytest.mark.parametrize("doctype", ["Secret Ballot", "Vote Receipt", "Council Vote"])
@pytest.mark.parametrize("user", [OFFICER, "Administrator"])
def test_votes_are_written_by_voting_alone(room, as_user, doctype, user):
	import frappe

	meeting = room.online()
	values = {
		"meeting": meeting.name,
		"candidate": meeting.candidates[0].name,
		"choice": "For",
		"member": "x",
	}
	with as_user(user), pytest.raises(frappe.PermissionError):
		frappe.get_doc({"doctype": doctype, **values}).insert()


@pytest.mark.parametrize("secret", [False, True])
def test_votes_are_neither_changed_nor_deleted(room, secret):
	import frappe

	meeting = room.online(secret=secret)
	room.vote(meeting, 2)
	doctype = "Vote Receipt" if secret else "Council Vote"
	vote = frappe.get_doc(doctype, rows_of(doctype, meeting)[0].name)
	vote.member_name = "Người khác"
	with pytest.raises(frappe.PermissionError):
		vote.save()
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc(doctype, vote.name, force=True)


def test_no_secret_vote_while_the_recorder_runs(room):
	"""Frappe's recorder keeps statements with their user."""
	import frappe

	meeting = room.online()
	frappe.local._recorder = object()
	try:
		with refused("ValidationError", "SQL recorder"):
			room.vote(meeting, 2)
	finally:
		del frappe.local._recorder
	assert not rows_of("Vote Receipt", meeting)


def test_a_failure_tells_nothing_of_the_choice(room, as_user, monkeypatch):
	"""Frappe logs server errors with the values of all frames: this one is none of them and has no cause."""
	from tdkt_app.commendation import ballots

	def fail(_meeting, choices):
		raise RuntimeError(f"disk full while writing {choices}")

	monkeypatch.setattr(ballots, "_write_ballots", fail)
	meeting = room.online()
	with as_user(account(2)), pytest.raises(ballots.BallotNotTaken) as failure:
		ballots.cast(meeting.name, json.dumps({meeting.candidates[0].name: "Against"}))
	error = failure.value
	assert error.http_status_code < 500
	assert error.__cause__ is None and error.__context__ is None
	assert "Against" not in str(error)


# The database's own guard


@pytest.mark.parametrize(
	("doctype", "columns"),
	[("Vote Receipt", ["meeting", "member"]), ("Council Vote", ["meeting", "candidate", "member"])],
)
def test_unique_index(site, doctype, columns):
	import frappe

	rows = frappe.db.sql(
		f"show index from `tab{doctype}` where Non_unique = 0 and Key_name <> 'PRIMARY'", as_dict=True
	)
	assert [row.Column_name for row in rows] == columns


def test_second_receipt_is_refused_by_the_database(room):
	import frappe

	meeting = room.online()
	room.vote(meeting, 2)
	receipt = rows_of("Vote Receipt", meeting)[0]
	with pytest.raises(Exception) as refusal:
		frappe.db.sql(
			"insert into `tabVote Receipt` (name, meeting, member) values ('x', %s, %s)",
			(meeting.name, receipt.member),
		)
	assert frappe.db.is_duplicate_entry(refusal.value)
