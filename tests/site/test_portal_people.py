"""People, households and registrations as units keep them in the portal; who may, and what the office keeps."""

from __future__ import annotations

import base64
import io
import json

import openpyxl
import pytest

from tests.site.commune import HAMLET_A, HAMLET_B, NOBODY, OFFICER, TEAM_OF_A, TOP, UNIT_A, UNIT_B

OPEN = {"registration_deadline": "2999-02-01", "report_deadline": "2999-11-30", "end_date": "2999-12-31"}


@pytest.fixture
def post(http):
	def send(method: str, user: str | None = UNIT_A, **fields):
		return http("POST", f"/api/method/tdkt_app.portal.{method}", user=user, data=fields)

	return send


def refused():
	import frappe

	return pytest.raises(frappe.PermissionError)


def saved(as_user, name: str | None = None, **values):
	import frappe

	from tdkt_app.portal import people

	with as_user(UNIT_A):
		return frappe.get_doc("Honoree", people.save(json.dumps(values), name))


def found(as_user, **search) -> list[str]:
	from tdkt_app.portal import people, working_unit

	with as_user(UNIT_A):
		rows, _paging = people.people(working_unit.of_session(), people.Search(**search), 1)
	return [row.full_name for row in rows]


# People and households


def test_a_unit_enters_corrects_and_marks_as_moved(commune, as_user):
	from tdkt_app.portal import people

	person = saved(as_user, kind="Individual", full_name="Dương Thị Xuân", birth_year="1980")
	assert (person.unit, person.owner, person.birth_year) == (HAMLET_A, UNIT_A, 1980)
	saved(as_user, person.name, full_name="Dương Thị Xuyến", address="Xóm Đình")
	with as_user(UNIT_A):
		people.mark_moved(person.name)
	person.reload()
	assert (person.full_name, person.address, person.is_active) == ("Dương Thị Xuyến", "Xóm Đình", 0)
	assert "Dương Thị Xuyến" in found(as_user, moved=True)
	assert "Dương Thị Xuyến" not in found(as_user)


def test_a_household_with_its_members(commune, as_user):
	members = [{"full_name": "Ông Thịnh", "is_head": 1}, {"full_name": "Bà Hoa", "birth_year": "1961"}]
	household = saved(as_user, kind="Household", full_name="Hộ ông Thịnh", members=members)
	assert [(row.full_name, row.is_head, row.birth_year) for row in household.members] == [
		("Ông Thịnh", 1, 0),
		("Bà Hoa", 0, 1961),
	]


def test_given_names_order_the_list_and_marks_do_not_matter(commune, as_user):
	for name in ("Nguyễn Văn Dậu Kiểm", "Trần Kiểm Ánh Dậu", "Đỗ Kiểm Bường"):
		commune.honoree(full_name=name)
	assert found(as_user, text="kiem") == ["Đỗ Kiểm Bường", "Trần Kiểm Ánh Dậu", "Nguyễn Văn Dậu Kiểm"]
	assert found(as_user, text="BUONG", kind="Household") == []
	assert found(as_user, text="%") == []


def test_unit_is_the_session_s_or_below(commune, as_user):
	assert saved(as_user, kind="Individual", full_name="Người Tổ", unit=TEAM_OF_A).unit == TEAM_OF_A
	for unit in (HAMLET_B, TOP):
		with refused():
			saved(as_user, kind="Individual", full_name="Người Khác", unit=unit)


def test_neighbours_people_are_not_touched(commune, as_user, post):
	foreign = commune.honoree(HAMLET_B, full_name="Người Xóm Khác")
	assert "Người Xóm Khác" not in found(as_user)
	with refused():
		saved(as_user, foreign.name, full_name="Chiếm")
	own = commune.honoree()
	with refused():
		saved(as_user, own.name, unit=HAMLET_B)


