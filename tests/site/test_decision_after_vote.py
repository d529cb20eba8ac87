"""From the council's vote to the decision: whom the meeting carried, and nobody else."""

from __future__ import annotations

import pytest

from tests.site.commune import AUDITOR, CHAIRMAN, OFFICER, UNIT_A
from tests.site.council import CouncilRoom


@pytest.fixture
def closed(commune):
	"""A closed meeting: giấy khen for a person and a collective and Lao động tiên tiến carried, a second person not."""
	room = CouncilRoom(commune)
	room.settle()
	candidates = [
		room.candidate(),
		room.candidate(kind="Collective"),
		room.candidate(award="LDTT"),
		room.candidate(),
	]
	meeting = room.meeting("Voting", candidates=candidates)
	meeting = room.count(meeting, (11, 0, 0), (10, 1, 0), (11, 0, 0), (0, 11, 0))
	return room.close(meeting)


def drafted(meeting):
	import frappe

	from tdkt_app.doctype.award_decision.drafting import draft_decision_of_meeting

	decision = frappe.get_doc(draft_decision_of_meeting(meeting.name))
	decision.update(
		{
			"subject": "Khen thưởng năm 2025",
			"reason": "đã có thành tích xuất sắc",
			"decision_date": "2025-12-20",
			"signer_name": "Trần Quang Thái",
		}
	)
	return decision


def test_only_carried_candidates_and_their_money(commune, as_user, closed):
	"""710.000 + 1.410.000 + 710.000 = 2.830.000 đồng, two awards in one decision."""
	assert [row.carried for row in closed.candidates] == [1, 1, 1, 0]
	with as_user(OFFICER):
		decision = drafted(closed).insert()
	assert decision.council_meeting == closed.name
	assert {(row.honoree, row.award_type) for row in decision.recipients} == {
		(row.honoree, row.award_type) for row in closed.candidates if row.carried
	}
	assert decision.total_amount == 2_830_000


def test_candidate_voted_down_is_refused(commune, closed):
	import frappe

	decision = drafted(closed)
	refused = closed.candidates[3]
	decision.append(
		"recipients",
		{"honoree": refused.honoree, "award_type": refused.award_type, "achievement": refused.achievement},
	)
	with pytest.raises(frappe.ValidationError, match="the council has not carried"):
		decision.insert()


def test_another_award_than_was_voted_on_is_refused(commune, closed):
	import frappe

	decision = drafted(closed)
	next(row for row in decision.recipients if row.award_type == "LDTT").award_type = "CSTDCS"
	with pytest.raises(frappe.ValidationError, match="the council has not carried"):
		decision.insert()


def test_whoever_stands_in_a_decision_is_not_drafted_again(commune, closed):
	import frappe

	drafted(closed).insert()
	with pytest.raises(frappe.ValidationError, match="Nobody in the list"):
		drafted(closed)


def test_open_meeting_decides_nothing(commune):
	import frappe

	room = CouncilRoom(commune)
	room.settle()
	meeting = room.meeting("Voting")
	with pytest.raises(frappe.ValidationError, match="has not been closed"):
		drafted(meeting)
	with pytest.raises(frappe.ValidationError, match="has not been closed"):
		commune.decision(council_meeting=meeting.name)


@pytest.mark.parametrize("user", [AUDITOR, UNIT_A, CHAIRMAN])
def test_only_the_officer_drafts(commune, as_user, closed, user):
	import frappe

	with as_user(user), pytest.raises(frappe.PermissionError):
		drafted(closed)


def test_meeting_of_an_issued_decision_is_frozen(commune, closed):
	import frappe

	decision = drafted(closed).insert()
	decision.db_set("workflow_state", "Appraised", update_modified=False)
	issued = commune.act(decision, "Issue", CHAIRMAN)
	issued.council_meeting = None
	with pytest.raises(frappe.PermissionError):
		issued.save()


def test_one_query_for_the_votes(commune, closed, count_queries):
	from tdkt_app.doctype.award_decision import votes

	decision = drafted(closed).insert()
	with count_queries() as queries:
		votes.check_carried(decision)
	assert len(queries) == 1
