"""Scores per criterion: who gives which, what is refused, and the total the server makes of them."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, COUNCIL, OFFICER, UNIT_A

CRITERIA = [
	{"criterion": "Hoàn thành nhiệm vụ", "criterion_kind": "Criterion", "max_score": 60, "mandatory": 1},
	{"criterion": "Lan tỏa", "criterion_kind": "Criterion", "max_score": 40},
	{"criterion": "Được nhân rộng", "criterion_kind": "Bonus", "max_score": 10},
	{"criterion": "Báo cáo chậm", "criterion_kind": "Penalty", "max_score": 5},
]


@pytest.fixture
def scored(commune, as_user):
	"""`scored(50, 30, 5, 2, state=…)`: an achievement with self scores."""

	def make(*points: float, state: str = "Draft", **values):
		campaign = commune.campaign(criteria=[dict(row) for row in CRITERIA])
		paper = commune.achievement(campaign=campaign.name, **values)
		with as_user(UNIT_A):
			for row, given in zip(paper.scores, points, strict=False):
				row.self_score = given
			paper.save()
		paper.db_set("workflow_state", state, update_modified=False)
		paper.reload()
		return paper

	return make


def test_criteria_of_the_campaign_are_listed(scored):
	paper = scored()
	assert [(row.criterion, row.criterion_kind, row.max_score, row.mandatory) for row in paper.scores] == [
		("Hoàn thành nhiệm vụ", "Criterion", 60, 1),
		("Lan tỏa", "Criterion", 40, 0),
		("Được nhân rộng", "Bonus", 10, 0),
		("Báo cáo chậm", "Penalty", 5, 0),
	]


def test_total_is_criteria_plus_bonus_minus_penalty(scored):
	paper = scored(50, 30.5, 5, 2)
	assert (paper.self_total, paper.total_score) == (83.5, 83.5)


def test_total_is_the_servers(scored, as_user):
	paper = scored(50, 30)
	paper.update({"self_total": 999, "total_score": 999})
	with as_user(UNIT_A):
		paper.save()
	paper.reload()
	assert (paper.self_total, paper.total_score) == (80, 80)


def test_rows_follow_another_campaign(scored, commune):
	paper = scored(50)
	other = commune.campaign(criteria=[{"criterion": "Khác", "max_score": 7}])
	paper.campaign = other.name
	paper.save()
	assert [(row.criterion, row.self_score) for row in paper.scores] == [("Khác", 0)]


def test_forged_criterion_is_neither_kept_nor_raised(scored, as_user):
	paper = scored(50)
	paper.scores[0].update({"max_score": 1000, "criterion_kind": "Bonus", "mandatory": 0})
	paper.append("scores", {"criterion": "Tự thêm", "max_score": 100, "self_score": 100})
	with as_user(UNIT_A):
		paper.save()
	paper.reload()
	assert [row.max_score for row in paper.scores] == [60, 40, 10, 5]
	assert (paper.scores[0].criterion_kind, paper.scores[0].mandatory, paper.total_score) == (
		"Criterion",
		1,
		50,
	)


@pytest.mark.parametrize("points", [60.5, -1])
def test_score_out_of_range_names_the_row(scored, as_user, points):
	import frappe

	paper = scored(50)
	paper.scores[0].self_score = points
	with as_user(UNIT_A), pytest.raises(frappe.ValidationError, match="Row 1, Hoàn thành nhiệm vụ"):
		paper.save()


def test_mandatory_criterion_is_scored_before_handing_in(scored, commune):
	import frappe

	paper = scored(0, 40)
	with pytest.raises(frappe.MandatoryError, match="Hoàn thành nhiệm vụ"):
		commune.act(paper, "Submit", UNIT_A)
	paper.reload()
	paper.scores[0].self_score = 1
	paper.save()
	assert commune.act(paper, "Submit", UNIT_A).workflow_state == "Submitted"


def test_unit_gives_no_later_score(scored, as_user):
	paper = scored(40)
	paper.scores[0].update({"block_head_score": 60, "officer_score": 60, "officer_reason": "tự nâng"})
	with as_user(UNIT_A):
		paper.save()
	paper.reload()
	row = paper.scores[0]
	assert (row.block_head_score, row.officer_score, row.officer_reason) == (40, 40, None)


def test_officer_does_not_change_what_the_unit_gave(scored, as_user):
	paper = scored(40, state="Under Verification")
	paper.scores[0].self_score = 10
	with as_user(OFFICER):
		paper.save()
	paper.reload()
	assert paper.scores[0].self_score == 40


def test_officer_lowers_a_score_with_a_reason(scored, as_user):
	paper = scored(50, 30, state="Under Verification")
	paper.scores[0].update({"officer_score": 45, "officer_reason": "Số liệu chưa đủ"})
	with as_user(OFFICER):
		paper.save()
	paper.reload()
	assert (paper.self_total, paper.total_score, paper.scores[0].self_score) == (80, 75, 50)


@pytest.mark.parametrize("score", ["block_head_score", "officer_score"])
def test_difference_needs_a_reason_and_names_the_row(scored, as_user, score):
	import frappe

	paper = scored(50, 30, state="Under Verification")
	paper.scores[1].set(score, 20)
	with as_user(OFFICER), pytest.raises(frappe.MandatoryError, match="Row 2, Lan tỏa"):
		paper.save()


def test_officer_score_follows_the_block_heads_until_it_is_given(scored, as_user):
	paper = scored(50, state="Under Verification")
	paper.scores[0].update({"block_head_score": 48, "block_head_reason": "Khối thống nhất"})
	with as_user(OFFICER):
		paper.save()
	assert paper.scores[0].officer_score == paper.total_score == 48


def test_rows_stay_as_handed_in(scored, as_user):
	import frappe

	paper = scored(50, 30, state="Under Verification")
	paper.set("scores", paper.scores[:1])
	frappe.get_doc("Campaign Criterion", paper.scores[0].criterion_row).db_set("max_score", 1)
	with as_user(OFFICER):
		paper.save()
	paper.reload()
	assert [(row.max_score, row.self_score) for row in paper.scores] == [(60, 50), (40, 30), (10, 0), (5, 0)]


@pytest.mark.parametrize("state", ["Verified", "Rejected"])
def test_scores_are_frozen_with_the_verdict(scored, as_user, state):
	import frappe

	paper = scored(50, state=state)
	paper.scores[0].update({"officer_score": 10, "officer_reason": "Muộn"})
	with as_user("Administrator"), pytest.raises(frappe.PermissionError):
		paper.save()


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL])
def test_others_score_nothing(scored, as_user, user):
	import frappe

	paper = scored(50, state="Under Verification")
	paper.scores[0].update({"officer_score": 10, "officer_reason": "Ngoài phận sự"})
	with as_user(user), pytest.raises(frappe.PermissionError):
		paper.save()


def test_row_is_not_scored_on_its_own(scored, as_user):
	import frappe

	row = frappe.get_doc("Achievement Score", scored(50).scores[0].name)
	row.self_score = 60
	with as_user(OFFICER), pytest.raises(frappe.PermissionError):
		row.save()


# The campaign's side


@pytest.mark.parametrize(
	("criteria", "message"),
	[
		([{"criterion": "A", "max_score": 0}], "row 1.*above zero"),
		([{"criterion": "A", "max_score": 5}, {"criterion": "A ", "max_score": 5}], "listed twice"),
		([{"criterion": "A", "max_score": 5, "criterion_kind": "Bonus", "mandatory": 1}], "row 1.*mandatory"),
	],
)
def test_criteria_that_make_no_sense(commune, criteria, message):
	import frappe

	with pytest.raises(frappe.ValidationError, match=message):
		commune.campaign(criteria=criteria)


@pytest.mark.parametrize(
	("bands", "message"),
	[
		([("Tốt", 80, 0), ("Khá", 80, 0)], "row 2.*same score"),
		([("Tốt", 80, 0), ("Tốt", 70, 0)], "row 2.*listed twice"),
		([("Tốt", 111, 0)], "row 1.*highest total"),
		([("Tốt", 80, 101)], "row 1.*between 0 and 100"),
	],
)
def test_bands_that_make_no_sense(commune, bands, message):
	import frappe

	rows = [{"grade": grade, "from_score": score, "cap_ratio": share} for grade, score, share in bands]
	with pytest.raises(frappe.ValidationError, match=message):
		commune.campaign(criteria=[dict(row) for row in CRITERIA], grade_bands=rows)