@pytest.mark.parametrize("user", [NOBODY, None])
def test_strangers_enter_nobody(post, commune, user):
	values = json.dumps({"kind": "Individual", "full_name": "Ai Đó"})
	assert post("people.save", user=user, values=values).status_code == 403
	assert post("people_workbook.preview", user=user, file_name="a.xlsx", content="").status_code == 403
	assert (
		post("registrations.register", user=user, campaign="x", targets="x", unit_itself=1).status_code == 403
	)


def test_who_papers_rest_on_is_not_made_somebody_else(commune, as_user):
	person = commune.achievement(state="Submitted").honoree
	assert saved(as_user, person, position="Trưởng xóm").position == "Trưởng xóm"
	for change in ({"full_name": "Người Khác"}, {"birth_year": 1999}, {"unit": TEAM_OF_A}):
		with refused():
			saved(as_user, person, **change)


@pytest.mark.parametrize("rest", ["nomination", "decision"])
def test_neither_who_is_nominated_or_decided_on(commune, as_user, rest):
	person = commune.honoree()
	if rest == "nomination":
		row = {"honoree": person.name, "award_type": "GK", "summary": "Hiến đất"}
		commune.nomination(nominees=[row], state="Submitted")
	else:
		commune.decision(commune.achievement(honoree=person.name, state="Verified"))
	with refused():
		saved(as_user, person.name, full_name="Người Khác")


def test_the_office_corrects_everybody(commune, as_user):
	import frappe

	person = frappe.get_doc("Honoree", commune.achievement(state="Submitted").honoree)
	with as_user(OFFICER):
		person.full_name = "Nguyễn Đình Ái (sửa)"
		person.save()


def test_withholding_and_identifiers_are_not_the_unit_s(commune, as_user):
	taken = commune.honoree(HAMLET_B, full_name="Chủ Số", personal_id="019061001234")
	person = saved(as_user, kind="Individual", full_name="Lương Thử", is_withheld=1, personal_id="x")
	assert not person.is_withheld and not person.personal_id
	import frappe

	with as_user(UNIT_A), pytest.raises(frappe.DuplicateEntryError) as refusal:
		doc = frappe.get_doc("Honoree", person.name)
		doc.personal_id = "019061001234"
		doc.save()
	assert "Chủ Số" not in str(refusal.value) and taken.name not in str(refusal.value)


@pytest.mark.parametrize("sent", ["[]", "1", '{"members": 1}', '{"members": [1]}'])
def test_bad_forms_are_a_message(post, commune, sent):
	assert post("people.save", values=sent).status_code == 417


def test_page_escapes_and_is_closed_to_others(commune, http):
	import frappe

	person = commune.honoree(full_name="Vương Thử")
	person.db_set("address", "<img src=x onerror=alert(1)>")
	frappe.db.commit()
	look = {"headers": {"Accept": "text/html"}}
	html = http("GET", f"/thi-dua/con-nguoi?name={person.name}", user=UNIT_A, **look).get_data(as_text=True)
	assert "Vương Thử" in html and "<img src=x" not in html
	html = http("GET", "/thi-dua/con-nguoi?q=vuong", user=UNIT_A, **look).get_data(as_text=True)
	assert "Vương Thử" in html and "<img src=x" not in html
	for path in (f"con-nguoi?name={person.name}", "con-nguoi?q=vuong", "dang-ky"):
		reply = http("GET", f"/thi-dua/{path}", user=UNIT_B, **look)
		assert "Vương Thử" not in reply.get_data(as_text=True)
	for path in ("con-nguoi", "dang-ky"):
		assert "/login" in http("GET", f"/thi-dua/{path}", **look).headers["Location"]


def test_queries_of_the_list_do_not_grow(commune, as_user, count_queries):
	def queries() -> int:
		with count_queries() as sent:
			found(as_user)
		return len(sent)

	commune.honoree()
	queries()
	few = queries()
	for _number in range(4):
		commune.honoree()
	assert queries() == few


# Workbook


