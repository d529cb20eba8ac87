"""Reports of commendation against figures counted in plain Python from a list of what was awarded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from tests.site.commune import (
	AUDITOR,
	COUNCIL,
	HAMLET_A,
	HAMLET_B,
	MANAGER,
	OFFICER,
	TEAM_OF_A,
	TOP,
	UNIT_A,
	Commune,
)
from tests.site.later_decisions import annulled

OFFICES = (OFFICER, MANAGER, AUDITOR)
AWARDS = "Commendation Summary", "Commendation Statistics", "Year Comparison", "Award Register"


@dataclass(frozen=True)
class Award:
	"""What the world below awarded; `amount` in đồng as the decision computed it."""

	day: date
	unit: str
	kind: str
	award: str
	method: str
	amount: int
	sex: str = ""
	direct: bool = False
	manager: bool = False


@dataclass
class World:
	commune: Commune
	awards: list[Award]
	thematic: str
	regular: str


@pytest.fixture(scope="module")
def world(site) -> Iterator[World]:
	"""Three decisions of 2036 and 2037 with seven awards, one of them annulled; never committed."""
	import frappe

	from tests.conftest import as_user, make_user

	frappe.db.rollback()
	frappe.set_user("Administrator")
	commune = Commune(make_user.__wrapped__(), as_user.__wrapped__())
	commune.settle()
	days = {
		"launch_date": "2036-01-10",
		"registration_deadline": "2036-02-28",
		"report_deadline": "2036-11-30",
		"end_date": "2036-12-31",
	}
	thematic = commune.campaign(year=2036, launching_level="Commune", scope="Unit", **days).name
	regular = commune.campaign(
		year=2036, campaign_type="Regular", launching_level="Central", scope="Nationwide", **days
	).name
	commune.campaign("Draft", year=2036, **days)
	made = World(commune, [], thematic, regular)
	woman = {"sex": "Female", "direct_labour": 1}
	man = {"sex": "Male", "is_manager": 1}
	_award(
		made,
		"2036-03-10",
		_paper(made, HAMLET_A, "Individual", thematic, **woman),
		_paper(made, HAMLET_B, "Individual", thematic, **man),
		_paper(made, TEAM_OF_A, "Collective", regular),
	)
	_award(
		made,
		"2036-09-05",
		_paper(made, HAMLET_B, "Household", regular),
		_paper(made, HAMLET_A, "Individual", None, sex="Male", direct_labour=1),
	)
	last = _award(
		made,
		"2037-01-15",
		_paper(made, HAMLET_A, "Individual", thematic, **woman),
		_paper(made, HAMLET_B, "Individual", thematic, **man),
	)
	annulled(commune, last, 1, decision_date="2037-02-02")
	made.awards.pop()
	frappe.db.savepoint("reports_world")
	yield made
	frappe.db.rollback()


@pytest.fixture(autouse=True)
def rolled_back(world) -> Iterator[None]:
	"""Instead of the folder's: back to the world after each test."""
	import frappe

	frappe.set_user("Administrator")
	frappe.local.lang = "en"
	yield
	frappe.db.rollback(save_point="reports_world")
	frappe.set_user("Administrator")
	frappe.local.lang = "en"
	frappe.clear_messages()


def _paper(world: World, unit: str, kind: str, campaign: str | None, **person):
	honoree = world.commune.honoree(unit, kind, **person).name
	of = {"campaign": campaign} if campaign else {"on_the_spot": 1}
	days = {"period_from": "2036-01-10", "period_to": "2036-02-20"}
	return world.commune.achievement(unit, "Verified", honoree=honoree, **days, **of)


def _award(world: World, day: str, *papers):
	import frappe

	decision = world.commune.issued(
		*papers, decision_date=day, period_from="2036-01-10", period_to="2036-02-28"
	)
	methods = {world.thematic: "Thematic", world.regular: "Regular", None: "On the Spot", "": "On the Spot"}
	for row, paper in zip(decision.recipients, papers, strict=True):
		person = frappe.get_doc("Honoree", paper.honoree)
		world.awards.append(
			Award(
				date.fromisoformat(day),
				paper.unit,
				person.kind,
				row.award_type,
				methods[paper.campaign],
				int(row.amount),
				person.sex or "",
				bool(person.direct_labour),
				bool(person.is_manager),
			)
		)
	return decision


