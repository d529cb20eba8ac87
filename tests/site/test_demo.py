"""The demo year: a whole commune, told through its workflows; loads once, leaves without touching what people entered."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator

import pytest

PASSWORD = "Thu-nghiem-9173"
KINDS = ("Individual", "Collective", "Household")
STATES_OF_CAMPAIGN = {"Draft", "Awaiting Approval", "Launched", "Under Review", "Closed", "Cancelled"}
STATES_OF_ACHIEVEMENT = {"Draft", "Submitted", "Under Verification", "Returned", "Verified", "Rejected"}


@pytest.fixture(scope="module")
def year(site) -> Iterator:
	"""One load serves the module; it is never committed."""
	import frappe

	from tdkt_app.setup import demo

	frappe.db.rollback()
	frappe.set_user("Administrator")
	frappe.db.set_single_value("TDKT Settings", "paper_until", "2024-12-31")
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	demo.remove()
	demo.load(PASSWORD)
	frappe.db.savepoint("demo_year")
	yield demo
	frappe.db.rollback()


@pytest.fixture(autouse=True)
def rolled_back(request, site) -> Iterator[None]:
	"""Instead of the folder's: back to the loaded year after each test."""
	import frappe

	if "year" in request.fixturenames:
		request.getfixturevalue("year")
	frappe.set_user("Administrator")
	frappe.local.lang = "en"
	yield
	if "year" in request.fixturenames:
		frappe.db.rollback(save_point="demo_year")
	frappe.set_user("Administrator")
	frappe.clear_messages()


def demo_rows(doctype: str, *fields: str) -> list:
	import frappe

	return frappe.get_all(doctype, {"is_demo": 1}, list(fields) or ["name"], order_by="name")


def test_a_whole_commune(year):
	import frappe

	counted = year.count()
	assert counted["Emulation Unit"] >= 25
	assert counted["Honoree"] >= 400
	assert counted["Achievement"] >= 600
	assert counted["Campaign Registration"] >= 200
	units = demo_rows("Emulation Unit", "name", "block", "unit_type", "parent_emulation_unit")
	assert all(unit.block for unit in units if unit.parent_emulation_unit)
	assert len({unit.unit_type for unit in units}) == len(
		frappe.get_meta("Emulation Unit").get_field("unit_type").options.split("\n")
	)
	assert {row.kind for row in demo_rows("Honoree", "kind")} == {"Individual", "Collective", "Household"}


def test_every_state(year):
	campaigns = demo_rows("Emulation Campaign", "workflow_state")
	achievements = demo_rows("Achievement", "workflow_state")
	assert {row.workflow_state for row in campaigns} == STATES_OF_CAMPAIGN
	assert {row.workflow_state for row in achievements} == STATES_OF_ACHIEVEMENT
	closed = {
		row.name
		for row in demo_rows("Emulation Campaign", "name", "workflow_state")
		if row.workflow_state == "Closed"
	}
	reviews = demo_rows("Campaign Review", "campaign", "workflow_state")
	assert len(reviews) >= 60 and closed <= {row.campaign for row in reviews}
	late = [row.is_late for row in demo_rows("Campaign Registration", "is_late")]
	assert 0 < sum(late) < len(late) / 4


def test_texts_differ(year):
	summaries = [row.summary for row in demo_rows("Achievement", "summary")]
	assert len(set(summaries)) > 0.75 * len(summaries)
	assert not [text for text in summaries if set(text) & set("{}[]|")]


def test_the_same_year_whenever_it_is_made(site):
	from tdkt_app.setup.demo import papers, routine

	made = routine.commune()
	again = papers.Commune(made.units, made.honorees, made.campaigns, made.wordings)
	states = {"Draft": 3, "Verified": 30}
	assert papers.achievements(made, "an-ninh", states) == papers.achievements(again, "an-ninh", states)


