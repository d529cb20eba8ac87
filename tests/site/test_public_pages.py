"""The public pages: what a guest sees of awards, exemplars and campaigns, and what he never sees."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from tests.site.commune import (
	AUDITOR,
	CHAIRMAN,
	COUNCIL,
	HAMLET_A,
	HAMLET_B,
	MANAGER,
	OFFICER,
	TOP,
	UNIT_A,
)
from tests.site.later_decisions import amended, annulled, historical

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'
PATHS = ("/thi-dua-khen-thuong", "/phong-trao", "/vinh-danh", "/dien-hinh", "/lay-y-kien", "/kiem-tra")
MOST_QUERIES = 9


@pytest.fixture
def visit(site):
	"""`visit("/vinh-danh?tim=an")` is the answer a guest gets, or a user, seen within the transaction of the test."""
	import frappe
	from frappe.utils import set_request
	from frappe.website.serve import get_response

	def get(address: str, user: str = "Guest"):
		path, _mark, query = address.partition("?")
		frappe.set_user(user)
		set_request(method="GET", path=path, query_string=query)
		frappe.local.form_dict = frappe._dict(frappe.local.request.args.to_dict())
		frappe.local.no_cache = 0
		try:
			return get_response(path.strip("/"))
		finally:
			frappe.set_user("Administrator")
			frappe.local.lang = "en"
			frappe.local.form_dict = frappe._dict()
			del frappe.local.request

	return get


@pytest.fixture
def page(visit):
	"""The body of a page that is there, from its heading on."""

	def get(address: str) -> str:
		reply = visit(address)
		assert reply.status_code == 200, reply.get_data(as_text=True)[-2000:]
		html = reply.get_data(as_text=True)
		return html[html.index('<main id="content"') : html.index("</main>")]

	return get


@pytest.fixture
def published(commune):
	"""`published("Nguyễn Văn An", …)`: a decision on these people that was issued and published."""

	def make(*names: str, unit: str = HAMLET_A, **values):
		papers = [
			commune.achievement(unit, "Verified", honoree=commune.honoree(unit, full_name=name).name)
			for name in names
		]
		return commune.act(commune.issued(*papers, **values), "Publish", OFFICER)

	return make


def withhold(decision, row: int = 0, reason: str = "Gia đình đề nghị"):
	import frappe

	honoree = frappe.get_doc("Honoree", decision.recipients[row].honoree)
	honoree.update({"is_withheld": 1, "withheld_reason": reason}).save()
	return honoree


# The honour roll


def test_the_roll_shows_what_the_decision_prints_and_no_more(published, page):
	decision = published("Nguyễn Văn Ánh Dương")
	person = decision.recipients[0]
	assert decision.workflow_state == "Published"
	html = page("/vinh-danh")
	for printed in ("Nguyễn Văn Ánh Dương", "Xóm Đình", person.award_name, decision.decision_number):
		assert printed in html
	for kept in (person.honoree, decision.name, "710", "Hiến 210 m²", "has been"):
		assert kept not in html


@pytest.mark.parametrize("state", ["Draft", "Appraised", "Issued"])
def test_a_decision_that_is_not_published_is_unknown(commune, page, state):
	honoree = commune.honoree(full_name="Người Chưa Công Bố").name
	paper = commune.achievement(state="Verified", honoree=honoree)
	before = page("/vinh-danh")
	commune.issued(paper) if state == "Issued" else commune.decision(paper, state=state)
	assert page("/vinh-danh") == before  # the choices too: they would tell of a draft


@pytest.mark.parametrize(
	("text", "found"),
	[
		("nguyen van an", True),
		("NGUYỄN  văn   Án", True),
		("van nguyen", True),
		("đinh", True),
		("dinh", True),
		("tran van an", False),
		("ng_yen", False),
		("guyen", False),
		("%' or 1=1 --", False),
	],
)
def test_search_needs_no_marks(published, text, found):
	from tdkt_app.portal.honour_roll import Wanted, awards

	published("Nguyễn Văn Đình Ân", "Lê Thị Bưởi")
	rows, paging = awards(Wanted(text=text))
	assert [row.recipient_name for row in rows] == (["Nguyễn Văn Đình Ân"] if found else [])
	assert paging.total == int(found)


def test_the_name_printed_is_found_and_not_the_one_of_today(published):
	import frappe

	from tdkt_app.portal.honour_roll import Wanted, awards

	decision = published("Nguyễn Văn Cũ")
	frappe.get_doc("Honoree", decision.recipients[0].honoree).update({"full_name": "Trần Tên Mới"}).save()
	assert [row.recipient_name for row in awards(Wanted(text="van cu"))[0]] == ["Nguyễn Văn Cũ"]
	assert not awards(Wanted(text="ten moi"))[0]


def test_a_corrected_name_is_shown_and_found(commune, published):
	from tdkt_app.portal.honour_roll import Wanted, awards

	decision = published("Nguyễn Văn Sai")
	correction = {
		"recipient": decision.recipients[0].name,
		"field": "Recipient Name",
		"new_text": "Nguyễn Văn Đúng",
	}
	amended(commune, decision, correction)
	for text in ("van dung", "van sai"):  # whoever holds the old paper looks for what stands on it
		assert [row.recipient_name for row in awards(Wanted(text=text))[0]] == ["Nguyễn Văn Đúng"]


def test_choices_by_year_unit_and_award(published, page):
	published("Người Xóm Đình")
	published("Người Xóm La Lang", unit=HAMLET_B, decision_date="2025-10-06")
	assert "Người Xóm La Lang" not in page(f"/vinh-danh?don_vi={HAMLET_A}")
	assert "Người Xóm La Lang" in page(f"/vinh-danh?don_vi={HAMLET_B}&nam=2025&loai=GK")
	for nothing in ("nam=2024", "nam=99999", "loai=LDTT", f"don_vi={TOP}"):
		assert "Người Xóm" not in page(f"/vinh-danh?{nothing}").partition("</form>")[2]
	assert f'<option value="{HAMLET_B}">Xóm La Lang</option>' in page("/vinh-danh")


def test_paging(published, monkeypatch, page):
	from tdkt_app.portal import honour_roll

	monkeypatch.setattr(honour_roll, "AWARDS_PER_PAGE", 2)
	published(*(f"Lật Trang {number}" for number in range(5)))
	pages = [page(f"/vinh-danh?tim=lat+trang&trang={number}") for number in (1, 2, 3)]
	seen = [re.findall(r"Lật Trang \d", html) for html in pages]
	assert [len(names) for names in seen] == [2, 2, 1]
	assert len({name for names in seen for name in names}) == 5
	assert 'rel="prev"' not in pages[0] and "tim=lat+trang&amp;trang=2" in pages[0]
	assert 'rel="next"' not in pages[2]
	for beyond in ("99", "-3", "abc", "9" * 40):
		assert page(f"/vinh-danh?tim=lat+trang&trang={beyond}") in pages


def test_an_annulled_award_is_left_out(commune, published, page):
	decision = published("Người Bị Hủy", "Người Còn Lại")
	annulled(commune, decision, 0)
	html = page("/vinh-danh")
	assert "Người Bị Hủy" not in html and "Người Còn Lại" in html
	assert "Hủy bỏ kết quả" not in html


def test_a_withheld_honoree_is_left_out_of_list_search_and_count(published, page):
	from tdkt_app.portal.honour_roll import Wanted, count

	decision = published("Người Được Giấu", "Người Hiện Ra")
	before = count(Wanted())
	withhold(decision, reason="LÝ DO KÍN")
	html = page("/vinh-danh") + page("/vinh-danh?tim=nguoi+duoc+giau").partition("</form>")[2]
	assert "Người Được Giấu" not in html and "LÝ DO KÍN" not in html and "Người Hiện Ra" in html
	assert count(Wanted()) == before - 1


def test_withholding_has_a_reason_and_leaves_a_trail(published, as_user):
	import frappe

	decision = published("Người Được Giấu")
	honoree = frappe.get_doc("Honoree", decision.recipients[0].honoree)
	with as_user(OFFICER), pytest.raises(frappe.MandatoryError, match="Write why"):
		honoree.update({"is_withheld": 1, "withheld_reason": "  "}).save()
	honoree.reload()
	with as_user(OFFICER):
		honoree.update({"is_withheld": 1, "withheld_reason": "Bảo vệ trẻ em", "withheld_by": CHAIRMAN})
		honoree.save(ignore_version=False)  # which the framework leaves out in tests
	assert (honoree.withheld_by, bool(honoree.withheld_on)) == (OFFICER, True)
	trail = frappe.get_last_doc("Version", {"docname": honoree.name})
	changed = {field: new for field, _old, new in frappe.parse_json(trail.data)["changed"]}
	assert (changed["is_withheld"], changed["withheld_reason"]) == (1, "Bảo vệ trẻ em")
	assert trail.owner == OFFICER
	with as_user(OFFICER):
		honoree.update({"is_withheld": 0}).save()
	assert (honoree.withheld_reason, honoree.withheld_by, honoree.withheld_on) == (None, None, None)


@pytest.mark.parametrize("user", [MANAGER, CHAIRMAN, COUNCIL, AUDITOR, UNIT_A])
def test_only_the_officer_withholds(commune, http, user):
	import frappe

	honoree = commune.honoree()
	frappe.db.commit()
	sent = {"is_withheld": 1, "withheld_reason": "x"}
	http("PUT", f"/api/resource/Honoree/{honoree.name}", user=user, json=sent)
	frappe.db.rollback()
	assert not frappe.db.get_value("Honoree", honoree.name, "is_withheld")
	assert http("PUT", f"/api/resource/Honoree/{honoree.name}", user=OFFICER, json=sent).status_code == 200
	frappe.db.rollback()
	assert frappe.db.get_value("Honoree", honoree.name, "withheld_by") == OFFICER


@pytest.mark.parametrize("user", [COUNCIL, UNIT_A])
def test_why_somebody_is_withheld_is_not_for_all(published, as_user, user):
	import frappe

	honoree = withhold(published("Người Được Giấu"))
	with as_user(user):
		seen = frappe.get_doc("Honoree", honoree.name)
		seen.apply_fieldlevel_read_permissions()
	assert not seen.get("withheld_reason")


def test_merging_does_not_bring_to_light(commune, published, as_user, page):
	from tdkt_app.doctype.honoree.merging import merge

	decision = published("Người Được Giấu")
	double, kept = withhold(decision), commune.honoree(full_name="Người Được Giấu")
	with as_user(OFFICER):
		merge(kept.name, double.name)
	assert "Người Được Giấu" not in page("/vinh-danh")
	kept.reload()
	assert kept.withheld_reason == "Gia đình đề nghị"


def test_a_decision_of_the_past_is_shown_once_it_is_published(commune, as_user, page):
	import frappe

	honoree = commune.honoree(full_name="Người Năm Xưa").name
	decision = historical(commune, OFFICER, honoree=honoree)
	with as_user(CHAIRMAN):
		frappe.get_doc("Award Decision", decision.name).submit()
	assert "Người Năm Xưa" not in page("/vinh-danh")
	frappe.db.set_value("Award Decision", decision.name, "workflow_state", "Published")
	assert "Người Năm Xưa" in page("/vinh-danh?nam=2019")


def test_rows_of_before_get_their_search_names(published):
	import frappe

	from tdkt_app.patches.v0_1.search_names_of_recipients import execute

	decision = published("Nguyễn Văn Sáu", "Đỗ Thị Ưỡng")
	line = frappe.qb.DocType("Award Decision Recipient")
	frappe.qb.update(line).set(line.search_name, None).run()
	execute()
	names = frappe.get_all(
		"Award Decision Recipient", {"parent": decision.name}, pluck="search_name", order_by="idx"
	)
	assert names == ["nguyen van sau", "do thi uong"]


# Exemplars


def png() -> bytes:
	from PIL import Image

	data = io.BytesIO()
	Image.new("RGB", (1200, 800), "green").save(data, "PNG")
	return data.getvalue()


@pytest.fixture
def exemplar(commune):
	"""`exemplar("Approved", …)`: with a picture, taken to its state by those who may."""

	def make(state: str = "Approved", **values):
		made = commune.exemplar(**values)
		made.add_picture("anh.png", png(), "Đường xóm")
		made.save()
		if state == "Draft":
			return made
		made.db_set("workflow_state", "Submitted", update_modified=False)
		if state == "Submitted":
			return made
		made = commune.act(made, "Approve", CHAIRMAN)
		if state == "Withdrawn":
			made.db_set("workflow_state", "Withdrawn", update_modified=False)
		return made

	return make


def test_an_approved_exemplar_has_a_list_entry_and_a_story(exemplar, page, visit):
	made = exemplar(introduced_by="Bà Người Giới Thiệu", content_area="C")
	html = page("/dien-hinh")
	assert made.exemplar_title in html and f"/dien-hinh/{made.slug}" in html
	assert made.exemplar_title in page("/dien-hinh?linh_vuc=C")
	assert "no-exemplars" in page("/dien-hinh?linh_vuc=khong-co")
	story = page(f"/dien-hinh/{made.slug}")
	for shown in ("Ông vận động 12 hộ góp đèn.", "Đường xóm sáng từ tháng 3.", "Nguyễn Đình Ái", "Xóm Đình"):
		assert shown in story
	assert "Bà Người Giới Thiệu" not in story and made.name not in story.replace(made.slug, "")


def test_share_card_and_canonical_address(exemplar, visit):
	made = exemplar()
	head = visit(f"/dien-hinh/{made.slug}").get_data(as_text=True).partition("</head>")[0]
	host = re.search(r'<link rel="canonical" href="(https?://[^/"]+)/dien-hinh/', head)[1]
	address = f"{host}/dien-hinh/{made.slug}"
	assert f'<link rel="canonical" href="{address}">' in head
	assert f'property="og:url" content="{address}"' in head
	assert f'property="og:title" content="{made.exemplar_title}"' in head
	assert 'property="og:description" content="Ông vận động 12 hộ góp đèn.' in head
	assert f'property="og:image" content="{host}{PICTURE}{made.pictures[0].name}"' in head


@pytest.mark.parametrize("state", ["Draft", "Submitted", "Withdrawn"])
def test_what_is_not_approved_is_as_unknown_as_what_is_not_there(exemplar, page, visit, state):
	made = exemplar(state)
	slug = made.slug or "nguoi-thap-sang-duong-xom"
	if not made.slug:
		made.db_set("slug", slug, update_modified=False)
	hidden, unknown = visit(f"/dien-hinh/{slug}"), visit("/dien-hinh/khong-he-co")
	assert (hidden.status_code, unknown.status_code) == (404, 404)
	texts = [reply.get_data(as_text=True) for reply in (hidden, unknown)]
	assert texts[0].replace(slug, "") == texts[1].replace("khong-he-co", "")
	assert made.exemplar_title not in page("/dien-hinh")


def test_an_unknown_address_is_not_remembered(commune, exemplar, visit):
	made = exemplar("Submitted")
	slug = f"nguoi-thap-sang-duong-xom-{made.name.lower()}"
	assert visit(f"/dien-hinh/{slug}").status_code == 404
	commune.act(made, "Approve", CHAIRMAN)
	assert visit(f"/dien-hinh/{slug}").status_code == 200


def test_the_exemplar_of_a_withheld_honoree_is_left_out(exemplar, page, visit):
	import frappe

	made = exemplar()
	frappe.get_doc("Honoree", made.honoree).update({"is_withheld": 1, "withheld_reason": "x"}).save()
	assert visit(f"/dien-hinh/{made.slug}").status_code == 404
	assert made.exemplar_title not in page("/dien-hinh")


PICTURE = "/api/method/tdkt_app.portal.public_files.picture?row="


def test_a_guest_gets_the_picture_of_an_approved_exemplar(exemplar, http):
	import frappe
	from PIL import Image

	made = exemplar()
	frappe.db.commit()
	reply = http("GET", PICTURE + made.pictures[0].name)
	assert (reply.status_code, reply.mimetype) == (200, "image/png")
	assert reply.headers["X-Content-Type-Options"] == "nosniff"
	small = http("GET", PICTURE + made.pictures[0].name + "&small=1")
	assert max(Image.open(io.BytesIO(small.get_data())).size) == 640
	assert http("GET", made.pictures[0].file).status_code == 403  # the file itself stays private


@pytest.mark.parametrize("state", ["Draft", "Submitted", "Withdrawn"])
def test_no_other_picture(exemplar, http, state):
	import frappe

	made = exemplar(state)
	frappe.db.commit()
	hidden, unknown = (http("GET", PICTURE + row) for row in (made.pictures[0].name, "x"))
	assert (hidden.status_code, unknown.status_code) == (404, 404)
	assert hidden.get_data() == unknown.get_data()


def test_no_file_of_another_paper(commune, exemplar, http):
	"""Not even if a row came to name one."""
	import frappe

	made, paper = exemplar(), commune.with_evidence(commune.achievement(), "anh.png", png() + b" ")
	made.pictures[0].db_set("file", paper.evidence[0].file, update_modified=False)
	frappe.db.commit()
	assert http("GET", PICTURE + made.pictures[0].name).status_code == 404


# Campaigns and their plan


PLAN = "/api/method/tdkt_app.portal.public_files.plan?campaign="


@pytest.fixture
def plan(commune):
	"""`plan("Issued")`: a plan in that state."""
	import frappe

	def make(state: str = "Issued"):
		made = frappe.get_doc(
			{
				"doctype": "Emulation Plan",
				"plan_title": "Phát động phong trào thi đua năm 2025",
				"year": 2025,
				"plan_date": "2025-01-10",
				"symbol": "KH-THU",
				"introduction": "Ủy ban nhân dân xã xây dựng kế hoạch như sau:",
				"contents": [{"content_area": "C", "text": "Bảo vệ môi trường."}],
				"tasks": [{"unit": TOP, "text": "Các đơn vị thực hiện."}],
				"place_name": "Thử Nghiệm",
				"signer_position": "CHỦ TỊCH",
				"signer_name": "Trần Quang Thái",
				"recipients_note": "- Lưu: VT.",
			}
		).insert()
		if state == "Issued":
			made.db_set("workflow_state", "Awaiting Approval", update_modified=False)
			made = commune.act(made, "Issue", CHAIRMAN)
		return made

	return make


@pytest.mark.parametrize(
	("state", "shown"),
	[
		("Draft", False),
		("Awaiting Approval", False),
		("Launched", True),
		("Under Review", True),
		("Closed", False),
		("Cancelled", False),
	],
)
def test_campaigns_that_run(commune, page, state, shown):
	commune.campaign(state, campaign_title="Thi đua chạy thử", slogan="Xóm sạch", for_households=1)
	html = page("/phong-trao")
	assert ("Thi đua chạy thử" in html) is shown
	assert ("30/11/2025" in html and "Hộ gia đình" in html and "Xóm sạch" in html) is shown


def test_the_plan_of_a_running_campaign_is_read_by_guests(commune, plan, page, http):
	import frappe

	campaign = commune.campaign(campaign_title="Có kế hoạch", plan=plan().name)
	address = f"{PLAN}{campaign.name}"
	assert address in page("/phong-trao")
	frappe.db.commit()
	reply = http("GET", address)
	assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
	assert reply.get_data().startswith(b"%PDF")
	direct = f"/api/method/frappe.utils.print_format.download_pdf?doctype=Emulation+Plan&name={campaign.plan}"
	assert http("GET", direct).status_code in (403, 404)
	assert http("GET", f"/api/resource/Emulation Plan/{campaign.plan}").status_code == 403


def test_a_running_campaign_without_an_issued_plan_shows_its_own_launch(commune, plan, page, http):
	import frappe

	draft = plan("Draft")
	draft.db_set("plan_title", "Chưa ban hành")
	campaign = commune.ready_campaign("Launched", campaign_title="Tự phát động", plan=draft.name)
	address = f"{PLAN}{campaign.name}"
	assert address in page("/phong-trao")
	frappe.db.commit()
	text = " ".join(PdfReader(io.BytesIO(http("GET", address).get_data())).pages[0].extract_text().split())
	assert "Phát động phong trào thi đua “Tự phát động”" in text and "Chưa ban hành" not in text
	direct = (
		f"/api/method/frappe.utils.print_format.download_pdf?doctype=Emulation+Campaign&name={campaign.name}"
	)
	assert http("GET", direct).status_code == 403


@pytest.mark.parametrize("state", ["Draft", "Closed"])
def test_no_other_plan(commune, plan, page, http, state):
	import frappe

	campaign = commune.campaign(state, plan=plan().name)
	assert f"{PLAN}{campaign.name}" not in page("/phong-trao")
	frappe.db.commit()
	hidden, unknown = (http("GET", PLAN + name) for name in (campaign.name, "PT-0"))
	assert (hidden.status_code, unknown.status_code) == (404, 404)
	assert hidden.get_data() == unknown.get_data()


# All pages


def test_figures_of_the_start_page(commune, published, page):
	from frappe.utils import getdate

	def figures():
		html = page("/thi-dua-khen-thuong")
		return {path: int(n) for path, n in re.findall(r'data-figure="([\w-]+)"><strong>(\d+)<', html)}

	before = figures()
	commune.campaign()
	year = getdate().year
	published(
		"Một", "Hai", decision_date=f"{year}-01-15", period_from=f"{year}-01-02", period_to=f"{year}-01-10"
	)
	after = figures()
	assert {path: after[path] - before[path] for path in after} == {
		"phong-trao": 3,  # the one above, and one of each achievement
		"vinh-danh": 2,
		"lay-y-kien": 0,
	}


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_the_navigation_its_language_and_one_heading(visit, path):
	html = visit(path).get_data(as_text=True)
	assert '<html lang="vi">' in html and html.count("<h1>") == 1
	assert f'<a href="{path}" aria-current="page">' in html
	for other in PATHS:
		assert f'href="{other}"' in html
	assert re.search(rf'<link rel="canonical" href="https?://[^/"]+{path}">', html)
	assert len(html.encode()) < 200_000


def test_stored_markup_stays_text(commune, published, exemplar, page, visit):
	import frappe

	decision, story = published("Tên Thường"), exemplar()
	line = decision.recipients[0].name
	for field in ("recipient_name", "recipient_title", "unit_name", "award_name"):
		frappe.db.set_value("Award Decision Recipient", line, field, HOSTILE[:130], update_modified=False)
	for field in ("exemplar_title", "story"):
		frappe.db.set_value("Exemplar", story.name, field, HOSTILE, update_modified=False)
	frappe.db.set_value("Exemplar Picture", story.pictures[0].name, "description", HOSTILE)
	campaign = commune.campaign()
	for field in ("campaign_title", "slogan"):
		frappe.db.set_value("Emulation Campaign", campaign.name, field, HOSTILE, update_modified=False)
	for path in ("/vinh-danh", "/dien-hinh", f"/dien-hinh/{story.slug}", "/phong-trao"):
		html = visit(path).get_data(as_text=True)
		assert "&lt;script&gt;" in html, path
		assert "<script" not in html and "<img src=x" not in html, path


def test_what_a_reader_types_stays_text(visit):
	from urllib.parse import quote

	hostile = quote('"><script>alert(1)</script>')
	for address in (
		f"/vinh-danh?tim={hostile}&loai={hostile}&don_vi={hostile}",
		f"/dien-hinh?linh_vuc={hostile}",
	):
		assert "<script" not in visit(address).get_data(as_text=True)


@pytest.fixture
def queries_of(visit, count_queries):
	"""`queries_of("/vinh-danh")`, beyond those of the platform's plainest page: version 15 looks workspaces up for a guest."""

	def count(path: str) -> int:
		visit(path)  # what the framework keeps in its caches
		with count_queries() as sent:
			visit(path)
		return len(sent)

	plain = count("/message")
	return lambda path: count(path) - plain


def test_queries_of_a_page_are_few_and_do_not_grow(commune, published, exemplar, queries_of):
	def queries() -> dict[str, int]:
		return {path: queries_of(path) for path in (*PATHS, "/vinh-danh?tim=nguoi+thu&nam=2025&loai=GK")}

	published("Một Người")
	exemplar()
	commune.campaign()
	few = queries()
	published(*(f"Người Thứ {number}" for number in range(20)))
	for _more in range(5):
		exemplar()
		commune.campaign()
	assert queries() == few
	assert max(few.values()) <= MOST_QUERIES


def test_the_story_takes_few_queries(exemplar, queries_of):
	assert queries_of(f"/dien-hinh/{exemplar().slug}") <= MOST_QUERIES


def test_units_find_the_public_pages(commune, http):
	reply = http("GET", "/thi-dua", user=UNIT_A, headers={"Accept": "text/html"})
	page = reply.get_data(as_text=True)
	assert 'id="public-pages" href="/thi-dua-khen-thuong"' in page
	assert "Built on Frappe</a>" not in page