def workbook(*rows: list) -> str:
	import frappe

	made = openpyxl.Workbook()
	for row in ([frappe._(h, lang="vi") for h in ("Honoree Kind", "Full Name", "Birth Year")], *rows):
		made.active.append(row)
	made.active.title = frappe._("Honoree", lang="vi")
	stream = io.BytesIO()
	made.save(stream)
	return base64.b64encode(stream.getvalue()).decode()


def bring(as_user, content: str, look: bool = False, **more):
	from tdkt_app.portal import people_workbook

	with as_user(UNIT_A):
		act = people_workbook.preview if look else people_workbook.import_workbook
		return act(file_name="nguoi.xlsx", content=content, **more)


def test_people_come_in_from_excel_for_the_own_unit(commune, as_user):
	import frappe

	foreign = commune.honoree(HAMLET_B, full_name="Lò Văn Trùng", birth_year=1970)
	content = workbook(["Individual", "Lò Văn Trùng", 1970], ["Household", "Hộ bà Lò", None])
	seen = bring(as_user, content, look=True)
	assert seen["counts"]["created"] == 2 and not seen["problems"]
	assert not frappe.db.exists("Honoree", {"full_name": "Hộ bà Lò"})
	assert bring(as_user, content)["created"] == 2
	units = frappe.get_all("Honoree", {"full_name": "Lò Văn Trùng"}, ["name", "unit"])
	assert {row.unit for row in units} == {HAMLET_A, HAMLET_B}
	again = bring(as_user, content, look=True)
	assert len(again["problems"]) == 2 and foreign.name not in str(again)


def test_the_list_is_changed_and_the_neighbours_code_is_unknown(commune, as_user):
	import frappe

	own, foreign = commune.honoree(full_name="Hà Sửa"), commune.honoree(HAMLET_B, full_name="Hà Kín")
	heading = [frappe._(h, lang="vi") for h in ("Code", "Honoree Kind", "Full Name", "Address")]

	def listed(code: str) -> str:
		made = openpyxl.Workbook()
		made.active.title = frappe._("Honoree", lang="vi")
		made.active.append(heading)
		made.active.append([code, "Individual", "Hà Sửa", "Xóm Đình"])
		stream = io.BytesIO()
		made.save(stream)
		return base64.b64encode(stream.getvalue()).decode()

	assert bring(as_user, listed(own.name), update=1)["changed"] == 1
	assert frappe.db.get_value("Honoree", own.name, "address") == "Xóm Đình"
	assert len(bring(as_user, listed(foreign.name), look=True, update=1)["problems"]) == 1


def test_template_and_list_of_the_portal(commune, http):
	import frappe

	commune.honoree(full_name="Tạ Trong Tệp")
	commune.honoree(HAMLET_B, full_name="Tạ Ngoài Tệp")
	frappe.db.commit()
	path = "/api/method/tdkt_app.portal.people_workbook."
	texts = {}
	for method in ("download_template", "download_list"):
		book = openpyxl.load_workbook(io.BytesIO(http("GET", path + method, user=UNIT_A).data))
		texts[method] = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
	assert frappe._("Full Name", lang="vi") in str(texts["download_template"])
	assert frappe._("Personal Identifier", lang="vi") not in str(texts["download_template"])
	assert "Tạ Trong Tệp" in texts["download_list"] and "Tạ Ngoài Tệp" not in texts["download_list"]


# Registrations


@pytest.fixture
def registered(commune, as_user):
	"""`registered(campaign, honorees, …)` as the user of unit A; the documents."""
	import frappe

	from tdkt_app.portal import registrations

	def make(campaign, *honorees, unit_itself=0, targets="Không có hộ tái nghèo", **more):
		with as_user(UNIT_A):
			names = registrations.register(
				campaign.name, targets, json.dumps([h.name for h in honorees]), unit_itself, **more
			)
		return [frappe.get_doc("Campaign Registration", name) for name in names]

	return make


