"""A council member sees the cases of his meetings and no others, by whatever entrance; who else may do what in a council."""

from __future__ import annotations

import pytest

from tests.site.commune import (
	AUDITOR,
	CHAIRMAN,
	COUNCIL,
	HAMLET_A,
	HAMLET_B,
	MANAGER,
	NOBODY,
	OFFICER,
	UNIT_A,
)
from tests.site.council import account

MEMBER = account(4)
CASES = ("Council Meeting", "Achievement", "Honoree")
DOCTYPES = ("Award Council", "Council Meeting", "Council Vote", "Vote Receipt")


@pytest.fixture
def cases(room):
	"""(his, foreign): a meeting, an achievement and an honoree each, by document type."""
	own_council = room.council(size=8)
	others = room.council(size=3, kind="Initiative")
	own = room.meeting("Convened", council=own_council, present=8)
	foreign = room.meeting("Convened", council=others, present=3, candidates=[room.candidate(unit=HAMLET_B)])
	return tuple(
		{
			"Award Council": meeting.council,
			"Council Meeting": meeting.name,
			"Achievement": meeting.candidates[0].achievement,
			"Honoree": meeting.candidates[0].honoree,
			"candidate": meeting.candidates[0].name,
		}
		for meeting in (own, foreign)
	)


def may(user: str, ptype: str, doctype: str, name: str) -> bool:
	import frappe

	return frappe.has_permission(doctype, ptype, doc=name, user=user)


def listed(as_user, user: str, doctype: str, **kwargs) -> set[str]:
	import frappe

	with as_user(user):
		return set(frappe.get_list(doctype, pluck="name", limit_page_length=0, **kwargs))


@pytest.mark.parametrize("doctype", [*CASES, "Award Council"])
def test_member_sees_his_cases_and_no_others(cases, as_user, doctype):
	his, foreign = cases
	assert listed(as_user, MEMBER, doctype) == {his[doctype]}
	assert may(MEMBER, "read", doctype, his[doctype])
	assert not may(MEMBER, "read", doctype, foreign[doctype])


@pytest.mark.parametrize("doctype", CASES)
def test_member_of_no_council_sees_no_case(cases, as_user, doctype):
	assert listed(as_user, COUNCIL, doctype) == set()
	assert not any(may(COUNCIL, "read", doctype, case[doctype]) for case in cases)


@pytest.mark.parametrize("user", [OFFICER, CHAIRMAN, MANAGER, AUDITOR])
def test_others_at_the_desk_see_all(cases, as_user, user):
	assert {case["Council Meeting"] for case in cases} <= listed(as_user, user, "Council Meeting")
	assert all(may(user, "read", "Achievement", case["Achievement"]) for case in cases)


def test_draft_is_not_the_members_yet(room, as_user):
	meeting = room.meeting("Draft")
	assert meeting.name not in listed(as_user, MEMBER, "Council Meeting")
	assert not may(MEMBER, "read", "Council Meeting", meeting.name)
	assert not may(MEMBER, "read", "Achievement", meeting.candidates[0].achievement)


def test_who_left_the_council_keeps_his_meetings_only(room, as_user):
	council = room.council()
	old = room.meeting("Voting", council=council)
	council.reload()
	council.members[3].to_date = "2025-12-31"
	council.save()
	new = room.meeting("Convened", council=council, present=10, meeting_on="2026-01-05 08:00:00")
	assert listed(as_user, MEMBER, "Council Meeting") == {old.name}
	assert not may(MEMBER, "read", "Council Meeting", new.name)


@pytest.mark.parametrize("table", ["Meeting Candidate", "Meeting Attendance"])
def test_rows_of_foreign_meetings_are_not_listed_on_their_own(cases, as_user, table):
	import frappe

	his, foreign = cases
	with as_user(MEMBER):
		parents = set(
			frappe.get_list(table, parent_doctype="Council Meeting", pluck="parent", limit_page_length=0)
		)
	assert parents == {his["Council Meeting"]}
	with as_user(OFFICER):
		parents = set(
			frappe.get_list(table, parent_doctype="Council Meeting", pluck="parent", limit_page_length=0)
		)
	assert {his["Council Meeting"], foreign["Council Meeting"]} <= parents


