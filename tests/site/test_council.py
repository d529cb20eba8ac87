"""Councils and their meetings: members, attendance, counts on paper, results, freeze."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, MANAGER, OFFICER
from tests.site.council import MEMBERS, account


def refused(doc, match: str, error: str = "ValidationError"):
	import frappe

	with pytest.raises(getattr(frappe, error), match=match):
		doc.save()


RECUSAL = {"member_name": MEMBERS[1], "reason": "Anh ruột"}


def with_honoree(meeting, value):
	"""A recusal is from the vote on a candidate of this meeting."""
	honoree = meeting.candidates[0].honoree
	return [{**RECUSAL, "honoree": honoree}] if value == [RECUSAL] else value


# The council


def test_two_councils_of_a_kind_do_not_work_at_the_same_time(room):
	import frappe

	room.council(term_to="2026-06-30")
	with pytest.raises(frappe.ValidationError, match="already works in this term"):
		room.council(size=3, term_from="2026-06-30")


def test_councils_follow_each_other_and_kinds_stand_side_by_side(room):
	room.council(size=3, term_to="2026-06-30")
	assert room.council(size=3, term_from="2026-07-01").name
	assert room.council(size=3, kind="Initiative").name


def test_same_name_twice(room):
	council = room.council(size=3)
	council.members[2].full_name = f" {MEMBERS[1]} "
	refused(council, "stands twice")


def test_one_account_for_one_member(room):
	council = room.council(size=3)
	council.members[2].member_user = account(2)
	refused(council, f"already belongs to {MEMBERS[1]}")


def test_account_must_be_able_to_open_a_meeting(room, make_user):
	council = room.council(size=3)
	council.members[2].member_user = make_user("no-role@test.example")
	refused(council, "give the account no-role@test.example the role")


def test_council_needs_one_chairperson_at_a_time(room):
	council = room.council(size=3)
	council.members[1].council_role = "Chairperson"
	refused(council, "both chairperson at the same time")
	council.reload()
	council.members[1].council_role = "Chairperson"
	council.members[0].to_date, council.members[1].from_date = "2025-12-31", "2026-01-01"
	council.save()
	for row in council.members:
		row.council_role = "Member"
	refused(council, "needs a chairperson")


def test_member_who_took_part_is_not_deleted(room):
	import frappe

	council = room.council()
	meeting = room.meeting("Voting", council=council)
	council.reload()
	council.members = council.members[:-1]
	refused(council, f"took part in the meeting {meeting.name} and cannot be deleted", "PermissionError")
	with pytest.raises(frappe.PermissionError, match="took part"):
		frappe.delete_doc("Award Council", council.name)


def test_member_who_took_part_is_not_exchanged_but_leaves(room):
	council = room.council()
	room.meeting("Voting", council=council)
	council.reload()
	council.members[10].full_name = "Người khác"
	refused(council, "name, account and honoree stay", "PermissionError")
	council.reload()
	council.members[10].to_date = "2025-12-31"
	council.save()
	later = room.meeting(council=council, present=10, meeting_on="2026-01-05 08:00:00")
	assert later.members_count == 10


def test_member_of_a_meeting_that_was_only_drafted_can_be_taken_out(room):
	council = room.council()
	room.meeting(council=council)
	council.reload()
	council.members = council.members[:-1]
	assert len(council.save().members) == 10


# Agenda and attendance


def test_members_of_the_day_come_from_the_council_alone(room):
	meeting = room.meeting(attendance=[{"member": "forged", "full_name": "Người lạ", "member_user": OFFICER}])
	assert [row.full_name for row in meeting.attendance] == list(MEMBERS)
	assert (meeting.members_count, meeting.present_count) == (11, 11)
	meeting.attendance[0].member_user = OFFICER
	assert meeting.save().attendance[0].member_user == account(1)


def test_council_must_be_in_office(room):
	import frappe

	with pytest.raises(frappe.ValidationError, match="is not in office on 30/06/2025"):
		room.meeting(meeting_on="2025-06-30 08:00:00")


def test_attendance_must_be_complete_before_voting(room, commune):
	import frappe

	meeting = room.meeting("Convened", present=9)
	meeting.attendance[10].reason = None
	meeting.save()
	with pytest.raises(frappe.ValidationError, match=f"reason for absence of: {MEMBERS[10]}"):
		commune.act(meeting, "Open Voting", OFFICER)
	meeting.reload()
	meeting.attendance[9].attendance = None
	meeting.save()
	with pytest.raises(frappe.ValidationError, match=f"not entered for: {MEMBERS[9]}"):
		commune.act(meeting, "Open Voting", OFFICER)


def test_the_chair_is_a_member_who_is_there(room, commune):
	import frappe

	meeting = room.meeting("Convened", present=9, chaired_by=MEMBERS[10])
	with pytest.raises(frappe.ValidationError, match="choose a member who is present"):
		commune.act(meeting, "Open Voting", OFFICER)


def test_meeting_without_quorum_does_not_vote(room, commune):
	"""2/3 of 11 = 7,33 → 8."""
	import frappe

	meeting = room.meeting("Convened", present=7)
	with pytest.raises(frappe.ValidationError, match="7 of 11 members present; at least 8 are needed"):
		commune.act(meeting, "Open Voting", OFFICER)
	assert frappe.db.get_value("Council Meeting", meeting.name, "workflow_state") == "Convened"


def test_award_that_needs_a_secret_ballot(room, commune):
	import frappe

	meeting = room.meeting(
		"Convened", vote_method="Show of Hands", candidates=[room.candidate("CSTDCS", kind="Individual")]
	)
	assert meeting.is_secret == 0
	with pytest.raises(frappe.ValidationError, match="must be voted on by ballot"):
		commune.act(meeting, "Open Voting", OFFICER)


def test_online_vote_needs_accounts(room, commune):
	import frappe

	council = room.council()
	council.members[5].member_user = None
	council.save()
	meeting = room.online("Convened", council=council)
	with pytest.raises(frappe.ValidationError, match=f"no account to vote online with: {MEMBERS[5]}"):
		commune.act(meeting, "Open Voting", OFFICER)


def test_a_member_who_is_the_candidate_is_recused_without_being_asked(room):
	council, candidate = room.council(), room.candidate()
	council.members[4].honoree = candidate["honoree"]
	council.save()
	meeting = room.meeting("Convened", council=council, candidates=[candidate])
	assert [(row.member_name, row.relation_code) for row in meeting.recusals] == [(MEMBERS[4], "self")]
	meeting.recusals = []
	assert len(meeting.save().recusals) == 1


def test_recusal_names_member_candidate_and_relation(room, commune):
	meeting = room.meeting()
	good = {"member_name": MEMBERS[3], "honoree": meeting.candidates[0].honoree, "reason": "Vợ của ông Ái"}
	meeting.append("recusals", {**good, "relation": "vợ, chồng"})
	row = meeting.save().recusals[0]
	assert (row.relation, row.relation_code) == ("vợ, chồng", "spouse")
	for wrong, match in (
		({"member_name": "Người lạ"}, "not a member of this meeting"),
		({"honoree": commune.honoree().name}, "not a candidate of this meeting"),
		({"relation": "hàng xóm"}, "none of the relations"),
		({}, "already recused"),
	):
		meeting.reload()
		meeting.append("recusals", {**good, **wrong})
		refused(meeting, match)


def test_written_opinion_needs_an_absent_member_who_wrote(room):
	meeting = room.meeting(present=9, written=(10,))
	candidate = meeting.candidates[0].name
	opinion = {"member_name": MEMBERS[9], "candidate": candidate, "choice": "For"}
	meeting.append("written_opinions", opinion)
	meeting.save()
	assert meeting.written_opinions[0].candidate_title.endswith("– Giấy khen")
	for wrong, match in (
		({}, "two opinions"),
		({"member_name": MEMBERS[0]}, "is not “Written Opinion”"),
		({"candidate": "no-such-row"}, "no longer on the agenda"),
	):
		meeting.reload()
		meeting.append("written_opinions", {**opinion, **wrong})
		refused(meeting, match)


def test_candidates_are_checked_like_recipients(room, commune):
	candidate = room.candidate()
	meeting = room.meeting(candidates=[candidate])
	meeting.append("candidates", candidate)
	refused(meeting, "stands twice with the same award")
	meeting.reload()
	meeting.append("candidates", {**room.candidate(), "award_type": "TTLDTT"})
	refused(meeting, "is not for the kind")
	meeting.reload()
	unverified = commune.achievement(state="Submitted")
	meeting.append(
		"candidates", {"honoree": unverified.honoree, "award_type": "GK", "achievement": unverified.name}
	)
	refused(meeting, "has not been verified")


# The count on paper


@pytest.mark.parametrize(
	("votes", "ballots", "match"),
	[
		((8, 2, 0), {}, "8 for, 2 against and 0 blank make 10 votes; there must be 11"),
		((11, 1, 0), {}, "make 12 votes"),
		((11, 0, 0), {"issued": 12}, "12 ballots issued, but only 11 members are present"),
		((11, 0, 0), {"issued": 10}, "11 ballots returned, but only 10 were issued"),
		((11, 0, 0), {"valid": 10}, "10 valid and 0 invalid ballots do not make 11"),
	],
)
def test_counts_that_do_not_add_up(room, votes, ballots, match):
	import frappe

	meeting = room.meeting("Voting")
	with pytest.raises(frappe.ValidationError, match=match):
		room.count(meeting, votes, **ballots)


def test_recused_members_have_no_line_on_the_ballot(room):
	"""11 present, 1 recused: 10 lines. Of 11 ballots 1 invalid: 9 or 10 lines, it is not known whose was invalid."""
	import frappe

	candidate = room.candidate()
	recusal = {"member_name": MEMBERS[3], "honoree": candidate["honoree"], "reason": "Anh ruột"}
	meeting = room.meeting("Voting", candidates=[candidate], recusals=[recusal])
	with pytest.raises(frappe.ValidationError, match="there must be 10"):
		room.count(meeting, (11, 0, 0))
	meeting.reload()
	room.count(meeting, (9, 0, 0), valid=10, invalid=1)
	room.count(meeting, (10, 0, 0), valid=10, invalid=1)
	with pytest.raises(frappe.ValidationError, match="there must be 9 to 10"):
		room.count(meeting, (8, 0, 0), valid=10, invalid=1)


def test_result_as_it_stands_in_the_minutes(room):
	"""11 members, 9 present: 8 for, 1 against; one absent member in writing for: 9/11 = 81,82 %, needed 6."""
	meeting = room.meeting("Convened", present=9, written=(10,))
	meeting.append(
		"written_opinions",
		{"member_name": MEMBERS[9], "candidate": meeting.candidates[0].name, "choice": "For"},
	)
	meeting.save()
	meeting = room.commune.act(meeting, "Open Voting", OFFICER)
	closed = room.close(room.count(meeting, (8, 1, 0)))
	row = closed.candidates[0]
	assert (row.share_text, row.denominator, row.needed, row.carried) == ("9/11 (81,82%)", 11, 6, 1)
	assert (row.written_for, row.written_against, row.recused) == (1, 0, 0)
	assert row.result_text == "9 of 11 in favour (81,82%); 6 needed: carried."
	assert row.article == "NĐ 152/2025/NĐ-CP Điều 6.2.e"
	assert (closed.docstatus, closed.workflow_state, closed.closed_by) == (1, "Closed", OFFICER)


def test_each_award_by_its_own_threshold(room):
	"""8 of 11: enough for a giấy khen (6), not for chiến sĩ thi đua cơ sở (80 % of 11 = 8,8 → 9)."""
	candidates = [room.candidate("GK"), room.candidate("CSTDCS")]
	closed = room.close(room.count(room.meeting("Voting", candidates=candidates), (8, 3, 0), (8, 3, 0)))
	assert [(row.share_text, row.needed, row.carried) for row in closed.candidates] == [
		("8/11 (72,73%)", 6, 1),
		("8/11 (72,73%)", 9, 0),
	]


def test_missing_and_invalid_ballots_are_not_votes(room):
	"""11 present, 10 ballots back, 9 valid: 6 for of 11."""
	meeting = room.count(room.meeting("Voting"), (6, 2, 1), returned=10, valid=9, invalid=1)
	row = room.close(meeting).candidates[0]
	assert (row.share_text, row.blank, row.carried) == ("6/11 (54,55%)", 1, 1)


def test_closing_needs_the_whole_count(room):
	import frappe

	candidates = [room.candidate(), room.candidate()]
	meeting = room.count(room.meeting("Voting", candidates=candidates), (11, 0, 0), (0, 0, 0))
	with pytest.raises(frappe.ValidationError, match=r"\(row 2\): 0 for, 0 against and 0 blank"):
		room.close(meeting)
	meeting = room.count(frappe.get_doc("Council Meeting", meeting.name), (11, 0, 0), (10, 0, 1))
	meeting.counting_board = []
	meeting.save()
	with pytest.raises(frappe.ValidationError, match="counting board with its head"):
		room.close(meeting)


def test_show_of_hands(room):
	meeting = room.meeting("Voting", present=10, vote_method="Show of Hands")
	closed = room.close(room.count(meeting, (9, 0, 1)))
	assert closed.candidates[0].share_text == "9/11 (81,82%)"


def test_results_are_the_servers(room):
	meeting = room.meeting()
	meeting.candidates[0].update({"carried": 1, "share_text": "11/11 (100%)", "denominator": 11, "needed": 1})
	row = meeting.save().candidates[0]
	assert (row.carried, row.share_text, row.denominator, row.needed) == (0, None, 0, 0)


def test_names_on_the_ballot_are_the_honorees(room):
	meeting = room.meeting()
	meeting.candidates[0].update({"honoree_name": "Tên khác", "award_name": "Bằng khen"})
	row = meeting.save().candidates[0]
	assert (row.honoree_name, row.award_name) == ("Nguyễn Đình Ái", "Giấy khen")


# Steps and freeze


def test_meeting_is_cancelled_with_a_reason_before_voting(room, commune):
	import frappe

	meeting = room.meeting("Convened")
	with pytest.raises(frappe.MandatoryError, match="reason for cancelling"):
		commune.act(meeting, "Cancel Meeting", OFFICER)
	meeting.reload()
	meeting.cancel_reason = "Dời sang tháng sau"
	meeting.save()
	cancelled = commune.act(meeting, "Cancel Meeting", CHAIRMAN)
	cancelled.subject = "Khác"
	refused(cancelled, "has been cancelled", "PermissionError")


@pytest.fixture
def no_workflow():
	"""The workflow of meetings switched off by an administrator."""
	import frappe

	frappe.db.set_value("Workflow", "TDKT Council Meeting", "is_active", 0)
	frappe.clear_cache(doctype="Council Meeting")
	yield
	frappe.db.rollback()
	frappe.clear_cache(doctype="Council Meeting")


def test_meeting_is_not_cancelled_once_voting_is_open(room, no_workflow):
	meeting = room.meeting()
	meeting.workflow_state = "Voting"
	meeting.save()
	meeting.update({"workflow_state": "Cancelled", "cancel_reason": "Thôi"})
	refused(meeting, "can no longer be cancelled")


def test_closing_without_a_workflow(room, no_workflow):
	import frappe

	meeting = room.meeting()
	meeting.workflow_state = "Closed"
	refused(meeting, "closed by the action")
	meeting.reload()
	with pytest.raises(frappe.ValidationError, match="Open the voting"):
		meeting.submit()
	meeting.reload()
	meeting.workflow_state = "Voting"
	room.count(meeting.save(), (8, 3, 0)).submit()
	assert (meeting.workflow_state, meeting.candidates[0].carried) == ("Closed", 1)


def test_nothing_is_closed_without_an_open_vote(room):
	import frappe

	meeting = room.meeting("Convened")
	meeting.flags.ignore_permissions = True
	with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
		meeting.submit()
	assert frappe.db.get_value("Council Meeting", meeting.name, "docstatus") == 0


@pytest.mark.parametrize(
	("field", "value"),
	[
		("subject", "Khác"),
		("meeting_on", "2025-12-13 08:00:00"),
		("vote_method", "Show of Hands"),
		("is_secret", 0),
		("chaired_by", MEMBERS[1]),
		("attendance", []),
		("recusals", [RECUSAL]),
		("candidates", []),
	],
)
def test_open_vote_keeps_what_is_voted_on(room, field, value):
	import frappe

	meeting = room.meeting("Voting")
	before = frappe.get_doc("Council Meeting", meeting.name).as_dict()
	meeting.set(field, with_honoree(meeting, value))
	refused(meeting, "voting is open", "PermissionError")
	assert frappe.get_doc("Council Meeting", meeting.name).as_dict() == before


@pytest.mark.parametrize(
	("field", "value"),
	[("honoree", None), ("award_type", "LDTT"), ("achievement", None), ("honoree_name", "X")],
)
def test_open_vote_keeps_its_candidates(room, commune, field, value):
	meeting = room.meeting("Voting")
	meeting.candidates[0].set(field, value or (commune.honoree().name if field == "honoree" else None))
	refused(meeting, "candidates stay as they are", "PermissionError")


@pytest.mark.parametrize(
	("field", "value"),
	[
		("subject", "Khác"),
		("proceedings", "Khác"),
		("conclusion", "Khác"),
		("ended_on", "2025-12-12 11:00:00"),
		("ballots_valid", 3),
		("attendance", []),
		("recusals", [RECUSAL]),
		("counting_board", []),
		("cancel_reason", "Khác"),
		("is_secret", 0),
		("closed_by", CHAIRMAN),
	],
)
def test_closed_meeting_keeps_every_field(room, field, value):
	import frappe

	closed = room.close(room.count(room.meeting("Voting"), (8, 3, 0)))
	before = frappe.get_doc("Council Meeting", closed.name).as_dict()
	closed.set(field, with_honoree(closed, value))
	closed.flags.ignore_validate_update_after_submit = True
	with pytest.raises((frappe.PermissionError, frappe.UpdateAfterSubmitError)):
		closed.save()
	assert frappe.get_doc("Council Meeting", closed.name).as_dict() == before


@pytest.mark.parametrize(
	("field", "value"), [("votes_for", 11), ("carried", 0), ("share_text", "11/11"), ("needed", 1)]
)
def test_closed_meeting_keeps_its_results(room, field, value):
	import frappe

	closed = room.close(room.count(room.meeting("Voting"), (8, 3, 0)))
	closed.candidates[0].set(field, value)
	closed.flags.ignore_validate_update_after_submit = True
	with pytest.raises((frappe.PermissionError, frappe.UpdateAfterSubmitError)):
		closed.save()


def test_closed_meeting_is_neither_cancelled_nor_deleted(room):
	import frappe

	closed = room.close(room.count(room.meeting("Voting"), (8, 3, 0)))
	with pytest.raises(frappe.PermissionError, match="stays as it is"):
		closed.cancel()
	with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
		frappe.delete_doc("Council Meeting", closed.name, force=True)
	assert frappe.db.get_value("Council Meeting", closed.name, "docstatus") == 1


def test_attendance_is_corrected_before_anybody_has_voted(room, commune):
	meeting = commune.act(room.online(), "Back to Attendance", OFFICER)
	meeting.attendance[10].update({"attendance": "Absent", "reason": "Ốm"})
	assert meeting.save().present_count == 10


def test_manager_and_council_member_do_not_close(room, commune):
	import frappe

	meeting = room.count(room.meeting("Voting"), (8, 3, 0))
	for user in (MANAGER, account(1)):
		with pytest.raises(Exception) as refusal:
			commune.act(meeting, "Close Voting", user)
		assert refusal.typename in ("PermissionError", "WorkflowTransitionError", "WorkflowPermissionError")
	assert frappe.db.get_value("Council Meeting", meeting.name, "docstatus") == 0


def test_findings_tell_of_the_candidates(room):
	from tdkt_app.law.findings import of_document

	meeting = room.meeting(candidates=[room.candidate("CSTDCS")])
	found = of_document("Council Meeting", meeting.name)["findings"]
	said = {row["code"]: row for row in found}
	assert said["initiative-missing"]["subject"] == meeting.candidates[0].name
	assert said["initiative-missing"]["subject_name"].startswith("Nguyễn Đình Ái (")


def test_number_of_queries_does_not_grow_with_the_candidates(room, count_queries):
	council = room.council()
	sent = []
	for size in (2, 8):
		meeting = room.meeting(
			"Voting",
			council=council,
			candidates=[room.candidate() for _ in range(size)],
			meeting_on="2025-12-12",
		)
		meeting = room.count(meeting, *[(11, 0, 0)] * size)
		with count_queries() as queries:
			meeting.save()
		sent.append(sum(1 for query in queries if query.lstrip().lower().startswith("select")))
	assert sent[0] == sent[1]


# The agenda


def test_nominees_of_the_agenda_are_the_candidates(room, commune):
	first = commune.nomination(state="Appraised")
	second = commune.nomination(commune.achievement(state="Verified"), state="Appraised", award="LDTT")
	agenda = [{"nomination": paper.name} for paper in (first, second)]
	meeting = room.meeting(candidates=(), nominations=agenda)
	assert [(row.nomination, row.award_type, row.honoree) for row in meeting.candidates] == [
		(first.name, "GK", first.nominees[0].honoree),
		(second.name, "LDTT", second.nominees[0].honoree),
	]
	assert meeting.nominations[0].unit_name == "Xóm Đình"
	meeting.append("candidates", room.candidate())
	meeting.nominations = meeting.nominations[1:]
	rows = meeting.save().candidates
	assert [(row.idx, row.nomination) for row in rows] == [(1, second.name), (2, None)]


def test_excluded_nominees_are_no_candidates(room, commune):
	papers = [commune.achievement(state="Verified") for _ in range(2)]
	nomination = commune.nomination(*papers, state="Appraised")
	row = nomination.nominees[1]
	row.db_set({"excluded": 1, "exclusion_reason": "Trùng hồ sơ"})
	meeting = room.meeting(candidates=(), nominations=[{"nomination": nomination.name}])
	assert [row.honoree for row in meeting.candidates] == [papers[0].honoree]


@pytest.mark.parametrize("state", ["Draft", "Submitted", "Under Appraisal", "Returned", "Rejected"])
def test_only_appraised_nominations_stand_on_an_agenda(room, commune, state):
	import frappe

	with pytest.raises(frappe.ValidationError, match="has not been appraised"):
		room.meeting(nominations=[{"nomination": commune.nomination(state=state).name}])


def test_nomination_stands_once_on_an_agenda(room, commune):
	import frappe

	row = {"nomination": commune.nomination(state="Appraised").name}
	with pytest.raises(frappe.ValidationError, match="stands twice"):
		room.meeting(candidates=(), nominations=[row, dict(row)])


def test_a_candidate_does_not_name_a_nomination_by_itself(room, commune):
	"""Which nomination a row belongs to is read from the agenda."""
	nomination = commune.nomination(state="Appraised")
	meeting = room.meeting(candidates=[{**room.candidate(), "nomination": nomination.name}])
	assert meeting.candidates[0].nomination is None


def test_nominations_that_wait_for_a_meeting(room, commune, as_user):
	import frappe

	from tdkt_app.doctype.council_meeting.candidates import waiting_nominations

	taken, waiting = commune.nomination(state="Appraised"), commune.nomination(state="Appraised")
	room.meeting(candidates=(), nominations=[{"nomination": taken.name}])
	with as_user(OFFICER):
		names = {row.name for row in waiting_nominations()}
	assert waiting.name in names and taken.name not in names
	with as_user(account(1)), pytest.raises(frappe.PermissionError):
		waiting_nominations()


def test_rules_look_at_the_dossier_of_a_candidate(room, commune):
	"""The nomination says thematic from 10 January to 20 November, received on 1 December."""
	from datetime import date

	from tdkt_app.doctype.council_meeting.candidates import for_rules
	from tdkt_app.rules.case import Method, Period

	nomination = commune.nomination(state="Appraised")
	meeting = room.meeting(candidates=(), nominations=[{"nomination": nomination.name}])
	(candidate,) = for_rules(meeting)
	assert candidate.period == Period(date(2025, 1, 10), date(2025, 11, 20))
	assert (candidate.method, candidate.received_on) == (Method.THEMATIC, date(2025, 12, 1))


# The minutes on paper


def test_minutes_of_a_closed_meeting_print_from_themselves(room):
	import frappe

	meeting = room.meeting("Voting", present=10, place="Phòng họp số 1")
	meeting.update({"proceedings": "Thường trực trình bày.", "ended_on": "2025-12-12 10:30:00"})
	closed = room.close(room.count(meeting, (9, 1, 0)))
	frappe.db.set_single_value("TDKT Settings", "commune_name", "XÃ MỚI")
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	html = frappe.get_print("Council Meeting", closed.name, "Council Minutes")
	for text in (
		"9/11 (81,82%)",
		"8 giờ 00 phút, ngày 12 tháng 12 năm 2025",
		"Tổng số thành viên Hội đồng: 11; có mặt: 10; vắng mặt: 1",
		"bỏ phiếu kín",
		"Nguyễn Đình Ái",
		"Thường trực trình bày.",
	):
		assert text in html
	assert "XÃ MỚI" not in html and "DỰ THẢO" not in html


def test_minutes_of_a_draft_say_so(room):
	import frappe

	assert "DỰ THẢO" in frappe.get_print("Council Meeting", room.meeting().name, "Council Minutes")
