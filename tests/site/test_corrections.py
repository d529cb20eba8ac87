"""A returned achievement is corrected where it was flagged and nowhere else, whichever way the unit comes."""

from __future__ import annotations

import io

import pytest

from tests.site.commune import HAMLET_A, OFFICER, PDF, UNIT_A, UNIT_B

API = "/api/method/tdkt_app.portal.achievements."
REMARK = "Ghi rõ diện tích đất đã hiến."
OTHER_VALUES = {
	"achievement_title": "Tên khác",
	"unit": "TEST-A-TEAM",
	"content_area": "A",
	"period_from": "2025-02-01",
	"period_to": "2025-10-01",
	"summary": "Hiến 320 m² đất, có biên bản.",
	"results": "Vượt chỉ tiêu",
	"on_the_spot": 1,
}
FIELD_OF = {
	"Achievement Title": "achievement_title",
	"Content Area": "content_area",
	"Period From": "period_from",
	"Period To": "period_to",
	"Summary": "summary",
	"Results Against Targets": "results",
}


@pytest.fixture
def returned(commune, as_user):
	"""`returned("Summary", …)`: sent back by the officer with these fields flagged."""

	def make(*fields: str, **values):
		paper = commune.achievement(state="Under Verification", **values)
		with as_user(OFFICER):
			for field in fields:
				paper.append("corrections", {"report_field": field, "remark": REMARK})
			paper.verifier_remark = "Bổ sung"
			paper.save()
		return commune.act(paper, "Return for Correction", OFFICER)

	return make


def refused(as_user, user, paper, *words: str):
	import frappe

	before = frappe.get_doc(paper.doctype, paper.name).as_dict()
	with as_user(user), pytest.raises(frappe.PermissionError) as refusal:
		paper.save()
	assert all(word in str(refusal.value) for word in words)
	assert frappe.get_doc(paper.doctype, paper.name).as_dict() == before


@pytest.mark.parametrize(("flag", "field"), FIELD_OF.items())
def test_flagged_field_is_open(returned, as_user, flag, field):
	paper = returned(flag)
	paper.set(field, OTHER_VALUES[field])
	with as_user(UNIT_A):
		paper.save()
	paper.reload()
	assert str(paper.get(field)) == OTHER_VALUES[field]


@pytest.mark.parametrize("field", [field for field in OTHER_VALUES if field != "summary"])
def test_other_field_is_closed(returned, as_user, field):
	paper = returned("Summary")
	paper.set(field, OTHER_VALUES[field])
	paper.summary = "Sửa cả chỗ được phép"
	refused(as_user, UNIT_A, paper, "only the flagged fields")


def test_refusal_names_the_field(returned, as_user):
	paper = returned("Evidence")
	paper.summary = "Khác"
	refused(as_user, UNIT_A, paper, "Summary")


def test_scores_are_closed_unless_flagged(returned, as_user, commune):
	campaign = commune.campaign(criteria=[{"criterion": "Kết quả", "max_score": 60}])
	paper = returned("Summary", campaign=campaign.name)
	paper.scores[0].self_score = 30
	refused(as_user, UNIT_A, paper, "Scores")
	paper = returned("Scores", campaign=campaign.name)
	paper.scores[0].self_score = 30
	with as_user(UNIT_A):
		paper.save()
	assert paper.total_score == 30


def test_without_a_flag_the_whole_report_is_open(returned, as_user):
	paper = returned()
	paper.update({"summary": "Viết lại", "results": "Viết lại"})
	with as_user(UNIT_A):
		paper.save()
	assert paper.summary == "Viết lại"


def test_officer_may_change_all_of_it(returned, as_user):
	paper = returned("Summary")
	paper.results = "Cán bộ thường trực nhập hộ"
	with as_user(OFFICER):
		paper.save()
	assert paper.results == "Cán bộ thường trực nhập hộ"


@pytest.mark.parametrize("change", ["remove", "flag another", "mark as done", "reword"])
def test_unit_does_not_touch_the_flags(returned, as_user, change):
	paper = returned("Summary")
	if change == "remove":
		paper.set("corrections", [])
	elif change == "flag another":
		paper.append("corrections", {"report_field": "Results Against Targets", "remark": "tự mở"})
	elif change == "mark as done":
		paper.corrections[0].done = 1
	else:
		paper.corrections[0].report_field = "Results Against Targets"
	with as_user(UNIT_A):
		paper.save()
	paper.reload()
	assert [(flag.report_field, flag.remark, flag.done) for flag in paper.corrections] == [
		("Summary", REMARK, 0)
	]