@pytest.mark.parametrize(
	"doctype", ["Emulation Unit", "Honoree", "Emulation Campaign", "Campaign Registration", "Campaign Review"]
)
def test_every_row_stands_up_to_its_controller(year, doctype):
	import frappe

	for row in demo_rows(doctype):
		stands_up(frappe.get_doc(doctype, row.name))


def test_every_achievement_stands_up_and_was_complete_when_handed_in(year):
	import frappe

	from tdkt_app.emulation import scoring

	handed_in = 0
	for row in demo_rows("Achievement"):
		paper = frappe.get_doc("Achievement", row.name)
		stands_up(paper)
		if paper.workflow_state != "Draft":
			handed_in += 1
			paper.check_evidence_is_there()
			scoring.check_mandatory_scores(paper)
			assert paper.submitted_on, row.name
		if paper.workflow_state in ("Returned", "Rejected"):
			assert paper.verifier_remark, row.name
		if paper.workflow_state == "Verified":
			assert paper.verified_by and paper.verified_on > paper.submitted_on, row.name
	assert handed_in > 550


def stands_up(doc) -> None:
	"""The row could be saved as it is, and its controller would compute nothing else."""
	from tdkt_app.guards.freezing import changed_fields

	doc._doc_before_save = copy.deepcopy(doc)  # it has just been read
	doc._action = "save"
	doc._validate_links()
	doc.run_method("before_validate")
	doc.run_method("validate")
	assert changed_fields(doc, doc.get_doc_before_save()) == [], doc.name


def test_decisions_with_money(year):
	import frappe

	issued = [
		frappe.get_doc("Award Decision", row.name)
		for row in frappe.get_all(
			"Award Decision",
			{"is_demo": 1, "docstatus": 1, "decision_kind": "Award", "is_historical": 0},
			order_by="decision_date",
			limit_page_length=0,
		)
	]
	assert len(issued) >= 6
	assert [decision.number for decision in issued] == sorted(decision.number for decision in issued)
	for decision in issued:
		assert decision.total_amount == sum(row.amount for row in decision.recipients) > 0
		assert decision.owner == "officer@demo.tdkt.example"
		assert decision.modified_by == "chairman@demo.tdkt.example"
		assert str(decision.issued_on).startswith("2025-")
	# 3 people × 710.000 + 2 households × 1.060.000 + 3 collectives × 1.410.000
	by_hand = 3 * 710_000 + 2 * 1_060_000 + 3 * 1_410_000
	assert 8_480_000 == by_hand and by_hand in [decision.total_amount for decision in issued]


def test_the_years_nominations_and_what_the_public_said(year):
	import frappe

	from tdkt_app.portal.consultations import open_lists

	states = {row.workflow_state for row in demo_rows("Award Nomination", "workflow_state")}
	assert states == {"Draft", "Submitted", "Under Appraisal", "Returned", "Appraised", "Rejected"}
	(closed,) = frappe.get_all("Public Consultation", {"is_demo": 1, "state": "Closed"}, pluck="name")
	closed = frappe.get_doc("Public Consultation", closed)
	assert (len(closed.nominations), closed.comment_count) == (15, 4) and not closed.early_close_reason
	(asked,) = frappe.get_all("Public Consultation", {"is_demo": 1, "state": "Open"}, pluck="name")
	(shown,) = (one for one in open_lists() if one.name == asked)
	assert len(shown.nominees) == 8
	waiting = frappe.get_all("Consultation Comment", {"is_demo": 1, "result": ""}, pluck="consultation")
	assert waiting == [shown.name]
	nominations = [row.name for row in demo_rows("Award Nomination")]
	(excluded,) = frappe.get_all(
		"Award Nominee",
		{"excluded": 1, "parenttype": "Award Nomination", "parent": ("in", nominations)},
		pluck="honoree",
	)
	assert (
		frappe.db.get_value("Award Hold", {"is_demo": 1, "closed_on": ("is", "not set")}, "honoree")
		== excluded
	)