def executed(report: str, **filters) -> tuple:
	import frappe

	name = frappe.scrub(report)
	return frappe.get_attr(f"tdkt_app.report.{name}.{name}.execute")(filters)


def total(rows: list, field: str) -> int:
	return sum(row[field] for row in rows)


# Summary of commendation


@pytest.mark.parametrize(
	("filters", "counted"),
	[
		({"year": 2036}, lambda award: award.day.year == 2036),
		({"year": 2037}, lambda award: award.day.year == 2037),
		({"year": 2036, "unit": HAMLET_A}, lambda a: a.day.year == 2036 and a.unit in (HAMLET_A, TEAM_OF_A)),
		({"from_date": "2036-09-05", "to_date": "2037-12-31"}, lambda a: a.day >= date(2036, 9, 5)),
		({"year": 2035}, lambda award: False),
	],
)
def test_summary_counts_along_every_axis(world, filters, counted):
	expected = [award for award in world.awards if counted(award)]
	people = [award for award in expected if award.kind == "Individual"]
	rows = executed("Commendation Summary", **filters)[1]
	figures = {field: total(rows, field) for field in ("awards", "individuals", "collectives", "households")}
	assert figures == {
		"awards": len(expected),
		"individuals": len(people),
		"collectives": sum(a.kind == "Collective" for a in expected),
		"households": sum(a.kind == "Household" for a in expected),
	}
	assert total(rows, "men") == sum(a.sex == "Male" for a in people)
	assert total(rows, "women") == sum(a.sex == "Female" for a in people)
	assert total(rows, "direct") == sum(a.direct for a in people)
	assert total(rows, "amount") == sum(a.amount for a in expected)
	for method in ("Regular", "Thematic", "On the Spot", "Long Service"):
		assert total(rows, method.lower().replace(" ", "_")) == sum(a.method == method for a in expected)


@pytest.mark.parametrize(
	("by", "key"),
	[("Award Type", lambda a: a.award), ("Unit", lambda a: a.unit), ("Month", lambda a: a.day.month)],
)
def test_summary_has_a_line_for_each_group(world, by, key):
	rows, _message, chart = executed("Commendation Summary", year=2036, by=by)[1:4]
	expected = Counter(key(award) for award in world.awards if award.day.year == 2036)
	assert {row.key: row.awards for row in rows} == expected
	assert sum(sum(dataset["values"]) for dataset in chart["data"]["datasets"]) == sum(expected.values())
	assert all(
		len(dataset["values"]) == len(chart["data"]["labels"]) for dataset in chart["data"]["datasets"]
	)


def test_summary_of_the_year_names_the_shares(world):
	"""2036: of three individuals two work directly and one is a woman."""
	shown = {one["label"]: one["value"] for one in executed("Commendation Summary", year=2036)[4]}
	assert shown["Direct Workers among Individuals"] == 66.7
	assert shown["Women among Individuals"] == 33.3
	assert shown["Awards"] == 5


# Comparison of years


@pytest.mark.parametrize(
	("by", "key"),
	[
		("Award Type", lambda a: a.award),
		("Honoree Kind", lambda a: a.kind),
		("Method of Commendation", lambda a: a.method),
		("Unit", lambda a: a.unit),
	],
)
@pytest.mark.parametrize(
	("measure", "value"), [("Awards", lambda a: 1), ("Reward Amount", lambda a: a.amount)]
)
def test_years_side_by_side(world, by, key, measure, value):
	rows = executed("Year Comparison", from_year=2035, to_year=2037, by=by, measure=measure)[1]
	expected = Counter()
	for award in world.awards:
		expected[key(award), award.day.year] += value(award)
	for row in rows:
		by_year = [row[f"year_{year}"] for year in (2035, 2036, 2037)]
		assert by_year == [expected[row.key, year] for year in (2035, 2036, 2037)]
		assert row.change == by_year[2] - by_year[1]
	assert {row.key for row in rows} == {key(award) for award in world.awards}


