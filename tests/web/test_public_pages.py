"""The public pages as a visitor meets them: on a desktop and on a phone, with the keyboard, and how much they load."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.accessibility import grave_violations
from tests.web.conftest import ARTIFACTS, URL
from tests.web.desk import vi

NAME, TITLE, DEED = "Phùng Thị Ưỡng", "Người thắp sáng đường xóm Bãi", "Thi đua làm đường hoa công khai"
SIZES = {"desktop": (1280, 900), "phone": (360, 740)}
MOST_BYTES = 200_000  # of a first load, pictures aside


@pytest.fixture(scope="module")
def story(site) -> str:
	"""A published award with its certificate, an approved exemplar with a picture, a running campaign with its plan, an
	open list. Returns the story's address.

	Committed: the server is another process. The states are written, not walked to: other tests walk there.
	"""
	import frappe
	from frappe.utils import add_days, nowdate
	from PIL import Image

	from tdkt_app.doctype.award_certificate.register import issue_certificates

	frappe.set_user("Administrator")
	unit = _made("Emulation Unit", unit_code="PUBLIC-BAI", unit_name="Xóm Bãi", unit_type="Hamlet")
	person = _made("Honoree", kind="Individual", full_name=NAME, unit=unit.name, position="Nông dân")
	year = int(nowdate()[:4])
	plan = _made(
		"Emulation Plan",
		plan_title="Phát động phong trào thi đua",
		year=year,
		plan_date=f"{year}-01-05",
		symbol="KH-CONG-KHAI",
		introduction="Ủy ban nhân dân xã xây dựng kế hoạch như sau:",
		tasks=[{"unit": unit.name, "text": "Trồng và chăm đường hoa."}],
		signer_position="CHỦ TỊCH",
		signer_name="Trần Quang Thái",
	)
	plan.db_set({"docstatus": 1, "workflow_state": "Issued"})
	campaign = _made(
		"Emulation Campaign",
		campaign_title=DEED,
		slogan="Đường hoa, ngõ sạch",
		campaign_type="Thematic",
		launching_unit=unit.name,
		year=year,
		launch_date=f"{year}-01-10",
		report_deadline=f"{year}-11-30",
		end_date=f"{year}-12-31",
		for_individuals=1,
		plan=plan.name,
	)
	campaign.db_set("workflow_state", "Launched")
	decision = _made(
		"Award Decision",
		subject="Khen thưởng cá nhân có thành tích",
		decision_date=f"{year}-01-20",
		period_from=f"{year}-01-02",
		period_to=f"{year}-01-15",
		reason="đã có thành tích xuất sắc",
		signer_name="Trần Quang Thái",
		legal_bases=[{"basis": "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"}],
		recipients=[{"honoree": person.name, "award_type": "GK"}],
	)
	published = {"docstatus": 1, "workflow_state": "Published", "decision_number": "12/QĐ-UBND"}
	frappe.db.set_value("Award Decision", decision.name, published)
	frappe.db.set_value("Award Decision Recipient", {"parent": decision.name}, "docstatus", 1)
	issue_certificates(decision.name)
	exemplar = _made(
		"Exemplar",
		exemplar_title=TITLE,
		exemplar_kind="Good Person Good Deed",
		unit=unit.name,
		honoree=person.name,
		content_area="C",
		story="Bà vận động 12 hộ góp đèn.\n\nĐường xóm sáng từ tháng 3.",
	)
	drawn = io.BytesIO()
	Image.new("RGB", (1200, 750), "darkgreen").save(drawn, "JPEG")
	exemplar.add_picture("duong.jpg", drawn.getvalue(), "Đường xóm sau khi thắp sáng")
	exemplar.save()
	slug = "nguoi-thap-sang-duong-xom-bai"
	exemplar.db_set({"workflow_state": "Approved", "slug": slug, "published_on": f"{nowdate()} 08:00:00"})
	nomination = _made(
		"Award Nomination",
		title="Đề nghị khen thưởng đợt 1",
		unit=unit.name,
		method="Thematic",
		period_from=f"{year}-01-02",
		period_to=f"{year}-01-15",
		nominees=[{"honoree": person.name, "award_type": "GK", "summary": "Thắp sáng đường xóm"}],
	)
	nomination.db_set("workflow_state", "Appraised")
	open_list = _made(
		"Public Consultation",
		title="Lấy ý kiến đợt 1",
		working_days=5,
		nominations=[{"nomination": nomination.name}],
	)
	open_list.db_set({"state": "Open", "opens_on": nowdate(), "closes_on": add_days(nowdate(), 7)})
	frappe.db.commit()
	return f"/dien-hinh/{slug}"


def _made(doctype: str, **values):
	import frappe

	return frappe.get_doc({"doctype": doctype, **values}).insert()


@pytest.fixture(params=SIZES)
def visitor(request, browser: Browser) -> Iterator[Page]:
	"""A guest's window; a script error on any page fails the test."""
	width, height = SIZES[request.param]
	context = browser.new_context(
		base_url=URL, viewport={"width": width, "height": height}, locale="en-US", device_scale_factor=2
	)
	page = context.new_page()
	page.set_default_timeout(20_000)
	errors: list[str] = []
	page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
	yield page
	context.close()
	assert not errors