def test_rows_of_foreign_achievements_are_not_listed_on_their_own(cases, commune, as_user):
	import frappe

	his = cases[0]
	for case in cases:
		row = {"doctype": "Achievement Evidence", "parent": case["Achievement"], "parenttype": "Achievement"}
		frappe.get_doc({**row, "parentfield": "evidence", "description": "Ảnh"}).db_insert()
	with as_user(MEMBER):
		parents = frappe.get_list("Achievement Evidence", parent_doctype="Achievement", pluck="parent")
	assert set(parents) == {his["Achievement"]}


def test_written_opinions_are_not_shown_to_the_other_members(room, as_user):
	import frappe

	meeting = room.meeting("Draft", present=9, written=(10,))
	opinion = {"member_name": meeting.attendance[9].full_name, "candidate": meeting.candidates[0].name}
	meeting.append("written_opinions", {**opinion, "choice": "Against"})
	meeting.save()
	meeting = room.walk(meeting, "Convened")
	with as_user(MEMBER):
		seen = frappe.get_doc("Council Meeting", meeting.name)
		seen.apply_fieldlevel_read_permissions()
		assert not seen.get("written_opinions")
	with as_user(OFFICER):
		seen = frappe.get_doc("Council Meeting", meeting.name)
		seen.apply_fieldlevel_read_permissions()
		assert len(seen.written_opinions) == 1


def test_link_search_and_counts_keep_to_his_cases(cases, as_user):
	import frappe
	from frappe.desk.reportview import get_count
	from frappe.desk.search import search_link

	his, foreign = cases
	frappe.local.response = frappe._dict(docs=[])
	with as_user(MEMBER):
		results = search_link("Honoree", "Nguyễn", page_length=200)
		found = {row["value"] for row in results or frappe.response["results"]}
		frappe.local.form_dict = frappe._dict(
			doctype="Achievement", filters="[]", fields="[]", distinct="false"
		)
		count = get_count()
	assert his["Honoree"] in found and foreign["Honoree"] not in found
	assert count == 1


def test_titles_of_foreign_papers_are_not_told(cases, as_user):
	import frappe

	from tdkt_app.access.desk_entrances import get_link_title

	his, foreign = (case["Honoree"] for case in cases)
	with as_user(MEMBER):
		assert get_link_title("Honoree", his) == frappe.db.get_value("Honoree", his, "full_name")
		assert get_link_title("Honoree", foreign) == foreign
		assert get_link_title("Honoree", "HON-0") == "HON-0"


def test_evidence_of_a_case_is_downloaded_by_its_council(room, commune, http, committed):
	import frappe

	paper = commune.with_evidence(
		commune.achievement(HAMLET_A, state="Submitted"),
		content=b"%PDF-1.4 " + frappe.generate_hash().encode(),
	)
	paper.db_set("workflow_state", "Verified")
	candidate = {"honoree": paper.honoree, "award_type": "GK", "achievement": paper.name}
	committed(room.meeting("Convened", candidates=[candidate]))
	url = paper.evidence[0].file
	assert [http("GET", url, user=user).status_code for user in (MEMBER, COUNCIL)] == [200, 403]


def test_issued_decisions_are_public_to_the_council_and_drafts_are_not(commune, as_user):
	import frappe

	issued, draft = commune.issued(), commune.decision()
	names = listed(as_user, COUNCIL, "Award Decision")
	assert issued.name in names and draft.name not in names
	assert may(COUNCIL, "read", "Award Decision", issued.name)
	assert not may(COUNCIL, "read", "Award Decision", draft.name)
	with as_user(COUNCIL):
		rows = frappe.get_list("Award Decision Recipient", parent_doctype="Award Decision", pluck="parent")
	assert issued.name in rows and draft.name not in rows


def test_unit_user_who_is_a_council_member_sees_both(cases, make_user, as_user, commune):
	"""And changes his unit's draft, but nothing of the council's cases."""
	import frappe

	his, foreign = cases
	user = make_user(MEMBER, "TDKT Council Member", "TDKT Unit User")
	unit = frappe.get_doc("Emulation Unit", HAMLET_B)
	unit.append("users", {"user": user})
	unit.save()
	own = commune.achievement(HAMLET_B)
	seen = listed(as_user, user, "Achievement")
	assert {his["Achievement"], foreign["Achievement"], own.name} <= seen
	assert may(user, "write", "Achievement", own.name)
	assert not may(user, "write", "Achievement", his["Achievement"])
	assert not may(user, "read", "Council Meeting", foreign["Council Meeting"])


