"""The yearly plan: who takes it which way, what is frozen, and that it prints the document it was entered from."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.site.commune import CHAIRMAN, COUNCIL, HAMLET_A, MANAGER, NOBODY, OFFICER, TOP, UNIT_A, UNIT_B

EVERYBODY = (OFFICER, CHAIRMAN, COUNCIL, MANAGER, UNIT_A, UNIT_B)
DESK = (OFFICER, CHAIRMAN, COUNCIL, MANAGER)
ORIGINAL = Path(__file__).parents[1] / "documents" / "plan-cat-ne-2025.txt"
OTHER_VALUES = {
	"plan_title": "Kế hoạch khác",
	"year": 2026,
	"plan_date": "2025-02-01",
	"place_name": "Nơi khác",
	"authority_name": "CƠ QUAN KHÁC",
	"commune_name": "XÃ KHÁC",
	"superior_authority": "HUYỆN KHÁC",
	"symbol": "KH-KHAC",
	"introduction": "Khác",
	"purposes": "Khác",
	"requirements": "Khác",
	"content_lead": "Khác",
	"other_contents": "Khác",
	"implementation_heading": "V. KHÁC",
	"conclusion": "Khác",
	"signing_authority": "KT.",
	"signer_position": "PHÓ CHỦ TỊCH",
	"signer_name": "Người khác",
	"recipients_note": "- Nơi khác.",
	"issued_on": "2025-01-01 00:00:00",
	"is_demo": 1,
	"contents": [],
	"targets": [],
	"tasks": [],
	"legal_bases": [],
}


@pytest.fixture
def plan(commune):
	"""`plan("Draft")`, "Awaiting Approval" or "Issued"; the last by the chairman's own step."""
	import frappe

	def make(state: str = "Draft", **values):
		doc = frappe.get_doc(
			{
				"doctype": "Emulation Plan",
				"plan_title": "Phát động phong trào thi đua năm 2025",
				"year": 2025,
				"plan_date": "2025-01-10",
				"symbol": "KH-THU",
				"introduction": "Ủy ban nhân dân xã xây dựng kế hoạch như sau:",
				"contents": [{"content_area": "A"}, {"content_area": "C", "text": "Bảo vệ môi trường."}],
				"targets": [
					{"target_name": "Hộ văn hóa", "measure": "%", "target_value": 90, "unit": HAMLET_A}
				],
				"tasks": [{"unit": TOP, "text": "Các đơn vị thực hiện."}],
				"legal_bases": [{"basis": "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"}],
				"signer_name": "Trần Quang Thái",
				"recipients_note": "- Lưu: VT.",
				**values,
			}
		).insert()
		if state != "Draft":
			doc.db_set("workflow_state", "Awaiting Approval", update_modified=False)
			doc.reload()
		return commune.act(doc, "Issue", CHAIRMAN) if state == "Issued" else doc

	return make


def who_may(commune, doc, action) -> dict[str, str]:
	"""The state the action leads to, per user who may take it."""
	import frappe

	reached = {}
	for user in EVERYBODY:
		frappe.db.savepoint("step")
		try:
			reached[user] = commune.act(doc, action, user).workflow_state
		except (frappe.PermissionError, frappe.ValidationError):
			pass
		frappe.db.rollback(save_point="step")
		frappe.clear_messages()
	return reached


def refused(as_user, user, work):
	import frappe

	with as_user(user), pytest.raises((frappe.PermissionError, frappe.UpdateAfterSubmitError)):
		work()


# Steps


@pytest.mark.parametrize(
	("state", "action", "next_state", "users"),
	[
		("Draft", "Submit for Approval", "Awaiting Approval", {OFFICER}),
		("Awaiting Approval", "Issue", "Issued", {CHAIRMAN}),
		("Awaiting Approval", "Return", "Draft", {CHAIRMAN}),
	],
)
def test_step(commune, plan, state, action, next_state, users):
	assert who_may(commune, plan(state), action) == dict.fromkeys(users, next_state)


def test_issued_plan_is_submitted_and_stamped(plan):
	issued = plan("Issued")
	assert (issued.docstatus, issued.workflow_state) == (1, "Issued")
	assert issued.issued_on


