"""Ranking of a campaign: one query, ties as ties, blocks apart, grades, and what is frozen."""

from __future__ import annotations

import pytest

from tests.site.commune import (
	AUDITOR,
	CHAIRMAN,
	COUNCIL,
	HAMLET_A,
	HAMLET_B,
	MANAGER,
	OFFICER,
	TEAM_OF_A,
	UNIT_A,
)

CRITERIA = [
	{"criterion": "Kết quả", "criterion_kind": "Criterion", "max_score": 100},
	{"criterion": "Thưởng", "criterion_kind": "Bonus", "max_score": 10},
	{"criterion": "Trừ", "criterion_kind": "Penalty", "max_score": 10},
]


@pytest.fixture
def blocks(commune):
	"""Hamlet A and its team in one block, hamlet B in another."""
	import frappe

	for code, units in (("TEST-CUM-1", (HAMLET_A, TEAM_OF_A)), ("TEST-CUM-2", (HAMLET_B,))):
		frappe.get_doc(
			{"doctype": "Emulation Block", "block_code": code, "block_name": f"Cụm {code}"}
		).insert()
		for unit in units:
			frappe.db.set_value("Emulation Unit", unit, "block", code)


@pytest.fixture
def campaign(commune):
	bands = [{"grade": "Xuất sắc", "from_score": 90, "cap_ratio": 50}, {"grade": "Tốt", "from_score": 80}]
	return commune.campaign(criteria=[dict(row) for row in CRITERIA], grade_bands=bands)


@pytest.fixture
def ranked(commune, campaign):
	"""`ranked(HAMLET_A, 90, 5, 2)`: a verified achievement with that many points."""

	def make(unit: str, *points: float, state: str = "Verified"):
		paper = commune.achievement(unit, campaign=campaign.name)
		for row, given in zip(paper.scores, points, strict=False):
			row.self_score = given
		paper.save()
		paper.db_set("workflow_state", state, update_modified=False)
		return paper

	return make


def places(campaign, ranked_by: str = "Achievement") -> list:
	from tdkt_app.emulation.ranking import of_campaign

	return [
		(row.block, row["rank"], row.total_score, row.grade) for row in of_campaign(campaign.name, ranked_by)
	]


def test_ranks_within_the_block_and_ties_as_ties(blocks, campaign, ranked):
	for unit, points in ((HAMLET_A, 85), (TEAM_OF_A, 92), (HAMLET_A, 85), (TEAM_OF_A, 70), (HAMLET_B, 60)):
		ranked(unit, points)
	assert places(campaign) == [
		("TEST-CUM-1", 1, 92, "Xuất sắc"),
		("TEST-CUM-1", 2, 85, "Tốt"),
		("TEST-CUM-1", 2, 85, "Tốt"),
		("TEST-CUM-1", 4, 70, ""),
		("TEST-CUM-2", 1, 60, ""),
	]


def test_total_counts_bonus_and_penalty(campaign, ranked):
	ranked(HAMLET_A, 90, 5, 2)
	assert places(campaign) == [("", 1, 93, "Tốt")]  # half of one is no place among the best


def test_share_of_a_band_is_counted_in_each_block(blocks, campaign, ranked):
	for unit in (HAMLET_A, HAMLET_B):
		ranked(unit, 95), ranked(unit, 91)
	assert [place[3] for place in places(campaign)] == ["Xuất sắc", "Tốt"] * 2


def test_units_are_ranked_by_the_sum_of_theirs(blocks, campaign, ranked):
	ranked(HAMLET_A, 60), ranked(HAMLET_A, 50), ranked(TEAM_OF_A, 65)
	assert places(campaign, "Emulation Unit") == [("TEST-CUM-1", 1, 110, ""), ("TEST-CUM-1", 2, 65, "")]


@pytest.mark.parametrize("state", ["Draft", "Submitted", "Under Verification", "Returned", "Rejected"])
def test_only_verified_achievements_are_ranked(campaign, ranked, state):
	ranked(HAMLET_A, 90, state=state)
	assert places(campaign) == []


def test_ranking_is_recomputed_from_the_rows(campaign, ranked):
	"""Not from a stored total, which a repair in the database may have left behind."""
	paper = ranked(HAMLET_A, 90)
	paper.db_set("total_score", 1, update_modified=False)
	assert places(campaign)[0][2] == 90


