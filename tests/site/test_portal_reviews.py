"""The unit's report on a campaign in the portal, over the wire."""

from __future__ import annotations

import io
import json

import pytest

from tests.site.commune import HAMLET_A, HAMLET_B, NOBODY, PDF, TEAM_OF_A, UNIT_A, UNIT_B

API = "/api/method/tdkt_app.portal.reviews."
VALUES = {
	"period_from": "2025-01-10",
	"period_to": "2025-11-20",
	"people_taking_part": "120",
	"organisation": "Đã họp dân.",
	"results": [{"target": "Trồng cây", "measure": "cây", "committed_value": "80", "result_value": "60"}],
	"exemplars": [{"exemplar_name": "Nguyễn Đình Ái", "deed": "Hiến đất."}],
}


@pytest.fixture
def post(http):
	def send(method: str, user: str = UNIT_A, **fields):
		return http("POST", API + method, user=user, data=fields)

	return send


@pytest.fixture
def campaign(commune) -> str:
	import frappe

	name = commune.campaign().name
	frappe.db.commit()
	return name


@pytest.fixture
def committed(commune):
	import frappe

	def make(unit: str = HAMLET_A, state: str = "Draft", **values):
		review = commune.review(unit, state, **values)
		frappe.db.commit()
		return stored(review.name)

	return make


def stored(name: str):
	import frappe

	frappe.db.rollback()
	return frappe.get_doc("Campaign Review", name)


def write(post, campaign: str, user: str = UNIT_A, **fields):
	values = json.dumps({**VALUES, **fields.pop("values", {})})
	return post("write", user, campaign=campaign, review_kind="Final", values=values, **fields)


def page(http, path: str, user: str | None = UNIT_A):
	return http("GET", path, user=user, headers={"Accept": "text/html"})


def test_write_attach_and_hand_in(post, campaign):
	name = write(post, campaign).json["message"]
	reply = post("attach", name=name, description="Báo cáo", file=(io.BytesIO(PDF), "bao-cao.pdf"))
	assert reply.status_code == 200
	assert post("hand_in", name=name).json["message"] == "Submitted"
	review = stored(name)
	assert (review.owner, review.unit, review.workflow_state) == (UNIT_A, HAMLET_A, "Submitted")
	assert (review.people_taking_part, review.results[0].percent) == (120, 75)
	assert review.exemplars[0].deed == "Hiến đất." and review.attachments[0].description == "Báo cáo"


def test_unit_is_the_own_one(post, campaign):
	"""Without a unit the first own one; a unit below the own one may be named; what stands in the values does not count."""
	first = write(post, campaign, values={"unit": HAMLET_B, "workflow_state": "Accepted"}).json["message"]
	below = write(post, campaign, unit=TEAM_OF_A).json["message"]
	assert (stored(first).unit, stored(first).workflow_state) == (HAMLET_A, "Draft")
	assert stored(below).unit == TEAM_OF_A


@pytest.mark.parametrize(("user", "unit"), [(UNIT_A, HAMLET_B), (UNIT_B, HAMLET_A)])
def test_neighbours_unit(post, campaign, user, unit):
	import frappe

	assert write(post, campaign, user=user, unit=unit).status_code == 403
	frappe.db.rollback()
	assert not frappe.db.exists("Campaign Review", {"campaign": campaign})


def test_stranger(post, campaign):
	assert write(post, campaign, user=NOBODY).status_code == 403


def test_returned_report_is_corrected(post, committed):
	review = committed(state="Returned", officer_remark="Bổ sung số liệu")
	reply = post("revise", name=review.name, values=json.dumps({"lessons": "Phải họp sớm."}))
	assert reply.status_code == 200
	assert post("hand_in", name=review.name).json["message"] == "Submitted"
	assert (stored(review.name).lessons, stored(review.name).organisation) == (
		"Phải họp sớm.",
		review.organisation,
	)


