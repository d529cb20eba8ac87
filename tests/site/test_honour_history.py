"""Awards of the past from a workbook: all or nothing, and nobody taken for another."""

from __future__ import annotations

import base64
import io

import openpyxl
import pytest

from tests.site.commune import CHAIRMAN, HAMLET_A, HAMLET_B, OFFICER, UNIT_A

HEADINGS = (
	"Number in the Paper Register",
	"Symbol",
	"Decision Date",
	"Issued by Another Authority",
	"Subject",
	"Reason",
	"Period From",
	"Period To",
	"Where the Paper Is Kept",
	"Honoree",
	"Honoree Kind",
	"Full Name",
	"Birth Year",
	"Unit",
	"Award Type",
	"Reward Amount",
	"Register a New Honoree",
)


def line(**values) -> list:
	usual = {
		"Number in the Paper Register": "15",
		"Symbol": "QĐ-UBND",
		"Decision Date": "20/12/2019",
		"Subject": "Khen thưởng năm 2019",
		"Reason": "đã có thành tích xuất sắc năm 2019",
		"Where the Paper Is Kept": "Hộp 12",
		"Honoree Kind": "Individual",
		"Full Name": "Phạm Quang Lịch",
		"Unit": HAMLET_A,
		"Award Type": "GK",
		"Reward Amount": 300000,
	}
	row = {**usual, **{key.replace("_", " "): value for key, value in values.items()}}
	return [row.get(heading) for heading in HEADINGS]


def workbook(*lines: list, headings=HEADINGS) -> str:
	book = openpyxl.Workbook()
	book.active.append(list(headings))
	for cells in lines:
		book.active.append(cells)
	file = io.BytesIO()
	book.save(file)
	return base64.b64encode(file.getvalue()).decode()


@pytest.fixture
def paper(commune):
	import frappe

	frappe.db.set_single_value("TDKT Settings", "paper_until", "2024-12-31")
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	return commune


def look(*lines: list, **more) -> dict:
	from tdkt_app.excel.exchange import preview

	return preview("Award Decision", "lich-su.xlsx", workbook(*lines, **more))


def bring_in(*lines: list) -> int:
	from tdkt_app.excel.exchange import import_workbook

	return import_workbook("Award Decision", "lich-su.xlsx", workbook(*lines))["created"]


def counted() -> tuple[int, int]:
	import frappe

	return frappe.db.count("Award Decision"), frappe.db.count("Honoree")


def problems(*lines: list) -> str:
	before = counted()
	found = look(*lines)["problems"]
	assert counted() == before
	return " | ".join(f"{p['row']} {p['fieldname']}: {p['expected']}" for p in found)


def test_rows_of_one_number_are_one_decision(paper, as_user):
	import frappe

	with as_user(OFFICER):
		created = bring_in(
			line(),
			line(Full_Name="Hoàng Văn Tâm", Reward_Amount=None),
			line(**{"Number in the Paper Register": "16", "Full_Name": "Phạm Quang Lịch"}),
		)
	assert created == 2
	first = frappe.get_last_doc("Award Decision", {"manual_number": "15", "is_historical": 1})
	second = frappe.get_last_doc("Award Decision", {"manual_number": "16", "is_historical": 1})
	assert [(r.recipient_name, r.amount) for r in first.recipients] == [
		("Phạm Quang Lịch", 300_000),
		("Hoàng Văn Tâm", 0),
	]
	assert first.docstatus == 0 and first.owner == OFFICER
	assert second.recipients[0].honoree == first.recipients[0].honoree  # registered once


def test_preview_keeps_nothing(paper):
	before = counted()
	seen = look(line(), line(Full_Name="Hoàng Văn Tâm"))
	assert (seen["rows"], seen["good"], seen["problems"]) == (2, 2, [])
	assert counted() == before


def test_known_honoree_is_found(paper):
	import frappe

	known = paper.honoree(full_name="Phạm Quang Lịch", birth_year=1970)
	assert bring_in(line(Birth_Year=1970)) == 1
	assert frappe.get_last_doc("Award Decision", {"is_historical": 1}).recipients[0].honoree == known.name


def test_honoree_of_a_unit_that_was_merged(paper):
	import frappe

	known = paper.honoree(HAMLET_B, full_name="Phạm Quang Lịch")
	frappe.db.set_value("Emulation Unit", HAMLET_A, {"active_to": "2024-12-31", "succeeded_by": HAMLET_B})
	assert bring_in(line()) == 1
	row = frappe.get_last_doc("Award Decision", {"is_historical": 1}).recipients[0]
	assert (row.honoree, row.unit, row.unit_name) == (known.name, HAMLET_A, "Xóm Đình")


def test_two_of_one_name_are_named(paper):
	one = paper.honoree(full_name="Phạm Quang Lịch", birth_year=1950)
	two = paper.honoree(full_name="Phạm Quang Lịch", birth_year=1980)
	said = problems(line())
	assert one.name in said and two.name in said and "1980" in said
	assert problems(line(Birth_Year=1980)) == ""
	assert problems(line(Honoree=one.name)) == ""


