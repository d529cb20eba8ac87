"""The commune's report on a campaign: drafted from accepted reviews, counted by the system, issued by the chairman."""

from __future__ import annotations

import io
import unicodedata

import pytest
from pypdf import PdfReader

from tests.site.commune import (
	AUDITOR,
	CHAIRMAN,
	COUNCIL,
	HAMLET_A,
	HAMLET_B,
	MANAGER,
	NOBODY,
	OFFICER,
	TEAM_OF_A,
	UNIT_A,
	UNIT_B,
)
from tests.site.later_decisions import annulled

EVERYBODY = (OFFICER, CHAIRMAN, COUNCIL, MANAGER, AUDITOR, UNIT_A, UNIT_B)
OTHER_VALUES = {
	"report_title": "Khác",
	"report_date": "2025-12-02",
	"place_name": "Nơi khác",
	"symbol": "BC-KHAC",
	"introduction": "Khác",
	"organisation": "Khác",
	"achieved": "Khác",
	"results": [],
	"figures": [],
	"difficulties": "Khác",
	"lessons": "Khác",
	"exemplars": "Khác",
	"proposals": "Khác",
	"conclusion": "Khác",
	"sources": [],
	"signer_name": "Người khác",
	"recipients_note": "- Nơi khác.",
	"authority_name": "CƠ QUAN KHÁC",
	"issued_on": "2025-01-01 00:00:00",
}


@pytest.fixture
def reviewed(commune):
	"""A campaign of a plan on which two units' reports have been accepted; a third unit's is a draft."""
	import frappe

	plan = frappe.get_doc(
		{
			"doctype": "Emulation Plan",
			"plan_title": "Phát động phong trào thi đua năm 2025",
			"year": 2025,
			"plan_date": "2025-01-10",
			"symbol": "KH-THU",
			"targets": [
				{"target_name": "Đường bê tông mới", "measure": "m", "target_value": 1200, "together": "Sum"},
				{"target_name": "Hộ văn hóa", "measure": "%", "target_value": 90, "together": "Average"},
			],
		}
	).insert()
	road, families = (row.name for row in plan.targets)
	campaign = commune.campaign(plan=plan.name, registration_deadline=None)
	for unit, metres, percent, people in ((HAMLET_A, 500, 95, 120), (HAMLET_B, 400, 81, 80)):
		commune.review(
			unit,
			"Accepted",
			campaign=campaign.name,
			people_taking_part=people,
			people_registered=people,
			households_taking_part=10,
			organisation=f"Đã họp dân {people} người.",
			difficulties="Thiếu kinh phí." if unit == HAMLET_A else "",
			exemplars=[{"exemplar_name": "Nguyễn Đình Ái", "deed": "Hiến 210 m² đất."}],
			results=[
				{"plan_target": road, "target": "x", "result_value": metres},
				{"plan_target": families, "target": "x", "result_value": percent},
				{"target": "Trồng cây", "measure": "cây", "committed_value": 80, "result_value": 60},
			],
		)
	commune.review(TEAM_OF_A, campaign=campaign.name)
	commune.achievement(HAMLET_A, "Verified", campaign=campaign.name)
	commune.achievement(HAMLET_A, "Submitted", campaign=campaign.name)
	return campaign


@pytest.fixture
def drafted(reviewed, as_user):
	"""`drafted()`: the officer's saved draft."""
	from tdkt_app.doctype.consolidated_report.drafting import draft_report

	def make(state: str = "Draft", **values):
		with as_user(OFFICER):
			report = draft_report(reviewed.name)
			report.update({"report_date": "2025-12-01", "signer_name": "Trần Quang Thái", **values})
			report.recipients_note = values.get("recipients_note", "- Thường trực Đảng ủy;\n- Lưu: VT.")
			report.insert()
		if state != "Draft":
			report.db_set("workflow_state", "Awaiting Approval", update_modified=False)
			report.reload()
		return report

	return make


# Drafting


def test_draft_counts_and_quotes(drafted, reviewed):
	report = drafted()
	assert report.report_title == "Kết quả tổng kết phong trào “Thi đua bảo vệ môi trường”"
	assert report.organisation.splitlines() == [
		"Có 3 đơn vị tham gia phong trào với 0 lượt đăng ký thi đua; 2 đơn vị có báo cáo được chấp nhận.",
		"Theo báo cáo của các đơn vị, có 200 người và 0 hộ gia đình đăng ký; "
		"200 người và 20 hộ gia đình tham gia.",  # 120 + 80; 10 + 10
		"Đơn vị chưa gửi báo cáo: Tổ tự quản xóm Đình.",
	]
	assert report.achieved.splitlines() == [
		"Các đơn vị đã gửi 2 báo cáo thành tích; 1 thành tích đã được xác minh, công nhận.",
		"Xóm Đình: Đã họp dân 120 người.",
		"Xóm La Lang: Đã họp dân 80 người.",
	]
	assert report.difficulties == "Xóm Đình: Thiếu kinh phí."
	assert report.exemplars.splitlines()[0] == "Nguyễn Đình Ái (Xóm Đình): Hiến 210 m² đất."
	assert {row.unit for row in report.sources} == {HAMLET_A, HAMLET_B}


