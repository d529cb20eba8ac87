"""The whole way as the people do it: launch, report, verify, decide, issue, print, register."""

from __future__ import annotations

import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.web.conftest import PASSWORD, URL
from tests.web.desk import Form, vi

OFFICER, CHAIRMAN = "nhung@web.example", "thai@web.example"
REPORTER, NEIGHBOUR = "xom-dinh@web.example", "xom-la-lang@web.example"
CAMPAIGN = "Thi đua xây dựng nông thôn mới năm 2025"
DEED = "Hiến 300 m² đất mở rộng đường liên xóm"
HONOREE = "Phùng Thị Ưỡng"


@pytest.fixture(scope="module")
def commune(site) -> None:
	"""Two hamlets with a user each, an officer and a chairman. Committed: the server is another process."""
	import frappe
	from frappe.utils.password import update_password

	frappe.set_user("Administrator")
	roles = {
		OFFICER: "TDKT Officer",
		CHAIRMAN: "TDKT Chairman",
		REPORTER: "TDKT Unit User",
		NEIGHBOUR: "TDKT Unit User",
	}
	for email, role in roles.items():
		user = frappe.new_doc("User")
		user.update(
			{"email": email, "first_name": email.partition("@")[0], "send_welcome_email": 0, "language": "vi"}
		)
		user.append("roles", {"role": role})
		user.insert()
		update_password(email, PASSWORD)
	units = (
		("WEB-TOP", "Xã Thử Nghiệm", "", None),
		("WEB-DINH", "Xóm Đình", "WEB-TOP", REPORTER),
		("WEB-LANG", "Xóm La Lang", "WEB-TOP", NEIGHBOUR),
	)
	for code, name, parent, user in units:
		unit = frappe.new_doc("Emulation Unit")
		unit.update({"unit_code": code, "unit_name": name, "unit_type": "Hamlet", "is_group": not parent})
		unit.parent_emulation_unit = parent
		if user:
			unit.append("users", {"user": user})
		unit.insert()
	frappe.get_doc(
		{
			"doctype": "Honoree",
			"kind": "Individual",
			"full_name": HONOREE,
			"sex": "Female",
			"unit": "WEB-DINH",
			"position": "Nông dân",
		}
	).insert()
	frappe.db.commit()


def test_from_campaign_to_printed_decision(commune, sign_in, tmp_path):
	campaign = officer_drafts_a_campaign(sign_in)
	chairman_launches(sign_in, campaign)
	unit_reports_with_evidence(sign_in, tmp_path)
	achievement = officer_verifies(sign_in)
	decision = officer_drafts_a_decision(sign_in, achievement)
	number = chairman_issues(sign_in, decision)
	printed_pdf_holds_the_right_text(sign_in, decision, number, tmp_path)
	register_shows_it(sign_in, number)
	neighbour_sees_none_of_it(sign_in, achievement, decision)


def officer_drafts_a_campaign(sign_in) -> str:
	form = Form(sign_in(OFFICER)).open("emulation-campaign")
	form.write("campaign_title", CAMPAIGN)
	form.pick("campaign_type", "Thematic")
	form.link("launching_unit", "Xã Thử Nghiệm")
	form.write("year", "2025")
	form.date("launch_date", "10-01-2025")
	form.date("report_deadline", "30-11-2025")
	form.date("end_date", "31-12-2025")
	form.write("plan_document", "03/KH-UBND")
	form.tab("Content and Criteria")
	form.write("objectives", "Mở rộng đường liên xóm")
	form.page.evaluate(
		"""() => {
			cur_frm.add_child("content_areas", { content_area: "C" });
			cur_frm.add_child("criteria", { criterion: "Diện tích đất hiến", max_score: 100 });
			cur_frm.refresh_fields();
		}"""
	)
	name = form.save()
	form.act("Submit for Approval", "Awaiting Approval")
	return name


def chairman_launches(sign_in, campaign: str) -> None:
	form = Form(sign_in(CHAIRMAN)).open("emulation-campaign", campaign)
	form.act("Launch", "Launched")