def test_the_unit_and_its_people_in_one_go(commune, registered):
	person = commune.honoree()
	made = registered(commune.campaign(**OPEN), person, unit_itself=1, award_type="LDTT")
	assert [(doc.unit, doc.honoree, doc.is_late, doc.award_type) for doc in made] == [
		(HAMLET_A, None, 0, "LDTT"),
		(HAMLET_A, person.name, 0, "LDTT"),
	]


def test_late_is_marked_and_stands(commune, registered, as_user):
	from tdkt_app.portal import registrations

	(late,) = registered(commune.campaign(registration_deadline="2025-02-28"), unit_itself=1)
	assert late.is_late
	with as_user(UNIT_A), refused():
		registrations.revise(late.name, "Hạ chỉ tiêu")
	with as_user(UNIT_A), refused():
		registrations.withdraw(late.name)


def test_correct_and_withdraw_while_registration_is_open(commune, registered, as_user):
	import frappe

	from tdkt_app.portal import registrations

	(doc,) = registered(commune.campaign(**OPEN), unit_itself=1)
	with as_user(UNIT_A):
		registrations.revise(doc.name, "Thêm chỉ tiêu", "LDTT")
		doc.reload()
		assert (doc.targets, doc.award_type) == ("Thêm chỉ tiêu", "LDTT")
		registrations.withdraw(doc.name)
	assert not frappe.db.exists("Campaign Registration", doc.name)


def test_a_correction_changes_nothing_else(commune, registered, as_user):
	(doc,) = registered(commune.campaign(**OPEN), unit_itself=1)
	for field, value in (("honoree", commune.honoree().name), ("campaign", commune.campaign(**OPEN).name)):
		changed = doc.__class__("Campaign Registration", doc.name)
		changed.set(field, value)
		with as_user(UNIT_A), refused():
			changed.save()


@pytest.mark.parametrize("state", ["Under Review", "Closed"])
def test_nothing_once_the_campaign_is_over(commune, registered, as_user, state):
	from tdkt_app.portal import registrations

	campaign = commune.campaign(**OPEN)
	(doc,) = registered(campaign, unit_itself=1)
	campaign.db_set("workflow_state", state)
	with as_user(UNIT_A), refused():
		registrations.withdraw(doc.name)
	with as_user(UNIT_A), refused():
		registrations.revise(doc.name, "khác")


def test_all_or_none_and_nobody_of_the_neighbour(commune, post):
	import frappe

	campaign, own = commune.campaign(**OPEN), commune.honoree()
	foreign = commune.honoree(HAMLET_B)
	frappe.db.commit()
	sent = json.dumps([own.name, foreign.name])
	reply = post("registrations.register", campaign=campaign.name, targets="x", honorees=sent)
	assert reply.status_code in (403, 417)
	frappe.db.rollback()
	assert not frappe.db.exists("Campaign Registration", {"campaign": campaign.name})


@pytest.mark.parametrize("honorees", ["{}", "[1]", "[]"])
def test_nobody_chosen_is_a_message(commune, post, honorees):
	reply = post("registrations.register", campaign=commune.campaign().name, targets="x", honorees=honorees)
	assert reply.status_code == 417


def test_neighbours_registration(commune, as_user, registered):
	from tdkt_app.portal import registrations, working_unit

	(doc,) = registered(commune.campaign(**OPEN), unit_itself=1)
	for act in (lambda: registrations.revise(doc.name, "x"), lambda: registrations.withdraw(doc.name)):
		with as_user(UNIT_B), refused():
			act()
	with as_user(UNIT_B):
		names = [row.name for row in registrations.registered(working_unit.of_session())]
	assert doc.name not in names


@pytest.mark.parametrize("method", ["register", "revise", "withdraw"])
def test_registering_is_not_done_by_a_link(http, commune, method):
	path = f"/api/method/tdkt_app.portal.registrations.{method}?name=x&campaign=x&targets=x"
	assert http("GET", path, user=UNIT_A).status_code == 403