def test_figures_of_the_charts(commune, drafted, reviewed):
	"""People by unit, achievements by state, awards that stand by name."""
	papers = [commune.achievement(state="Verified", campaign=reviewed.name) for _number in range(3)]
	decision = commune.issued(*papers[:2])
	annulled(commune, decision, 0)
	commune.issued(papers[2], award="LDTT")
	rows = [(row.part, row.counted, row.figure) for row in drafted().figures]
	assert rows == [
		("Organisation and Participation", "Xóm Đình", 120),
		("Organisation and Participation", "Xóm La Lang", 80),
		("Results", "Đã gửi, chờ xác minh", 1),
		("Results", "Đã xác minh, công nhận", 4),
		("Results", "Lao động tiên tiến", 1),
		("Results", "Giấy khen", 1),
	]


def test_targets_of_the_plan_are_put_together(drafted):
	rows = [(row.target, row.committed_value, row.result_value, row.percent) for row in drafted().results]
	assert rows == [
		("Đường bê tông mới", 1200, 900, 75.0),  # 500 + 400
		("Hộ văn hóa", 90, 88, 97.78),  # (95 + 81) / 2
		("Xóm Đình: Trồng cây", 80, 60, 75.0),
		("Xóm La Lang: Trồng cây", 80, 60, 75.0),
	]


def test_nothing_is_drafted_from_nothing(commune, as_user):
	import frappe

	from tdkt_app.doctype.consolidated_report.drafting import draft_report

	review = commune.review(state="Submitted")
	with as_user(OFFICER), pytest.raises(frappe.ValidationError, match="No review of this kind"):
		draft_report(review.campaign)


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL, MANAGER, AUDITOR, UNIT_A, NOBODY])
def test_only_the_officer_drafts(reviewed, as_user, user):
	import frappe

	from tdkt_app.doctype.consolidated_report.drafting import draft_report

	with as_user(user), pytest.raises(frappe.PermissionError):
		draft_report(reviewed.name)


def test_queries_of_the_draft_do_not_grow(commune, reviewed, as_user, count_queries):
	from tdkt_app.doctype.consolidated_report.drafting import draft_report

	def queries() -> int:
		with as_user(OFFICER), count_queries() as sent:
			draft_report(reviewed.name)
		return len(sent)

	queries()
	few = queries()
	for unit in ("TEST-TOP", TEAM_OF_A):
		if unit != TEAM_OF_A:
			commune.review(unit, "Accepted", campaign=reviewed.name)
		commune.achievement(unit, campaign=reviewed.name)
	assert queries() == few


def test_source_that_was_not_accepted(commune, drafted, reviewed):
	import frappe

	report = drafted()
	draft = frappe.db.get_value("Campaign Review", {"campaign": reviewed.name, "unit": TEAM_OF_A})
	report.append("sources", {"review": draft})
	with pytest.raises(frappe.ValidationError, match=f"row 3: {draft} is not an accepted review"):
		report.save()


def test_source_stands_once(drafted):
	import frappe

	report = drafted()
	report.append("sources", {"review": report.sources[0].review})
	with pytest.raises(frappe.ValidationError, match="is listed twice"):
		report.save()


# Steps


@pytest.mark.parametrize(
	("state", "action", "next_state", "users"),
	[
		("Draft", "Submit for Approval", "Awaiting Approval", {OFFICER}),
		("Awaiting Approval", "Issue", "Issued", {CHAIRMAN}),
		("Awaiting Approval", "Return", "Draft", {CHAIRMAN}),
	],
)
def test_step(commune, drafted, state, action, next_state, users):
	import frappe

	report, reached = drafted(state), {}
	for user in EVERYBODY:
		frappe.db.savepoint("step")
		try:
			reached[user] = commune.act(report, action, user).workflow_state
		except (frappe.PermissionError, frappe.ValidationError):
			pass
		frappe.db.rollback(save_point="step")
		frappe.clear_messages()
	assert reached == dict.fromkeys(users, next_state)