def test_one_query_however_many_achievements(campaign, ranked, count_queries):
	from tdkt_app.emulation.ranking import of_campaign

	def statements() -> list[str]:
		with count_queries() as sent:
			of_campaign(campaign.name)
		return [query for query in sent if "tabAchievement Score" in query]

	ranked(HAMLET_A, 90)
	assert len(statements()) == 1
	for points in (80, 70, 60):
		ranked(HAMLET_A, points)
	assert len(statements()) == 1


# The report


def report(campaign, /, **filters) -> tuple:
	from tdkt_app.report.campaign_ranking.campaign_ranking import execute

	return execute({"campaign": campaign.name, **filters})


@pytest.mark.parametrize("ranked_by", ["Achievement", "Emulation Unit"])
def test_report_has_every_column_chart_and_summary(blocks, campaign, ranked, ranked_by):
	ranked(HAMLET_A, 90), ranked(HAMLET_B, 90)
	columns, rows, _message, chart, summary = report(campaign, ranked_by=ranked_by)
	always = {column["fieldname"] for column in columns} - {"frozen_rank", "frozen_score"}
	assert always <= set(rows[0])
	assert chart["data"]["datasets"][0]["values"] == [90, 90]
	assert [figure["value"] for figure in summary][:3] == [2, 2, 0]


def test_summary_counts_shared_ranks(campaign, ranked):
	ranked(HAMLET_A, 90), ranked(HAMLET_B, 90), ranked(HAMLET_B, 10)
	assert [figure["value"] for figure in report(campaign)[4]][:3] == [3, 1, 2]


def test_report_of_one_block(blocks, campaign, ranked):
	ranked(HAMLET_A, 90), ranked(HAMLET_B, 80)
	assert [row.total_score for row in report(campaign, block="TEST-CUM-2")[1]] == [80]


@pytest.mark.parametrize(
	("filters", "message"),
	[
		({"campaign": "PT-KHONG-CO"}, "Campaign"),
		({"ranked_by": "User"}, "Ranking Of"),
		({"block": "KHONG-CO"}, "Block"),
	],
)
def test_bad_filter_is_named(campaign, filters, message):
	import frappe

	with pytest.raises(frappe.ValidationError, match=message):
		report(campaign, **filters)


def test_without_a_campaign_the_report_says_what_to_choose(campaign):
	from tdkt_app.documents.report_print import sheet_of

	_columns, rows, message = report(campaign, campaign="")
	assert (rows, message) == ([], "Choose a campaign to see its ranking.")
	with pytest.raises(Exception, match=message):
		sheet_of("Campaign Ranking", {})


@pytest.mark.parametrize("user", [OFFICER, CHAIRMAN, AUDITOR, MANAGER])
def test_desk_reads_the_ranking(campaign, ranked, as_user, user):
	ranked(HAMLET_A, 90)
	with as_user(user):
		assert len(report(campaign)[1]) == 1


def test_unit_user_does_not_run_the_report(campaign, as_user):
	import frappe
	from frappe.desk.query_report import run

	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		run("Campaign Ranking", filters=frappe.as_json({"campaign": campaign.name}))


def test_rows_are_those_the_reader_may_see_with_their_true_rank(campaign, ranked, as_user):
	ranked(HAMLET_B, 95)
	own = ranked(HAMLET_A, 90)
	with as_user(UNIT_A):
		rows = report(campaign)[1]
	assert [(row.name, row["rank"]) for row in rows] == [(own.name, 2)]


def test_queries_do_not_grow_with_the_ranking(campaign, ranked, count_queries):
	def queries() -> int:
		with count_queries() as sent:
			report(campaign)
		return len(sent)

	ranked(HAMLET_A, 90)
	queries()  # fills the caches
	few = queries()
	for points in (80, 70, 60):
		ranked(HAMLET_A, points)
	assert queries() == few


# Freezing


def freeze(campaign, **values) -> str:
	from tdkt_app.emulation.ranking import freeze

	return freeze(campaign.name, **values)


def test_frozen_ranking_keeps_date_user_and_places(campaign, ranked, as_user):
	import frappe
	from frappe.utils import now_datetime, time_diff_in_seconds

	first, second = ranked(HAMLET_A, 90), ranked(HAMLET_B, 80)
	with as_user(OFFICER):
		snapshot = frappe.get_doc("Campaign Ranking Snapshot", freeze(campaign, note="Họp ngày 22/8"))
	assert (snapshot.frozen_by, snapshot.note) == (OFFICER, "Họp ngày 22/8")
	assert time_diff_in_seconds(now_datetime(), snapshot.frozen_on) < 60
	assert [(place.ranked, place.get("rank"), place.total_score) for place in snapshot.places] == [
		(first.name, 1, 90),
		(second.name, 2, 80),
	]


