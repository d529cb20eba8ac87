"""A commendation as the five people do it: nominated, shown to the public, voted on, decided, certified, paid, checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import PASSWORD, URL
from tests.web.desk import Form, vi

OFFICER, CHAIRMAN = "hoa@way.example", "quang@way.example"
MEMBER, UNIT_USER = "tam@way.example", "xom-cau@way.example"
PERSON, HOUSEHOLD = "Đỗ Thị Ngân", "Hộ ông Lưu Bách"
TITLE = "Đề nghị khen thưởng của xóm Cầu"
LIST = "Lấy ý kiến khen thưởng đợt 2"
COMMENT = "Bà Ngân rất xứng đáng"
CHOICES = {PERSON: "For", HOUSEHOLD: "Against"}


@pytest.fixture(scope="module")
def commune(site) -> Iterator[None]:
	"""A hamlet with two who may be honoured, and a council of two. Committed: the server is another process.

	Afterwards the council is out of office: only one of a kind works at a time.
	"""
	import frappe
	from frappe.utils.password import update_password

	frappe.set_user("Administrator")
	roles = {
		OFFICER: ("TDKT Officer",),
		CHAIRMAN: ("TDKT Chairman", "TDKT Council Member"),
		MEMBER: ("TDKT Council Member",),
		UNIT_USER: ("TDKT Unit User",),
	}
	for email, names in roles.items():
		user = frappe.new_doc("User")
		user.update(
			{"email": email, "first_name": email.partition("@")[0], "send_welcome_email": 0, "language": "vi"}
		)
		for role in names:
			user.append("roles", {"role": role})
		user.insert()
		update_password(email, PASSWORD)
	unit = frappe.new_doc("Emulation Unit")
	unit.update({"unit_code": "WAY-CAU", "unit_name": "Xóm Cầu", "unit_type": "Hamlet"})
	unit.append("users", {"user": UNIT_USER})
	unit.insert()
	for kind, name in (("Individual", PERSON), ("Household", HOUSEHOLD)):
		frappe.get_doc({"doctype": "Honoree", "kind": kind, "full_name": name, "unit": unit.name}).insert()
	members = ((CHAIRMAN, "Lê Quang", "Chairperson"), (MEMBER, "Hà Tâm", "Secretary"))
	council = frappe.get_doc(
		{
			"doctype": "Award Council",
			"council_name": "Hội đồng Thi đua – Khen thưởng xã",
			"council_kind": "Emulation and Commendation",
			"founding_decision": "12/QĐ-UBND ngày 05/01/2026",
			"term_from": "2026-01-05",
			"members": [
				{"full_name": name, "position": "Cán bộ xã", "council_role": role, "member_user": user}
				for user, name, role in members
			],
		}
	).insert()
	frappe.db.commit()
	yield
	frappe.db.rollback()
	frappe.db.set_value("Award Council", council.name, {"term_from": "1990-01-01", "term_to": "1990-01-01"})
	frappe.db.commit()


@pytest.fixture
def guest(browser: Browser, forget_visits) -> Iterator[Page]:
	context = browser.new_context(base_url=URL, viewport={"width": 390, "height": 844}, locale="vi-VN")
	page = context.new_page()
	page.set_default_timeout(20_000)
	yield page
	context.close()


def test_from_nomination_to_certificate(commune, sign_in, guest):
	unit_nominates_on_a_phone(sign_in(UNIT_USER, width=390, height=844))
	officer = Form(sign_in(OFFICER))
	nomination = officer_appraises(officer)
	consultation = officer_consults(officer, nomination)
	guest_comments(guest)
	officer_answers_and_closes(officer, consultation)
	meeting = officer_convenes(officer)
	chairman = Form(sign_in(CHAIRMAN))
	member_votes(Form(sign_in(MEMBER)), meeting)
	member_votes(chairman, meeting)
	officer_closes_the_vote(officer)
	decision = officer_drafts(officer)
	chairman.open("award-decision", decision).act("Issue", "Issued")
	code = officer_certifies(officer, decision)
	officer_pays(officer, decision)
	guest_checks(guest, code)


def unit_nominates_on_a_phone(page: Page) -> None:
	page.goto("/thi-dua/de-nghi?new=1")
	page.fill("#nomination [name=title]", TITLE)
	page.select_option("#nomination [name=method]", "Regular")
	page.fill("#nomination [name=period_from]", "2025-01-01")
	page.fill("#nomination [name=period_to]", "2025-12-31")
	for number, name in enumerate((PERSON, HOUSEHOLD)):
		page.click("#add-nominee")
		card = page.locator("#nominees [data-nominee]").nth(number)
		card.locator("[data-field=honoree]").select_option(label=name)
		card.locator("[data-field=award_type]").select_option("GK")
	page.click("#save")
	page.wait_for_url("**/thi-dua/de-nghi?name=*")
	items = page.locator("#dossier [data-on-paper]")
	expect(items).not_to_have_count(0)
	for item in items.all():
		item.check()
	page.click("#hand-in")
	page.wait_for_url("**/thi-dua/de-nghi")
	expect(page.locator("#nominations tr", has_text=TITLE)).to_contain_text(vi("Submitted"))


def button(form: Form, label: str):
	return form.page.locator(".page-head:visible").get_by_role("button", name=vi(label), exact=True)


def wait_for_form(form: Form, doctype: str) -> None:
	form.page.wait_for_function("doctype => window.cur_frm && cur_frm.doctype === doctype", arg=doctype)
	expect(form.page.locator(".form-layout:visible")).to_be_visible()
	form.settle()


def confirm(form: Form) -> None:
	"""The question, or the small form, that is open."""
	dialog = form.page.locator(".modal.show").last
	dialog.locator(".btn-primary:visible").click()
	expect(dialog).to_be_hidden()


def officer_appraises(form: Form) -> str:
	form.page.goto("/app/award-nomination")
	form.page.get_by_role("link", name=TITLE).first.click()
	wait_for_form(form, "Award Nomination")
	form.act("Start Appraisal", "Under Appraisal")
	form.act("Finish Appraisal", "Appraised")
	return form.name


def officer_consults(form: Form, nomination: str) -> str:
	button(form, "Consult the Public").click()
	wait_for_form(form, "Public Consultation")
	form.write("title", LIST)
	form.write("working_days", "5")
	name = form.save()
	button(form, "Open to the Public").click()
	confirm(form)
	form.page.wait_for_function("() => cur_frm.doc.state === 'Open'")
	expect(form.page.locator(".tdkt-way")).to_contain_text(TITLE)
	return name


def guest_comments(page: Page) -> None:
	page.goto("/lay-y-kien")
	shown = page.locator("section", has_text=LIST)
	expect(shown.locator("li")).to_have_count(2)
	shown.get_by_text(vi("Send a Comment")).click()
	shown.locator("[name=about]").select_option(PERSON)
	shown.locator("[name=content]").fill(COMMENT)
	shown.locator("button[type=submit]").click()
	expect(shown.locator("[data-answer]")).to_have_text(vi("Thank you. Your comment has been received."))


def officer_answers_and_closes(form: Form, consultation: str) -> None:
	form.page.goto(f"/app/consultation-comment?consultation={consultation}")
	form.page.locator(".list-row-container:visible .list-subject a").first.click()
	wait_for_form(form, "Consultation Comment")
	assert form.page.evaluate("cur_frm.doc.content") == COMMENT
	form.pick("result", "Taken into Account")
	form.write("handling", "Đưa vào hồ sơ trình Hội đồng")
	form.save()
	form.open("public-consultation", consultation)
	button(form, "Close the List").click()
	form.page.locator(".modal.show textarea").fill("Các hộ đã có ý kiến")
	confirm(form)
	form.page.wait_for_function("() => cur_frm.doc.state === 'Closed'")


def officer_convenes(form: Form) -> str:
	form.settle()
	button(form, "Prepare Meeting").click()
	wait_for_form(form, "Council Meeting")
	form.page.wait_for_function("() => cur_frm.doc.council")
	form.write("subject", "Xét khen thưởng đợt 2")
	form.pick("vote_method", "Online Vote")
	form.page.evaluate("() => cur_frm.set_value('meeting_on', '2026-02-10 08:00:00')")
	name = form.save()
	form.settle()
	button(form, "All Others Present").click()
	form.page.evaluate("() => cur_frm.set_value('chaired_by', 'Lê Quang')")
	form.save()
	form.act("Convene", "Convened")
	form.act("Open Voting", "Voting")
	return name


def member_votes(form: Form, meeting: str) -> None:
	form.open("council-meeting", meeting)
	ballot = form.page.locator(".tdkt-ballot")
	for name, choice in CHOICES.items():
		ballot.locator("[data-candidate]", has_text=name).locator(f"input[value={choice}]").check()
	ballot.locator(".btn-cast").click()
	confirm(form)
	expect(form.page.locator(".tdkt-ballot")).to_contain_text(vi("You have voted."))


def officer_closes_the_vote(form: Form) -> None:
	form.page.reload()
	wait_for_form(form, "Council Meeting")
	form.page.locator(".actions-btn-group:visible > button").click()
	label = re.compile(rf"^\s*{re.escape(vi('Close Voting'))}\s*$")
	form.page.locator(".actions-btn-group .dropdown-item:visible", has_text=label).click()
	confirm(form)
	form.page.wait_for_function("() => cur_frm.doc.workflow_state === 'Closed'")
	results = form.page.evaluate(
		"cur_frm.doc.candidates.map((row) => [row.honoree_name, row.share_text, row.carried])"
	)
	assert sorted(results) == sorted([[PERSON, "2/2 (100%)", 1], [HOUSEHOLD, "0/2 (0%)", 0]])


def officer_drafts(form: Form) -> str:
	form.settle()
	button(form, "Draft Decision").click()
	wait_for_form(form, "Award Decision")
	form.write("subject", "Khen thưởng đợt 2 năm 2025")
	form.date("decision_date", "02-03-2026")
	form.write("reason", "đã có thành tích xuất sắc năm 2025")
	form.tab("Legal Bases and Signing")
	form.write("signer_name", "Lê Quang")
	name = form.save()
	recipients = form.page.evaluate("cur_frm.doc.recipients.map((row) => [row.recipient_name, row.amount])")
	assert recipients == [[PERSON, 710_000]], "0,3 × 2.340.000 rounded up to ten thousand đồng"
	form.act("Send for Signature", "Appraised")
	return name


def officer_certifies(form: Form, decision: str) -> str:
	form.open("award-decision", decision)
	assert re.fullmatch(r"\d+/QĐ-UBND", form.page.evaluate("cur_frm.doc.decision_number"))
	button(form, "Issue Certificates").click()
	form.page.wait_for_function("() => frappe.get_route()[1] === 'Award Certificate'")
	form.page.locator(".list-row-container:visible .list-subject a").first.click()
	wait_for_form(form, "Award Certificate")
	assert form.page.evaluate("cur_frm.doc.recipient_name") == PERSON
	return form.page.evaluate("cur_frm.doc.verification_code")


def officer_pays(form: Form, decision: str) -> None:
	page = form.open("award-decision", decision).page
	button(form, "Reward Payments").click()
	row = page.locator(".list-row-container:visible", has_text=PERSON)
	row.locator(".list-row-checkbox").check()
	page.locator(".actions-btn-group:visible > button").click()
	page.locator(".actions-btn-group .dropdown-item:visible", has_text=vi("Mark as Paid")).click()
	dialog = page.locator(".modal.show")
	# A choice redraws the fields below it.
	dialog.locator("[data-fieldname=method] select").select_option("Cash")
	form.settle()
	voucher = dialog.locator("[data-fieldname=document] input")
	voucher.fill("PC 07")
	voucher.blur()
	form.settle()
	confirm(form)
	expect(row).to_contain_text(vi("Paid"))


def guest_checks(page: Page, code: str) -> None:
	page.goto("/kiem-tra")
	page.fill("#ma", code.lower())
	page.locator("form[action='/kiem-tra'] button").click()
	expect(page.locator("#answer")).to_have_text(vi("The certificate is valid."))
	expect(page.locator("#face")).to_contain_text(PERSON)
