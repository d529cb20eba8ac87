"""Who sees and changes which rows. Denied unless a sentence here says otherwise."""

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
	TEAM_OF_A,
	TOP,
	UNIT_A,
	UNIT_B,
)

PAPERS = ("Honoree", "Campaign Registration", "Achievement")
DESK = (OFFICER, CHAIRMAN, COUNCIL, MANAGER, AUDITOR)
SEE_ALL = (OFFICER, CHAIRMAN, MANAGER, AUDITOR)


@pytest.fixture
def paper(commune):
	"""`paper("Achievement", HAMLET_B)`: a paper of that unit."""

	def make(doctype: str, unit: str):
		if doctype == "Honoree":
			return commune.honoree(unit)
		if doctype == "Achievement":
			return commune.achievement(unit)
		import frappe

		values = {"campaign": commune.campaign().name, "unit": unit, "targets": "Giữ danh hiệu xóm văn hóa"}
		return frappe.get_doc({"doctype": "Campaign Registration", **values}).insert()

	return make


def may(user: str, ptype: str, doc) -> bool:
	import frappe

	return frappe.has_permission(doc.doctype, ptype, doc=doc.name, user=user)


def listed(as_user, user: str, doctype: str, **filters) -> set[str]:
	import frappe

	with as_user(user):
		return set(frappe.get_list(doctype, filters=filters, pluck="name", limit_page_length=0))


@pytest.mark.parametrize("doctype", PAPERS)
def test_unit_user_sees_papers_of_his_unit_and_below(paper, as_user, doctype):
	own, below = paper(doctype, HAMLET_A), paper(doctype, TEAM_OF_A)
	assert {own.name, below.name} <= listed(as_user, UNIT_A, doctype)
	assert may(UNIT_A, "read", own) and may(UNIT_A, "read", below)


@pytest.mark.parametrize("doctype", PAPERS)
@pytest.mark.parametrize("unit", [HAMLET_B, TOP])
def test_unit_user_sees_nothing_of_the_neighbour_or_above(paper, as_user, doctype, unit):
	foreign = paper(doctype, unit)
	assert foreign.name not in listed(as_user, UNIT_A, doctype)
	assert not may(UNIT_A, "read", foreign)


@pytest.mark.parametrize("doctype", PAPERS)
def test_an_or_in_the_users_filter_does_not_open_the_list(paper, as_user, doctype):
	import frappe

	foreign = paper(doctype, HAMLET_B)
	with as_user(UNIT_A):
		names = frappe.get_list(
			doctype, or_filters=[["unit", "=", HAMLET_B], ["name", "=", foreign.name]], pluck="name"
		)
	assert names == []


def test_unit_user_sees_his_units(commune, as_user):
	assert listed(as_user, UNIT_A, "Emulation Unit") == {HAMLET_A, TEAM_OF_A}


@pytest.mark.parametrize(
	("state", "seen"),
	[
		("Draft", False),
		("Awaiting Approval", False),
		("Launched", True),
		("Under Review", True),
		("Closed", True),
		("Cancelled", False),
	],
)
def test_units_know_a_campaign_once_it_is_launched(commune, as_user, state, seen):
	campaign = commune.campaign(state, cancel_reason="Dời")
	assert (campaign.name in listed(as_user, UNIT_A, "Emulation Campaign")) is seen
	assert may(UNIT_A, "read", campaign) is seen


def test_units_see_no_decision(commune, as_user):
	issued = commune.issued()
	assert not may(UNIT_A, "read", issued)
	with pytest.raises(Exception) as refusal:
		listed(as_user, UNIT_A, "Award Decision")
	assert refusal.typename == "PermissionError"


@pytest.mark.parametrize(
	("state", "open_to_unit"),
	[
		("Draft", True),
		("Returned", True),
		("Submitted", False),
		("Under Verification", False),
		("Verified", False),
		("Rejected", False),
	],
)
def test_unit_user_writes_an_achievement_only_while_it_is_his(commune, state, open_to_unit):
	assert may(UNIT_A, "write", commune.achievement(state=state)) is open_to_unit


