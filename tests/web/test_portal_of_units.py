"""The unit portal in a browser: every page on a desktop and on a phone, by axe-core; registration, report, people."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.accessibility import grave_violations
from tests.web.conftest import ARTIFACTS, PASSWORD
from tests.web.desk import vi

CLERK, UNIT, OTHER = "thu-ky@cong.example", "PORTAL-DINH", "PORTAL-BAI"
CAMPAIGN = "Thi đua chung sức xây dựng nông thôn mới"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PHONE, DESKTOP = {"width": 360, "height": 780}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def names(site) -> dict[str, str]:
	"""A clerk of two units, a campaign with criteria, and papers of every kind. Committed: the server is another process."""
	import frappe
	from frappe.utils import add_days, nowdate
	from frappe.utils.password import update_password

	def made(doctype: str, **values):
		return frappe.get_doc({"doctype": doctype, **values}).insert()

	frappe.set_user("Administrator")
	user = made("User", email=CLERK, first_name="Thư ký", send_welcome_email=0, language="vi")
	user.add_roles("TDKT Unit User")
	update_password(CLERK, PASSWORD)
	for code, title in ((UNIT, "Xóm Đình"), (OTHER, "Xóm Bãi")):
		values = {"unit_code": code, "unit_name": title, "unit_type": "Hamlet", "users": [{"user": CLERK}]}
		made("Emulation Unit", **values)
	campaign = made(
		"Emulation Campaign",
		campaign_title=CAMPAIGN,
		campaign_type="Thematic",
		launching_unit=UNIT,
		year=int(nowdate()[:4]),
		launch_date=add_days(nowdate(), -60),
		registration_deadline=add_days(nowdate(), 10),
		report_deadline=add_days(nowdate(), 40),
		end_date=add_days(nowdate(), 60),
		criteria=[{"criterion": "Tỷ lệ hộ phân loại rác tại nhà", "max_score": 60}],
	)
	campaign.db_set("workflow_state", "Launched")
	person = made("Honoree", kind="Individual", full_name="Dương Thị Xuân", unit=UNIT)
	household = made("Honoree", kind="Household", full_name="Hộ ông Thịnh", unit=UNIT)
	period = {"period_from": add_days(nowdate(), -50), "period_to": nowdate()}
	returned = made(
		"Achievement",
		achievement_title="Hiến 210 m² đất mở đường",
		unit=UNIT,
		honoree=person.name,
		campaign=campaign.name,
		summary="Hiến đất.",
		**period,
	)
	returned.append("corrections", {"report_field": "Summary", "remark": "Nêu rõ diện tích và ngày bàn giao"})
	returned.verifier_remark = "Bổ sung số liệu"
	returned.save()
	returned.db_set("workflow_state", "Returned")
	nominee = {"honoree": person.name, "award_type": "GK", "summary": "Hiến đất làm đường"}
	nomination = made(
		"Award Nomination", title="Đề nghị khen", unit=UNIT, method="Thematic", nominees=[nominee], **period
	)
	frappe.db.commit()
	return {
		"campaign": campaign.name,
		"returned": returned.name,
		"nomination": nomination.name,
		"household": household.name,
	}


def test_the_portal_of_a_unit(names, sign_in, tmp_path):
	page = sign_in(CLERK)
	page.goto("/thi-dua")
	expect(page.locator("#due")).to_contain_text("Nêu rõ diện tích và ngày bàn giao")
	unit_registers(page)
	a_report_survives_a_reload(page, names, tmp_path)
	somebody_is_entered(page)
	every_page_fits_and_is_accessible(page, names)
	the_other_unit_is_chosen(page)


def unit_registers(page: Page) -> None:
	to_register = page.locator("#due li", has_text=CAMPAIGN).filter(has_text=vi("Register"))
	to_register.get_by_role("link").click()
	slow_line: list[Route] = []
	page.route("**/*.bundle.*.js", lambda script: slow_line.append(script))
	page.reload(wait_until="commit")
	page.fill("#targets", "100% hộ phân loại rác")
	page.click("#register", no_wait_after=True)
	expect(page.locator("#registrations")).to_contain_text(vi("Nothing registered yet."))
	assert slow_line, "the button was pressed before the page's scripts had come"
	for script in slow_line:
		script.continue_()
	page.unroute("**/*.bundle.*.js")
	expect(page.locator("#registrations")).to_contain_text("100% hộ phân loại rác")
	page.goto("/thi-dua")
	expect(to_register).to_have_count(0)


def a_report_survives_a_reload(page: Page, names: dict[str, str], tmp_path) -> None:
	page.goto(f"/thi-dua/bao-cao?campaign={names['campaign']}")
	page.fill("#achievement_title", "Đường hoa xóm Đình")
	expect(page.locator("#saved")).to_contain_text("*")  # on this machine only: fields are missing
	page.reload()
	expect(page.locator("#achievement_title")).to_have_value("Đường hoa xóm Đình")
	page.select_option("#honoree", names["household"])
	page.fill("#period_from", "2026-01-05")
	page.fill("#period_to", "2026-06-30")
	page.fill("#summary", "Trồng 500 m đường hoa.")
	points = page.get_by_label("Tỷ lệ hộ phân loại rác tại nhà")
	points.fill("55")
	expect(page.locator("#saved")).to_contain_text(vi("Saved at {0}").partition("{")[0].strip())
	expect(page).to_have_url(re.compile("name="))
	page.reload()
	expect(page.locator("#summary")).to_have_value("Trồng 500 m đường hoa.")
	expect(points).to_have_value("55")
	paper = tmp_path / "bien-ban.pdf"
	paper.write_bytes(PDF)
	page.set_input_files("#evidence", paper)
	expect(page.locator("#evidence-list")).to_contain_text("bien-ban.pdf")


def somebody_is_entered(page: Page) -> None:
	page.goto("/thi-dua/con-nguoi?new=1")
	page.select_option("#kind", "Household")
	expect(page.locator("#position")).to_be_hidden()
	page.fill("#full_name", "Hộ bà Bường")
	page.click("#add-member")
	page.locator("[data-cell=full_name]").fill("Đỗ Thị Bường")
	page.locator("[data-cell=is_head]").check()
	page.click("#save")
	page.fill("#q", "buong")
	page.keyboard.press("Enter")
	expect(page.locator("#people li")).to_have_count(1)
	expect(page.locator("#people li")).to_contain_text("Hộ bà Bường")


def every_page_fits_and_is_accessible(page: Page, names: dict[str, str]) -> None:
	ARTIFACTS.mkdir(parents=True, exist_ok=True)
	violations = []
	for number, address in enumerate(
		(
			"/thi-dua",
			"/thi-dua/dang-ky",
			f"/thi-dua/bao-cao?name={names['returned']}",
			f"/thi-dua/tong-ket?campaign={names['campaign']}",
			f"/thi-dua/de-nghi?name={names['nomination']}",
			"/thi-dua/con-nguoi",
			"/thi-dua/con-nguoi?new=1",
			"/thi-dua/dien-hinh?new=1",
			"/thi-dua/thong-bao",
		)
	):
		page.set_viewport_size(DESKTOP)
		page.goto(address)
		for size in (DESKTOP, PHONE):
			page.set_viewport_size(size)
			page.screenshot(path=ARTIFACTS / f"portal-{number}-{size['width']}.png")
			wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
			assert page.evaluate(wider) <= 0, (address, size)
			assert page.locator("h1").count() == 1, address
			violations += grave_violations(page)
	assert not violations, "\n".join(dict.fromkeys(violations))
	page.set_viewport_size(DESKTOP)


def the_other_unit_is_chosen(page: Page) -> None:
	page.goto("/thi-dua")
	page.select_option("#working-unit", OTHER)
	page.wait_for_load_state("load")
	expect(page.locator("#due")).not_to_contain_text("Nêu rõ diện tích")
	page.goto("/thi-dua/con-nguoi")
	expect(page.locator("#people")).not_to_contain_text("Bường")