def test_removing_the_flags_opens_nothing(returned, as_user):
	paper = returned("Summary")
	paper.set("corrections", [])
	paper.results = "Khác"
	refused(as_user, UNIT_A, paper)


def test_unit_does_not_flag_a_draft(commune, as_user):
	paper = commune.achievement()
	paper.append("corrections", {"report_field": "Summary", "remark": "x"})
	with as_user(UNIT_A):
		paper.save()
	paper.reload()
	assert paper.corrections == []


def test_uncorrected_report_is_not_handed_in(returned, commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Not corrected yet: Summary"):
		commune.act(returned("Summary"), "Submit", UNIT_A)


def test_corrected_report_is_handed_in_and_the_flag_is_done(returned, commune, as_user):
	paper = returned("Summary")
	paper.summary = OTHER_VALUES["summary"]
	with as_user(UNIT_A):
		paper.save()
	handed_in = commune.act(paper, "Submit", UNIT_A)
	assert (handed_in.workflow_state, handed_in.corrections[0].done) == ("Submitted", 1)


def test_action_carries_no_change_beside_the_flags(returned, as_user):
	paper = returned("Summary")
	paper.update({"workflow_state": "Submitted", "summary": "Đã sửa", "results": "kèm theo"})
	refused(as_user, UNIT_A, paper, "only the flagged fields")


def test_second_return_opens_only_what_is_flagged_anew(returned, commune, as_user):
	paper = returned("Summary")
	paper.summary = OTHER_VALUES["summary"]
	with as_user(UNIT_A):
		paper.save()
	paper = commune.act(commune.act(paper, "Submit", UNIT_A), "Start Verification", OFFICER)
	with as_user(OFFICER):
		paper.append("corrections", {"report_field": "Period To", "remark": "Sai kỳ"})
		paper.save()
	paper = commune.act(paper, "Return for Correction", OFFICER)
	paper.summary = "Sửa lần nữa"
	refused(as_user, UNIT_A, paper)
	assert [flag.done for flag in paper.corrections] == [1, 0]


def test_evidence_is_not_attached_unless_flagged(returned, as_user):
	import frappe

	paper = returned("Summary")
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError, match="evidence"):
		paper.add_evidence("bien-ban.pdf", PDF)


def test_evidence_is_not_taken_away_unless_flagged(commune, returned, as_user):
	import frappe

	paper = returned("Summary")
	with as_user(OFFICER):
		commune.with_evidence(paper, content=PDF + frappe.generate_hash().encode())
	file = frappe.get_doc("File", {"attached_to_name": paper.name})
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		file.delete(ignore_permissions=True)


def test_flagged_evidence_is_attached_and_counts_as_corrected(returned, commune, as_user):
	paper = returned("Evidence")
	with as_user(UNIT_A):
		commune.with_evidence(paper)
	assert commune.act(paper, "Submit", UNIT_A).corrections[0].done == 1


# Over the wire


@pytest.fixture
def post(http):
	def send(method: str, user: str = UNIT_A, **fields):
		return http("POST", API + method, user=user, data=fields)

	return send


@pytest.fixture
def sent_back(returned):
	"""Committed."""
	import frappe

	def make(*fields: str, **values):
		paper = returned(*fields, **values)
		frappe.db.commit()
		return paper

	return make


def stored(name: str):
	import frappe

	frappe.db.rollback()
	return frappe.get_doc("Achievement", name)


def test_portal_takes_the_flagged_field_alone(post, sent_back):
	paper = sent_back("Summary")
	assert post("revise", name=paper.name, summary="Hiến 320 m² đất").status_code == 200
	assert post("hand_in", name=paper.name).json["message"] == "Submitted"
	after = stored(paper.name)
	assert (after.summary, after.results, after.honoree) == ("Hiến 320 m² đất", paper.results, paper.honoree)