def test_one_year_alone_has_no_change(world):
	rows = executed("Year Comparison", from_year=2037, to_year=2037)[1]
	assert [row.change for row in rows] == [0]


# Forms of the statistics


def test_commendation_along_the_axes_of_form_0603(world):
	columns, rows = executed("Commendation Statistics", year=2036)[:2]
	awards = [award for award in world.awards if award.day.year == 2036]
	people = [award for award in awards if award.kind == "Individual"]
	expected = {
		"01": len(awards),
		"02": sum(a.kind == "Collective" for a in awards),
		"03": 0,
		"04": sum(a.kind == "Household" for a in awards),
		"05": len(people),
		"09": sum(a.manager for a in people),
		"10": sum(a.direct for a in people),
		"11": sum(a.method == "Regular" for a in awards),
		"12": sum(a.method == "Thematic" for a in awards),
		"13": sum(a.method == "On the Spot" for a in awards),
		"14": 0,
		"15": 0,
		"16": 0,
	}
	assert {row.code: row.total for row in rows} == expected
	assert {row.code: row.award_gk for row in rows} == expected
	assert columns[-1]["label"] == "Giấy khen"


def test_campaigns_of_form_0601(world):
	rows = {row.code: row for row in executed("Campaign Statistics", year=2036)[1]}
	assert {code: row.total for code, row in rows.items() if row.total} == {
		"01": 2,
		"02": 1,
		"05": 1,
		"07": 2,
		"11": 1,
		"12": 1,
	}
	assert (rows["01"].central, rows["01"].province, rows["01"].agency) == (1, 0, 1)
	assert (rows["02"].central, rows["05"].agency) == (1, 1)


# Titles registered and reached


@pytest.fixture
def registered(world):
	"""Of A's person, who was rewarded on 10/03/2036; of another one, in vain; of team A as a unit; of B without a title."""
	import frappe

	def register(
		campaign: str, unit: str, honoree: str | None = None, award: str | None = "GK", late: bool = False
	):
		made = frappe.get_doc(
			{
				"doctype": "Campaign Registration",
				"campaign": campaign,
				"unit": unit,
				"honoree": honoree,
				"award_type": award,
				"targets": "Vận động 12 hộ góp đèn.",
			}
		).insert()
		made.db_set("is_late", int(late), update_modified=False)

	def rewarded(unit: str, kind: str) -> str:
		return frappe.db.get_value(
			"Award Decision Recipient",
			{"unit": unit, "honoree_kind": kind, "parent": ("in", _decisions_of("2036-03-10"))},
			"honoree",
		)

	frappe.db.set_value("Honoree", rewarded(TEAM_OF_A, "Collective"), "is_whole_unit", 1)
	register(world.thematic, HAMLET_A, rewarded(HAMLET_A, "Individual"))
	register(world.thematic, HAMLET_A, world.commune.honoree(HAMLET_A).name, late=True)
	register(world.regular, TEAM_OF_A)
	register(world.regular, HAMLET_B, award=None)


def _decisions_of(day: str) -> list[str]:
	import frappe

	return frappe.get_all("Award Decision", {"decision_date": day, "docstatus": 1}, pluck="name")


@pytest.mark.parametrize(
	("by", "expected"),
	[
		# registrations, titles aimed at, reached, not reached, late
		("Award Type", {"GK": (3, 3, 2, 1, 1), "": (1, 0, 0, 0, 0)}),
		("Unit", {HAMLET_A: (2, 2, 1, 1, 1), TEAM_OF_A: (1, 1, 1, 0, 0), HAMLET_B: (1, 0, 0, 0, 0)}),
	],
)
def test_titles_registered_and_reached(world, registered, by, expected):
	rows = executed("Titles Registered and Reached", year=2036, by=by)[1]
	found = {row.key: (row.registrations, row.titles, row.reached, row.missed, row.late) for row in rows}
	assert found == expected


def test_participation_per_campaign(world, registered):
	rows = executed("Titles Registered and Reached", year=2036, by="Campaign")[1]
	assert {row.key: (row.registrations, row.units, row.reached) for row in rows} == {
		world.thematic: (2, 1, 1),
		world.regular: (2, 2, 1),
	}
	only = executed("Titles Registered and Reached", year=2036, by="Campaign", unit=HAMLET_B)[1]
	assert [row.key for row in only] == [world.regular]


