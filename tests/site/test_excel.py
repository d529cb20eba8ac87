"""Lists as workbooks: a bad file is refused with a remedy, a bad cell is named, and nothing is half saved."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from tests.site.commune import CHAIRMAN, COUNCIL, HAMLET_A, HAMLET_B, NOBODY, OFFICER, TEAM_OF_A, TOP, UNIT_A

UNIT, HONOREE, REGISTRATION = "Emulation Unit", "Honoree", "Campaign Registration"
UNIT_HEADINGS = ["Unit Code", "Unit Name", "Unit Type", "Parent Unit"]


def workbook_of(*rows, headings=None) -> bytes:
	import openpyxl

	workbook = openpyxl.Workbook()
	for row in ([headings] if headings else []) + list(rows):
		workbook.active.append(list(row))
	file = io.BytesIO()
	workbook.save(file)
	return file.getvalue()


def units(*rows, headings=UNIT_HEADINGS) -> bytes:
	return workbook_of(*rows, headings=headings)


def sent(content: bytes) -> str:
	return base64.b64encode(content).decode()


def look(doctype: str, content: bytes, file_name: str = "danh-sach.xlsx") -> dict:
	from tdkt_app.excel.exchange import preview

	return preview(doctype, file_name, sent(content))


def bring(doctype: str, content: bytes, file_name: str = "danh-sach.xlsx") -> int:
	from tdkt_app.excel.exchange import import_workbook

	return import_workbook(doctype, file_name, sent(content))["created"]


def only_problem(doctype: str, content: bytes) -> dict:
	[problem] = look(doctype, content)["problems"]
	return problem


def downloaded():
	import frappe
	import openpyxl

	return openpyxl.load_workbook(io.BytesIO(frappe.local.response.filecontent))


def count(doctype: str) -> int:
	import frappe

	return frappe.db.count(doctype)


@pytest.fixture(autouse=True)
def settled(commune):
	return commune


# Template


def test_template_has_vietnamese_headings_and_drop_down_lists(commune):
	from tdkt_app.excel.exchange import download_template

	campaign, honoree = commune.campaign(), commune.honoree()
	closed = commune.campaign("Closed")
	download_template(REGISTRATION)
	book = downloaded()
	sheet, lists = book.worksheets
	assert [cell.value for cell in sheet[1]] == [
		"Phong trào *",
		"Đơn vị *",
		"Đối tượng khen thưởng",
		"Danh hiệu đăng ký",
		"Chỉ tiêu cam kết *",
	]
	assert lists.sheet_state == "hidden"
	offered = {cell.value for row in lists.iter_rows(min_row=2) for cell in row}
	assert {
		f"{campaign.name} – {campaign.campaign_title}",
		f"{HAMLET_A} – Xóm Đình",
		f"{honoree.name} – Nguyễn Đình Ái",
	} <= offered
	assert f"{closed.name} – {closed.campaign_title}" not in offered
	ranges = {str(validation.sqref) for validation in sheet.data_validations.dataValidation}
	assert ranges == {"A2:A1001", "B2:B1001", "C2:C1001", "D2:D1001"}


def test_filled_in_template_comes_in(commune):
	import frappe

	from tdkt_app.excel.exchange import download_template

	download_template(HONOREE)
	book = downloaded()
	sheet = book.worksheets[0]
	places = {cell.value.rstrip(" *"): cell.column for cell in sheet[1]}
	for heading, value in {
		"Loại đối tượng": "Cá nhân",
		"Họ và tên": "Trần Thị  Bưởi",
		"Đơn vị": f"{HAMLET_A} – Xóm Đình",
		"Năm sinh": 1980,
		"Đảng viên": "Có",
	}.items():
		sheet.cell(2, places[heading], value)
	file = io.BytesIO()
	book.save(file)
	assert bring(HONOREE, file.getvalue()) == 1
	row = frappe.get_last_doc(HONOREE)
	assert (row.full_name, row.kind, row.unit) == ("Trần Thị Bưởi", "Individual", HAMLET_A)
	assert (row.birth_year, row.is_party_member, row.is_active) == (1980, 1, 1)


# What comes in


def test_rows_come_in_whatever_their_order(commune):
	import frappe

	content = units(
		["XL-TO-1", "Tổ 1", "Hamlet", "XL-XOM"],
		["xl-xom", "Xóm Mới", "Hamlet", TOP],
	)
	assert look(UNIT, content)["problems"] == []
	assert not frappe.db.exists(UNIT, "XL-XOM")
	assert bring(UNIT, content) == 2
	assert frappe.db.get_value(UNIT, "XL-TO-1", "parent_emulation_unit") == "XL-XOM"


def test_registrations_by_title_code_and_label(commune):
	campaign = commune.campaign(campaign_title="Phong trào chỉ có một lần")
	content = workbook_of(
		[campaign.campaign_title, "Xóm La Lang", "Một"],
		[campaign.name, HAMLET_A.lower(), "Hai"],
		[f"{campaign.name} – {campaign.campaign_title}", f"{TEAM_OF_A} – tên khác", "Ba"],
		headings=["Campaign", "Unit", "Committed Targets"],
	)
	assert bring(REGISTRATION, content) == 3


def test_dates_as_excel_keeps_them_and_as_people_write_them(commune):
	import datetime

	import frappe

	content = units(
		["XL-A", "A", "Hamlet", TOP, datetime.datetime(2020, 1, 31), "31/12/2024"],
		["XL-B", "B", "Hamlet", TOP, "2020-01-31", "31-12-2024"],
		headings=[*UNIT_HEADINGS, "Active From", "Active To"],
	)
	assert bring(UNIT, content) == 2
	for name in ("XL-A", "XL-B"):
		found = frappe.db.get_value(UNIT, name, ["active_from", "active_to"])
		assert list(found) == [datetime.date(2020, 1, 31), datetime.date(2024, 12, 31)]


# Bad cells


@pytest.mark.parametrize(
	("row", "column", "value", "expected"),
	[
		(["XL-A", "A", "Hamlet", "KHONG-CO"], "Parent Unit", "KHONG-CO", "drop-down list"),
		(["XL-A", "", "Hamlet", TOP], "Unit Name", "", "must be filled in"),
		(["XL-A", "A", "Robot", TOP], "Unit Type", "Robot", "one of: "),
		(["XL-A", "A" * 201, "Hamlet", TOP], "Unit Name", "A" * 201, "at most 200"),
		([HAMLET_B, "A", "Hamlet", TOP], "Unit Code", HAMLET_B, "exists already"),
		(["Xóm Ấ", "A", "Hamlet", TOP], "Unit Code", "Xóm Ấ", "use letters A–Z"),
	],
)
def test_bad_cell_of_a_unit_is_named(row, column, value, expected):
	content = units(["XL-GOOD", "Tốt", "Hamlet", TOP], row)
	problems = look(UNIT, content)["problems"]
	from tdkt_app.excel.sheets import sheet_of

	heading = next(c.heading for c in sheet_of(UNIT).columns if c.label == column)
	[problem] = problems
	assert (problem["row"], problem["column"], problem["value"]) == (3, heading, value)
	assert expected in problem["expected"]


@pytest.mark.parametrize(
	("heading", "value", "expected"),
	[
		("Number of Staff", "mười", "whole number"),
		("Number of Staff", -1, "whole number"),
		("Number of Staff", 1.5, "whole number"),
		("Number of Staff", True, "whole number"),
		("Active From", "31/02/2024", "day/month/year"),
		("Active From", 45000, "day/month/year"),
		("Has Units Below", "có lẽ", "one of"),
		("Email", "khong phai thu", "e-mail"),
		("Unit Name", "=1+1", "not a formula"),
		("Unit Name", "#REF!", "not an error"),
	],
)
def test_value_of_a_wrong_kind(heading, value, expected):
	row = {"Unit Code": "XL-A", "Unit Name": "A", "Unit Type": "Hamlet", "Parent Unit": TOP, heading: value}
	problem = only_problem(UNIT, units(list(row.values()), headings=list(row)))
	assert problem["row"] == 2
	assert expected in problem["expected"]


def test_reversed_dates_are_found_by_the_controller(commune):
	content = units(
		["XL-A", "A", "Hamlet", TOP, "31/12/2024", "01/01/2024"],
		headings=[*UNIT_HEADINGS, "Active From", "Active To"],
	)
	problem = only_problem(UNIT, content)
	assert (problem["fieldname"], problem["value"]) == ("active_to", "01/01/2024")
	assert problem["expected"] == "Active To must not be before Active From."


def test_circle_in_the_unit_tree():
	content = units(
		["XL-A", "A", "Hamlet", "XL-C"],
		["XL-B", "B", "Hamlet", "XL-A"],
		["XL-C", "C", "Hamlet", "XL-B"],
		["XL-D", "D", "Hamlet", "XL-C"],
	)
	problems = look(UNIT, content)["problems"]
	assert [(p["row"], p["fieldname"]) for p in problems] == [
		(row, "parent_emulation_unit") for row in (2, 3, 4)
	]
	assert "XL-A → XL-C → XL-B → XL-A" in problems[0]["expected"]


def test_unit_under_itself():
	problem = only_problem(UNIT, units(["XL-A", "A", "Hamlet", "XL-A"]))
	assert problem["fieldname"] == "parent_emulation_unit" and "circle" in problem["expected"]


def test_same_code_twice_in_the_file():
	problem = only_problem(UNIT, units(["XL-A", "A", "Hamlet", TOP], ["xl-a", "B", "Hamlet", TOP]))
	assert (problem["row"], problem["fieldname"]) == (3, "unit_code")
	assert "the same stands in row 2" in problem["expected"]


def test_same_person_again(commune):
	known = commune.honoree(full_name="Lê Văn Bền", birth_year=1970)
	content = workbook_of(
		["Individual", "Lê văn  Bền", HAMLET_A, 1970],
		["Individual", "Lê Văn Bền", HAMLET_A, 1971],
		headings=["Honoree Kind", "Full Name", "Unit", "Birth Year"],
	)
	problem = only_problem(HONOREE, content)
	assert problem["row"] == 2 and known.name in problem["expected"]


def test_name_that_several_units_have(commune):
	import frappe

	frappe.db.set_value(UNIT, HAMLET_B, "unit_name", "Xóm Đình")
	content = workbook_of(["Individual", "A", "Xóm Đình"], headings=["Honoree Kind", "Full Name", "Unit"])
	expected = only_problem(HONOREE, content)["expected"]
	assert HAMLET_A in expected and HAMLET_B in expected


def test_rules_of_registrations_hold(commune):
	campaign, over = commune.campaign(), commune.campaign("Closed")
	stranger = commune.honoree(HAMLET_B)
	content = workbook_of(
		[campaign.name, HAMLET_A, stranger.name, "x"],
		[over.name, HAMLET_A, None, "x"],
		[campaign.name, HAMLET_A, None, "x"],
		[campaign.name, HAMLET_A, None, "x"],
		headings=["Campaign", "Unit", "Honoree", "Committed Targets"],
	)
	problems = look(REGISTRATION, content)["problems"]
	assert [(p["row"], p["fieldname"]) for p in problems] == [(2, "unit"), (3, "campaign"), (5, "campaign")]
	assert "does not belong to the unit" in problems[0]["expected"]


def test_nothing_is_half_saved(commune):
	import frappe

	before = count(UNIT)
	tree = frappe.get_all(UNIT, fields=["name", "lft", "rgt"], order_by="name")
	content = units(["XL-A", "A", "Hamlet", TOP], ["XL-B", "B", "Hamlet", "KHONG-CO"])
	with pytest.raises(frappe.ValidationError, match=r"Row 3.*KHONG-CO"):
		bring(UNIT, content)
	assert count(UNIT) == before
	assert frappe.get_all(UNIT, fields=["name", "lft", "rgt"], order_by="name") == tree


def test_a_look_leaves_nothing_behind(commune):
	import frappe

	tree = frappe.get_all(UNIT, fields=["name", "lft", "rgt"], order_by="name")
	seen = look(UNIT, units(["XL-A", "A", "Hamlet", TOP]))
	assert (seen["rows"], seen["good"], seen["problems"]) == (1, 1, [])
	assert frappe.get_all(UNIT, fields=["name", "lft", "rgt"], order_by="name") == tree
	assert not frappe.local.conf.get("disable_global_search") and not frappe.flags.in_import


# Files that are refused


def rezipped(content: bytes, add=None, replace=None, drop=()) -> bytes:
	source = zipfile.ZipFile(io.BytesIO(content))
	file = io.BytesIO()
	with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
		for name in source.namelist():
			if name not in drop:
				package.writestr(name, (replace or {}).get(name) or source.read(name))
		for name, data in (add or {}).items():
			package.writestr(name, data)
	return file.getvalue()


def _good() -> bytes:
	return units(["XL-A", "A", "Hamlet", TOP])


def _with_entity() -> bytes:
	sheet = "xl/worksheets/sheet1.xml"
	xml = zipfile.ZipFile(io.BytesIO(_good())).read(sheet)
	return rezipped(_good(), replace={sheet: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml})


@pytest.mark.parametrize(
	("file_name", "make", "said"),
	[
		("a.xlsm", _good, "macros are not read"),
		("a.xls", _good, "only .xlsx"),
		("a.csv", lambda: b"a,b", "only .xlsx"),
		("a", _good, "only .xlsx"),
		("a.xlsx", lambda: b"%PDF-1.4", "damaged"),
		("a.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "password"),
		("a.xlsx", lambda: _good()[:-80], "damaged"),
		("a.xlsx", lambda: rezipped(_good(), drop=["xl/workbook.xml"]), "damaged"),
		("a.xlsx", lambda: rezipped(_good(), drop=["xl/worksheets/sheet1.xml"]), "damaged"),
		("a.xlsx", lambda: rezipped(_good(), {"xl/vbaProject.bin": b"x"}), "macros"),
		("a.xlsx", lambda: rezipped(_good(), {"xl/externalLinks/externalLink1.xml": "<a/>"}), "other files"),
		("a.xlsx", lambda: rezipped(_good(), {"xl/embeddings/oleObject1.bin": b"x"}), "embedded"),
		("a.xlsx", lambda: rezipped(_good(), {"bomb.xml": b"0" * 40_000_000}), "far too large"),
		("a.xlsx", lambda: rezipped(_good(), {f"x{n}": b"" for n in range(300)}), "far too large"),
		("a.xlsx", _with_entity, "damaged"),
		("a.xlsx", lambda: b"PK" + b"0" * 4_000_000, "larger than 3 MB"),
		("a.xlsx", lambda: workbook_of(), "empty"),
		("a.xlsx", lambda: units(), "no rows below"),
		("a.xlsx", lambda: units(["XL-A"], headings=["Unit Code"]), "Missing columns"),
		(
			"a.xlsx",
			lambda: units(["XL-A"], headings=[*UNIT_HEADINGS, "Cỡ giày"]),
			"Unknown headings.*Cỡ giày",
		),
		("a.xlsx", lambda: units(["XL-A"], headings=[*UNIT_HEADINGS, "Unit Name"]), "stand twice"),
		("a.xlsx", lambda: units(*[["XL-A"]] * 1001), "more than 1000 rows"),
	],
)
def test_refused_file(file_name, make, said):
	import frappe

	before = count(UNIT)
	for call in (look, bring):
		with pytest.raises(frappe.ValidationError, match=said):
			call(UNIT, make(), file_name)
	assert count(UNIT) == before


def test_what_did_not_arrive_whole():
	import frappe

	from tdkt_app.excel.exchange import preview

	with pytest.raises(frappe.ValidationError, match="did not arrive whole"):
		preview(UNIT, "a.xlsx", "không phải base64")


def test_rows_far_below_are_not_lost():
	import openpyxl

	workbook = openpyxl.Workbook()
	workbook.active.append(UNIT_HEADINGS)
	for place, value in enumerate(["XL-A", "A", "Hamlet", "KHONG-CO"], 1):
		workbook.active.cell(5000, place, value)
	file = io.BytesIO()
	workbook.save(file)
	assert only_problem(UNIT, file.getvalue())["row"] == 5000


def test_other_documents_are_not_exchanged():
	import frappe

	from tdkt_app.excel.exchange import download_template, export

	for call in (lambda: look("User", _good()), lambda: download_template("User"), lambda: export("User")):
		with pytest.raises(frappe.ValidationError, match="not exchanged"):
			call()


# Export


def exported(doctype: str, **filters) -> list[tuple]:
	import json

	from tdkt_app.excel.exchange import export

	export(doctype, json.dumps(filters))
	return list(downloaded().worksheets[0].values)


def without_code(rows):
	"""What is imported anew gets a code of its own."""
	return [row[1:] for row in rows]


def test_what_is_exported_comes_in_again(commune):
	import frappe

	values = {
		"full_name": "=Nguyễn Văn “Cả”",
		"birth_year": 1966,
		"sex": "Female",
		"position": "Trưởng xóm",
		"is_manager": 1,
		"ethnicity": "Tày",
	}
	honoree = commune.honoree(**values)
	first = exported(HONOREE, name=honoree.name)
	content = frappe.local.response.filecontent
	frappe.delete_doc(HONOREE, honoree.name)
	assert bring(HONOREE, content) == 1
	again = frappe.get_last_doc(HONOREE)
	assert {field: again.get(field) for field in values} == values
	assert without_code(exported(HONOREE, name=again.name)) == without_code(first)


def test_units_round_trip(commune):
	import frappe

	bring(UNIT, units(["XL-A", "A", "Hamlet", TOP, "0208123"], headings=[*UNIT_HEADINGS, "Phone"]))
	first = exported(UNIT, name="XL-A")
	content = frappe.local.response.filecontent
	assert "0208123" in first[1] and f"{TOP} – Xã Thử Nghiệm" in first[1]
	frappe.delete_doc(UNIT, "XL-A")
	assert bring(UNIT, content) == 1
	assert exported(UNIT, name="XL-A") == first


def test_registrations_round_trip_with_what_only_the_server_writes(commune):
	import frappe

	campaign = commune.campaign()
	headings = ["Campaign", "Unit", "Committed Targets"]
	bring(REGISTRATION, workbook_of([campaign.name, HAMLET_A, "Một"], headings=headings))
	first = exported(REGISTRATION, campaign=campaign.name)
	content = frappe.local.response.filecontent
	assert first[1][-1] == "Có"  # late: registration closed long ago
	frappe.delete_doc(REGISTRATION, frappe.db.get_value(REGISTRATION, {"campaign": campaign.name}))
	assert bring(REGISTRATION, content) == 1
	assert without_code(exported(REGISTRATION, campaign=campaign.name)) == without_code(first)


def test_export_of_a_name_like_a_formula_is_text(commune):
	from tdkt_app.excel.exchange import export

	honoree = commune.honoree(full_name='=HYPERLINK("http://x.example","a")')
	export(HONOREE, f'{{"name": "{honoree.name}"}}')
	cells = [cell for row in downloaded().worksheets[0].iter_rows() for cell in row]
	assert not [cell for cell in cells if cell.data_type == "f"]


# Who may


@pytest.mark.parametrize("doctype", [UNIT, HONOREE, REGISTRATION])
@pytest.mark.parametrize("user", [COUNCIL, UNIT_A, NOBODY, "Guest"])
def test_nobody_else_imports(as_user, doctype, user):
	import frappe

	from tdkt_app.excel.exchange import download_template

	with as_user(user):
		for call in (
			lambda: look(doctype, _good()),
			lambda: bring(doctype, _good()),
			lambda: download_template(doctype),
		):
			with pytest.raises(frappe.PermissionError):
				call()


@pytest.mark.parametrize("user", [UNIT_A, NOBODY, "Guest"])
def test_nobody_else_exports(as_user, user):
	import frappe

	from tdkt_app.excel.exchange import export

	with as_user(user), pytest.raises(frappe.PermissionError):
		export(HONOREE)


def test_officer_imports_in_his_own_name_and_chairman_exports(commune, as_user):
	import frappe

	with as_user(OFFICER):
		content = workbook_of(
			["Individual", "Người Mới", HAMLET_A], headings=["Honoree Kind", "Full Name", "Unit"]
		)
		assert bring(HONOREE, content) == 1
	assert frappe.get_last_doc(HONOREE).owner == OFFICER
	with as_user(CHAIRMAN):
		assert exported(HONOREE, full_name="Người Mới")[1][2] == "Người Mới"


def test_portal_does_not_open_the_entrances(commune, http):
	for path in ("export?doctype=Honoree", "download_template?doctype=Honoree"):
		reply = http("GET", f"/api/method/tdkt_app.excel.exchange.{path}", user=UNIT_A)
		assert reply.status_code == 403


def test_import_is_no_get_request(commune, http):
	method = "/api/method/tdkt_app.excel.exchange.import_workbook"
	assert http("GET", f"{method}?doctype=Honoree&file_name=a.xlsx&content=", user=OFFICER).status_code == 403


# Queries


def test_reading_a_file_takes_a_fixed_number_of_queries(commune, count_queries):
	from tdkt_app.excel.importing import read_entries
	from tdkt_app.excel.reading import read_table
	from tdkt_app.excel.sheets import sheet_of

	sheet = sheet_of(UNIT)

	def queries(rows: int) -> int:
		made = [[f"XL-{n}", "A", "Hamlet", TOP] for n in range(rows)]
		table = read_table("a.xlsx", units(*made), sheet)
		with count_queries() as sent_queries:
			entries, problems = read_entries(sheet, table)
		assert (len(entries), problems) == (rows, [])
		return len(sent_queries)

	queries(1)  # fills the caches
	assert queries(1) == queries(50)


def test_export_takes_a_fixed_number_of_queries(commune, count_queries):
	def queries() -> int:
		with count_queries() as sent_queries:
			exported(HONOREE)
		return len(sent_queries)

	commune.honoree()
	queries()
	few = queries()
	for number in range(5):
		commune.honoree(full_name=f"Người {number}")
	assert queries() == few