@pytest.mark.parametrize(
	"ptype", ["create", "write", "delete", "submit", "cancel", "share", "export", "print"]
)
@pytest.mark.parametrize("doctype", ["Emulation Campaign", "Award Decision"])
def test_unit_user_only_reads_other_documents(commune, doctype, ptype):
	doc = commune.campaign() if doctype == "Emulation Campaign" else commune.decision()
	assert not may(UNIT_A, ptype, doc)


@pytest.mark.parametrize("ptype", ["delete", "submit", "cancel", "share", "export", "print"])
def test_unit_user_does_no_more_than_write_with_an_achievement(commune, ptype):
	assert not may(UNIT_A, ptype, commune.achievement())


def test_unit_user_does_not_report_for_the_neighbour(commune, as_user):
	import frappe

	honoree, campaign = commune.honoree(HAMLET_B), commune.campaign()
	achievement = frappe.get_doc(
		{
			"doctype": "Achievement",
			"achievement_title": "Của người khác",
			"unit": HAMLET_B,
			"honoree": honoree.name,
			"campaign": campaign.name,
			"period_from": "2025-01-01",
			"period_to": "2025-02-01",
			"summary": "x",
		}
	)
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		achievement.insert()


def test_foreign_paper_is_not_taken_over_with_ones_own_unit(commune, as_user):
	"""Permission is asked about the document as sent: the stored unit must be his as well."""
	import frappe

	foreign = commune.achievement(HAMLET_B)
	foreign.update({"unit": HAMLET_A, "honoree": commune.honoree(HAMLET_A).name})
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		foreign.save()


def test_own_paper_is_not_pushed_to_the_neighbour(commune, as_user):
	import frappe

	own = commune.achievement(HAMLET_A)
	own.update({"unit": HAMLET_B, "honoree": commune.honoree(HAMLET_B).name})
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		own.save()


@pytest.mark.parametrize("doctype", [*PAPERS, "Emulation Campaign", "Award Decision", "Emulation Unit"])
@pytest.mark.parametrize("user", [NOBODY, "Guest"])
def test_nobody_else_reads_anything(as_user, commune, doctype, user):
	import frappe

	assert not frappe.has_permission(doctype, "read", user=user)


def test_unit_user_without_a_unit_sees_no_paper(commune, make_user, as_user):
	lost = make_user("lost@test.example", "TDKT Unit User")
	achievement = commune.achievement()
	assert listed(as_user, lost, "Achievement") == set()
	assert not may(lost, "read", achievement)


@pytest.mark.parametrize("user", SEE_ALL)
def test_desk_reads_all_papers(commune, paper, as_user, user):
	docs = [*(paper(doctype, HAMLET_B) for doctype in PAPERS), commune.campaign("Draft"), commune.decision()]
	assert [may(user, "read", doc) for doc in docs] == [True] * len(docs)


@pytest.mark.parametrize("user", [COUNCIL, MANAGER, AUDITOR])
@pytest.mark.parametrize("ptype", ["create", "write", "delete", "submit", "cancel", "share"])
def test_council_manager_and_auditor_take_no_part_in_the_papers(commune, paper, user, ptype):
	docs = [
		paper("Campaign Registration", HAMLET_A),
		commune.achievement(),
		commune.campaign(),
		commune.decision(),
	]
	assert [may(user, ptype, doc) for doc in docs] == [False] * len(docs)


@pytest.mark.parametrize("user", [OFFICER, CHAIRMAN, COUNCIL, AUDITOR])
@pytest.mark.parametrize("doctype", ["Award Type", "Base Salary", "Content Area", "TDKT Settings"])
@pytest.mark.parametrize("ptype", ["create", "write", "delete"])
def test_catalogue_and_settings_are_the_managers(site, user, doctype, ptype):
	import frappe

	assert not frappe.has_permission(doctype, ptype, user=user)