# Dossiers that are late


def test_overdue_dossiers(world, monkeypatch):
	"""Received on 02/02/2026 with 12 working days: due 25/02/2026 after the new year's holidays; 27/02 is two days late."""
	from tdkt_app.doctype.award_nomination import deadlines

	def nominated(state: str, received_on: str) -> str:
		doc = world.commune.nomination(_paper(world, HAMLET_A, "Individual", world.thematic), state=state)
		doc.db_set("received_on", received_on, update_modified=False)
		return doc.name

	late, in_time = nominated("Under Appraisal", "2026-02-02"), nominated("Appraised", "2026-02-26")
	nominated("Submitted", "2026-02-02")
	due = deadlines.deadlines([late])[late]["due"]
	monkeypatch.setattr(deadlines, "nowdate", lambda: "2026-02-27")
	expected = deadlines.deadlines([late])[late]
	rows = {row.name: row for row in executed("Overdue Dossiers", unit=TOP, show="All Running")[1]}
	assert rows[late].days_late == expected["late"] > 0 and str(rows[late].due) == due
	assert rows[in_time].days_late == 0 and rows[in_time].days_left > 0
	assert len(rows) == 2
	assert {row.name for row in executed("Overdue Dossiers", unit=TOP)[1]} == {late}
	assert executed("Overdue Dossiers", unit=HAMLET_B)[1] == []


# Who qualifies for what


@pytest.fixture
def candidates(world):
	"""Of 2038: one who qualifies, one with an open proceeding, one already rewarded for the year."""
	import frappe

	campaign = world.commune.campaign(
		year=2038,
		launch_date="2038-01-10",
		registration_deadline="2038-02-28",
		report_deadline="2038-11-30",
		end_date="2038-12-31",
	).name
	days = {"campaign": campaign, "period_from": "2038-01-10", "period_to": "2038-06-30", "state": "Verified"}
	free, held, rewarded = (world.commune.achievement(HAMLET_A, **days) for _ in range(3))
	frappe.get_doc(
		{
			"doctype": "Award Hold",
			"honoree": held.honoree,
			"ground": "inspection",
			"opened_on": "2024-05-02",
			"document": "12/QĐ",
		}
	).insert()
	world.commune.issued(
		rewarded, decision_date="2038-07-10", period_from="2038-01-10", period_to="2038-06-30"
	)
	return {"free": free, "held": held, "rewarded": rewarded}


def verdicts(**filters) -> dict[str, tuple[str, str]]:
	rows = executed("Eligible to Nominate", year=2038, award_type="GK", **filters)[1]
	return {row.achievement: (row.verdict, row.reasons) for row in rows}


def test_who_qualifies_with_reasons(world, candidates):
	found = verdicts()
	assert set(found) == {paper.name for paper in candidates.values()}
	assert found[candidates["free"].name][0] in ("Eligible", "Eligible with Warnings")
	verdict, reasons = found[candidates["held"].name]
	assert verdict == "Not Eligible" and "(" in reasons
	assert found[candidates["rewarded"].name] == ("Already Awarded", "")


def test_verdict_is_the_one_the_rules_give_on_the_form(world, candidates):
	"""Same blocking findings as the form of a candidate shows."""
	from tdkt_app.law.findings import of_candidate

	blocked = {}
	for name, paper in candidates.items():
		found = of_candidate(
			paper.honoree,
			"GK",
			"2038-01-01",
			"2038-12-31",
			received_on=str(date.today()),
			achievement=paper.name,
		)
		blocked[name] = any(finding["severity"] == "block" for finding in found)
	assert blocked["held"] and not blocked["free"]
	assert set(verdicts(show="Not Eligible")) == {candidates["held"].name}


def test_each_active_award_of_his_kind_is_asked_about(world, candidates):
	import frappe

	individual = {"is_active": 1, "decided_by": "Commune", "for_individual": 1}
	rows = executed("Eligible to Nominate", year=2038, unit=HAMLET_A)[1]
	assert len(rows) == 3 * frappe.db.count("Award Type", individual)


