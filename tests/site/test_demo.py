"""The demo year: loads through the workflows, loads once, leaves without touching what people entered."""

from __future__ import annotations

import pytest

PASSWORD = "Thu-nghiem-9173"


@pytest.fixture
def demo(commune):
	from tdkt_app.setup import demo

	demo.remove()
	demo.load(PASSWORD)
	return demo


def test_demo_year(demo, commune):
	"""One load serves all sentences: it takes the better part of a minute."""
	import frappe
	from frappe.utils.password import check_password

	before = demo.count()
	assert before["Achievement"] >= 30 and before["Emulation Unit"] >= 15

	states = set(frappe.get_all("Achievement", {"is_demo": 1}, pluck="workflow_state"))
	assert states == {"Draft", "Submitted", "Under Verification", "Returned", "Verified", "Rejected"}

	# 3 people × 710.000 + 2 households × 1.060.000 + 3 collectives × 1.410.000
	issued = frappe.get_doc("Award Decision", {"is_demo": 1, "docstatus": 1})
	assert issued.total_amount == 3 * 710_000 + 2 * 1_060_000 + 3 * 1_410_000 == 8_480_000
	assert issued.owner == "officer@demo.tdkt.example" and issued.modified_by == "chairman@demo.tdkt.example"
	assert str(issued.issued_on).startswith("2025-")

	plan = frappe.get_doc("Emulation Plan", {"is_demo": 1, "docstatus": 1})
	assert (plan.plan_number, plan.year, len(plan.contents), len(plan.tasks)) == ("03/KH-UBND", 2025, 7, 4)
	assert plan.signer_name == "Đặng Hoàng Nhâm" and plan.modified_by == "officer@demo.tdkt.example"
	campaigns = frappe.get_all("Emulation Campaign", {"is_demo": 1}, pluck="plan")
	assert set(campaigns) == {plan.name}

	reviews = frappe.get_all("Campaign Review", {"is_demo": 1}, ["workflow_state", "is_late"])
	assert {review.workflow_state for review in reviews} == {"Draft", "Submitted", "Returned", "Accepted"}
	assert any(review.is_late for review in reviews) and not all(review.is_late for review in reviews)
	report = frappe.get_doc("Consolidated Report", {"is_demo": 1})
	assert (report.report_number, len(report.sources)) == ("41/BC-UBND", 4)

	files = frappe.get_all("File", {"attached_to_doctype": "Achievement"}, ["is_private", "file_url"])
	assert files and all(file.is_private for file in files)
	assert check_password("xomdinh@demo.tdkt.example", PASSWORD)

	assert demo.load(PASSWORD) == before

	# somebody works on with a demo unit: what he needs stays
	frappe.set_user("officer@demo.tdkt.example")
	entered = commune.honoree("XOM-DINH", full_name="Người nhập tay")
	frappe.set_user("Administrator")
	number_of = commune.issued(symbol="QĐ-UBND", decision_date="2025-10-10").number
	demo.remove()
	left = demo.count()
	assert frappe.db.exists("Honoree", entered.name)
	assert frappe.db.exists("Emulation Unit", "XOM-DINH") and frappe.db.exists(
		"Emulation Unit", "UBND-CAT-NE"
	)
	assert (
		left["Emulation Unit"] == 2 and left["Achievement"] == left["Award Decision"] == left["Honoree"] == 0
	)
	assert (
		left["Emulation Plan"] == 0
		and not frappe.db.count("Plan Task")
		and not frappe.db.count("Plan Content")
	)
	assert frappe.db.get_value("Number Register", "QD-UBND-2025", "last_number") >= number_of
	assert not frappe.db.get_value("User", "xomdinh@demo.tdkt.example", "enabled")


def test_loading_needs_a_password(site, monkeypatch):
	import frappe

	from tdkt_app.setup import demo

	monkeypatch.delenv(demo.PASSWORD_VARIABLE, raising=False)
	with pytest.raises(frappe.ValidationError, match="password"):
		demo.load()
