"""Home of the portal: what is due, the unit's place in its block, and which of his units a user works for."""

from __future__ import annotations

import re

import pytest

from tests.site.commune import HAMLET_A, HAMLET_B, TEAM_OF_A, UNIT_A, UNIT_B

WIDE = {"registration_deadline": "2999-02-01", "report_deadline": "2999-11-30", "end_date": "2999-12-31"}


def due(as_user, user: str = UNIT_A) -> list:
	from tdkt_app.portal import announcements, pages, working_unit
	from tdkt_app.portal.due import registrations, things_due

	with as_user(user):
		work = working_unit.of_session()
		campaigns = pages.campaigns()
		return things_due(
			work,
			campaigns,
			registrations(work, [campaign.name for campaign in campaigns]),
			pages.achievements(work),
			pages.reviews(work),
			announcements.announcements(),
		)


def lines(as_user, name: str, user: str = UNIT_A) -> list[str]:
	"""Kinds of the lines that lead to a paper or campaign."""
	return [one.kind for one in due(as_user, user) if one.link.endswith(f"={name}")]


def register(campaign, unit=HAMLET_A):
	import frappe

	values = {"campaign": campaign.name, "unit": unit, "targets": "Không có hộ tái nghèo"}
	return frappe.get_doc({"doctype": "Campaign Registration", **values}).insert()


def test_a_campaign_asks_for_registration_then_for_report_and_review(commune, as_user):
	campaign = commune.campaign(**WIDE)
	assert lines(as_user, campaign.name) == ["Register"]
	register(campaign, TEAM_OF_A)
	assert lines(as_user, campaign.name) == ["Report an Achievement", "Campaign Review"]
	commune.achievement(campaign=campaign.name, state="Submitted")
	assert lines(as_user, campaign.name) == ["Campaign Review"]
	commune.review(campaign=campaign.name, state="Submitted")
	assert lines(as_user, campaign.name) == []


def test_an_interim_review_has_its_own_day(commune, as_user):
	campaign = commune.campaign(**WIDE, interim_deadline="2999-06-30")
	register(campaign)
	days = [
		str(one.day) for one in due(as_user) if one.kind == "Campaign Review" and campaign.name in one.link
	]
	assert days == ["2999-06-30", "2999-11-30"]


@pytest.mark.parametrize("state", ["Draft", "Closed", "Cancelled"])
def test_other_campaigns_ask_for_nothing(commune, as_user, state):
	assert lines(as_user, commune.campaign(state, cancel_reason="Dời").name) == []


def test_drafts_wait_with_the_day_of_their_campaign(commune, as_user):
	paper = commune.achievement(campaign=commune.campaign(**WIDE).name)
	assert lines(as_user, paper.name) == ["Draft to Hand In"]


def test_returned_papers_come_with_every_remark(commune, as_user):
	paper = commune.achievement(state="Returned", verifier_remark="Bổ sung biên bản")
	paper.append("corrections", {"report_field": "Summary", "remark": "Nêu diện tích"})
	paper.save()
	nomination = commune.nomination(state="Returned", return_reason="Thiếu tờ trình")
	review = commune.review(state="Returned")
	exemplar = commune.exemplar(state="Returned")
	exemplar.db_set("remark", "Viết lại kết quả")
	by_name = {one.link.rpartition("=")[2]: one.remarks for one in due(as_user)}
	assert by_name[paper.name] == ("Bổ sung biên bản", "Summary: Nêu diện tích")
	assert by_name[nomination.name][0] == "Thiếu tờ trình"
	assert by_name[exemplar.name] == ("Viết lại kết quả",)
	assert review.name in by_name


def test_announcements_wait_until_they_are_confirmed(commune, as_user):
	from tdkt_app.emulation import announcement_delivery

	paper = commune.announcement("Published", needs_acknowledgement=1, due_date="2999-12-31")
	assert lines(as_user, paper.name) == ["Announcement to Confirm"]
	announcement_delivery.mark_acknowledged(paper.name, UNIT_A)
	assert lines(as_user, paper.name) == []


