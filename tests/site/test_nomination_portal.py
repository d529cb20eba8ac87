"""Nominations in the unit portal, over the wire, and the submission they print."""

from __future__ import annotations

import io
import json

import pytest

from tests.site.commune import HAMLET_A, HAMLET_B, NOBODY, OFFICER, PDF, UNIT_A, UNIT_B

API = "/api/method/tdkt_app.portal.nominations."
PAGE = "/thi-dua/de-nghi"


@pytest.fixture
def post(http):
	def send(method: str, user: str = UNIT_A, **fields):
		return http("POST", API + method, user=user, data=fields)

	return send


@pytest.fixture
def values(commune):
	"""A form about a person of unit A; committed."""
	import frappe

	paper = commune.achievement(HAMLET_A, state="Verified")
	frappe.db.commit()
	return {
		"title": "Đề nghị khen thưởng năm 2025",
		"method": "Thematic",
		"period_from": "2025-01-10",
		"period_to": "2025-11-20",
		"nominees": [{"honoree": paper.honoree, "award_type": "GK", "achievement": paper.name}],
	}


def stored(name):
	import frappe

	frappe.db.rollback()
	return frappe.get_doc("Award Nomination", name)


def saved(post, values, **more):
	reply = post("save", values=json.dumps(values), **more)
	assert reply.status_code == 200, reply.get_data(as_text=True)
	return stored(reply.json["message"])


def page(http, user=UNIT_A, query=""):
	reply = http("GET", PAGE + query, user=user, headers={"Accept": "text/html"})
	return reply.status_code, reply.get_data(as_text=True)


def test_a_unit_enters_completes_and_hands_in(post, http, values):
	doc = saved(post, {**values, "unit": HAMLET_B})
	assert (doc.unit, doc.owner, doc.workflow_state) == (HAMLET_A, UNIT_A, "Draft")
	refused = post("hand_in", name=doc.name)
	assert refused.status_code == 417 and "T\\u1edd tr\\u00ecnh" in refused.get_data(as_text=True)
	assert stored(doc.name).workflow_state == "Draft"
	upload = post("attach", name=doc.name, row=doc.dossier[0].name, file=(io.BytesIO(PDF), "to-trinh.pdf"))
	assert upload.status_code == 200, upload.get_data(as_text=True)
	others = [row.name for row in doc.dossier[1:]]
	row = {**values["nominees"][0], "name": doc.nominees[0].name, "summary": "Hiến đất"}
	doc = saved(post, {"title": "Đề nghị khen thưởng", "nominees": [row], "on_paper": others}, name=doc.name)
	assert doc.nominees[0].summary == "Hiến đất" and doc.nominees[0].award_type == "GK"
	assert [bool(item.file or item.on_paper) for item in doc.dossier] == [True] * 3
	assert post("hand_in", name=doc.name).json["message"] == "Submitted"
	assert post("save", name=doc.name, values='{"title": "khác"}').status_code == 403
	assert post("remove_file", name=doc.name, row=doc.dossier[0].name).status_code == 403
	assert stored(doc.name).title == "Đề nghị khen thưởng"


def test_a_file_is_taken_back(post, values):
	import frappe

	doc = saved(post, values)
	post("attach", name=doc.name, row=doc.dossier[0].name, file=(io.BytesIO(PDF), "to-trinh.pdf"))
	assert stored(doc.name).dossier[0].file
	assert post("remove_file", name=doc.name, row=doc.dossier[0].name).status_code == 200
	assert not stored(doc.name).dossier[0].file
	assert not frappe.db.exists("File", {"attached_to_name": doc.name})
	bad = post("attach", name=doc.name, row=doc.dossier[0].name, file=(io.BytesIO(b"MZ"), "x.exe"))
	assert bad.status_code == 417