def test_the_council_votes_in_secret(year):
	import frappe

	meeting = frappe.get_doc("Council Meeting", {"is_demo": 1})
	assert (meeting.workflow_state, meeting.docstatus, meeting.is_secret) == ("Closed", 1, 1)
	assert (meeting.members_count, meeting.present_count, meeting.absent_count) == (11, 10, 1)
	assert 115 <= len(meeting.candidates) <= 125
	lost = [row for row in meeting.candidates if not row.carried]
	assert [row.share_text for row in lost] == ["5/11 (45,45%)"]
	recused = {row.member_name for row in meeting.recusals}
	assert recused >= {"Lê Thị Hồng Nhung", "Phạm Quang Vinh"}
	assert frappe.db.count("Vote Receipt", {"meeting": meeting.name}) == 10
	assert frappe.db.count("Secret Ballot", {"meeting": meeting.name}) == (
		meeting.present_count * len(meeting.candidates) - len(meeting.recusals)
	)
	assert str(meeting.closed_on).startswith("2025-12-12")


# Of the base salary of 2.340.000 đồng: 0,3; 0,8; 0,3; 0,6; 0,45, rounded up to ten thousand.
EACH = {
	("LDTT", "Individual"): 710_000,
	("TTLDTT", "Collective"): 1_880_000,
	("GK", "Individual"): 710_000,
	("GK", "Collective"): 1_410_000,
	("GK", "Household"): 1_060_000,
}


def test_one_decision_with_three_awards_and_what_follows(year):
	import frappe

	meeting = frappe.db.get_value("Council Meeting", {"is_demo": 1})
	of_meeting = {"council_meeting": meeting, "is_demo": 1}
	published = frappe.get_doc("Award Decision", {**of_meeting, "workflow_state": "Published"})
	draft = frappe.get_doc("Award Decision", {**of_meeting, "workflow_state": "Draft"})
	carried = frappe.db.count("Meeting Candidate", {"parent": meeting, "carried": 1})
	assert len(published.recipients) + len(draft.recipients) == carried > 110
	assert {row.award_type for row in published.recipients} == {"LDTT", "TTLDTT", "GK"}
	for row in published.recipients:
		assert row.amount == EACH[row.award_type, row.honoree_kind]
	certificates = frappe.get_all("Award Certificate", {"decision": published.name}, ["status", "serial"])
	with_one = [row for row in published.recipients if row.award_type == "GK"]
	assert len(certificates) == len(with_one) + 1
	assert Counter(row.status for row in certificates) == {
		"Valid": len(with_one) - 1,
		"Replaced": 1,
		"Revoked": 1,
	}
	payments = frappe.get_all("Reward Payment", {"decision": published.name}, ["status", "amount"])
	assert sum(row.amount for row in payments) == published.total_amount
	counted = Counter(row.status for row in payments)
	assert counted["To Be Returned"] == 1 and counted["Paid"] > 30 and counted["Due"] > 20
	tracked = frappe.get_doc("Award Return", {"is_demo": 1})
	assert (tracked.status, tracked.amount, str(tracked.due_on)) == ("To Be Returned", 710_000, "2026-02-06")


def test_fund_and_past(year):
	import frappe

	from tdkt_app.commendation import fund
	from tdkt_app.portal.honour_roll import Wanted, count

	assert fund.findings_of(2025, frappe.utils.getdate("2025-12-31")) == []
	assert fund.fund_of(2025).rewards_spent > 100_000_000
	past = frappe.get_doc("Award Decision", {"is_demo": 1, "is_historical": 1})
	assert (past.workflow_state, past.number, len(past.recipients)) == ("Published", 96, 6)
	assert count(Wanted(year=2024)) == 6
	assert count(Wanted(year=2025)) > 100