def test_chairman_does_not_issue_a_plan_of_his_own(commune, plan):
	import frappe

	own = plan("Awaiting Approval")
	own.db_set("owner", CHAIRMAN)
	with pytest.raises(frappe.ValidationError):
		commune.act(own, "Issue", CHAIRMAN)


@pytest.mark.parametrize("field", ["introduction", "contents", "tasks", "signer_name", "recipients_note"])
def test_incomplete_plan_is_not_issued(commune, plan, field):
	import frappe

	draft = plan("Awaiting Approval", **{field: None})
	with pytest.raises(frappe.ValidationError, match="To be filled in before the plan is issued"):
		commune.act(draft, "Issue", CHAIRMAN)
	assert frappe.db.get_value("Emulation Plan", draft.name, "docstatus") == 0


# Ways around the steps


@pytest.mark.parametrize(("state", "user"), [("Draft", CHAIRMAN), ("Awaiting Approval", OFFICER)])
def test_editing_in_a_state_of_another_role(plan, as_user, state, user):
	doc = plan(state)
	doc.introduction = "đổi sau lưng"
	refused(as_user, user, doc.save)


@pytest.mark.parametrize(
	("state", "target", "user"),
	[
		("Draft", "Issued", CHAIRMAN),
		("Draft", "Awaiting Approval", CHAIRMAN),
		("Awaiting Approval", "Issued", CHAIRMAN),  # without submitting
		("Issued", "Draft", CHAIRMAN),
	],
)
def test_writing_the_state(plan, as_user, state, target, user):
	doc = plan(state)
	doc.workflow_state = target
	refused(as_user, user, doc.save)


def test_inserting_in_a_later_state(plan, as_user):
	import frappe

	values = plan().as_dict(no_default_fields=True)
	doc = frappe.get_doc({**values, "doctype": "Emulation Plan", "workflow_state": "Awaiting Approval"})
	refused(as_user, OFFICER, doc.insert)


@pytest.mark.parametrize(
	("state", "user"), [("Draft", CHAIRMAN), ("Draft", OFFICER), ("Awaiting Approval", OFFICER)]
)
def test_submitting_past_the_chairman(plan, as_user, state, user):
	refused(as_user, user, plan(state).submit)


def test_issuing_carries_no_other_change(plan, as_user):
	doc = plan("Awaiting Approval")
	doc.update({"workflow_state": "Issued", "introduction": "đổi khi ký"})
	refused(as_user, CHAIRMAN, doc.submit)


def test_officer_does_not_issue_without_any_workflow(plan, as_user):
	import frappe

	doc = plan()
	frappe.db.set_value("Workflow", {"document_type": "Emulation Plan"}, "is_active", 0)
	frappe.cache.delete_key("workflow")
	frappe.clear_cache(doctype="Emulation Plan")
	try:
		refused(as_user, OFFICER, frappe.get_doc("Emulation Plan", doc.name).submit)
	finally:
		frappe.db.rollback()
		frappe.cache.delete_key("workflow")
		frappe.clear_cache(doctype="Emulation Plan")


def test_rest_refuses_what_the_guard_refuses(plan, http):
	import frappe

	doc = plan()
	frappe.db.commit()
	path = f"/api/resource/Emulation Plan/{doc.name}"
	assert http("PUT", path, user=CHAIRMAN, json={"docstatus": 1}).status_code == 403
	assert http("GET", path, user=UNIT_A).status_code == 403
	frappe.db.rollback()
	assert frappe.db.get_value("Emulation Plan", doc.name, "docstatus") == 0
	frappe.delete_doc("Emulation Plan", doc.name)
	frappe.db.commit()


# What is issued stays


@pytest.mark.parametrize("user", [CHAIRMAN, OFFICER, "Administrator"])
@pytest.mark.parametrize("field", OTHER_VALUES)
def test_field_of_an_issued_plan(plan, as_user, field, user):
	import frappe

	issued = plan("Issued")
	before = frappe.get_doc("Emulation Plan", issued.name).as_dict()
	issued.set(field, OTHER_VALUES[field])
	refused(as_user, user, issued.save)
	assert frappe.get_doc("Emulation Plan", issued.name).as_dict() == before