@pytest.mark.parametrize("user", [CHAIRMAN, OFFICER])
def test_submitting_past_the_chairman(drafted, as_user, user):
	import frappe

	report = drafted()
	with as_user(user), pytest.raises(frappe.PermissionError):
		report.submit()


@pytest.mark.parametrize("field", ["organisation", "achieved", "signer_name", "recipients_note"])
def test_incomplete_report_is_not_issued(commune, drafted, field):
	import frappe

	report = drafted("Awaiting Approval", **{field: None})
	if field == "signer_name":
		report.db_set("signer_name", None)
	with pytest.raises(frappe.ValidationError, match="To be filled in before the report is issued"):
		commune.act(report, "Issue", CHAIRMAN)


@pytest.mark.parametrize("field", OTHER_VALUES)
def test_issued_report_stays_as_it_is(commune, drafted, field):
	import frappe

	issued = commune.act(drafted("Awaiting Approval"), "Issue", CHAIRMAN)
	before = issued.as_dict()
	issued.set(field, OTHER_VALUES[field])
	try:
		issued.save()
	except (frappe.PermissionError, frappe.UpdateAfterSubmitError):
		pass
	frappe.clear_messages()
	stored = frappe.get_doc(issued.doctype, issued.name).as_dict()
	assert stored[field] == before[field]


def test_number_comes_once(commune, drafted, as_user):
	import frappe

	issued = commune.act(drafted("Awaiting Approval"), "Issue", CHAIRMAN)
	issued.number = 12
	with as_user(OFFICER):
		issued.save()
	assert issued.report_number == "12/BC-UBND"
	issued.number = 13
	with as_user(OFFICER), pytest.raises(frappe.PermissionError):
		issued.save()


def test_number_of_another_report(commune, drafted):
	import frappe

	first = drafted(number=7)
	with pytest.raises(frappe.ValidationError, match=f"07/BC-UBND is already that of .*{first.name}"):
		drafted(number=7)


def test_issued_report_is_not_cancelled(commune, drafted):
	import frappe

	issued = commune.act(drafted("Awaiting Approval"), "Issue", CHAIRMAN)
	with pytest.raises(frappe.PermissionError):
		issued.cancel()


@pytest.mark.parametrize("user", [UNIT_A, UNIT_B, NOBODY, "Guest"])
def test_units_do_not_see_it(drafted, user):
	import frappe

	assert not frappe.has_permission("Consolidated Report", "read", doc=drafted().name, user=user)


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL, MANAGER, AUDITOR])
def test_who_reads_it_at_the_desk(drafted, user):
	import frappe

	report = drafted().name
	assert frappe.has_permission("Consolidated Report", "read", doc=report, user=user)
	assert not frappe.has_permission("Consolidated Report", "create", user=user)


# On paper


def letters(text: str) -> str:
	"""Without white space: pypdf loses some between the cells of a table."""
	return "".join(unicodedata.normalize("NFC", text).split())


def printed(name: str) -> str:
	import frappe

	from tdkt_app.documents.pdf import ensure_patched

	ensure_patched()
	pdf = frappe.get_print("Consolidated Report", name, as_pdf=True)
	return "".join(letters(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_printed_report(commune, drafted):
	report = drafted("Awaiting Approval", number=7)
	issued = commune.act(report, "Issue", CHAIRMAN)
	text = printed(issued.name)
	for part in (
		"Số: 07/BC-UBND",
		"ngày 01 tháng 12 năm 2025",
		"BÁO CÁO",
		"I. CÔNG TÁC TỔ CHỨC, TRIỂN KHAI",
		"II. KẾT QUẢ THỰC HIỆN",
		"Đường bê tông mới m 1.200 900 75",
		"Hộ văn hóa % 90 88 97,78",
		"III. KHÓ KHĂN, HẠN CHẾ Xóm Đình: Thiếu kinh phí.",
		"IV. ĐIỂN HÌNH TIÊN TIẾN",
		"Trần Quang Thái",
		"Lưu: VT.",
	):
		assert letters(part) in text, part
	assert "DỰTHẢO" not in text and "BÀIHỌC" not in text


def test_draft_says_so(drafted):
	assert "DỰTHẢO" in printed(drafted().name)


def test_form_on_paper_is_looked_at(drafted, as_user):
	"""The report starts as a draft of type BÁO CÁO by the layout of NĐ 30: nothing in it blocks."""
	from tdkt_app.law.findings import of_document

	report = drafted()
	with as_user(OFFICER):
		found = of_document("Consolidated Report", report.name)["findings"]
	assert not [finding for finding in found if finding["severity"] == "block"]