@pytest.mark.parametrize("user", [*DESK, "Administrator"])
def test_number_registers_are_nobodys_to_move(commune, as_user, user):
	import frappe

	register = frappe.get_last_doc("Number Register")
	register.last_number = 41
	with as_user(user), pytest.raises(frappe.PermissionError):
		register.save()


@pytest.mark.parametrize("ptype", ["cancel", "share"])
@pytest.mark.parametrize("user", DESK)
def test_nobody_cancels_or_shares_a_decision(commune, user, ptype):
	assert not may(user, ptype, commune.issued())


def test_link_search_shows_a_unit_user_only_his_own(commune, as_user):
	"""As the desk asks, and with the switch that drops Frappe's own conditions, which the portal's allow-list closes."""
	import frappe
	from frappe.desk.search import search_link

	own, foreign = commune.honoree(HAMLET_A), commune.honoree(HAMLET_B)
	frappe.local.response = frappe._dict(docs=[])
	with as_user(UNIT_A):
		results = search_link("Honoree", "Nguyễn Đình Ái", page_length=200)
	found = {row["value"] for row in results or frappe.response["results"]}
	assert own.name in found and foreign.name not in found


# Over the wire: general entrances are closed to portal users, whatever they would answer.

CLOSED = [
	("GET", "/api/resource/Achievement"),
	("GET", "/api/resource/Achievement/{foreign}"),
	("GET", "/api/resource/Achievement/{own}?expand_links=1"),
	("PUT", "/api/resource/Achievement/{foreign}"),
	("DELETE", "/api/resource/Achievement/{own}"),
	("GET", "/api/resource/User"),
	("GET", "/api/v1/resource/Achievement"),
	("GET", "/api/v2/document/Achievement"),
	("POST", "/api/v2/document/Achievement/{own}/method/save"),
	("GET", "/api/method/frappe.client.get_count?doctype=User"),
	("GET", "/api/method/frappe.client.get_list?doctype=Achievement Evidence&parent=Achievement"),
	("GET", "/api/method/frappe.desk.search.search_link?doctype=Honoree&txt=&ignore_user_permissions=1"),
	("GET", "/api/method/frappe.client.validate_link?doctype=Achievement&docname={foreign}"),
	("GET", "/api/method/frappe.desk.query_report.run?report_name=Award Register"),
	("POST", "/api/method/upload_file"),
	("POST", "/api/method/run_doc_method"),
	("GET", "/?cmd=frappe.client.get_count&doctype=User"),
	("GET", "/api/method/frappe.auth.get_logged_user?cmd=frappe.client.get_count&doctype=User"),
	("GET", "/api/method/frappe.client.get_count?cmd=frappe.auth.get_logged_user&doctype=User"),
	("GET", "/api/method/tdkt_app.setup.demo.remove"),
	("GET", "/api/method/tdkt_app.portalx.anything"),
	("GET", "/api/method"),
]


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_entrance_is_closed_to_portal_users(commune, http, method, path):
	import frappe

	own, foreign = commune.achievement(HAMLET_A), commune.achievement(HAMLET_B)
	frappe.db.commit()
	reply = http(method, path.format(own=own.name, foreign=foreign.name), user=UNIT_A)
	assert reply.status_code == 403


def test_entrances_stay_open_to_the_desk(commune, http):
	assert http("GET", "/api/resource/Achievement", user=OFFICER).status_code == 200


def test_guests_are_left_to_the_framework(commune, http):
	assert http("GET", "/api/method/ping").status_code == 200
	assert http("GET", "/api/resource/Achievement").status_code in (401, 403)


@pytest.mark.parametrize(
	("user", "status"), [(UNIT_A, 200), (OFFICER, 200), (COUNCIL, 403), (UNIT_B, 403), (NOBODY, 403)]
)
def test_evidence_is_downloaded_by_who_reads_the_paper(commune, http, user, status):
	import frappe

	content = b"%PDF-1.4 " + frappe.generate_hash().encode()
	paper = commune.with_evidence(commune.achievement(HAMLET_A), content=content)
	frappe.db.commit()
	assert http("GET", paper.evidence[0].file, user=user).status_code == status
