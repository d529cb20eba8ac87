"""The award register: every recipient of an issued decision, once, to whoever may read the decision."""

from __future__ import annotations

import pytest

from tests.site.commune import COUNCIL, HAMLET_A, HAMLET_B, NOBODY, OFFICER, TEAM_OF_A, TOP, UNIT_A


def lines(**filters) -> list:
	from tdkt_app.report.award_register.award_register import execute

	return execute(filters)[1]


@pytest.fixture
def mixed(commune):
	"""One decision of 05/09/2031: a person of A, a collective of A's team, a household of B."""
	papers = [
		commune.achievement(HAMLET_A, state="Verified"),
		commune.achievement(TEAM_OF_A, state="Verified", kind="Collective"),
		commune.achievement(HAMLET_B, state="Verified", kind="Household"),
	]
	return commune.issued(*papers, decision_date="2031-09-05")


def test_line_shows_what_the_decision_printed(mixed):
	line = lines(year=2031)[0]
	assert (line.decision, line.decision_number) == (mixed.name, mixed.decision_number)
	assert (line.recipient_name, line.unit_name) == ("Nguyễn Đình Ái", "Xóm Đình")
	assert (line.award_name, line.amount) == ("Giấy khen", mixed.recipients[0].amount)


def test_lines_follow_date_number_and_row(commune, mixed):
	earlier = commune.issued(decision_date="2031-01-15")
	assert [(line.decision, line.honoree_kind) for line in lines(year=2031)] == [
		(earlier.name, "Individual"),
		(mixed.name, "Individual"),
		(mixed.name, "Collective"),
		(mixed.name, "Household"),
	]


def test_drafts_are_not_in_the_register(commune):
	commune.decision(state="Appraised", decision_date="2031-01-15")
	assert lines(year=2031) == []


@pytest.mark.parametrize(
	("filters", "kinds"),
	[
		({"unit": HAMLET_A}, ["Individual", "Collective"]),
		({"unit": TEAM_OF_A}, ["Collective"]),
		({"unit": TOP}, ["Individual", "Collective", "Household"]),
		({"honoree_kind": "Household"}, ["Household"]),
		({"award_type": "GK"}, ["Individual", "Collective", "Household"]),
		({"award_type": "LDTT"}, []),
		({"from_date": "2031-09-05"}, ["Individual", "Collective", "Household"]),
		({"from_date": "2031-09-06"}, []),
		({"to_date": "2031-09-05"}, ["Individual", "Collective", "Household"]),
		({"to_date": "2031-09-04"}, []),
	],
)
def test_filters(mixed, filters, kinds):
	assert [line.honoree_kind for line in lines(year=2031, **filters)] == kinds


@pytest.mark.parametrize(
	("filters", "named"),
	[
		({"year": "năm nay"}, "Year"),
		({"from_date": "hôm qua"}, "From Date"),
		({"from_date": "2025-02-01", "to_date": "2025-01-01"}, "From Date"),
		({"unit": "KHONG-CO"}, "Unit"),
		({"award_type": "KHONG-CO"}, "Award Type"),
		({"honoree_kind": "Robot"}, "Honoree Kind"),
	],
)
def test_bad_filter_is_named(site, filters, named):
	import frappe

	with pytest.raises(frappe.ValidationError, match=named):
		lines(**filters)


def test_summary_and_chart_add_up(mixed):
	from tdkt_app.report.award_register.award_register import execute

	_columns, rows, _message, chart, summary = execute({"year": 2031})
	assert [figure["value"] for figure in summary] == [3, 1, 1, 1, mixed.total_amount]
	assert sum(sum(dataset["values"]) for dataset in chart["data"]["datasets"]) == len(rows)


def test_every_column_is_in_the_lines(mixed):
	from tdkt_app.report.award_register.award_register import execute

	columns, rows = execute({"year": 2031})[:2]
	assert {column["fieldname"] for column in columns} <= set(rows[0])


def test_council_reads_the_register(mixed, as_user):
	with as_user(COUNCIL):
		assert len(lines(year=2031)) == 3


def test_unit_user_does_not(mixed, as_user):
	import frappe

	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		lines(year=2031)


def test_report_is_not_run_by_unit_users(mixed, as_user):
	import frappe
	from frappe.desk.query_report import run

	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		run("Award Register", filters="{}")


def test_framework_runs_it_with_the_same_lines(mixed, as_user):
	import frappe
	from frappe.desk.query_report import run

	with as_user(COUNCIL):
		result = run("Award Register", filters=frappe.as_json({"year": 2031}))["result"]
	assert [row["recipient_name"] for row in result] == [row.recipient_name for row in mixed.recipients]


def test_queries_do_not_grow_with_the_register(commune, mixed, count_queries):
	def queries() -> int:
		with count_queries() as sent:
			lines(year=2031, unit=TOP)
		return len(sent)

	queries()  # fills the caches
	few = queries()
	for _ in range(4):
		commune.issued(decision_date="2031-10-01")
	assert queries() == few


def test_the_register_of_a_year_is_printed(mixed, as_user, count_queries):
	import io

	import frappe
	from docx import Document

	from tdkt_app.report.award_register import book

	with as_user(OFFICER):
		book.html_of(2030)  # the framework remembers what it has read of the user
		with count_queries() as queries:
			html = book.html_of(2031)
		assert len(queries) <= 8
		book.download(2031, "docx")
	assert (frappe.response.type, frappe.response.filename) == ("download", "so-khen-thuong-2031.docx")
	document = Document(io.BytesIO(frappe.response.filecontent))
	cells = [cell.text for table in document.tables for cell in table._cells]
	assert "Nguyễn Đình Ái (Cá nhân)" in cells
	section = document.sections[0]
	assert section.page_width > section.page_height
	assert "01 tập thể, 01 hộ gia đình, 01 cá nhân" in html


def test_the_register_is_printed_for_those_who_may_print_decisions(mixed, as_user):
	import frappe

	from tdkt_app.report.award_register import book

	for user in (UNIT_A, NOBODY, "Guest"):
		with as_user(user), pytest.raises(frappe.PermissionError):
			book.download(2031)


@pytest.mark.parametrize(
	("asked", "message"), [({"year": ""}, "year"), ({"year": 2031, "file_type": "exe"}, "exe")]
)
def test_a_register_of_no_year_is_refused(commune, asked, message):
	import frappe

	from tdkt_app.report.award_register import book

	with pytest.raises(frappe.ValidationError, match=message):
		book.download(**asked)