def unit_reports_with_evidence(sign_in, tmp_path) -> None:
	evidence = tmp_path / "biên bản hiến đất.pdf"
	evidence.write_bytes(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
	page = sign_in(REPORTER, width=390, height=844)
	assert page.url.startswith(f"{URL}/thi-dua"), "a unit user lands on the portal"
	expect(page.get_by_text(CAMPAIGN).first).to_be_visible()
	page.goto("/thi-dua/bao-cao")
	page.fill("#achievement_title", DEED)
	page.select_option("#honoree", label=f"{HONOREE} ({vi('Individual')})")
	page.select_option("#campaign", label=CAMPAIGN)
	page.fill("#period_from", "2025-01-15")
	page.fill("#period_to", "2025-08-30")
	page.fill("#summary", "Gia đình bà đã hiến 300 m² đất, góp 25 ngày công.")
	page.set_input_files("#evidence", evidence)
	page.click("#hand-in")
	page.wait_for_url("**/thi-dua")
	row = page.locator("tr", has_text=DEED)
	expect(row).to_contain_text(vi("Submitted"))


def officer_verifies(sign_in) -> str:
	page = sign_in(OFFICER)
	page.goto("/app/achievement")
	page.get_by_role("link", name=DEED).first.click()
	page.wait_for_function("() => window.cur_frm && cur_frm.doctype === 'Achievement' && !cur_frm.is_new()")
	form = Form(page)
	assert page.evaluate("cur_frm.doc.evidence.length") == 1
	form.act("Start Verification", "Under Verification")
	form.act("Verify", "Verified")
	return form.name


def officer_drafts_a_decision(sign_in, achievement: str) -> str:
	page = sign_in(OFFICER)
	form = Form(page).open("achievement", achievement)
	page.get_by_role("button", name=vi("Draft Decision")).click()
	page.wait_for_function("() => cur_frm.doctype === 'Award Decision'")
	form.write("subject", "Khen thưởng cá nhân có thành tích xây dựng nông thôn mới năm 2025")
	form.date("decision_date", "05-09-2025")
	form.write("reason", "đã có thành tích xuất sắc trong phong trào xây dựng nông thôn mới")
	form.tab("Legal Bases and Signing")
	page.evaluate(
		"cur_frm.add_child('legal_bases', {basis: 'Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022'}); cur_frm.refresh_field('legal_bases'); cur_frm.dirty()"
	)
	form.write("signer_name", "Đặng Hoàng Nhâm")
	name = form.save()
	form.act("Send for Signature", "Appraised")
	assert page.evaluate("cur_frm.doc.total_amount") == 710_000, (
		"0,3 × 2.340.000 rounded up to ten thousand đồng"
	)
	return name


def chairman_issues(sign_in, decision: str) -> str:
	page = sign_in(CHAIRMAN)
	form = Form(page).open("award-decision", decision)
	form.act("Issue", "Issued")
	number = page.evaluate("cur_frm.doc.decision_number")
	assert re.fullmatch(r"\d{2}/QĐ-UBND", number)  # other tests issue decisions of the year, too
	return number


def printed_pdf_holds_the_right_text(sign_in, decision: str, number: str, tmp_path) -> None:
	page = sign_in(OFFICER)
	reply = page.request.get(
		"/api/method/frappe.utils.print_format.download_pdf",
		params={
			"doctype": "Award Decision",
			"name": decision,
			"format": "Award Decision",
			"no_letterhead": "1",
		},
	)
	assert reply.status == 200 and reply.headers["content-type"] == "application/pdf"
	pdf = tmp_path / "quyet-dinh.pdf"
	pdf.write_bytes(reply.body())
	text = " ".join(
		subprocess.run(
			["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
		).stdout.split()
	)
	for words in (
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
		f"Số: {number}",
		"ngày 05 tháng 9 năm 2025",
		"Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
		HONOREE,
		"710.000 đồng",
		"Bảy trăm mười nghìn đồng chẵn",
		"Đặng Hoàng Nhâm",
	):
		assert words in text
	fonts = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout.splitlines()[
		2:
	]
	assert fonts and all("Tinos" in font for font in fonts)


def register_shows_it(sign_in, number: str) -> None:
	page = sign_in(OFFICER)
	page.goto("/app/query-report/Award Register?from_date=2025-01-01&to_date=2025-12-31")
	table = page.locator(".datatable .dt-scrollable")
	expect(table).to_contain_text(HONOREE)
	expect(table).to_contain_text(number)


def neighbour_sees_none_of_it(sign_in, achievement: str, decision: str) -> None:
	page = sign_in(NEIGHBOUR)
	page.goto("/thi-dua")
	expect(page.get_by_text(CAMPAIGN).first).to_be_visible()
	expect(page.get_by_text(DEED)).to_have_count(0)
	assert page.goto(f"/thi-dua/bao-cao?name={achievement}").status in (403, 404)
	assert DEED not in page.content()
	assert page.goto("/app/achievement").status == 403
	for path in (
		f"/api/resource/Achievement/{achievement}",
		f"/api/resource/Award Decision/{decision}",
		f"/api/method/frappe.utils.print_format.download_pdf?doctype=Award Decision&name={decision}",
		f"/printview?doctype=Achievement&name={achievement}",
	):
		reply = page.request.get(path)
		assert reply.status in (403, 404) and HONOREE not in reply.text(), path