@pytest.mark.parametrize("written", ["Pham Quang Lich", "Phạm Quang Lich", "Phạm Quang Lịchh"])
def test_name_that_only_resembles_is_not_taken(paper, written):
	known = paper.honoree(full_name="Phạm Quang Lịch")
	assert known.name in problems(line(Full_Name=written))


def test_namesake_in_another_unit_is_not_taken(paper):
	known = paper.honoree(HAMLET_B, full_name="Phạm Quang Lịch")
	assert known.name in problems(line())
	assert problems(line(Register_a_New_Honoree="Yes")) == ""


def test_other_year_of_birth_is_another_person(paper):
	known = paper.honoree(full_name="Phạm Quang Lịch", birth_year=1950)
	assert known.name in problems(line(Birth_Year=1990))


def test_code_of_somebody_else(paper):
	other = paper.honoree(full_name="Hoàng Văn Tâm")
	assert "the name of the honoree with this code" in problems(line(Honoree=other.name))
	collective = paper.honoree(kind="Collective", full_name="Phạm Quang Lịch")
	assert "an honoree of the kind" in problems(line(Honoree=collective.name))


@pytest.mark.parametrize(
	("values", "said"),
	[
		({"Decision Date": "32/13/2019"}, "decision_date"),
		({"Decision Date": "05/05/2025"}, "the paper register was kept until"),
		({"Number in the Paper Register": "15/QĐ-UBND"}, "without its symbol"),
		({"Number in the Paper Register": None}, "manual_number"),
		({"Unit": "KHONG-CO"}, "unit"),
		({"Award Type": "KHONG-CO"}, "award_type"),
		({"Award Type": "GDVH"}, "is not for the kind"),
		({"Reward Amount": "300.000"}, "amount"),
		({"Reward Amount": -1}, "amount"),
		({"Full Name": "=1+1"}, "full_name"),
		({"Where the Paper Is Kept": None}, "paper_archive"),
		({"Honoree Kind": "Robot"}, "kind"),
		({"Birth Year": 1700}, "must lie between"),
		({"Period From": "01/12/2019", "Period To": "01/01/2019"}, "must not be before"),
	],
)
def test_bad_cell(paper, values, said):
	assert said in problems(line(**values))


def test_rows_of_one_decision_that_differ(paper):
	assert "3 reason: the same as in row 2" in problems(
		line(), line(Reason="khác", Full_Name="Hoàng Văn Tâm")
	)


def test_same_person_twice_with_one_award(paper):
	assert "stands twice" in problems(line(), line())


def test_one_bad_row_keeps_all_out(paper):
	import frappe

	before = counted()
	with pytest.raises(frappe.ValidationError, match="Row 3"):
		bring_in(line(), line(**{"Number in the Paper Register": "16", "Unit": "KHONG-CO"}))
	assert counted() == before


def test_brought_in_twice(paper):
	import frappe

	assert bring_in(line()) == 1
	with pytest.raises(frappe.ValidationError, match="has this number and day"):
		bring_in(line())


@pytest.mark.parametrize("user", [CHAIRMAN, UNIT_A])
def test_only_the_officer_brings_in(paper, as_user, user):
	import frappe

	with as_user(user), pytest.raises(frappe.PermissionError):
		bring_in(line())


def test_unknown_heading(paper):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Unknown headings"):
		look([*line(), "x"], headings=(*HEADINGS, "Lương"))


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_bad_file(paper, content):
	import frappe

	from tdkt_app.excel.exchange import preview

	with pytest.raises(frappe.ValidationError):
		preview("Award Decision", "lich-su.xlsx", base64.b64encode(content).decode())


def test_template(paper):
	import frappe

	from tdkt_app.excel.exchange import download_template

	frappe.local.response = frappe._dict()
	download_template("Award Decision")
	book = openpyxl.load_workbook(io.BytesIO(frappe.local.response.filecontent))
	headings = [cell.value for cell in book.active[1]]
	assert len(headings) == len(HEADINGS) and "Số trong sổ giấy *" in headings


def test_confirmed_history_of_a_person(paper):
	"""What was brought in and confirmed stands in the record, with the number of the paper."""
	import frappe

	from tdkt_app.doctype.award_decision.historical import confirm
	from tdkt_app.report.honoree_record.honoree_record import execute

	known = paper.honoree(full_name="Phạm Quang Lịch")
	with paper.as_user(OFFICER):
		bring_in(line())
	name = frappe.get_last_doc("Award Decision", {"is_historical": 1}).name
	with paper.as_user(CHAIRMAN):
		assert confirm([name])["results"] == [{"decision": name, "problem": ""}]
	(award,) = (row for row in execute({"honoree": known.name})[1] if row.doctype == "Award Decision")
	assert award.details == "15/QĐ-UBND: Phạm Quang Lịch"