def test_the_plan(year):
	import frappe

	plan = frappe.get_doc("Emulation Plan", {"is_demo": 1, "docstatus": 1})
	assert (plan.plan_number, plan.year, len(plan.contents), len(plan.tasks)) == ("03/KH-UBND", 2025, 7, 4)
	assert plan.signer_name == "Đặng Hoàng Nhâm" and plan.modified_by == "officer@demo.tdkt.example"
	assert {row.plan for row in demo_rows("Emulation Campaign", "plan")} == {plan.name}


def test_files_are_private_and_nobody_shares_one(year):
	import frappe

	reviews = frappe.get_all("Campaign Review", {"is_demo": 1}, ["workflow_state", "is_late"])
	assert {review.workflow_state for review in reviews} == {"Draft", "Submitted", "Returned", "Accepted"}
	assert any(review.is_late for review in reviews) and not all(review.is_late for review in reviews)
	report = frappe.get_doc("Consolidated Report", {"is_demo": 1})
	accepted = {"campaign": report.campaign, "workflow_state": "Accepted"}
	assert report.report_number == "41/BC-UBND"
	assert len(report.sources) == frappe.db.count("Campaign Review", accepted) > 4

	files = frappe.get_all("File", {"attached_to_doctype": "Achievement"}, ["is_private", "file_url"])
	assert len(files) > 100 and all(file.is_private for file in files)
	assert len({file.file_url for file in files}) == len(files)


def test_names_are_found_without_marks_and_sorted_by_given_name(year, as_user, count_queries):
	import frappe
	from frappe.desk.search import search_widget

	def found(text: str) -> list[str]:
		frappe.response.pop("values", None)
		result = search_widget("Honoree", text, page_length=20)
		rows = result if result is not None else frappe.response["values"]
		return [name for name, *_more in rows]

	with as_user("officer@demo.tdkt.example"):
		names = dict(frappe.get_all("Honoree", {"is_demo": 1}, ["name", "full_name"], as_list=True))
		assert len(names) >= 400
		wanted = "Nguyễn Thị Ánh Tuyết"
		assert wanted in [names[name] for name in found("nguyen thi anh tuyet")]
		assert wanted in [names[name] for name in found("Ánh Tuyết")]
		with count_queries() as sent:
			listed = frappe.get_list(
				"Honoree", {"kind": "Individual"}, ["name", "full_name", "sort_name"], limit_page_length=0
			)
		assert len(sent) <= 2
	assert [row.sort_name for row in listed] == sorted(row.sort_name for row in listed)
	given = [row.full_name.split()[-1] for row in listed]
	assert given.index("Ánh") < given.index("Bình") < given.index("Dũng") < given.index("Đào")


def awards_of(year: int) -> list:
	"""Awards of the demo year's decisions that stand, with all that statistics ask about them: row by row, no joins."""
	import frappe

	annulled = set(frappe.get_all("Decision Annulment", {"docstatus": 1}, pluck="recipient"))
	rows = []
	for decision in frappe.get_all(
		"Award Decision",
		{"docstatus": 1, "decision_date": ("between", [f"{year}-01-01", f"{year}-12-31"])},
		["name", "decision_date", "campaign"],
	):
		for line in frappe.get_all(
			"Award Decision Recipient",
			{"parent": decision.name},
			["name", "honoree", "honoree_kind", "award_type", "unit", "amount", "achievement", "nomination"],
		):
			if line.name in annulled:
				continue
			person = frappe.get_doc("Honoree", line.honoree)
			paper = frappe.get_doc("Achievement", line.achievement) if line.achievement else frappe._dict()
			campaign = paper.campaign or decision.campaign
			method = (
				frappe.db.get_value("Award Nomination", line.nomination, "method")
				if line.nomination
				else "On the Spot"
				if paper.on_the_spot
				else frappe.db.get_value("Emulation Campaign", campaign, "campaign_type")
				if campaign
				else "Regular"
			)
			rows.append(frappe._dict(line, person=person, method=method, month=decision.decision_date.month))
	return rows


