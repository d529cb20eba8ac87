"""A returned achievement: the unit corrects what the officer flagged, and can reach nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.conftest import PASSWORD
from tests.web.desk import Form, vi

OFFICER, REPORTER = "nga@returned.example", "xom-tra@returned.example"
DEED = "Vận động trồng 2 km hàng rào xanh"
SUMMARY, CORRECTED = "Trồng hàng rào xanh.", "Trồng 2 km hàng rào xanh, 46 hộ tham gia."
REMARK = "Ghi rõ số hộ tham gia."
LOCKED = ("achievement_title", "honoree", "campaign", "content_area", "period_from", "period_to", "results")


@pytest.fixture(scope="module")
def paper(site) -> str:
	"""Handed in by the unit and taken up by the officer. Committed: the server is another process."""
	import frappe
	from frappe.utils.password import update_password

	frappe.set_user("Administrator")
	for email, role in ((OFFICER, "TDKT Officer"), (REPORTER, "TDKT Unit User")):
		user = frappe.new_doc("User")
		user.update(
			{"email": email, "first_name": email.partition("@")[0], "send_welcome_email": 0, "language": "vi"}
		)
		user.append("roles", {"role": role})
		user.insert()
		update_password(email, PASSWORD)
	unit = frappe.new_doc("Emulation Unit")
	unit.update({"unit_code": "RETURNED-TRA", "unit_name": "Xóm Trà", "unit_type": "Hamlet"})
	unit.append("users", {"user": REPORTER})
	unit.insert()
	honoree = frappe.get_doc(
		{"doctype": "Honoree", "kind": "Individual", "full_name": "Ngô Văn Quý", "unit": unit.name}
	).insert()
	campaign = frappe.get_doc(
		{
			"doctype": "Emulation Campaign",
			"campaign_title": "Thi đua bảo vệ môi trường năm 2025",
			"campaign_type": "Thematic",
			"launching_unit": unit.name,
			"year": 2025,
			"launch_date": "2025-01-10",
			"report_deadline": "2025-11-30",
			"end_date": "2025-12-31",
			"criteria": [{"criterion": "Kết quả trồng cây", "max_score": 100, "mandatory": 1}],
		}
	).insert()
	campaign.db_set("workflow_state", "Launched")
	achievement = frappe.get_doc(
		{
			"doctype": "Achievement",
			"achievement_title": DEED,
			"unit": unit.name,
			"honoree": honoree.name,
			"campaign": campaign.name,
			"period_from": "2025-01-15",
			"period_to": "2025-08-30",
			"summary": SUMMARY,
		}
	).insert()
	achievement.scores[0].self_score = 80
	achievement.save()
	achievement.db_set("workflow_state", "Under Verification")
	frappe.db.commit()
	return achievement.name


def test_correction_of_the_flagged_fields_only(paper, sign_in):
	officer_flags_and_returns(sign_in, paper)
	page = unit_opens_the_report(sign_in, paper)
	unit_reaches_no_other_field(page, paper)
	unit_corrects_and_hands_in(page)
	officer_sees_it_done(sign_in, paper)


def officer_flags_and_returns(sign_in, paper: str) -> None:
	page = sign_in(OFFICER)
	form = Form(page).open("achievement", paper)
	form.tab("Verification")
	page.evaluate(
		"""remark => {
			cur_frm.add_child("corrections", { report_field: "Summary", remark });
			cur_frm.refresh_field("corrections");
			cur_frm.dirty();
		}""",
		REMARK,
	)
	form.save()
	form.settle()
	page.locator(".actions-btn-group:visible > button").click()
	page.locator(".actions-btn-group .dropdown-item:visible", has_text=vi("Return for Correction")).click()
	dialog = page.locator(".modal-dialog:visible")
	dialog.locator("textarea").fill("Bổ sung theo từng mục")
	dialog.locator(".btn-modal-primary:visible, .btn-primary:visible").first.click()
	page.wait_for_function("() => cur_frm.doc.workflow_state === 'Returned' && !cur_frm.is_dirty()")


def unit_opens_the_report(sign_in, paper: str):
	page = sign_in(REPORTER, width=390, height=844)
	page.get_by_role("link", name=DEED).first.click()
	expect(page.locator("#state")).to_have_text(vi("Returned"))
	expect(page.locator(".form-group", has=page.locator("#summary")).locator("[data-remark]")).to_have_text(
		REMARK
	)
	expect(page.locator("[data-remark]")).to_have_count(1)
	return page


def unit_reaches_no_other_field(page, paper: str) -> None:
	expect(page.locator("#summary")).to_be_enabled()
	for field in LOCKED:
		expect(page.locator(f"#{field}")).to_be_disabled()
	expect(page.locator("#scores input:visible")).to_be_disabled()
	expect(page.locator("#evidence")).to_have_count(0)
	page.evaluate("document.getElementById('results').disabled = false")  # whoever opens the page's tools
	page.fill("#results", "lén sửa")
	page.click("#save")
	expect(page.locator("#message")).to_contain_text(vi("Results Against Targets"))
	page.goto(f"/thi-dua/bao-cao?name={paper}")
	expect(page.locator("#results")).to_have_value("")


def unit_corrects_and_hands_in(page) -> None:
	page.click("#hand-in")
	expect(page.locator("#message")).to_contain_text(vi("Summary"))
	page.fill("#summary", CORRECTED)
	page.click("#hand-in")
	page.wait_for_url("**/thi-dua")
	expect(page.locator("tr", has_text=DEED)).to_contain_text(vi("Submitted"))


def officer_sees_it_done(sign_in, paper: str) -> None:
	page = sign_in(OFFICER)
	form = Form(page).open("achievement", paper)
	form.tab("Verification")
	doc = page.evaluate("cur_frm.doc")
	assert (doc["workflow_state"], doc["summary"], doc.get("results") or "") == ("Submitted", CORRECTED, "")
	assert [row["done"] for row in doc["corrections"]] == [1]
