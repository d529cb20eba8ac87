"""The unit portal: what a unit user sees and does there, over the wire."""

from __future__ import annotations

import io
import json

import pytest

from tests.site.commune import HAMLET_A, HAMLET_B, NOBODY, OFFICER, PDF, UNIT_A, UNIT_B

API = "/api/method/tdkt_app.portal.achievements."


@pytest.fixture
def post(http):
	def send(method: str, user: str = UNIT_A, **fields):
		return http("POST", API + method, user=user, data=fields)

	return send


@pytest.fixture
def report_values(commune):
	"""A complete report about a person of unit A; committed."""
	import frappe

	values = {
		"honoree": commune.honoree(HAMLET_A).name,
		"campaign": commune.campaign().name,
		"achievement_title": "Hiến đất làm đường",
		"period_from": "2025-01-10",
		"period_to": "2025-11-20",
		"summary": "Hiến 210 m² đất.",
	}
	frappe.db.commit()
	return values


@pytest.fixture
def committed(commune):
	"""`committed(unit, state=…)`: an achievement that requests can see."""
	import frappe

	def make(unit: str = HAMLET_A, **values):
		achievement = commune.achievement(unit, **values)
		frappe.db.commit()
		return stored(achievement.name)

	return make


def stored(name: str):
	import frappe

	frappe.db.rollback()
	return frappe.get_doc("Achievement", name)


def upload(name: str = "bien-ban.pdf", content: bytes = PDF):
	return io.BytesIO(content), name


def test_report_attach_and_hand_in(post, report_values):
	name = post("report", **report_values).json["message"]
	assert post("attach_evidence", name=name, description="Biên bản", file=upload()).status_code == 200
	assert post("hand_in", name=name).json["message"] == "Submitted"
	paper = stored(name)
	assert (paper.owner, paper.unit, paper.workflow_state) == (UNIT_A, HAMLET_A, "Submitted")
	assert [row.description for row in paper.evidence] == ["Biên bản"]


def test_a_report_is_kept_while_it_is_typed(post, report_values):
	first = post("autosave", values=json.dumps(report_values)).json["message"]
	typed = json.dumps({**report_values, "summary": "Hiến 210 m² đất, tháo dỡ tường rào."})
	second = post("autosave", values=typed, **first).json["message"]
	assert second["name"] == first["name"] and second["seen"] != first["seen"]
	assert stored(first["name"]).summary == "Hiến 210 m² đất, tháo dỡ tường rào."


def test_what_somebody_else_changed_is_not_overwritten(post, report_values):
	first = post("autosave", values=json.dumps(report_values)).json["message"]
	post("revise", name=first["name"], summary="Bản của trưởng xóm")
	late = post("autosave", values=json.dumps({"summary": "Bản cũ"}), **first)
	assert late.status_code == 417
	assert stored(first["name"]).summary == "Bản của trưởng xóm"


def test_the_neighbours_report_is_not_kept(post, committed):
	foreign = committed(HAMLET_B)
	sent = {"name": foreign.name, "seen": str(foreign.modified), "values": '{"summary": "x"}'}
	assert post("autosave", **sent).status_code == 403
	assert stored(foreign.name).as_dict() == foreign.as_dict()


@pytest.mark.parametrize("values", ["[]", "{}", '{"summary": "x"}', '{"unit": "TEST-B"}'])
def test_what_is_no_report_is_not_kept(post, commune, values):
	assert post("autosave", values=values).status_code == 417


def test_unit_is_the_honorees_whatever_is_sent(post, report_values):
	name = post("report", **report_values, unit=HAMLET_B).json["message"]
	assert stored(name).unit == HAMLET_A


def test_report_about_the_neighbours_honoree(post, report_values, commune):
	import frappe

	report_values["honoree"] = commune.honoree(HAMLET_B).name
	frappe.db.commit()
	assert post("report", **report_values).status_code == 403


def test_returned_report_is_corrected_and_handed_in_again(post, report_values, committed):
	paper = committed(state="Returned", verifier_remark="Bổ sung biên bản")
	values = {**report_values, "honoree": paper.honoree, "campaign": paper.campaign, "summary": "Đã bổ sung."}
	assert post("revise", name=paper.name, **values).status_code == 200
	assert post("hand_in", name=paper.name).json["message"] == "Submitted"
	assert stored(paper.name).summary == "Đã bổ sung."


@pytest.mark.parametrize("state", ["Submitted", "Under Verification", "Verified", "Rejected"])
def test_report_that_left_the_unit_is_not_changed(post, report_values, committed, state):
	paper = committed(state=state)
	assert post("revise", name=paper.name, **report_values).status_code == 403
	assert post("attach_evidence", name=paper.name, file=upload()).status_code == 403
	assert post("hand_in", name=paper.name).status_code == 403
	assert stored(paper.name).as_dict() == paper.as_dict()