def test_too_many_cases_are_refused_with_a_remedy(world, candidates, monkeypatch):
	import frappe

	from tdkt_app.report.eligible_to_nominate import eligible_to_nominate

	monkeypatch.setattr(eligible_to_nominate, "MOST_CANDIDATES", 2)
	with pytest.raises(frappe.ValidationError, match="choose an award"):
		verdicts()


# For every report


NEW_REPORTS = {
	"Commendation Summary": {"year": 2036, "unit": TOP},
	"Year Comparison": {"from_year": 2036, "to_year": 2037, "by": "Unit"},
	"Commendation Statistics": {"year": 2036},
	"Campaign Statistics": {"year": 2036},
	"Titles Registered and Reached": {"year": 2036, "by": "Unit"},
	"Overdue Dossiers": {"show": "All Running"},
	"Eligible to Nominate": {"year": 2036, "award_type": "GK"},
}


@pytest.mark.parametrize("report", NEW_REPORTS)
def test_every_column_is_in_the_lines(world, registered, report):
	columns, rows = executed(report, **NEW_REPORTS[report])[:2]
	assert len({column["fieldname"] for column in columns}) == len(columns)
	if report != "Overdue Dossiers":
		assert {column["fieldname"] for column in columns} <= set(rows[0])


@pytest.mark.parametrize(
	("report", "filters", "named"),
	[
		("Commendation Summary", {"year": "năm nay"}, "Year"),
		("Commendation Summary", {"by": "Màu"}, "Group By"),
		("Commendation Summary", {"unit": "KHONG-CO"}, "Unit"),
		("Year Comparison", {"from_year": 2037, "to_year": 2036}, "From Year"),
		("Year Comparison", {"from_year": 1990, "to_year": 2036}, "years"),
		("Year Comparison", {"measure": "Mét"}, "Measure"),
		("Overdue Dossiers", {"show": "Mọi thứ"}, "Show"),
		("Titles Registered and Reached", {"campaign": "KHONG-CO"}, "Campaign"),
		("Eligible to Nominate", {"award_type": "KHONG-CO"}, "Award Type"),
		("Eligible to Nominate", {"honoree_kind": "Robot"}, "Honoree Kind"),
	],
)
def test_bad_filter_is_named(world, report, filters, named):
	import frappe

	with pytest.raises(frappe.ValidationError, match=named):
		executed(report, **filters)


@pytest.mark.parametrize("report", NEW_REPORTS)
def test_queries_do_not_grow_with_the_rows(world, report, count_queries):
	def queries() -> int:
		with count_queries() as sent:
			executed(report, **NEW_REPORTS[report])
		return len(sent)

	queries()  # fills the caches
	few = queries()
	for unit in (HAMLET_A, HAMLET_B):
		paper = _paper(world, unit, "Individual", world.thematic)
		world.commune.nomination(paper, unit=unit, state="Under Appraisal")
	_award(world, "2036-10-01", _paper(world, HAMLET_B, "Individual", world.thematic))
	world.awards.pop()
	assert queries() == few


@pytest.mark.parametrize("report", NEW_REPORTS)
@pytest.mark.parametrize("user", OFFICES)
def test_offices_read(world, as_user, report, user):
	from frappe.desk.query_report import run

	with as_user(user):
		assert run(report, filters=NEW_REPORTS[report])["columns"]


@pytest.mark.parametrize("report", NEW_REPORTS)
def test_unit_user_reads_none(world, as_user, report):
	import frappe
	from frappe.desk.query_report import run

	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		run(report, filters=NEW_REPORTS[report])


def test_council_member_sees_what_he_may(world, registered, candidates, as_user):
	"""Issued decisions; registrations and dossiers of his meetings only, so here none; no reasons about people."""
	import frappe
	from frappe.desk.query_report import run

	with as_user(COUNCIL):
		assert total(executed("Commendation Summary", year=2036)[1], "awards") == 5
		assert executed("Titles Registered and Reached", year=2036)[1] == []
		for read in (
			lambda: run("Eligible to Nominate", filters={"year": 2038}),
			verdicts,
			lambda: run("Overdue Dossiers", filters={}),
		):
			with pytest.raises(frappe.PermissionError):
				read()


