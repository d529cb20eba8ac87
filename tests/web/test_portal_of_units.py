"""The unit portal in a browser: a clerk walks through every page on a desktop for one unit, on a phone for another."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.web.accessibility import grave_violations
from tests.web.conftest import ARTIFACTS, PASSWORD, URL
from tests.web.desk import Form, vi

CLERK, OFFICER, INVITED = "thu-ky@cong.example", "dung@cong.example", "bi-thu@cong.example"
CAMPAIGN, NOTICE = "Thi đua chung sức xây dựng nông thôn mới", "Gửi báo cáo trước ngày 30"
REMARK = "Nêu rõ diện tích và ngày bàn giao"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PLACE = b"21.5878 N 105.7122 E"  # what a camera writes into a photo


@dataclass(frozen=True)
class Walk:
	"""One width and the unit that is worked for in it."""

	name: str
	unit: str
	unit_name: str
	window: dict


WALKS = (
	Walk("desktop", "PORTAL-DINH", "Xóm Đình", {"width": 1280, "height": 900}),
	Walk("phone", "PORTAL-BAI", "Xóm Bãi", {"width": 360, "height": 780, "has_touch": True}),
)


def made(doctype: str, **values):
	import frappe

	return frappe.get_doc({"doctype": doctype, **values}).insert()


@pytest.fixture(scope="module")
def papers(site) -> dict[str, dict[str, str]]:
	"""A clerk of two units, a campaign with criteria, and papers of every kind in each unit. By unit: kind → name.

	Committed: the server is another process.
	"""
	import frappe
	from frappe.model.workflow import apply_workflow
	from frappe.utils import add_days, nowdate
	from frappe.utils.password import update_password

	frappe.set_user("Administrator")
	for email, role in ((CLERK, "TDKT Unit User"), (OFFICER, "TDKT Officer")):
		user = made("User", email=email, first_name="Thư ký", send_welcome_email=0, language="vi")
		user.add_roles(role)
		update_password(email, PASSWORD)
	for walk in WALKS:
		values = {"unit_code": walk.unit, "unit_name": walk.unit_name, "unit_type": "Hamlet"}
		made("Emulation Unit", **values, users=[{"user": CLERK}])
	campaign = made(
		"Emulation Campaign",
		campaign_title=CAMPAIGN,
		campaign_type="Thematic",
		launching_unit=WALKS[0].unit,
		year=int(nowdate()[:4]),
		launch_date=add_days(nowdate(), -60),
		registration_deadline=add_days(nowdate(), 10),
		report_deadline=add_days(nowdate(), 40),
		end_date=add_days(nowdate(), 60),
		criteria=[{"criterion": "Tỷ lệ hộ phân loại rác tại nhà", "max_score": 60}],
	)
	campaign.db_set("workflow_state", "Launched")
	for walk in WALKS:  # confirmed for all units of the user at once, so each walk has its own
		notice = made(
			"Announcement",
			announcement_title=f"{NOTICE} ({walk.unit_name})",
			announcement_kind="Campaign News",
			content="Báo cáo gửi qua trang này.",
			needs_acknowledgement=1,
			due_date=add_days(nowdate(), 5),
			audience=[{"unit": walk.unit}],
		)
		apply_workflow(notice, "Publish")
	period = {"period_from": add_days(nowdate(), -50), "period_to": nowdate()}
	found = {walk.unit: _papers_of(walk.unit, campaign.name, period) for walk in WALKS}
	frappe.db.commit()
	return found


def _papers_of(unit: str, campaign: str, period: dict) -> dict[str, str]:
	person = made("Honoree", kind="Individual", full_name="Dương Thị Xuân", unit=unit)
	household = made("Honoree", kind="Household", full_name="Hộ ông Thịnh", unit=unit)
	returned = made(
		"Achievement",
		achievement_title="Hiến 210 m² đất mở đường",
		unit=unit,
		honoree=person.name,
		campaign=campaign,
		summary="Hiến đất.",
		**period,
	)
	returned.append("corrections", {"report_field": "Summary", "remark": REMARK})
	returned.verifier_remark = "Bổ sung số liệu"
	returned.save()
	returned.db_set("workflow_state", "Returned")
	nominee = {"honoree": person.name, "award_type": "GK", "summary": "Hiến đất làm đường"}
	nomination = made(
		"Award Nomination", title="Đề nghị khen", unit=unit, method="Thematic", nominees=[nominee], **period
	)
	return {
		"campaign": campaign,
		"returned": returned.name,
		"nomination": nomination.name,
		"household": household.name,
	}


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_the_portal_of_a_unit(papers, sign_in, tmp_path, walk):
	page, own = sign_in(CLERK, **walk.window), papers[walk.unit]
	the_unit_is_chosen(page, walk)
	expect(page.locator("#due")).to_contain_text(REMARK)
	unit_registers(page)
	a_report_survives_a_reload(page, own)
	evidence_is_sent(page, tmp_path)
	what_was_flagged_is_corrected(page, own)
	somebody_is_entered_and_moves_away(page)
	people_come_in_from_a_workbook(page, walk, tmp_path)
	somebody_is_nominated(page, own)
	the_campaign_is_reviewed(page, own)
	an_exemplar_is_proposed(page, own, tmp_path)
	an_announcement_is_confirmed(page, walk)
	every_page_fits_and_is_accessible(page, own, walk)


def the_unit_is_chosen(page: Page, walk: Walk) -> None:
	page.goto("/thi-dua/con-nguoi")
	page.select_option("#working-unit", walk.unit)
	page.wait_for_url("**/thi-dua")
	expect(page.locator("#working-unit")).to_have_value(walk.unit)


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


def a_report_survives_a_reload(page: Page, own: dict[str, str]) -> None:
	page.goto(f"/thi-dua/bao-cao?campaign={own['campaign']}")
	page.fill("#achievement_title", "Đường hoa của xóm")
	expect(page.locator("#saved")).to_contain_text("*")  # on this machine only: fields are missing
	page.reload()
	expect(page.locator("#achievement_title")).to_have_value("Đường hoa của xóm")
	page.select_option("#honoree", own["household"])
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


def evidence_is_sent(page: Page, folder: Path) -> None:
	"""A PDF among the files; a photo by the camera, which is offered where there is a touch screen."""
	(folder / "bien-ban.pdf").write_bytes(PDF)
	page.set_input_files("#evidence", folder / "bien-ban.pdf")
	expect(page.locator("#evidence-list")).to_contain_text("bien-ban.pdf")
	assert ".pdf" in page.locator("#evidence").get_attribute("accept")
	camera = page.locator("#camera")
	assert camera.is_visible() == (page.viewport_size["width"] < 500)
	page.set_input_files("#camera", photo(folder / "duong-hoa.jpg"))
	link = page.locator("#evidence-list a", has_text="duong-hoa.jpg")
	kept = page.request.get(link.get_attribute("href")).body()
	assert kept.startswith(b"\xff\xd8") and PLACE not in kept


def photo(path: Path) -> Path:
	exif = Image.Exif()
	exif[0x010E] = PLACE.decode()
	data = io.BytesIO()
	Image.new("RGB", (1200, 800), "darkgreen").save(data, "JPEG", exif=exif)
	assert PLACE in data.getvalue()
	path.write_bytes(data.getvalue())
	return path


def what_was_flagged_is_corrected(page: Page, own: dict[str, str]) -> None:
	page.goto(f"/thi-dua/bao-cao?name={own['returned']}")
	expect(page.locator("[data-remark]")).to_have_text(REMARK)
	expect(page.locator("#results")).to_be_disabled()
	page.fill("#summary", "Hiến 210 m² đất, bàn giao ngày 12/5.")
	page.click("#hand-in")
	page.wait_for_url("**/thi-dua")
	expect(page.locator("#achievements tr", has_text="Hiến 210 m²")).to_contain_text(vi("Submitted"))


def somebody_is_entered_and_moves_away(page: Page) -> None:
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
	page.get_by_role("link", name="Hộ bà Bường").click()
	page.fill("#address", "Ngõ 3")
	page.click("#save")
	expect(page.locator("#people li", has_text="Hộ bà Bường")).to_contain_text("Ngõ 3")
	page.get_by_role("link", name="Hộ bà Bường").click()
	page.click("#moved")
	page.wait_for_url("**/thi-dua/con-nguoi")
	expect(page.locator("#people")).not_to_contain_text("Bường")


def people_come_in_from_a_workbook(page: Page, walk: Walk, folder: Path) -> None:
	"""A bad cell is shown with what is expected, and nothing comes in before it is mended."""
	page.set_input_files("#file", workbook(folder / "sai.xlsx", "năm Tý"))
	page.click("#look")
	expect(page.locator("#verdict")).to_have_class("text-danger")
	expect(page.locator("#preview-table .table-danger")).to_have_text("năm Tý")
	expect(page.locator("#bring-in")).to_be_disabled()
	is_fitting_and_accessible(page, walk, "import")
	page.set_input_files("#file", workbook(folder / "dung.xlsx", 1984))
	page.click("#look")
	expect(page.locator("#verdict")).not_to_have_class("text-danger")
	page.click("#bring-in")
	expect(page.locator("#people")).to_contain_text("Lò Văn Nhập")


def workbook(path: Path, birth_year: str | int) -> Path:
	book = openpyxl.Workbook()
	book.active.title = vi("Honoree")
	book.active.append([vi(heading) for heading in ("Honoree Kind", "Full Name", "Birth Year")])
	book.active.append([vi("Individual"), "Lò Văn Nhập", birth_year])
	book.save(path)
	return path


def somebody_is_nominated(page: Page, own: dict[str, str]) -> None:
	page.goto(f"/thi-dua/de-nghi?name={own['nomination']}")
	page.click("#add-nominee")
	card = page.locator("#nominees [data-nominee]").last
	card.locator("[data-field=honoree]").select_option(own["household"])
	card.locator("[data-field=award_type]").select_option("GK")
	with page.expect_navigation():
		page.click("#save")
	expect(page.locator("#nominees [data-nominee]")).to_have_count(2)
	for item in page.locator("#dossier [data-on-paper]").all():
		item.check()
	page.click("#hand-in")
	page.wait_for_url("**/thi-dua/de-nghi")
	expect(page.locator("#nominations tr", has_text="Đề nghị khen")).to_contain_text(vi("Submitted"))
	page.goto(f"/thi-dua/de-nghi?name={own['nomination']}")
	printed = page.request.get(page.locator("#pdf").get_attribute("href"))
	assert printed.headers["content-type"] == "application/pdf" and printed.body().startswith(b"%PDF")


def the_campaign_is_reviewed(page: Page, own: dict[str, str]) -> None:
	page.goto(f"/thi-dua/tong-ket?campaign={own['campaign']}")
	page.fill("#organisation", "Xóm giao từng tổ một đoạn đường.")
	page.click("#hand-in")
	page.wait_for_url("**/thi-dua")
	expect(page.locator("#reviews")).to_contain_text(vi("Submitted"))


def an_exemplar_is_proposed(page: Page, own: dict[str, str], folder: Path) -> None:
	page.goto("/thi-dua/dien-hinh?new=1")
	page.fill("#exemplar_title", "Hộ giữ đường hoa")
	page.select_option("#honoree", own["household"])
	page.fill("#story", "Gia đình chăm đường hoa từ năm 2020.")
	page.set_input_files("#pictures", photo(folder / "ho-giu-duong-hoa.jpg"))
	page.click("#hand-in")
	page.wait_for_url("**/thi-dua/dien-hinh")
	expect(page.locator("#exemplars li", has_text="Hộ giữ đường hoa")).to_contain_text(vi("Submitted"))


def an_announcement_is_confirmed(page: Page, walk: Walk) -> None:
	page.goto("/thi-dua/thong-bao")
	page.get_by_role("link", name=f"{NOTICE} ({walk.unit_name})").click()
	page.click("#acknowledge")
	expect(page.locator("#state")).to_have_text(vi("Acknowledged"))
	expect(page.locator("#acknowledge")).to_have_count(0)
	page.wait_for_load_state("networkidle")
	expect(page.locator("#message")).to_be_hidden()  # opening it was reported, too


def every_page_fits_and_is_accessible(page: Page, own: dict[str, str], walk: Walk) -> None:
	for kind, address in {
		"home": "/thi-dua",
		"registrations": "/thi-dua/dang-ky",
		"report": f"/thi-dua/bao-cao?campaign={own['campaign']}",
		"review": f"/thi-dua/tong-ket?campaign={own['campaign']}",
		"nomination": "/thi-dua/de-nghi?new=1",
		"people": "/thi-dua/con-nguoi",
		"person": "/thi-dua/con-nguoi?new=1",
		"exemplar": "/thi-dua/dien-hinh?new=1",
		"announcements": "/thi-dua/thong-bao",
	}.items():
		page.goto(address)
		is_fitting_and_accessible(page, walk, kind)


def is_fitting_and_accessible(page: Page, walk: Walk, kind: str) -> None:
	ARTIFACTS.mkdir(parents=True, exist_ok=True)
	page.screenshot(path=ARTIFACTS / f"portal-{kind}-{walk.name}.png")
	wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
	assert page.evaluate(wider) <= 0, page.url
	assert page.locator("h1").count() == 1, page.url
	violations = grave_violations(page)
	assert not violations, "\n".join(violations)


def test_an_invited_clerk_chooses_a_password(papers, sign_in, browser):
	import frappe

	form = Form(sign_in(OFFICER)).open("emulation-unit", WALKS[0].unit)
	form.page.locator(".page-head:visible").get_by_role("button", name=vi("Invite a User")).click()
	dialog = form.page.locator(".modal.show")
	dialog.locator("[data-fieldname=full_name] input").fill("Lê Thị Thư")
	dialog.locator("[data-fieldname=email] input").fill(INVITED)
	dialog.locator(".btn-modal-primary").click()
	form.page.wait_for_function("user => cur_frm.doc.users.some((row) => row.user === user)", arg=INVITED)
	frappe.db.rollback()  # a new look at what the server has written
	link = frappe.get_doc("User", INVITED).reset_password(send_email=False)  # as in the mail
	frappe.db.commit()
	context = browser.new_context(base_url=URL, viewport={"width": 390, "height": 844}, locale="vi-VN")
	page = context.new_page()
	page.goto(f"/update-password?{urlsplit(link).query}")
	page.fill("#new_password", PASSWORD)
	page.fill("#confirm_password", PASSWORD)
	page.press("#confirm_password", "End")  # newer platforms look at keys, not at what was filled in
	violations = grave_violations(page)
	page.click("#update")
	expect(page.locator("#working-unit")).to_have_text(WALKS[0].unit_name)
	context.close()
	assert not violations, "\n".join(violations)
