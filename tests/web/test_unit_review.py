"""A unit writes its report on a phone; the officer sees on the campaign who has reported, and launches by the checklist."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.conftest import PASSWORD
from tests.web.desk import Form, vi

OFFICER, REPORTER = "loan@review.example", "xom-bai@review.example"
TITLE = "Thi đua làm đường hoa năm 2025"


@pytest.fixture(scope="module")
def campaigns(site) -> dict[str, str]:
	"""A running campaign with a registered unit, and a draft without criteria. Committed: the server is another process."""
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
	unit.update({"unit_code": "REVIEW-BAI", "unit_name": "Xóm Bãi", "unit_type": "Hamlet"})
	unit.append("users", {"user": REPORTER})
	unit.insert()
	made = {}
	for state in ("Launched", "Draft"):
		campaign = frappe.get_doc(
			{
				"doctype": "Emulation Campaign",
				"campaign_title": TITLE if state == "Launched" else f"{TITLE} (dự thảo)",
				"campaign_type": "Thematic",
				"launching_unit": unit.name,
				"year": 2025,
				"launch_date": "2025-01-10",
				"report_deadline": "2025-11-30",
				"end_date": "2025-12-31",
			}
		).insert()
		campaign.db_set("workflow_state", state)
		made[state] = campaign.name
	frappe.get_doc(
		{
			"doctype": "Campaign Registration",
			"campaign": made["Launched"],
			"unit": unit.name,
			"targets": "Trồng 500 m đường hoa",
		}
	).insert()
	frappe.db.commit()
	return made


def test_report_from_the_portal_to_the_figures_of_the_campaign(campaigns, sign_in):
	unit_writes_and_hands_in(sign_in, campaigns["Launched"])
	officer_sees_who_has_reported(sign_in, campaigns["Launched"])


def unit_writes_and_hands_in(sign_in, campaign: str) -> None:
	page = sign_in(REPORTER, width=390, height=844)
	page.goto(f"/thi-dua/tong-ket?campaign={campaign}")
	target = page.locator('[data-row="results"]')
	expect(target.locator('[data-cell="target"]')).to_have_value("Trồng 500 m đường hoa")
	target.locator('[data-cell="committed_value"]').fill("500")
	target.locator('[data-cell="result_value"]').fill("450")
	page.click('[data-add="exemplars"]')
	page.locator('[data-cell="exemplar_name"]').fill("Tổ tự quản số 1")
	page.locator('[data-cell="deed"]').fill("Trồng xong trước hạn.")
	page.click("#hand-in")
	expect(page.locator("#message")).to_contain_text(vi("Organisation and Results"))
	page.fill("#organisation", "Xóm giao từng tổ một đoạn đường.")
	overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
	assert overflow <= 0
	page.click("#hand-in")
	page.wait_for_url("**/thi-dua")
	expect(page.locator("#reviews tr", has_text=TITLE)).to_contain_text(vi("Submitted"))


def officer_sees_who_has_reported(sign_in, campaign: str) -> None:
	page = sign_in(OFFICER)
	Form(page).open("emulation-campaign", campaign)
	cards = page.locator(".tdkt-campaign-panel [data-figure]")
	reviews = cards.filter(has_text=vi("Reviews Handed In"))
	expect(reviews).to_contain_text("1")
	reviews.click()
	expect(page.locator(".list-row-container:visible", has_text="Xóm Bãi")).to_have_count(1)


def test_checklist_leads_to_what_is_missing(campaigns, sign_in):
	page = sign_in(OFFICER)
	Form(page).open("emulation-campaign", campaigns["Draft"])
	panel = page.locator(".tdkt-campaign-panel")
	panel.locator("a", has_text=vi("Objectives")).click()
	expect(page.locator(".frappe-control[data-fieldname='objectives']:visible")).to_be_in_viewport()