def test_rows_follow_user_permissions(world, as_user, request):
	"""An administrator's user permission narrows a report like any list."""
	import frappe

	request.addfinalizer(lambda: frappe.cache.hdel("user_permissions", OFFICER))

	decision = _decisions_of("2036-09-05")[0]
	frappe.get_doc(
		{"doctype": "User Permission", "user": OFFICER, "allow": "Award Decision", "for_value": decision}
	).insert()
	with as_user(OFFICER):
		assert total(executed("Commendation Summary", year=2036)[1], "awards") == 2


# On paper


def test_report_prints_with_the_heading(world, as_user):
	from tdkt_app.documents.report_print import as_html

	with as_user(OFFICER):
		html = as_html("Commendation Summary", {"year": 2036, "by": "Unit", "unit": TOP})
	assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in html and "landscape" in html
	assert "Year: 2036; Unit: Xã Thử Nghiệm; Group By: Unit" in html
	assert "Xóm La Lang" in html and "Total" in html


def test_report_is_a_pdf(world, as_user):
	import frappe

	from tdkt_app.documents.report_print import download

	with as_user(OFFICER):
		download("Campaign Statistics", '{"year": 2036}')
	assert frappe.response.filecontent.startswith(b"%PDF") and frappe.response.type == "pdf"


def test_names_of_records_are_not_printed(world):
	from tdkt_app.documents.report_print import sheet_of

	world.commune.nomination(_paper(world, HAMLET_A, "Individual", world.thematic), state="Under Appraisal")
	sheet = sheet_of("Overdue Dossiers", {"show": "All Running"})
	assert "Award Nomination" not in [head.label for head in sheet.heads]
	assert len(sheet.rows[0]) == len(sheet.heads)


@pytest.mark.parametrize("user", [UNIT_A, COUNCIL])
def test_who_may_not_run_a_report_cannot_print_it(world, as_user, user):
	import frappe

	from tdkt_app.documents.report_print import download

	with as_user(user), pytest.raises(frappe.PermissionError):
		download("Eligible to Nominate", {"year": 2036})


def test_reports_of_others_are_not_printed(world):
	import frappe

	from tdkt_app.documents.report_print import download

	with pytest.raises(frappe.PermissionError, match="no report of this app"):
		download("Permitted Documents For User", {})


# Number cards


CARDS: dict[str, Callable[[dict, list], float]] = {
	"overdue_reports": lambda card, rows: len(rows),
	"overdue_nominations": lambda card, rows: len(rows),
	"awards_this_year": lambda card, rows: len(rows),
	"fund_spent": lambda card, rows: sum(row["rewards"] + row["organising"] for row in rows),
}


SHOWN_AS = {
	"overdue_reports": "Reports Overdue",
	"overdue_nominations": "Nominations Overdue",
	"awards_this_year": "Awards This Year",
	"fund_spent": "Fund Spent This Year",
}


@pytest.mark.parametrize("user", [OFFICER, AUDITOR, COUNCIL])
@pytest.mark.parametrize("figure", CARDS)
def test_card_counts_what_its_report_lists(world, as_user, monkeypatch, figure, user):
	import frappe
	from frappe.desk.query_report import run

	from tdkt_app.overview import card_figures
	from tdkt_app.report import given

	monkeypatch.setattr(given, "this_year", lambda: 2036)
	world.commune.nomination(
		_paper(world, HAMLET_A, "Individual", world.thematic), state="Under Appraisal"
	).db_set("received_on", "2026-02-02")
	with as_user(user):
		if not frappe.has_permission("Number Card", doc=SHOWN_AS[figure]):
			assert user == COUNCIL and figure in ("fund_spent", "overdue_nominations")
			return
		card = getattr(card_figures, figure)()
		filters = {field: value for field, value in card["route_options"].items() if value}
		rows = run(card["route"][1], filters=filters)["result"]
	assert card["value"] == CARDS[figure](card, rows)
	if figure == "awards_this_year":
		assert card["value"] == 5
	if figure == "overdue_nominations":
		assert card["value"] >= 1


