"""The papers of one commendation, as each form shows the others: in their order, and only what the user may read."""

from __future__ import annotations

import pytest

from tests.site.commune import AUDITOR, HAMLET_B, NOBODY, OFFICER, UNIT_A, UNIT_B
from tests.site.council import account
from tests.site.test_consultations import consultation


def papers(doc) -> list[tuple[str, str]]:
	from tdkt_app.commendation.commendation_way import papers

	return [(row["doctype"], row["name"]) for row in papers(doc.doctype, doc.name)]


@pytest.fixture
def way(commune, room):
	"""Nomination, list, closed meeting, draft of a decision; and the same of another unit beside them."""
	import frappe

	from tdkt_app.doctype.award_decision.drafting import draft_decision_of_meeting

	nomination = commune.nomination(state="Appraised")
	shown = consultation(commune, nomination)
	meeting = room.meeting("Voting", candidates=(), nominations=[{"nomination": nomination.name}])
	meeting = room.close(room.count(meeting, (11, 0, 0)))
	decision = frappe.get_doc(draft_decision_of_meeting(meeting.name))
	decision.update({"subject": "Khen thưởng", "reason": "đã có thành tích", "decision_date": "2025-12-20"})
	decision.insert()
	consultation(commune, commune.nomination(unit=HAMLET_B, state="Appraised"))
	return nomination, shown, meeting, decision


@pytest.mark.parametrize("user", [OFFICER, AUDITOR])
def test_each_form_shows_the_others_in_order(way, as_user, user):
	with as_user(user):
		for doc in way:
			assert papers(doc) == [(other.doctype, other.name) for other in way if other is not doc]


def test_titles_and_states(way):
	from tdkt_app.commendation.commendation_way import papers

	nomination, _shown, meeting, _decision = way
	first, second, third = papers(meeting.doctype, meeting.name)
	assert (first["title"], first["state"]) == (nomination.title, "Appraised")
	assert (second["state"], third["state"]) == ("Draft", "Draft")


def test_a_unit_sees_its_nomination_alone(way, as_user):
	with as_user(UNIT_A):
		assert papers(way[0]) == []


def test_a_council_member_sees_no_drafts(way, as_user):
	nomination, shown, meeting, _decision = way
	with as_user(account(3)):
		assert papers(meeting) == [("Award Nomination", nomination.name)]
	shown.db_set("state", "Open")
	with as_user(account(3)):
		assert papers(meeting) == [(doc.doctype, doc.name) for doc in (nomination, shown)]


@pytest.mark.parametrize("user", [UNIT_B, NOBODY, "Guest"])
def test_strangers_are_refused(way, as_user, user):
	import frappe

	with as_user(user):
		for doc in way:
			with pytest.raises(frappe.PermissionError):
				papers(doc)


def test_other_documents_are_no_step(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="no step of a commendation"):
		papers(commune.honoree())


def test_meeting_without_nominations_leads_to_its_decision(commune, room):
	import frappe

	from tdkt_app.doctype.award_decision.drafting import draft_decision_of_meeting

	meeting = room.close(room.count(room.meeting("Voting"), (11, 0, 0)))
	decision = frappe.get_doc(draft_decision_of_meeting(meeting.name))
	decision.update({"subject": "Khen thưởng", "reason": "đã có thành tích", "decision_date": "2025-12-20"})
	decision.insert()
	assert papers(meeting) == [("Award Decision", decision.name)]
	assert papers(decision) == [("Council Meeting", meeting.name)]


def test_queries_do_not_grow_with_the_nominations(commune, count_queries):
	def queries_for(count: int) -> int:
		shown = consultation(commune, *(commune.nomination(state="Appraised") for _ in range(count)))
		with count_queries() as queries:
			papers(shown)
		return len(queries)

	queries_for(1)
	assert queries_for(1) == queries_for(5)