@pytest.mark.parametrize(
	"field", ["achievement_title", "period_to", "results", "on_the_spot", "content_area"]
)
def test_portal_refuses_another_field(post, sent_back, field):
	paper = sent_back("Summary")
	assert post("revise", name=paper.name, summary="x", **{field: OTHER_VALUES[field]}).status_code == 403
	assert stored(paper.name).as_dict() == paper.as_dict()


def test_portal_refuses_a_file_that_was_not_asked_for(post, sent_back):
	paper = sent_back("Summary")
	file = io.BytesIO(PDF), "bien-ban.pdf"
	assert post("attach_evidence", name=paper.name, file=file).status_code == 403
	assert stored(paper.name).evidence == []


def test_portal_takes_the_units_own_scores(post, sent_back, commune):
	import frappe

	campaign = commune.campaign(criteria=[{"criterion": "Kết quả", "max_score": 60}])
	paper = sent_back("Scores", campaign=campaign.name)
	scores = frappe.as_json({campaign.criteria[0].name: "42,5"})
	assert post("revise", name=paper.name, self_scores=scores).status_code == 200
	assert stored(paper.name).total_score == 42.5


def test_portal_refuses_points_that_are_none(post, sent_back, commune):
	import frappe

	campaign = commune.campaign(criteria=[{"criterion": "Kết quả", "max_score": 60}])
	paper = sent_back("Scores", campaign=campaign.name)
	for scores in (frappe.as_json({campaign.criteria[0].name: "nhiều"}), "[1]"):
		assert post("revise", name=paper.name, self_scores=scores).status_code == 417


def test_rest_is_refused_to_a_unit_user_with_a_desk(http, sent_back, make_user, commune):
	"""Somebody may hold a desk role of another app beside the unit's."""
	import frappe

	if not frappe.db.exists("Role", "Test Desk Role"):
		frappe.get_doc({"doctype": "Role", "role_name": "Test Desk Role", "desk_access": 1}).insert()
	user = make_user("unit-a-desk@test.example", "TDKT Unit User", "Test Desk Role")
	unit = frappe.get_doc("Emulation Unit", HAMLET_A)
	unit.append("users", {"user": user})
	unit.save()
	paper = sent_back("Summary")
	try:
		path = f"/api/resource/Achievement/{paper.name}"
		assert http("PUT", path, user=user, json={"results": "lén sửa"}).status_code == 403
		forged = {"results": "lén sửa", "corrections": []}
		assert http("PUT", path, user=user, json=forged).status_code == 403
		bulk = {
			"doctype": "Achievement",
			"docnames": frappe.as_json([paper.name]),
			"action": "update",
			"data": frappe.as_json({"results": "lén sửa"}),
		}
		http(
			"POST",
			"/api/method/frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
			user=user,
			json=bulk,
		)
		assert stored(paper.name).results == paper.results
		assert http("PUT", path, user=user, json={"summary": "Đã sửa"}).status_code == 200
		assert stored(paper.name).summary == "Đã sửa"
	finally:
		unit.reload()
		unit.set("users", [row for row in unit.users if row.user != user])
		unit.save()
		frappe.db.commit()


def test_page_shows_the_remark_at_its_field_and_closes_the_others(http, sent_back):
	paper = sent_back("Summary")
	path = f"/thi-dua/bao-cao?name={paper.name}"
	html = http("GET", path, user=UNIT_A, headers={"Accept": "text/html"}).get_data(as_text=True)
	assert f'data-remark="summary">{REMARK}' in html
	assert 'name="summary"  rows' in html.replace("\t", "") or 'name="summary" rows' in html
	for field in ("achievement_title", "honoree", "campaign", "period_from", "period_to", "results"):
		assert f'name="{field}" disabled' in html
	assert 'id="evidence"' not in html


def test_page_escapes_the_remark(http, sent_back):
	import frappe

	paper = sent_back("Summary")
	frappe.db.set_value(
		"Achievement Correction", paper.corrections[0].name, "remark", "<img src=x onerror=alert(1)>"
	)
	frappe.db.commit()
	path = f"/thi-dua/bao-cao?name={paper.name}"
	html = http("GET", path, user=UNIT_A, headers={"Accept": "text/html"}).get_data(as_text=True)
	assert "<img src=x" not in html and "&lt;img src=x" in html


def test_neighbour_corrects_nothing(post, sent_back):
	paper = sent_back("Summary")
	assert post("revise", user=UNIT_B, name=paper.name, summary="x").status_code == 403