def test_share_of_direct_workers_is_that_of_the_summary(world, monkeypatch):
	from tdkt_app.overview import card_figures
	from tdkt_app.report import given

	monkeypatch.setattr(given, "this_year", lambda: 2036)
	assert card_figures.direct_workers()["value"] == 66.7


@pytest.mark.parametrize("user", [OFFICER, AUDITOR, COUNCIL])
def test_card_of_a_list_counts_the_list(world, as_user, user):
	import frappe
	from frappe.desk.doctype.number_card.number_card import get_result

	lists = frappe.get_all("Number Card", {"module": "TDKT App", "type": "Document Type"}, pluck="name")
	assert len(lists) >= 4
	with as_user(user):
		for name in lists:
			card = frappe.get_doc("Number Card", name)
			if not frappe.has_permission("Number Card", doc=name):
				continue
			filters = frappe.parse_json(card.filters_json)
			listed = frappe.get_list(card.document_type, filters=filters, pluck="name", limit_page_length=0)
			assert get_result(card.as_dict(), filters) == len(listed), name


def test_workspace_shows_every_card_and_chart_it_names(world, as_user):
	"""An officer sees all; a council member no money."""
	import frappe
	from frappe.desk.desktop import get_desktop_page

	page = frappe.as_json(
		{"name": "Emulation and Commendation", "title": "Emulation and Commendation", "public": 1}
	)
	shown = {}
	for user in (OFFICER, COUNCIL):
		with as_user(user):
			answer = get_desktop_page(page)
		shown[user] = {
			kind: {item.get(field) for item in answer[kind]["items"]}
			for kind, field in (("number_cards", "number_card_name"), ("charts", "chart_name"))
		}
	workspace = frappe.get_doc("Workspace", "Emulation and Commendation")
	assert shown[OFFICER]["number_cards"] == {row.number_card_name for row in workspace.number_cards}
	assert shown[OFFICER]["charts"] == {row.chart_name for row in workspace.charts}
	assert not {"Fund Spent This Year", "Nominations Overdue"}.intersection(shown[COUNCIL]["number_cards"])


@pytest.mark.parametrize(
	"chart", ["Awards by Month and Type", "Awards by Unit", "Participation per Campaign"]
)
def test_chart_of_the_workspace_is_that_of_its_report(world, registered, chart):
	import frappe
	from frappe.desk.query_report import run

	doc = frappe.get_doc("Dashboard Chart", chart)
	filters = {**frappe.parse_json(doc.filters_json), "year": 2036}
	drawn = run(doc.report_name, filters=filters)["chart"]
	assert drawn["data"]["labels"] and drawn["data"]["datasets"]


# Setting up a commune


def test_first_steps_are_told_to_those_who_set_up(world, as_user):
	import frappe

	from tdkt_app.overview.first_steps import first_steps

	frappe.db.set_single_value("TDKT Settings", "signer_name", "")
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	with as_user(MANAGER):
		steps = first_steps()
	assert next(step["route"] for step in steps if not step["done"]) == ("Form", "TDKT Settings")
	assert [step["done"] for step in steps if step["route"][1] == "Emulation Unit"] == [True]
	for user in (AUDITOR, COUNCIL, UNIT_A):
		with as_user(user), pytest.raises(frappe.PermissionError):
			first_steps()
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")


def test_what_the_desk_starts_with_is_made_once(world):
	import frappe

	from tdkt_app.setup import desk
	from tdkt_app.setup.memory import SeededRows

	saved = {"reference_doctype": "Award Decision", "for_user": ""}
	mine = frappe.get_all("List Filter", saved, pluck="name")
	frappe.delete_doc("List Filter", mine[0])
	email = frappe.get_doc("Auto Email Report", {"report": "Commendation Summary"})
	assert not email.enabled
	desk.create_desk_defaults(SeededRows())
	assert len(frappe.get_all("List Filter", saved)) == len(mine) - 1
	assert frappe.db.count("Auto Email Report", {"report": "Commendation Summary"}) == 1


def test_saved_filters_find_what_they_say(world, as_user):
	import frappe

	from tdkt_app.setup.desk import _SAVED_FILTERS

	with as_user(OFFICER):
		for doctype, filters in _SAVED_FILTERS.items():
			for conditions in filters.values():
				frappe.get_list(doctype, filters=conditions, limit_page_length=1)