def test_correction_after_the_freeze_is_seen_as_one(campaign, ranked):
	import frappe

	first, second = ranked(HAMLET_A, 90), ranked(HAMLET_B, 80)
	freeze(campaign)
	assert [row.correction for row in report(campaign)[1]] == ["", ""]
	frappe.db.set_value("Achievement Score", first.scores[0].name, "officer_score", 70)
	late = ranked(HAMLET_A, 10)
	second.db_set("workflow_state", "Returned")
	seen = {
		row.name: (row.correction, row.get("frozen_rank"), row.get("frozen_score"))
		for row in report(campaign)[1]
	}
	assert seen == {
		first.name: ("Corrected", 1, 90),
		late.name: ("Added Later", None, None),
		second.name: ("Taken Out", 2, 80),
	}
	assert report(campaign)[4][-1]["value"] == 3


def test_freezing_again_compares_with_the_latest(campaign, ranked):
	import frappe

	paper = ranked(HAMLET_A, 90)
	freeze(campaign)
	frappe.db.set_value("Achievement Score", paper.scores[0].name, "officer_score", 70)
	freeze(campaign)
	assert [row.correction for row in report(campaign)[1]] == [""]


def test_nothing_to_freeze(campaign):
	import frappe

	with pytest.raises(frappe.ValidationError, match="nothing to freeze"):
		freeze(campaign)


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL, MANAGER, UNIT_A])
def test_only_the_officer_freezes(campaign, ranked, as_user, user):
	import frappe

	ranked(HAMLET_A, 90)
	with as_user(user), pytest.raises(frappe.PermissionError):
		freeze(campaign)


def test_places_are_the_servers(campaign, ranked, as_user):
	import frappe

	paper = ranked(HAMLET_A, 90)
	forged = frappe.get_doc(
		{
			"doctype": "Campaign Ranking Snapshot",
			"campaign": campaign.name,
			"frozen_by": CHAIRMAN,
			"frozen_on": "2020-01-01 00:00:00",
			"is_demo": 1,
			"places": [{"rank": 1, "title": "Tự xếp", "total_score": 999}],
		}
	)
	with as_user(OFFICER):
		forged.insert()
	assert [(place.ranked, place.total_score) for place in forged.places] == [(paper.name, 90)]
	assert (forged.frozen_by, forged.is_demo, forged.frozen_on.year > 2020) == (OFFICER, 0, True)


@pytest.mark.parametrize("user", [OFFICER, MANAGER, "Administrator"])
def test_frozen_ranking_is_neither_changed_nor_deleted(campaign, ranked, as_user, user):
	import frappe

	ranked(HAMLET_A, 90)
	snapshot = frappe.get_doc("Campaign Ranking Snapshot", freeze(campaign))
	snapshot.note = "đổi"
	with as_user(user):
		with pytest.raises(frappe.PermissionError):
			snapshot.save()
		with pytest.raises(frappe.PermissionError):
			frappe.delete_doc("Campaign Ranking Snapshot", snapshot.name, force=True)


@pytest.mark.parametrize("doctype", ["Campaign Ranking Snapshot", "Emulation Block"])
def test_unit_user_sees_neither_blocks_nor_rankings(blocks, campaign, ranked, as_user, doctype):
	import frappe

	ranked(HAMLET_A, 90)
	freeze(campaign)
	name = frappe.get_all(doctype, limit=1, pluck="name")[0]
	assert not frappe.has_permission(doctype, "read", doc=name, user=UNIT_A)
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		frappe.get_list(doctype)


# Blocks


def test_block_has_one_head(blocks):
	import frappe

	first, second = (frappe.get_doc("Emulation Unit", unit) for unit in (HAMLET_A, TEAM_OF_A))
	first.leads_block = 1
	first.save()
	second.leads_block = 1
	with pytest.raises(frappe.ValidationError, match=first.unit_name):
		second.save()


def test_code_of_a_block_is_ascii(site):
	import frappe

	with pytest.raises(frappe.ValidationError):
		frappe.get_doc({"doctype": "Emulation Block", "block_code": "CỤM", "block_name": "Cụm"}).insert()


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL])
def test_readers_do_not_change_blocks(blocks, as_user, user):
	import frappe

	block = frappe.get_doc("Emulation Block", "TEST-CUM-1")
	block.block_name = "Khác"
	with as_user(user), pytest.raises(frappe.PermissionError):
		block.save()