@pytest.mark.parametrize("ptype", ["create", "write", "delete", "submit", "cancel", "share", "export"])
@pytest.mark.parametrize("user", [MEMBER, MANAGER, AUDITOR, UNIT_A, NOBODY, "Guest"])
def test_only_officer_and_chairman_work_on_meetings(cases, user, ptype):
	if ptype == "export" and user in (MANAGER, AUDITOR):
		assert may(user, ptype, "Council Meeting", cases[0]["Council Meeting"])
		return
	assert not may(user, ptype, "Council Meeting", cases[0]["Council Meeting"])
	assert not may(user, ptype, "Award Council", cases[0]["Award Council"])


@pytest.mark.parametrize("ptype", ["create", "delete", "cancel", "share"])
def test_chairman_closes_and_does_not_set_up(cases, ptype):
	assert not may(CHAIRMAN, ptype, "Council Meeting", cases[0]["Council Meeting"])
	assert not may(CHAIRMAN, ptype, "Award Council", cases[0]["Award Council"])


@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("user", [UNIT_A, NOBODY, "Guest"])
def test_others_read_nothing_of_a_council(cases, doctype, user):
	import frappe

	assert not frappe.has_permission(doctype, "read", user=user)


@pytest.mark.parametrize(
	"ptype", ["create", "write", "delete", "submit", "cancel", "share", "export", "print"]
)
@pytest.mark.parametrize("user", [OFFICER, CHAIRMAN, MEMBER, MANAGER, AUDITOR])
def test_votes_are_read_and_no_more(room, user, ptype):
	import frappe

	for doctype in ("Council Vote", "Vote Receipt"):
		assert not frappe.has_permission(doctype, ptype, user=user)


def test_open_votes_are_read_by_the_members_of_the_meeting(room, as_user):
	meeting = room.online(secret=False)
	room.vote(meeting, 2)
	assert len(listed(as_user, MEMBER, "Council Vote")) == 1
	assert listed(as_user, COUNCIL, "Council Vote") == set()


def test_receipts_are_not_listed_to_members(room, as_user):
	import frappe

	meeting = room.online()
	room.vote(meeting, 2)
	with pytest.raises(frappe.PermissionError):
		listed(as_user, MEMBER, "Vote Receipt")
	assert len(listed(as_user, OFFICER, "Vote Receipt", filters={"meeting": meeting.name})) == 1


def test_number_of_queries_of_the_row_rules_does_not_grow(room, as_user, count_queries):
	import frappe

	council, sent = room.council(), []
	for size in (1, 5):
		room.meeting("Convened", council=council, candidates=[room.candidate() for _ in range(size)])
		with as_user(MEMBER):
			frappe.get_list("Achievement")  # roles and schema are in the cache from here on
			with count_queries() as queries:
				frappe.get_list("Achievement", pluck="name", limit_page_length=0)
		sent.append(len(queries))
	assert sent[0] == sent[1]


def test_nominations_of_his_meetings_and_what_they_rest_on(room, commune, as_user):
	import frappe

	paper, more = commune.achievement(state="Verified"), commune.achievement(state="Verified")
	further = [{"honoree": paper.honoree, "achievement": more.name}]
	frappe.db.set_value("Achievement", more.name, "honoree", paper.honoree)
	nomination = commune.nomination(paper, state="Appraised", further_achievements=further)
	foreign = commune.nomination(state="Appraised")
	room.meeting("Convened", candidates=(), nominations=[{"nomination": nomination.name}])
	assert listed(as_user, MEMBER, "Award Nomination") == {nomination.name}
	assert listed(as_user, MEMBER, "Achievement") == {paper.name, more.name}
	assert not may(MEMBER, "read", "Award Nomination", foreign.name)
	with as_user(MEMBER):
		rows = frappe.get_list("Award Nominee", parent_doctype="Award Nomination", pluck="parent")
	assert set(rows) == {nomination.name}