def test_monthly_summary_is_ready_to_be_sent(world):
	import frappe

	email = frappe.get_doc("Auto Email Report", {"report": "Commendation Summary"})
	assert email.get_report_content() is None  # nothing in the last month: nothing is sent
	email.reload()
	email.update({"send_if_data": 0, "dynamic_date_period": "", "filters": '{"year": 2036}'})
	assert email.get_report_content()


# Search bar, calendar


@pytest.mark.parametrize("text", ["nguyen dinh ai", "Nguyễn Đình Ái", "ai nguyen", "dinh  ai"])
def test_search_bar_finds_people_without_marks(world, as_user, text):
	from tdkt_app.access.desk_entrances import search_everywhere

	wanted = world.commune.honoree(HAMLET_A, full_name="Nguyễn Đình Ái").name
	with as_user(OFFICER):
		found = search_everywhere(text, doctype="Honoree", limit=200)
	assert wanted in {row["name"] for row in found}
	assert all("Nguyễn Đình Ái" in row["content"] for row in found)


def test_search_bar_finds_units_campaigns_and_decisions(world, as_user):
	from tdkt_app.access.desk_entrances import search_everywhere

	def found(text: str) -> set[tuple[str, str]]:
		with as_user(OFFICER):
			return {(row["doctype"], row["name"]) for row in search_everywhere(text, limit=200)}

	assert ("Emulation Unit", HAMLET_A) in found("xom dinh")
	assert ("Emulation Campaign", world.thematic) in found("bao ve moi truong")
	assert ("Award Decision", _decisions_of("2036-03-10")[0]) in found("khen thuong ca nhan")
	assert found("  ") == set()


def test_links_find_units_without_marks(world, as_user):
	import frappe
	from frappe.desk.search import search_widget

	with as_user(OFFICER):
		frappe.response.pop("values", None)
		rows = search_widget("Emulation Unit", "xom dinh", page_length=200) or frappe.response["values"]
	assert HAMLET_A in [name for name, *_more in rows]


def test_search_bar_shows_nobody_what_he_may_not_see(world, as_user):
	"""A council member without a meeting: no people; an index that an administrator filled tells him no more."""
	import frappe

	from tdkt_app.access.desk_entrances import search_everywhere

	hold = frappe.get_doc(
		{
			"doctype": "Award Hold",
			"honoree": world.commune.honoree(HAMLET_A).name,
			"ground": "inspection",
			"opened_on": "2024-05-02",
			"document": "12/QĐ",
		}
	).insert()
	frappe.db.sql(
		"insert into `__global_search` (doctype, name, content, published, title, route) values (%s, %s, %s, 0, '', '')",
		("Award Hold", hold.name, "Document : 12/QĐ inspection"),
	)
	with as_user(COUNCIL):
		found = search_everywhere("nguyen dinh ai", limit=200) + search_everywhere("inspection", limit=200)
	assert not {row["doctype"] for row in found}.intersection({"Honoree", "Award Hold"})


def test_calendar_shows_the_due_days_of_a_campaign(world, as_user):
	from tdkt_app.overview.due_dates import of_campaigns

	with as_user(AUDITOR):
		events = of_campaigns("2036-02-01", "2036-12-31", filters="[]")
	of_thematic = [
		(str(event["start"]), event["title"]) for event in events if event["name"] == world.thematic
	]
	assert sorted(day for day, _title in of_thematic) == ["2036-02-28", "2036-11-30", "2036-12-31"]
	assert all("Thi đua bảo vệ môi trường" in title for _day, title in of_thematic)
	only = of_campaigns(
		"2036-02-01", "2036-12-31", filters=[["Emulation Campaign", "name", "=", world.regular]]
	)
	assert {event["name"] for event in only} == {world.regular}


def test_calendar_is_closed_to_those_without_campaigns(world, as_user):
	import frappe

	from tdkt_app.overview.due_dates import of_campaigns
	from tests.site.commune import NOBODY

	with as_user(NOBODY), pytest.raises(frappe.PermissionError):
		of_campaigns("2036-02-01", "2036-12-31")
