"""Votes and closings that come in at the same moment, on real parallel connections."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.site.commune import CHAIRMAN, OFFICER
from tests.site.council import account

REPO = Path(__file__).parents[2]
# One connection of several. Each says that it is ready, and its transaction sees nothing before the start.
WORKER = """
import sys, time, frappe
from frappe.model.workflow import apply_workflow
from tdkt_app.commendation.ballots import cast

site, deed, user, meeting, choices = sys.argv[1:]
frappe.init(site=site, sites_path=".")
frappe.connect()
frappe.set_user(user)
frappe.local.lang = "en"
frappe.get_meta("Council Meeting"), frappe.get_roles(user)
frappe.db.rollback()
print("ready", flush=True)
start = float(sys.stdin.readline())
while time.time() < start:
	time.sleep(0.0005)
try:
	if deed == "vote":
		cast(meeting, choices)
	else:
		apply_workflow(frappe.get_doc("Council Meeting", meeting), "Close Voting")
	frappe.db.commit()
	print("done")
except Exception as error:
	frappe.db.rollback()
	print(type(error).__name__, error)
"""
HEAD_START = 0.2  # seconds; all are ready by then and only wait


@pytest.fixture
def at_once(site):
	"""`at_once((deed, user, meeting, choices), …)` does all of them in the same moment; what each said."""

	def run(*deeds: tuple) -> list[str]:
		env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPO), os.environ.get("PYTHONPATH", "")])}
		processes = [
			subprocess.Popen(
				[sys.executable, "-c", WORKER, site, deed, user, meeting, json.dumps(choices)],
				cwd=os.getcwd(),
				env=env,
				stdin=subprocess.PIPE,
				stdout=subprocess.PIPE,
				stderr=subprocess.PIPE,
				text=True,
			)
			for deed, user, meeting, choices in deeds
		]
		for process in processes:
			assert process.stdout.readline() == "ready\n", process.stderr.read()
		start, said = time.time() + HEAD_START, []
		for process in processes:
			process.stdin.write(f"{start}\n")
			process.stdin.flush()
		for process in processes:
			out, err = process.communicate(timeout=120)
			assert out, err
			said.append(out.strip())
		return said

	return run


def choices_of(meeting, choice: str = "For") -> dict[str, str]:
	return {row.name: choice for row in meeting.candidates}


def stored(meeting):
	import frappe

	frappe.db.rollback()
	return frappe.get_doc("Council Meeting", meeting.name)


@pytest.mark.parametrize("secret", [True, False])
def test_one_member_votes_in_four_windows(room, committed, at_once, secret):
	import frappe

	meeting = committed(room.online(secret=secret))
	said = at_once(
		*[("vote", account(3), meeting.name, choices_of(meeting, c)) for c in ("For", "Against") * 2]
	)
	assert sorted(text.startswith("done") for text in said) == [False, False, False, True]
	assert all("already voted" in text for text in said if not text.startswith("done"))
	frappe.db.rollback()
	table = "Secret Ballot" if secret else "Council Vote"
	assert frappe.db.count(table, {"meeting": meeting.name}) == 1


def test_two_officers_close_at_once(room, committed, at_once):
	meeting = committed(room.count(room.meeting("Voting"), (8, 3, 0)))
	said = at_once(("close", OFFICER, meeting.name, {}), ("close", CHAIRMAN, meeting.name, {}))
	assert Counter(text.startswith("done") for text in said) == {True: 1, False: 1}
	(loser,) = (text for text in said if not text.startswith("done"))
	assert "already been closed by" in loser or "Not a valid Workflow Action" in loser
	closed = stored(meeting)
	winner = (OFFICER, CHAIRMAN)[said.index("done")]
	assert (closed.closed_by, closed.candidates[0].share_text) == (winner, "8/11 (72,73%)")


def test_closing_of_a_meeting_that_another_has_just_closed(room, as_user):
	"""Deterministic: the second officer has loaded the meeting before the first one closes it."""
	import frappe

	meeting = room.count(room.meeting("Voting"), (8, 3, 0))
	second = frappe.get_doc("Council Meeting", meeting.name)
	room.close(meeting)
	second.workflow_state = "Closed"
	with as_user(CHAIRMAN), pytest.raises(frappe.ValidationError, match="already been closed by officer at"):
		second.submit()


@pytest.mark.parametrize("secret", [True, False])
def test_votes_against_the_closing(room, committed, at_once, secret):
	"""Eight have voted; the last three vote while the meeting is closed. Each vote is counted or refused, none is lost."""
	import frappe

	meeting = room.online(secret=secret)
	for number in range(1, 9):
		room.vote(meeting, number)
	committed(meeting)
	said = at_once(
		("close", OFFICER, meeting.name, {}),
		*[("vote", account(number), meeting.name, choices_of(meeting)) for number in (9, 10, 11)],
	)
	assert said[0] == "done"
	taken = sum(text == "done" for text in said[1:])
	assert all(
		text == "done" or "between the opening and the closing of the voting" in text for text in said[1:]
	)
	closed = stored(meeting)
	table = "Secret Ballot" if secret else "Council Vote"
	assert closed.candidates[0].votes_for == 8 + taken == frappe.db.count(table, {"meeting": meeting.name})


def test_closing_counts_a_vote_that_its_own_view_does_not_show_yet(room, committed, at_once):
	"""The closing has read before the last vote is committed: its snapshot is older, its count must not be."""
	import frappe

	meeting = room.online()
	for number in range(1, 9):
		room.vote(meeting, number)
	committed(meeting)
	frappe.db.sql("select count(*) from `tabSecret Ballot`")  # the view of this transaction begins here
	assert at_once(("vote", account(9), meeting.name, choices_of(meeting))) == ["done"]
	assert room.close(frappe.get_doc("Council Meeting", meeting.name)).candidates[0].votes_for == 9


def test_meeting_without_quorum_is_closed_by_nobody(room, committed, at_once):
	"""However many try: seven of eleven have voted, eight are needed."""
	meeting = room.online()
	for number in range(1, 8):
		room.vote(meeting, number)
	committed(meeting)
	said = at_once(("close", OFFICER, meeting.name, {}), ("close", CHAIRMAN, meeting.name, {}))
	assert all("7 of 11 members have voted; at least 8 are needed" in text for text in said)
	assert stored(meeting).docstatus == 0