@pytest.mark.parametrize("method", ["revise", "attach_evidence", "remove_evidence", "hand_in"])
def test_neighbours_report(post, report_values, committed, method):
	foreign = committed(HAMLET_B)
	extra = {"revise": report_values, "attach_evidence": {"file": upload()}, "remove_evidence": {"row": "x"}}
	assert post(method, name=foreign.name, **extra.get(method, {})).status_code == 403
	assert stored(foreign.name).as_dict() == foreign.as_dict()


@pytest.mark.parametrize(
	"method", ["report", "revise", "autosave", "attach_evidence", "remove_evidence", "hand_in"]
)
def test_writing_is_not_done_by_a_link(http, committed, method):
	assert http("GET", f"{API}{method}?name={committed().name}", user=UNIT_A).status_code == 403


def test_file_is_removed_from_list_and_disk(post, committed):
	import frappe

	paper = committed()
	content = PDF + frappe.generate_hash().encode()
	url = post("attach_evidence", name=paper.name, file=upload(content=content)).json["message"]
	row = stored(paper.name).evidence[0].name
	assert post("remove_evidence", name=paper.name, row=row).status_code == 200
	assert stored(paper.name).evidence == []
	assert not frappe.db.exists("File", {"file_url": url})


def test_bad_file_is_a_message(post, committed):
	reply = post("attach_evidence", name=committed().name, file=upload("gia.pdf", b"MZ"))
	assert reply.status_code == 417
	assert "gia.pdf" in reply.get_data(as_text=True)


def test_missing_file_is_a_message(post, committed):
	assert post("attach_evidence", name=committed().name).status_code == 417


# Pages


def page(http, path: str, user: str | None = UNIT_A):
	return http("GET", path, user=user, headers={"Accept": "text/html"})


def test_home_lists_running_campaigns_and_own_reports(http, commune, committed):
	import frappe

	title = f"Phong trào {frappe.generate_hash(length=8)}"
	hidden = commune.campaign("Draft", campaign_title=f"Chưa phát động {frappe.generate_hash(length=8)}")
	commune.campaign(campaign_title=title)
	own = committed(state="Returned", achievement_title="Của xóm Đình", verifier_remark="Bổ sung ảnh")
	foreign = committed(HAMLET_B)
	html = page(http, "/thi-dua").get_data(as_text=True)
	assert title in html and hidden.campaign_title not in html
	assert f'data-name="{own.name}"' in html and "Bổ sung ảnh" in html
	assert foreign.name not in html


def test_home_escapes_what_people_write(http, committed):
	"""The framework cleans what comes in through documents; the page does not rely on it."""
	committed().db_set("achievement_title", "<img src=x onerror=alert(1)>", commit=True)
	html = page(http, "/thi-dua").get_data(as_text=True)
	assert "<img src=x" not in html and "&lt;img src=x" in html


def test_home_is_where_a_unit_user_lands(site, as_user):
	from frappe.website.utils import get_home_page

	with as_user(UNIT_A):
		assert get_home_page() == "thi-dua"


@pytest.mark.parametrize("path", ["/thi-dua", "/thi-dua/bao-cao"])
def test_guest_is_sent_to_the_login(http, path):
	reply = page(http, path, user=None)
	assert reply.status_code in (301, 302, 303, 307)
	assert "/login" in reply.headers["Location"]


def test_page_of_a_report(http, committed):
	own = committed(achievement_title="Đường hoa xóm Đình")
	html = page(http, f"/thi-dua/bao-cao?name={own.name}").get_data(as_text=True)
	assert "Đường hoa xóm Đình" in html and 'id="hand-in"' in html


def test_page_of_a_report_that_left_the_unit_has_no_buttons(http, committed):
	html = page(http, f"/thi-dua/bao-cao?name={committed(state='Submitted').name}").get_data(as_text=True)
	assert 'id="hand-in"' not in html and "disabled" in html


@pytest.mark.parametrize("user", [UNIT_B, NOBODY])
def test_page_of_a_foreign_report(http, committed, user):
	assert page(http, f"/thi-dua/bao-cao?name={committed().name}", user=user).status_code == 403


def test_page_of_a_report_that_is_not_there(http, commune):
	assert page(http, "/thi-dua/bao-cao?name=TT-2025-99999").status_code == 404


def test_officer_may_look_at_the_portal(http, committed):
	committed()
	assert page(http, "/thi-dua", user=OFFICER).status_code == 200


def test_queries_of_the_home_do_not_grow_with_the_reports(commune, as_user, count_queries):
	from tdkt_app.portal import pages

	def queries() -> int:
		with as_user(UNIT_A), count_queries() as sent:
			pages.running_campaigns(), pages.achievements()
		return len(sent)

	commune.achievement()
	queries()  # fills the caches
	few = queries()
	for _ in range(5):
		commune.achievement()
	assert queries() == few
