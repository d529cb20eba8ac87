"""Workbooks that change what exists, and workbooks of scores."""

from __future__ import annotations

import base64
import io

import pytest

from tests.site.commune import CHAIRMAN, COUNCIL, HAMLET_A, HAMLET_B, OFFICER, TOP, UNIT_A

UNIT, HONOREE, REGISTRATION = "Emulation Unit", "Honoree", "Campaign Registration"
CRITERIA = [
	{"criterion": "Hoàn thành nhiệm vụ", "max_score": 60},
	{"criterion": "Được nhân rộng", "criterion_kind": "Bonus", "max_score": 10},
]


def workbook_of(headings, *rows) -> bytes:
	import openpyxl

	workbook = openpyxl.Workbook()
	for row in (headings, *rows):
		workbook.active.append(list(row))
	file = io.BytesIO()
	workbook.save(file)
	return file.getvalue()


def downloaded():
	import frappe
	import openpyxl

	return openpyxl.load_workbook(io.BytesIO(frappe.local.response.filecontent))


def saved(book) -> bytes:
	file = io.BytesIO()
	book.save(file)
	return file.getvalue()


def look(doctype: str, content: bytes, update: int = 1) -> dict:
	from tdkt_app.excel.exchange import preview

	return preview(doctype, "a.xlsx", base64.b64encode(content).decode(), update)


def bring(doctype: str, content: bytes, update: int = 1) -> dict:
	from tdkt_app.excel.exchange import import_workbook

	return import_workbook(doctype, "a.xlsx", base64.b64encode(content).decode(), update)


def kinds(found: dict) -> dict[int, str]:
	return {line["row"]: line["change"] for line in found["lines"]}


# Update


def test_units_new_changed_and_unchanged(commune):
	import frappe

	content = workbook_of(
		["Unit Code", "Unit Name", "Unit Type", "Parent Unit", "Phone"],
		[HAMLET_B, "Xóm La Lang", "Hamlet", TOP, "0208123"],
		[HAMLET_A, "Xóm Đình", "Hamlet", TOP, None],
		["XL-NEW", "Xóm Mới", "Hamlet", TOP, None],
	)
	found = look(UNIT, content)
	assert found["problems"] == []
	assert kinds(found) == {2: "changed", 3: "unchanged", 4: "new"}
	assert found["counts"] == {"created": 1, "changed": 1, "unchanged": 1}
	assert found["lines"][0]["before"] == {"phone": ""}
	assert not frappe.db.exists(UNIT, "XL-NEW") and not frappe.db.get_value(UNIT, HAMLET_B, "phone")
	assert bring(UNIT, content) == {"created": 1, "changed": 1, "unchanged": 1}
	assert frappe.db.get_value(UNIT, HAMLET_B, "phone") == "0208123"


def test_without_update_what_exists_is_refused(commune):
	content = workbook_of(["Unit Code", "Unit Name", "Unit Type"], [HAMLET_A, "Tên khác", "Hamlet"])
	[problem] = look(UNIT, content, update=0)["problems"]
	assert (problem["fieldname"], "exists already" in problem["expected"]) == ("unit_code", True)


def test_honoree_is_found_by_its_code_and_renamed(commune):
	honoree = commune.honoree(birth_year=1970)
	headings = ["Code", "Honoree Kind", "Full Name", "Unit", "Birth Year"]
	content = workbook_of(headings, [honoree.name, "Individual", "Nguyễn Đình Ai", HAMLET_A, None])
	found = look(HONOREE, content)
	assert (kinds(found), found["lines"][0]["before"]) == ({2: "changed"}, {"full_name": "Nguyễn Đình Ái"})
	bring(HONOREE, content)
	honoree.reload()
	assert (honoree.full_name, honoree.birth_year) == (
		"Nguyễn Đình Ai",
		1970,
	)  # an empty cell changes nothing


def test_honoree_is_found_by_what_makes_two_the_same(commune):
	honoree = commune.honoree(full_name="Trần Thị Duy Nhất", birth_year=1980)
	content = workbook_of(
		["Honoree Kind", "Full Name", "Unit", "Birth Year", "Position"],
		["Individual", "Trần Thị Duy Nhất", HAMLET_A, 1980, "Trưởng xóm"],
	)
	assert bring(HONOREE, content) == {"created": 0, "changed": 1, "unchanged": 0}
	honoree.reload()
	assert honoree.position == "Trưởng xóm"


def test_code_nobody_has(commune):
	content = workbook_of(
		["Code", "Honoree Kind", "Full Name", "Unit"], ["HN-99999", "Individual", "A", HAMLET_A]
	)
	[problem] = look(HONOREE, content)["problems"]
	assert (problem["fieldname"], problem["value"]) == ("name", "HN-99999")


def test_code_of_another_site_makes_a_new_entry(commune):
	content = workbook_of(
		["Code", "Honoree Kind", "Full Name", "Unit"], ["HN-99999", "Individual", "A", HAMLET_A]
	)
	assert bring(HONOREE, content, update=0) == {"created": 1, "changed": 0, "unchanged": 0}