@pytest.mark.parametrize("state", ["Submitted", "Accepted"])
def test_report_that_left_the_unit(post, committed, state):
	review = committed(state=state)
	assert post("revise", name=review.name, values="{}").status_code == 403
	assert post("attach", name=review.name, file=(io.BytesIO(PDF), "a.pdf")).status_code == 403
	assert post("hand_in", name=review.name).status_code == 403
	assert stored(review.name).as_dict() == review.as_dict()


@pytest.mark.parametrize("method", ["revise", "attach", "remove_file", "hand_in"])
def test_neighbours_report(post, committed, method):
	foreign = committed(HAMLET_B)
	extra = {
		"revise": {"values": "{}"},
		"attach": {"file": (io.BytesIO(PDF), "a.pdf")},
		"remove_file": {"row": "x"},
	}
	assert post(method, name=foreign.name, **extra.get(method, {})).status_code == 403
	assert stored(foreign.name).as_dict() == foreign.as_dict()


@pytest.mark.parametrize("values", ["[]", '{"results": ["x"]}', '{"results": [{"target": ""}]}'])
def test_bad_values_are_a_message(post, committed, values):
	review = committed()
	reply = post("revise", name=review.name, values=values)
	assert reply.status_code == 417 and "_server_messages" in reply.json
	assert stored(review.name).as_dict() == review.as_dict()


def test_file_is_removed(post, committed):
	import frappe

	review = committed()
	content = PDF + frappe.generate_hash().encode()
	url = post("attach", name=review.name, file=(io.BytesIO(content), "a.pdf")).json["message"]
	row = stored(review.name).attachments[0].name
	assert post("remove_file", name=review.name, row=row).status_code == 200
	assert stored(review.name).attachments == []
	assert not frappe.db.exists("File", {"file_url": url})


def test_page_begins_with_the_units_targets(http, commune):
	import frappe

	campaign = commune.campaign()
	for unit, targets in ((HAMLET_A, "Trồng 80 cây hoa ban"), (HAMLET_B, "Của xóm bên")):
		frappe.get_doc(
			{"doctype": "Campaign Registration", "campaign": campaign.name, "unit": unit, "targets": targets}
		).insert()
	frappe.db.commit()
	html = page(http, f"/thi-dua/tong-ket?campaign={campaign.name}").get_data(as_text=True)
	assert "Trồng 80 cây hoa ban" in html and "Của xóm bên" not in html
	assert 'id="hand-in"' in html and 'value="2025-01-10"' in html


def test_page_of_a_report_that_left_the_unit_has_no_buttons(http, committed):
	html = page(http, f"/thi-dua/tong-ket?name={committed(state='Submitted').name}").get_data(as_text=True)
	assert 'id="hand-in"' not in html and "disabled" in html


@pytest.mark.parametrize("user", [UNIT_B, NOBODY])
def test_page_of_a_foreign_report(http, committed, user):
	assert page(http, f"/thi-dua/tong-ket?name={committed().name}", user=user).status_code == 403


def test_page_for_a_foreign_unit(http, campaign):
	reply = page(http, f"/thi-dua/tong-ket?campaign={campaign}&unit={HAMLET_B}")
	assert reply.status_code == 403


def test_guest_is_sent_to_the_login(http):
	reply = page(http, "/thi-dua/tong-ket", user=None)
	assert reply.status_code in (301, 302, 303, 307) and "/login" in reply.headers["Location"]


def test_page_escapes_what_people_write(http, committed):
	committed().db_set("organisation", "</textarea><img src=x onerror=alert(1)>", commit=True)
	import frappe

	name = frappe.get_last_doc("Campaign Review").name
	html = page(http, f"/thi-dua/tong-ket?name={name}").get_data(as_text=True)
	assert "<img src=x" not in html


def test_home_lists_own_reports(http, committed):
	own, foreign = committed(state="Returned", officer_remark="Bổ sung số liệu"), committed(HAMLET_B)
	html = page(http, "/thi-dua").get_data(as_text=True)
	assert f'data-name="{own.name}"' in html and "Bổ sung số liệu" in html
	assert foreign.name not in html