@pytest.mark.parametrize("table", ["contents", "targets", "tasks", "legal_bases"])
def test_row_is_not_changed_on_its_own(plan, as_user, table):
	import frappe

	row = plan().get(table)[0]
	row = frappe.get_doc(row.doctype, row.name)
	refused(as_user, OFFICER, row.save)


@pytest.mark.parametrize("force", [False, True])
def test_issued_plan_is_not_deleted(plan, force):
	import frappe

	issued = plan("Issued")
	with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
		frappe.delete_doc("Emulation Plan", issued.name, force=force)
	assert frappe.db.exists("Emulation Plan", issued.name)


def test_issued_plan_is_not_cancelled(plan):
	import frappe

	with pytest.raises(frappe.PermissionError):
		plan("Issued").cancel()


# Number


def test_number_is_entered_after_signing_once(plan, as_user):
	import frappe

	issued = plan("Issued")
	assert not issued.plan_number
	issued.number = 3
	with as_user(OFFICER):
		issued.save()
	issued.reload()
	assert (issued.plan_number, issued.register_entry) == ("03/KH-THU", "KH-THU-2025/3")
	for changed in (4, 0):
		issued.number = changed
		refused(as_user, OFFICER, issued.save)
		issued.reload()
	assert frappe.db.get_value("Emulation Plan", issued.name, "plan_number") == "03/KH-THU"


@pytest.mark.parametrize("field", ["plan_number", "register_entry"])
def test_printed_number_follows_from_the_number(plan, as_user, field):
	issued = plan("Issued")
	issued.set(field, "99/KH-THU")
	with as_user(OFFICER):
		issued.save()
	issued.reload()
	assert not issued.get(field)


def test_two_plans_do_not_share_a_number(plan):
	import frappe

	plan(number=7)
	plan(number=7, symbol="KH-KHAC")
	plan(number=7, year=2026, plan_date="2026-01-05")
	with pytest.raises(frappe.ValidationError, match="Number 07/KH-THU is already that of"):
		plan(number=7)


# Content


def test_rows_are_completed_from_catalogue_and_units(plan):
	import frappe

	made = plan()
	assert made.contents[0].text == frappe.db.get_value("Content Area", "A", "description")
	assert made.contents[1].text == "Bảo vệ môi trường."
	assert (made.targets[0].party, made.tasks[0].party) == ("Xóm Đình", "Xã Thử Nghiệm")


def test_new_plan_starts_with_the_settings(plan):
	import frappe

	settings = frappe.get_cached_doc("TDKT Settings")
	made = plan()
	assert (made.place_name, made.signer_position) == (settings.place_name, settings.signer_position)


@pytest.mark.parametrize(
	("values", "message"),
	[
		({"contents": [{"content_area": "A"}, {"content_area": "A"}]}, "stands twice in the plan"),
		({"year": 2024}, "A plan for the year 2024 is not dated in 2025"),
		({"year": 2027}, "is not dated in 2025"),
	],
)
def test_bad_plan_is_refused(plan, values, message):
	import frappe

	with pytest.raises(frappe.ValidationError, match=message):
		plan(**values)


def test_plan_of_the_coming_year(plan):
	assert plan(year=2026, plan_date="2025-12-29").name


# Who sees it


@pytest.mark.parametrize(
	("state", "seen"), [("Draft", False), ("Awaiting Approval", False), ("Issued", True)]
)
def test_units_see_a_plan_once_it_is_issued(plan, as_user, state, seen):
	import frappe

	made = plan(state)
	with as_user(UNIT_A):
		names = frappe.get_list("Emulation Plan", pluck="name", limit_page_length=0)
	assert (made.name in names) is seen
	for ptype in ("read", "print"):
		assert frappe.has_permission("Emulation Plan", ptype, doc=made.name, user=UNIT_A) is seen