def test_two_rows_about_one_document(commune):
	honoree = commune.honoree()
	content = workbook_of(
		["Code", "Honoree Kind", "Full Name", "Unit"],
		[honoree.name, "Individual", "A", HAMLET_A],
		[honoree.name, "Individual", "B", HAMLET_A],
	)
	[problem] = look(HONOREE, content)["problems"]
	assert problem["row"] == 3 and "row 2" in problem["expected"]


def test_registration_is_changed_and_a_refusal_takes_all_back(commune):
	import frappe

	campaign = commune.campaign()
	registration = frappe.get_doc(
		{"doctype": REGISTRATION, "campaign": campaign.name, "unit": HAMLET_A, "targets": "Một"}
	).insert()
	headings = ["Campaign", "Unit", "Honoree", "Committed Targets"]
	foreign = commune.honoree(HAMLET_B)
	bad = workbook_of(
		headings,
		[campaign.name, HAMLET_A, None, "Hai"],
		[campaign.name, HAMLET_A, foreign.name, "Sai đơn vị"],
	)
	assert [problem["row"] for problem in look(REGISTRATION, bad)["problems"]] == [3]
	with pytest.raises(frappe.ValidationError):
		bring(REGISTRATION, bad)
	registration.reload()
	assert registration.targets == "Một"
	bring(REGISTRATION, workbook_of(headings, [campaign.name, HAMLET_A, None, "Hai"]))
	registration.reload()
	assert registration.targets == "Hai"


@pytest.mark.parametrize("doctype", [UNIT, HONOREE, REGISTRATION])
def test_export_comes_back_unchanged(commune, doctype):
	import frappe

	from tdkt_app.excel.exchange import export

	campaign = commune.campaign()
	honoree = commune.honoree(full_name="Lê Văn Một", birth_year=1966)
	frappe.get_doc(
		{
			"doctype": REGISTRATION,
			"campaign": campaign.name,
			"unit": HAMLET_A,
			"honoree": honoree.name,
			"targets": "Một\nHai",
		}
	).insert()
	filters = {
		UNIT: {"name": ("in", [TOP, HAMLET_A, HAMLET_B])},
		HONOREE: {"name": honoree.name},
		REGISTRATION: {"campaign": campaign.name},
	}
	export(doctype, frappe.as_json(filters[doctype]))
	found = look(doctype, saved(downloaded()))
	assert found["problems"] == []
	assert set(kinds(found).values()) == {"unchanged"}


def test_who_may_not_write_updates_nothing(commune, as_user):
	import frappe

	content = workbook_of(["Unit Code", "Unit Name", "Unit Type"], [HAMLET_A, "Tên khác", "Hamlet"])
	with as_user(COUNCIL), pytest.raises(frappe.PermissionError):
		look(UNIT, content)


# Scores


@pytest.fixture
def scored(commune, as_user):
	"""Two achievements of one campaign that wait for their verdict: self scores 50 + 5 and 40 + 0."""

	def make(state: str = "Under Verification", campaign=None):
		made = campaign or commune.campaign(criteria=[dict(row) for row in CRITERIA])
		papers = []
		for unit, points in ((HAMLET_A, (50, 5)), (HAMLET_B, (40, 0))):
			paper = commune.achievement(unit, campaign=made.name)
			for row, given in zip(paper.scores, points, strict=True):
				row.self_score = given
			paper.save()
			paper.db_set("workflow_state", state, update_modified=False)
			papers.append(paper)
		return made, *papers

	return make


HEADINGS = ["Achievement", "Criterion", "Officer Score", "Reason of the Officer"]


def look_at_scores(campaign, *rows, headings=HEADINGS, user=OFFICER, as_user=None) -> dict:
	from tdkt_app.excel.score_exchange import preview

	return preview(campaign.name, "a.xlsx", base64.b64encode(workbook_of(headings, *rows)).decode())


def bring_scores(campaign, content: bytes) -> dict:
	from tdkt_app.excel.score_exchange import import_workbook

	return import_workbook(campaign.name, "a.xlsx", base64.b64encode(content).decode())


def total(paper) -> float:
	paper.reload()
	return paper.total_score


def test_score_sheet_is_filled_in_and_comes_back(scored, as_user):
	from tdkt_app.excel.score_exchange import download_template

	campaign, one, other = scored()
	with as_user(OFFICER):
		download_template(campaign.name)
		book = downloaded()
		sheet = book.worksheets[0]
		places = {cell.value.rstrip(" *"): cell.column for cell in sheet[1]}
		assert list(places) == [
			"Thành tích",
			"Đối tượng khen thưởng",
			"Đơn vị",
			"Tiêu chí",
			"Loại tiêu chí",
			"Điểm tối đa",
			"Điểm tự chấm",
			"Điểm của cụm, khối trưởng",
			"Lý do của cụm, khối trưởng",
			"Điểm của thường trực",
			"Lý do của thường trực",
		]
		assert len(list(sheet.iter_rows(min_row=2, max_row=5, values_only=True))) == 4
		assert sheet.cell(5, places["Điểm tự chấm"]).value == 0
		offered = {str(validation.sqref)[0] for validation in sheet.data_validations.dataValidation}
		assert offered == {"A", "D"}
		sheet.cell(2, places["Điểm của thường trực"]).value = 45.5
		sheet.cell(2, places["Lý do của thường trực"]).value = "Thiếu số liệu"
		assert bring_scores(campaign, saved(book)) == {"created": 0, "changed": 1, "unchanged": 3}
	assert (total(one), total(other)) == (50.5, 40)
	assert one.scores[0].officer_reason == "Thiếu số liệu"