def test_reports_of_the_demo_year_against_plain_counting(year):
	import frappe

	from tdkt_app.report.award_register import award_register
	from tdkt_app.report.campaign_statistics import campaign_statistics
	from tdkt_app.report.commendation_statistics import commendation_statistics
	from tdkt_app.report.commendation_summary import commendation_summary
	from tdkt_app.report.year_comparison import year_comparison

	awards = awards_of(2025)
	people = [award for award in awards if award.honoree_kind == "Individual"]
	assert len(awards) > 20 and {award.honoree_kind for award in awards} == set(KINDS)

	for by, key in (("Award Type", "award_type"), ("Unit", "unit"), ("Month", "month")):
		rows = commendation_summary.execute({"year": 2025, "by": by})[1]
		assert {row.key: row.awards for row in rows} == Counter(award[key] for award in awards)
		assert {row.key: row.amount for row in rows} == {
			group: sum(int(award.amount) for award in awards if award[key] == group)
			for group in {award[key] for award in awards}
		}
		assert sum(row.direct for row in rows) == sum(award.person.direct_labour for award in people)
		assert sum(row.women for row in rows) == sum(award.person.sex == "Female" for award in people)
		for method, count in Counter(award.method for award in awards).items():
			assert sum(row[frappe.scrub(method)] for row in rows) == count

	form = {row.code: row.total for row in commendation_statistics.execute({"year": 2025})[1]}
	assert form["01"] == len(awards) and form["05"] == len(people)
	assert form["09"] == sum(award.person.is_manager for award in people)
	assert form["10"] == sum(award.person.direct_labour for award in people)
	assert form["11"] + form["12"] + form["13"] + form["14"] + form["15"] + form["16"] == len(awards)

	compared = year_comparison.execute({"from_year": 2025, "to_year": 2025, "by": "Honoree Kind"})[1]
	assert {row.key: row.year_2025 for row in compared} == Counter(award.honoree_kind for award in awards)
	assert len(award_register.execute({"year": 2025, "only_standing": 1})[1]) == len(awards)

	launched = frappe.get_all(
		"Emulation Campaign",
		{"year": 2025, "workflow_state": ("in", ("Launched", "Under Review", "Closed"))},
		["campaign_type", "launching_level", "scope"],
	)
	form = {row.code: row for row in campaign_statistics.execute({"year": 2025})[1]}
	assert form["01"].total == len(launched)
	assert form["12"].total == sum(campaign.campaign_type == "Regular" for campaign in launched)
	assert form["05"].total == sum(campaign.scope == "Unit" for campaign in launched)
	assert form["01"].agency == sum(c.launching_level in ("Commune", "Unit") for c in launched)


def test_titles_of_the_demo_year_against_plain_counting(year):
	import frappe

	from tdkt_app.report.titles_registered_and_reached import titles_registered_and_reached

	campaigns = frappe.get_all("Emulation Campaign", {"year": 2025}, pluck="name")
	registered = frappe.get_all(
		"Campaign Registration",
		{"campaign": ("in", campaigns)},
		["campaign", "unit", "honoree", "award_type"],
	)
	got = {(award.honoree, award.award_type) for award in awards_of(2025)}
	whole = {(award.person.unit, award.award_type) for award in awards_of(2025) if award.person.is_whole_unit}
	reached = [
		row
		for row in registered
		if row.award_type
		and (
			(row.honoree, row.award_type) in got or (not row.honoree and (row.unit, row.award_type) in whole)
		)
	]
	rows = titles_registered_and_reached.execute({"year": 2025, "by": "Campaign"})[1]
	assert {row.key: row.registrations for row in rows} == Counter(row.campaign for row in registered)
	assert {row.key: row.reached for row in rows if row.reached} == Counter(row.campaign for row in reached)
	assert {row.key: row.units for row in rows} == {
		campaign: len({row.unit for row in registered if row.campaign == campaign})
		for campaign in {row.campaign for row in registered}
	}