@pytest.mark.parametrize("ptype", ["create", "write", "delete", "submit", "cancel", "share"])
@pytest.mark.parametrize("user", [UNIT_A, COUNCIL, MANAGER])
def test_who_only_reads_it(plan, user, ptype):
	import frappe

	assert not frappe.has_permission("Emulation Plan", ptype, doc=plan("Issued").name, user=user)


@pytest.mark.parametrize("user", DESK)
def test_desk_reads_every_plan(plan, user):
	import frappe

	assert frappe.has_permission("Emulation Plan", "read", doc=plan().name, user=user)


@pytest.mark.parametrize("user", [NOBODY, "Guest"])
def test_nobody_else_reads_it(commune, user):
	import frappe

	assert not frappe.has_permission("Emulation Plan", "read", user=user)


# Campaigns that carry it out


def test_campaign_links_to_the_plan_of_its_year(commune, plan):
	import frappe

	assert commune.campaign(plan=plan().name, year=2025).plan
	with pytest.raises(frappe.ValidationError, match="is for the year 2026, the campaign for 2025"):
		commune.campaign(plan=plan(year=2026, plan_date="2026-01-05").name, year=2025)


# On paper


@pytest.fixture
def real_plan(plan):
	"""The commune's plan of 2025 from the demo data, put before the chairman."""
	from tdkt_app.setup.demo.acting import read
	from tdkt_app.setup.demo.story import PARAGRAPHS

	row = next(row for row in read("plans") if row["key"] == "2025")
	texts = {field: "\n".join(row.get(field, ())) for field in PARAGRAPHS}
	tasks = [{**task, "unit": None} for task in row["tasks"]]
	values = {**row, **texts, "tasks": tasks, "number": 0, "targets": [], "legal_bases": []}
	return plan("Awaiting Approval", **{key: values[key] for key in values if key not in ("key", "step")})


def letters(text: str) -> str:
	"""Without white space: pypdf loses some between the cells of a table. Words are compared in tests/documents."""
	return "".join(unicodedata.normalize("NFC", text).split())


def printed_letters(name: str) -> str:
	import frappe

	from tdkt_app.documents.pdf import ensure_patched

	ensure_patched()
	pdf = frappe.get_print("Emulation Plan", name, as_pdf=True)
	first, *others = (letters(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages)
	# From the second page on the number is drawn after the text.
	return first + "".join(page.removesuffix(str(number)) for number, page in enumerate(others, 2))


def test_pdf_is_the_original_document(real_plan):
	assert printed_letters(real_plan.name) == letters(ORIGINAL.read_text("utf-8"))


def test_issued_and_numbered_pdf(commune, real_plan, as_user):
	issued = commune.act(real_plan, "Issue", CHAIRMAN)
	issued.number = 3
	with as_user(OFFICER):
		issued.save()
	expected = letters(ORIGINAL.read_text("utf-8"))
	expected = expected.replace("Số:/KH-UBND", "Số:03/KH-UBND").replace("ngàytháng", "ngày10tháng", 1)
	assert printed_letters(issued.name) == expected


def test_issued_plan_keeps_its_heading(commune, real_plan):
	import frappe

	issued = commune.act(real_plan, "Issue", CHAIRMAN)
	for field, value in {
		"authority_name": "CƠ QUAN MỚI",
		"commune_name": "XÃ MỚI",
		"place_name": "Mới",
	}.items():
		frappe.db.set_single_value("TDKT Settings", field, value)
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	try:
		text = printed_letters(issued.name)
	finally:
		frappe.db.rollback()
		frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	assert text.startswith(letters("ỦY BAN NHÂN DÂN XÃ CÁT NÊ")) and "XÃMỚI" not in text


def test_preview_of_a_form_on_the_desk(plan):
	"""The desk sends the document as JSON: dates are text."""
	import frappe
	from frappe.www.printview import get_html_and_style

	sent = json.loads(frappe.as_json(plan().as_dict()))
	html = get_html_and_style(frappe.as_json(sent), print_format="Emulation Plan")["html"]
	assert "tháng 01 năm 2025" in html and "Bảo vệ môi trường." in html and "Xóm Đình" in html