@pytest.mark.parametrize("user", [UNIT_B, NOBODY])
def test_a_neighbour_does_nothing(post, http, values, user):
	doc = saved(post, values)
	item = doc.dossier[0].name
	for method, fields in (
		("save", {"values": '{"title": "khác"}'}),
		("attach", {"row": item, "file": (io.BytesIO(PDF), "a.pdf")}),
		("remove_file", {"row": item}),
		("hand_in", {}),
	):
		assert post(method, user=user, name=doc.name, **fields).status_code == 403
	assert page(http, user, f"?name={doc.name}")[0] == 403
	assert doc.title not in page(http, user)[1]


def test_people_of_others_are_refused(post, commune, values):
	import frappe

	foreign = commune.honoree(HAMLET_B, full_name="Người Xóm Khác").name
	frappe.db.commit()
	values["nominees"] = [{"honoree": foreign, "award_type": "GK"}]
	reply = post("save", values=json.dumps(values))
	assert reply.status_code in (403, 417)
	assert not frappe.db.exists("Award Nominee", {"honoree": foreign})


@pytest.mark.parametrize("sent", ["[]", "1", '"x"', "{", '{"nominees": [1]}', '{"on_paper": 1}'])
def test_bad_values(post, sent):
	assert post("save", values=sent).status_code == 417


def test_the_list_shows_state_and_deadline(commune, http):
	import frappe

	doc = commune.nomination(state="Under Appraisal", title="Đợt <b>thử</b>")
	returned = commune.nomination(state="Returned", title="Đợt bị trả")
	returned.db_set("return_reason", "Thiếu biên bản <script>")
	foreign = commune.nomination(unit=HAMLET_B, title="Của xóm khác")
	frappe.db.commit()
	status, html = page(http)
	assert status == 200
	assert "Đợt &lt;b&gt;thử&lt;/b&gt;" in html and "Đang thẩm định" in html and "Quá hạn" in html
	assert "Thiếu biên bản &lt;script&gt;" in html and foreign.title not in html
	status, html = page(http, query=f"?name={doc.name}")
	assert status == 200 and 'id="save"' not in html
	status, html = page(http, query="?new=1")
	assert status == 200 and "Lập hồ sơ đề nghị" in html
	for word in ("Nominees", "Honoree", "Award Type", "farmer", "excellent", "Hand In"):
		assert f">{word}" not in html
	assert page(http, user=OFFICER)[0] == 200
	assert http("GET", PAGE, headers={"Accept": "text/html"}).status_code in (301, 302)


def test_queries_of_the_list_do_not_grow(commune, as_user, count_queries):
	from tdkt_app.law.rule_packs import forget
	from tdkt_app.portal import nomination_pages

	counts = []
	for size in (1, 15):
		for _number in range(size):
			commune.nomination(state="Under Appraisal", nominees=[])
		with as_user(UNIT_A):
			nomination_pages.nominations()
			forget()
			with count_queries() as asked:
				nomination_pages.nominations()
		counts.append(len(asked))
	assert counts[0] == counts[1]


def test_the_submission_is_printed(commune, as_user):
	import frappe

	people = [commune.honoree(full_name=name).name for name in ("Trần Văn Ước", "Lê Thị Ánh")]
	doc = commune.nomination(
		nominees=[{"honoree": name, "award_type": "GK", "summary": "Giỏi <b>nhất</b>"} for name in people],
		submission_number="05/TTr",
		submission_date="2025-12-01",
		submitted_by_name="Nguyễn Văn Lực",
		submitted_by_position="Trưởng xóm",
	)
	with as_user(UNIT_A):
		html = frappe.get_print("Award Nomination", doc.name, "Award Nomination")
	for said in ("Tờ trình", "05/TTr", "ngày 01 tháng 12 năm 2025", "Xóm Đình", "TRƯỞNG XÓM", "DỰ THẢO"):
		assert said in html
	assert "Giấy khen: 02 cá nhân." in html and "Giỏi &lt;b&gt;nhất&lt;/b&gt;" in html
	assert html.index("Lê Thị Ánh") < html.index("Trần Văn Ước")
	assert not frappe.has_permission(doc.doctype, "print", doc=doc.name, user=UNIT_B)
