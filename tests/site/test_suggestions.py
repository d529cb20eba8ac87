"""Nominees suggested from a ranking: whose, which grades, within the caps."""

from __future__ import annotations

import pytest

from tests.site.commune import AUDITOR, COUNCIL, HAMLET_A, HAMLET_B, OFFICER, UNIT_B


@pytest.fixture
def campaign(commune):
	"""One criterion of 100 points, three grades."""
	return commune.campaign(
		criteria=[{"criterion": "Kết quả", "criterion_kind": "Criterion", "max_score": 100}],
		grade_bands=[{"grade": "A", "from_score": 90}, {"grade": "B", "from_score": 50}],
	)


@pytest.fixture
def scored(commune, campaign):
	"""`scored(95, unit, …)`: a verified achievement with that many points."""

	def make(points, unit=HAMLET_A, **honoree):
		person = commune.honoree(unit, **honoree).name
		paper = commune.achievement(unit, honoree=person, campaign=campaign.name)
		for field in ("self_score", "block_head_score", "officer_score"):
			paper.scores[0].db_set(field, points)
		paper.db_set("workflow_state", "Verified")
		return paper

	return make


def suggest(campaign, award="GK", unit=HAMLET_A, **kwargs):
	from tdkt_app.doctype.award_nomination.suggestions import suggest

	return suggest(unit, campaign.name, award, **kwargs)


def names(result):
	return [row["achievement"] for row in result["rows"]]


def test_the_best_of_the_unit_and_of_the_chosen_grades(campaign, scored):
	good, best = scored(60, full_name="Hai"), scored(95, full_name="Nhất")
	scored(99, unit=HAMLET_B)
	assert names(suggest(campaign)) == [best.name, good.name]
	assert names(suggest(campaign, grades='["A"]')) == [best.name]
	(row,) = suggest(campaign, grades=["A"])["rows"]
	assert (row["honoree"], row["honoree_name"], row["award_type"]) == (best.honoree, "Nhất", "GK")


def test_who_is_nominated_or_rewarded_already_is_left_out(commune, campaign, scored):
	nominated, rewarded, free = (scored(points) for points in (95, 94, 93))
	commune.nomination(nominated)
	commune.decision(rewarded)
	listed = scored(92)
	rows = [{"honoree": listed.honoree, "award_type": "GK", "achievement": listed.name}]
	assert names(suggest(campaign, nominees=rows)) == [free.name]


def test_awards_of_another_kind_find_nobody(campaign, scored):
	scored(95)
	assert suggest(campaign, award="GDVH")["rows"] == []


def test_a_cap_is_kept_for_each_group(commune, campaign, scored):
	"""15 % of 7 with LĐTT is one; the one who manages is counted apart, of none."""
	papers = [scored(99 - number, full_name=f"Người {number}") for number in range(7)]
	scored(100, full_name="Trưởng xóm", is_manager=1)
	rows = [{"honoree": paper.honoree, "award_type": "LDTT"} for paper in papers]
	result = suggest(campaign, award="CSTDCS", nominees=rows)
	assert names(result) == [papers[0].name] and result["left"] == 7
	rows.append({"honoree": papers[0].honoree, "award_type": "CSTDCS", "achievement": papers[0].name})
	assert suggest(campaign, award="CSTDCS", nominees=rows)["rows"] == []


def test_among_equals_a_woman_first_and_others_are_left_to_the_council(campaign, scored):
	people = [scored(50, full_name=f"Người {number}") for number in range(5)]
	man, woman = scored(90, full_name="Nam", sex="Male"), scored(90, full_name="Nữ", sex="Female")
	rows = [{"honoree": paper.honoree, "award_type": "LDTT"} for paper in (*people, man, woman)]
	result = suggest(campaign, award="CSTDCS", nominees=rows)
	assert names(result) == [woman.name]
	assert any("Nữ: Equal score: preferred" in remark for remark in result["remarks"])
	woman.db_set("workflow_state", "Rejected")
	other = scored(90, full_name="Nam khác", sex="Male")
	rows.append({"honoree": other.honoree, "award_type": "LDTT"})
	result = suggest(campaign, award="CSTDCS", nominees=rows)
	assert result["rows"] == []
	assert any("the council must decide" in remark for remark in result["remarks"])


@pytest.mark.parametrize("user", [AUDITOR, COUNCIL, UNIT_B])
def test_who_may_not_ask(campaign, as_user, user):
	import frappe

	with as_user(user), pytest.raises(frappe.PermissionError):
		suggest(campaign)


def test_queries_do_not_grow(campaign, scored, as_user, count_queries):
	from tdkt_app.law.rule_packs import forget

	counts = []
	for size in (2, 20):
		for number in range(size):
			scored(60 + number)
		with as_user(OFFICER):
			suggest(campaign)
			forget()
			with count_queries() as asked:
				suggest(campaign)
		counts.append(len(asked))
	assert counts[0] == counts[1]