def test_by_date_with_what_is_overdue_first(commune, as_user):
	late, early = commune.campaign(**WIDE), commune.campaign(registration_deadline="2025-01-15")
	commune.nomination(state="Returned")
	found = due(as_user)
	import frappe

	days = [one.day or frappe.utils.getdate() for one in found]
	assert days == sorted(days)
	overdue = {one.link.rpartition("=")[2]: one.is_overdue for one in found}
	assert (overdue[early.name], overdue[late.name]) == (True, False)


def test_nothing_of_the_neighbour_is_due(commune, as_user):
	papers = [
		commune.achievement(HAMLET_B, state="Returned", verifier_remark="Kín"),
		commune.nomination(unit=HAMLET_B, state="Returned"),
		commune.review(HAMLET_B, state="Returned"),
		commune.exemplar(HAMLET_B, state="Returned"),
	]
	assert not {one.link.rpartition("=")[2] for one in due(as_user)} & {paper.name for paper in papers}


def test_queries_of_the_home_are_constant(commune, as_user, count_queries):
	import frappe

	from tdkt_app.www.thi_dua.index import get_context

	def queries() -> int:
		with as_user(UNIT_A), count_queries() as sent:
			get_context(frappe._dict())
		return len(sent)

	def grow() -> None:
		campaign = commune.campaign()
		register(campaign)
		commune.achievement(campaign=campaign.name, state="Returned", verifier_remark="Sửa")
		commune.announcement("Published")

	grow()
	queries()  # fills the caches
	few = queries()
	for _number in range(3):
		grow()
	assert queries() == few <= 40


def test_units_of_a_user_are_asked_once_per_request(commune, count_queries, monkeypatch):
	import frappe

	from tdkt_app.permissions import units_of

	with count_queries() as outside:
		units_of(UNIT_A), units_of(UNIT_A)
	monkeypatch.setattr(frappe.local, "request", object(), raising=False)
	monkeypatch.setattr(frappe.local, "flags", frappe._dict())
	with count_queries() as inside:
		assert units_of(UNIT_A) == units_of(UNIT_A) == [HAMLET_A, TEAM_OF_A]
		assert units_of(UNIT_B) == [HAMLET_B]
	assert (len(outside), len(inside)) == (2, 2)


# Place in the block


@pytest.fixture
def ranked(commune):
	"""A campaign with a frozen ranking of units A (12 points) and B (20)."""
	import frappe

	from tdkt_app.emulation import ranking

	block = frappe.get_doc({"doctype": "Emulation Block", "block_name": "Cụm thử", "block_code": "TEST-CUM"})
	block.insert()
	for unit in (HAMLET_A, HAMLET_B):
		frappe.db.set_value("Emulation Unit", unit, "block", block.name)
	campaign = commune.ready_campaign("Launched")
	for unit, points in ((HAMLET_A, 12), (HAMLET_B, 20)):
		paper = commune.achievement(unit, campaign=campaign.name)
		paper.append("scores", {"criterion_row": campaign.criteria[0].name})
		paper.save()
		paper.scores[0].db_set("officer_score", points)
		paper.db_set("workflow_state", "Verified")
	ranking.freeze(campaign.name, ranking.UNIT)
	return campaign


@pytest.mark.parametrize(
	("state", "shown"), [("Launched", 0), ("Under Review", 0), ("Closed", 1), ("Cancelled", 0)]
)
def test_a_place_is_shown_once_the_campaign_is_closed(ranked, state, shown):
	from tdkt_app.portal.standing_in_block import places

	ranked.db_set("workflow_state", state)
	found = places(HAMLET_A)
	assert [(place.place, place.of_units, place.points) for place in found] == [(2, 2, 12)] * shown


def test_a_live_ranking_shows_no_place(commune, ranked):
	import frappe

	from tdkt_app.portal.standing_in_block import places

	frappe.db.delete("Campaign Ranking Snapshot", {"campaign": ranked.name})
	ranked.db_set("workflow_state", "Closed")
	assert places(HAMLET_A) == []