def test_who_qualifies_in_the_demo_year(year, count_queries):
	"""Everybody with a verified achievement of the year once, judged like the form of a candidate."""
	import frappe

	from tdkt_app.law.findings import of_candidate
	from tdkt_app.report.eligible_to_nominate import eligible_to_nominate

	asked = {"year": 2025, "award_type": "GK"}
	with count_queries() as sent:
		rows = eligible_to_nominate.execute(asked)[1]
	assert len(sent) < 40
	verified = {"workflow_state": "Verified", "period_to": ("between", ["2025-01-01", "2025-12-31"])}
	active = set(frappe.get_all("Honoree", {"is_active": 1}, pluck="name"))
	people = set(frappe.get_all("Achievement", verified, pluck="honoree")) & active
	assert len(rows) == len(people) and {row.honoree for row in rows} == people
	for row in rows[:: len(rows) // 6]:
		found = of_candidate(
			row.honoree,
			"GK",
			"2025-01-01",
			"2025-12-31",
			received_on="2025-12-31",
			achievement=row.achievement,
			campaign=row.campaign,
		)
		blocked = any(finding["severity"] == "block" for finding in found)
		assert row.verdict == "Already Awarded" or blocked is (row.verdict == "Not Eligible"), row


def test_logging_in_and_loading_again(year):
	from frappe.utils.password import check_password

	assert check_password("xomdinh@demo.tdkt.example", PASSWORD)
	before = year.count()
	assert year.load(PASSWORD) == before


def test_removal_leaves_what_people_entered_and_nothing_else(year, make_user, as_user):
	import frappe

	from tests.site.commune import Commune

	commune = Commune(make_user, as_user)
	with as_user("officer@demo.tdkt.example"):
		entered = commune.honoree("XOM-DINH", full_name="Người nhập tay")
	paper = commune.achievement("XOM-DINH", honoree=entered.name, on_the_spot=1, state="Verified")
	decision = commune.decision(paper, state="Appraised", symbol="QĐ-UBND", decision_date="2025-11-20")
	number = commune.act(decision, "Issue", "chairman@demo.tdkt.example").number
	names = {doctype: {row.name for row in demo_rows(doctype)} for doctype in year.count()}
	kept = {"Emulation Unit": {"XOM-DINH", "UBND-CAT-NE"}, "Emulation Block": {"CUM-XOM"}}
	year.remove()
	assert frappe.db.exists("Honoree", entered.name)
	left = {doctype: {row.name for row in demo_rows(doctype)} for doctype in names}
	assert {doctype: rows for doctype, rows in left.items() if rows} == kept
	assert frappe.db.get_value("Number Register", "QD-UBND-2025", "last_number") >= number
	assert not frappe.db.get_value("User", "xomdinh@demo.tdkt.example", "enabled")
	gone = {doctype: names[doctype] - kept.get(doctype, set()) for doctype in names}
	assert not frappe.db.sql("select name from __Auth where doctype = 'Honoree'")
	for doctype in gone:
		for table in frappe.get_meta(doctype).get_table_fields():
			rows = frappe.get_all(table.options, {"parenttype": doctype}, pluck="parent", distinct=True)
			assert not gone[doctype].intersection(rows), table.options
	for table, type_field, name_field in (
		("Version", "ref_doctype", "docname"),
		("Comment", "reference_doctype", "reference_name"),
		("Workflow Action", "reference_doctype", "reference_name"),
		("File", "attached_to_doctype", "attached_to_name"),
	):
		for trace in frappe.get_all(table, {type_field: ("in", list(gone))}, [type_field, name_field]):
			assert trace[name_field] not in gone[trace[type_field]], (table, trace)


def test_loading_needs_a_password(site, monkeypatch):
	import frappe

	from tdkt_app.setup import demo

	monkeypatch.delenv(demo.PASSWORD_VARIABLE, raising=False)
	with pytest.raises(frappe.ValidationError, match="password"):
		demo.load()