def test_block_heads_scores_come_in_too(scored, as_user):
	campaign, one, _other = scored()
	headings = ["Achievement", "Criterion", "Block Head Score", "Reason of the Block Head"]
	with as_user(OFFICER):
		content = workbook_of(headings, [one.name, CRITERIA[0]["criterion"], "44,5", "Khối thống nhất"])
		bring_scores(campaign, content)
	assert total(one) == 49.5  # the officer's score follows until it is given


def test_preview_marks_every_bad_cell_and_keeps_nothing(scored, as_user):
	campaign, one, other = scored()
	first, bonus = (row["criterion"] for row in CRITERIA)
	with as_user(OFFICER):
		found = look_at_scores(
			campaign,
			[one.name, first, 61, "Quá"],
			[one.name, bonus, 4, None],
			[other.name, first, 39, "Được"],
			[other.name, bonus, "năm", "x"],
			[other.name, "Không có", 1, "x"],
			[one.name, first, 1, "lặp"],
		)
	at = {(problem["row"], problem["fieldname"]) for problem in found["problems"]}
	assert at == {
		(2, "officer_score"),
		(3, "officer_reason"),
		(5, "officer_score"),
		(6, "criterion"),
		(7, "criterion"),
	}
	over = next(problem for problem in found["problems"] if problem["row"] == 2)
	assert "between 0 and 60" in over["expected"] and over["value"] == "61"
	assert (total(one), total(other)) == (55, 40)


def test_one_bad_row_takes_all_back(scored, as_user):
	import frappe

	campaign, one, other = scored()
	first = CRITERIA[0]["criterion"]
	content = workbook_of(HEADINGS, [one.name, first, 45, "Được"], [other.name, first, 61, "Quá"])
	with as_user(OFFICER), pytest.raises(frappe.ValidationError, match="61"):
		bring_scores(campaign, content)
	assert (total(one), total(other)) == (55, 40)


def test_achievement_of_another_campaign(scored, as_user):
	campaign, _one, _other = scored()
	_foreign, paper, _more = scored()
	with as_user(OFFICER):
		[problem] = look_at_scores(campaign, [paper.name, CRITERIA[0]["criterion"], 1, "x"])["problems"]
	assert (problem["fieldname"], campaign.name in problem["expected"]) == ("achievement", True)


@pytest.mark.parametrize("state", ["Verified", "Rejected", "Draft", "Returned"])
def test_achievement_that_waits_for_no_verdict(scored, as_user, state):
	campaign, one, _other = scored(state)
	with as_user(OFFICER):
		[problem] = look_at_scores(campaign, [one.name, CRITERIA[0]["criterion"], 1, "x"])["problems"]
	assert problem["fieldname"] == "achievement" and "verdict" in problem["expected"]


def test_unknown_achievement(scored, as_user):
	campaign, *_papers = scored()
	with as_user(OFFICER):
		[problem] = look_at_scores(campaign, ["TT-1999-00001", CRITERIA[0]["criterion"], 1, "x"])["problems"]
	assert problem["fieldname"] == "achievement"


@pytest.mark.parametrize("user", [COUNCIL, UNIT_A])
def test_others_bring_no_scores(scored, as_user, user):
	import frappe

	campaign, one, _other = scored()
	with as_user(user), pytest.raises(frappe.PermissionError):
		bring_scores(campaign, workbook_of(HEADINGS, [one.name, CRITERIA[0]["criterion"], 1, "x"]))


def test_export_of_scores_keeps_the_verdict(scored, as_user):
	from tdkt_app.excel.score_exchange import export

	campaign, one, _other = scored("Verified")
	with as_user(CHAIRMAN):
		export(campaign.name)
	rows = list(downloaded().worksheets[0].iter_rows(min_row=2, values_only=True))
	assert len(rows) == 4 and rows[0][0].startswith(one.name) and rows[0][6] == rows[0][9] == 50


def test_scores_are_read_in_a_fixed_number_of_queries(scored, commune, count_queries):
	from tdkt_app.excel.scores import SCORED_STATES, rows_of

	campaign, *_papers = scored()

	def queries() -> tuple[int, int]:
		with count_queries() as sent:
			rows = rows_of(campaign.name, SCORED_STATES)
		return len(sent), len(rows)

	queries()
	few = queries()
	scored(campaign=campaign)
	assert queries() == (few[0], 2 * few[1])