def test_the_home_shows_the_own_place_and_no_other_unit(ranked, as_user):
	import frappe

	from tdkt_app.www.thi_dua.index import get_context

	ranked.db_set("workflow_state", "Closed")
	context = frappe._dict()
	with as_user(UNIT_A):
		get_context(context)
	assert context.places[0].place == 2
	assert not {"title", "unit"} & set(context.places[0])


# Several units


@pytest.fixture
def both(commune):
	"""The user of unit A works for unit B, too. Committed; taken back at the end."""
	import frappe

	unit = frappe.get_doc("Emulation Unit", HAMLET_B)
	unit.append("users", {"user": UNIT_A})
	unit.save()
	frappe.db.commit()
	yield
	frappe.db.rollback()
	frappe.db.delete("Emulation Unit User", {"parent": HAMLET_B, "user": UNIT_A})
	frappe.db.commit()


@pytest.fixture
def session(site, http):
	"""Cookie of a signed-in user of unit A."""
	import frappe
	from frappe.utils.password import update_password

	update_password(UNIT_A, "Thi-dua-2025-xa!")
	frappe.db.commit()
	reply = http("POST", "/api/method/login", data={"usr": UNIT_A, "pwd": "Thi-dua-2025-xa!"})
	cookies = [value for name, value in reply.headers if name == "Set-Cookie"]
	cookie = {"Cookie": next(c for c in cookies if c.startswith("sid=")).partition(";")[0]}
	html = http("GET", "/thi-dua", headers={**cookie, "Accept": "text/html"}).get_data(as_text=True)
	return {**cookie, "X-Frappe-CSRF-Token": re.search(r'frappe.csrf_token = "(\w+)"', html)[1]}


CHOOSE = "/api/method/tdkt_app.portal.working_unit.choose"


def test_the_switch_lasts_for_the_session_and_ends_with_the_assignment(both, session, commune, http):
	import frappe

	paper = commune.achievement(HAMLET_B, achievement_title="Của xóm La Lang")
	frappe.db.commit()
	page = {"headers": {**session, "Accept": "text/html"}}
	assert paper.name not in http("GET", "/thi-dua?all=1", **page).get_data(as_text=True)
	assert http("POST", CHOOSE, headers=session, data={"unit": HAMLET_B}).status_code == 200
	assert paper.name in http("GET", "/thi-dua?all=1", **page).get_data(as_text=True)
	frappe.db.delete("Emulation Unit User", {"parent": HAMLET_B, "user": UNIT_A})
	frappe.db.commit()
	assert paper.name not in http("GET", "/thi-dua?all=1", **page).get_data(as_text=True)


def test_only_assigned_units_are_chosen(session, http, commune):
	for unit in (HAMLET_B, TEAM_OF_A, "KHONG-CO"):
		assert http("POST", CHOOSE, headers=session, data={"unit": unit}).status_code == 403
	assert http("POST", CHOOSE, data={"unit": HAMLET_A}).status_code == 403
	assert http("GET", f"{CHOOSE}?unit={HAMLET_A}", headers=session).status_code == 403


def test_a_forged_choice_in_the_session_counts_nothing(commune, as_user):
	import frappe

	from tdkt_app.portal import working_unit

	with as_user(UNIT_A):
		frappe.session.data[working_unit._KEY] = HAMLET_B
		assert working_unit.of_session().scope == [HAMLET_A, TEAM_OF_A]


def test_two_users_of_a_unit_share_its_papers(commune, make_user, as_user):
	import frappe

	clerk = make_user("clerk@test.example", "TDKT Unit User")
	unit = frappe.get_doc("Emulation Unit", HAMLET_A)
	unit.append("users", {"user": clerk, "position": "Thư ký"})
	unit.save()
	paper = commune.achievement(state="Returned", verifier_remark="Sửa")
	assert lines(as_user, paper.name, clerk) == lines(as_user, paper.name) == ["Returned for Correction"]
	assert lines(as_user, paper.name, UNIT_B) == []