def pages(story: str) -> tuple[str, ...]:
	return (
		"/thi-dua-khen-thuong",
		"/phong-trao",
		"/vinh-danh",
		"/dien-hinh",
		story,
		"/lay-y-kien",
		"/kiem-tra?ma=KHONGCO",
	)


def test_pages_fit_are_accessible_and_light(story, visitor, request):
	ARTIFACTS.mkdir(parents=True, exist_ok=True)
	loaded: dict[str, int] = {}
	visitor.on("response", lambda reply: loaded.update({reply.url: _size(reply)}))
	violations = []
	for number, address in enumerate(pages(story)):
		loaded.clear()
		visitor.goto(address)
		visitor.wait_for_load_state("networkidle")
		visitor.screenshot(path=ARTIFACTS / f"{request.node.name}-{number}.png", full_page=True)
		wider = visitor.evaluate(
			"document.documentElement.scrollWidth - document.documentElement.clientWidth"
		)
		assert wider <= 0, address
		assert visitor.locator("h1").count() == 1, address
		violations += grave_violations(visitor)
		assert sum(loaded.values()) < MOST_BYTES, loaded
	assert not violations, "\n".join(violations)


def _size(reply) -> int:
	"""Bytes as they stand, uncompressed; pictures count nothing."""
	return 0 if reply.request.resource_type == "image" else len(reply.body())


def test_a_name_is_found_with_the_keyboard_alone(story, visitor):
	visitor.goto("/vinh-danh")
	visitor.keyboard.press("Tab")
	expect(visitor.locator(":focus")).to_have_text(vi("Skip to the Content"))
	expect(visitor.locator(":focus")).to_be_in_viewport()
	visitor.keyboard.press("Enter")
	visitor.keyboard.press("Tab")
	expect(visitor.locator("#tim")).to_be_focused()
	outline = visitor.locator("#tim").evaluate("field => getComputedStyle(field).outlineStyle")
	assert outline != "none"
	visitor.keyboard.type("phung thi uong")
	visitor.keyboard.press("Enter")
	expect(visitor.locator("#awards li")).to_have_count(1)
	expect(visitor.locator("#awards li")).to_contain_text(NAME)
	expect(visitor.locator("#found")).to_contain_text(vi("{0} awards").format(1))


def test_from_the_start_page_to_a_story(story, visitor):
	visitor.goto("/thi-dua-khen-thuong")
	visitor.locator(".cards a", has_text=vi("Exemplars")).click()
	picture = visitor.locator(".card", has_text=TITLE).locator("img")
	picture.scroll_into_view_if_needed()
	visitor.wait_for_function("picture => picture.naturalWidth === 640", arg=picture.element_handle())
	visitor.get_by_role("link", name=TITLE).click()
	expect(visitor).to_have_url(f"{URL}{story}")
	expect(visitor.locator("h1")).to_have_text(TITLE)
	visitor.get_by_role("link", name=vi("Emulation Campaigns"), exact=True).click()
	campaign = visitor.locator(".panel", has_text=DEED)
	expect(campaign).to_contain_text("Đường hoa, ngõ sạch")
	plan = visitor.request.get(campaign.get_by_role("link").get_attribute("href"))
	assert plan.headers["content-type"] == "application/pdf" and plan.body().startswith(b"%PDF")


def test_a_comment_is_sent(story, visitor, forget_visits):
	visitor.goto("/lay-y-kien")
	shown = visitor.locator("section", has_text="Lấy ý kiến đợt 1")
	shown.get_by_text(vi("Send a Comment")).click()
	shown.locator("[name=about]").select_option(NAME)
	shown.locator("[name=content]").fill("Bà rất xứng đáng.")
	violations = grave_violations(visitor)
	shown.get_by_role("button", name=vi("Send"), exact=True).click()
	expect(shown.locator("[data-answer]")).to_have_text(vi("Thank you. Your comment has been received."))
	assert not violations, "\n".join(violations)


def test_a_certificate_is_checked(story, visitor, forget_visits):
	import frappe

	code = frappe.db.get_value("Award Certificate", {"recipient_name": NAME}, "verification_code")
	visitor.goto("/kiem-tra")
	visitor.fill("#ma", code.lower())
	visitor.keyboard.press("Enter")
	expect(visitor.locator("#answer")).to_have_text(vi("The certificate is valid."))
	expect(visitor.locator("#face")).to_contain_text(NAME)
	violations = grave_violations(visitor)
	assert not violations, "\n".join(violations)
