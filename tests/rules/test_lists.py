"""5, 6 and 12. Rules about a whole list: ratio caps, preference among equals, direct labour, ceremony order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.award_rule import AwardRule, RuleValueError
from tdkt_app.rules.case import Honoree, HonoreeKind, Level
from tdkt_app.rules.ceremony import Calling, check_order, in_order
from tdkt_app.rules.direct_labour import check_direct_labour, direct_share
from tdkt_app.rules.finding import Severity
from tdkt_app.rules.pack import RulePack, RuleSet
from tdkt_app.rules.ratio import Asked, Candidate, allowed, check_cap, check_grade_cap, choose

DAY = date(2025, 12, 10)
MAN = Honoree("man", HonoreeKind.INDIVIDUAL)
WOMAN = Honoree("woman", HonoreeKind.INDIVIDUAL, is_woman=True)
NOTHING = RulePack(RuleSet("VN"))


def cap(share="15/100", rounding="down"):
	return AwardRule(
		"cap", "ratio.cap", date(2024, 1, 1), "?", values={"max_share": share, "rounding": rounding}
	)


# 15 % of 27 = 4,05; of 20 = 3; of 6 = 0,9; of 10 = 1,5.
@pytest.mark.parametrize(
	("base", "rounding", "expected"),
	[
		(27, "down", 4),
		(27, "up", 5),
		(27, "nearest", 4),
		(20, "down", 3),
		(20, "up", 3),
		(6, "down", 0),
		(6, "nearest", 1),
		(10, "nearest", 2),
		(0, "up", 0),
	],
)
def test_allowed(base, rounding, expected):
	assert allowed(base, cap(rounding=rounding)) == expected


def test_unknown_rounding_names_the_row():
	with pytest.raises(RuleValueError, match="row cap: rounding 'sideways'"):
		allowed(10, cap(rounding="sideways"))


@given(st.integers(0, 10_000), st.fractions(0, 1), st.sampled_from(["down", "nearest", "up"]))
def test_allowed_is_within_one_of_the_exact_share(base, share, rounding):
	count = allowed(base, cap(str(share), rounding))
	assert 0 <= count <= base
	assert abs(count - share * base) < 1
	assert allowed(base, cap(str(share))) <= count


def test_cap_is_reported_per_unit_and_group(pack):
	asked = [
		Asked("Trường TH", "giáo viên", 5, 27),
		Asked("Trường TH", "quản lý", 0, 3),
		Asked("Trạm Y tế", "y sĩ", 1, 7),  # 15 % of 7 = 1,05
	]
	(finding,) = [f for f in check_cap(asked, "CSTDCS", pack, DAY) if f.code == "ratio-exceeded"]
	assert (finding.severity, finding.subject) == (Severity.WARN, "Trường TH")
	assert finding.data == {
		"unit": "Trường TH",
		"group": "giáo viên",
		"asked": 5,
		"base": 27,
		"allowed": 4,
		"share": Fraction(15, 100),
		"award": "CSTDCS",
	}


def test_an_award_without_a_cap_is_not_capped(pack):
	assert check_cap([Asked("u", "g", 99, 100)], "LDTT", pack, DAY) == []


def test_a_province_may_make_the_cap_a_block(with_local, rule, pack):
	values = {"of": ["LDTT"], "max_share": "20/100", "rounding": "up"}
	local = with_local(rule("ratio.cap", award_type="CSTDCS", severity=Severity.BLOCK, values=values))
	assert check_cap([Asked("u", "g", 6, 27)], "CSTDCS", local, DAY) == []  # 5,4 up: 6
	(finding,) = check_cap([Asked("u", "g", 7, 27)], "CSTDCS", local, DAY)
	assert finding.severity is Severity.BLOCK


def test_cap_on_the_highest_grade(pack, codes):
	assert codes(check_grade_cap([Asked("u", "g", 2, 10)], pack, DAY)) == []
	assert codes(check_grade_cap([Asked("u", "g", 3, 10)], pack, DAY)) == ["ratio-of-grade-exceeded"]


def candidates(*scored):
	return [Candidate(f"c{n}", honoree, Fraction(score)) for n, (score, honoree) in enumerate(scored)]


def names(chosen):
	return [candidate.reference for candidate in chosen]


def test_a_woman_is_preferred_among_equals(pack):
	chosen, left, findings = choose(candidates((90, MAN), (95, MAN), (90, WOMAN)), 2, pack, DAY)
	assert (names(chosen), names(left)) == (["c1", "c2"], ["c0"])
	assert [(f.code, f.subject, f.article) for f in findings] == [
		("women-preferred", "c2", "NĐ 152/2025/NĐ-CP Điều 4.6")
	]


def test_score_comes_before_preference(pack):
	chosen, _, findings = choose(candidates((90, WOMAN), (95, MAN)), 1, pack, DAY)
	assert names(chosen) == ["c1"]
	assert findings == []


@pytest.mark.parametrize(("women", "first"), [("69/100", "c0"), ("70/100", "c1")])
def test_a_collective_is_preferred_from_70_percent_of_women(pack, women, first):
	plain = Honoree("a", HonoreeKind.COLLECTIVE)
	of_women = Honoree("b", HonoreeKind.COLLECTIVE, women_share=Fraction(women))
	chosen, left, findings = choose(candidates((90, plain), (90, of_women)), 1, pack, DAY)
	if first == "c1":
		assert names(chosen) == ["c1"]
	else:  # neither is preferred: the council decides
		assert (names(chosen), names(left)) == ([], ["c0", "c1"])
		assert [f.code for f in findings] == ["tie-undecided"]


def test_a_tie_of_equals_at_the_last_place_is_left_to_the_council(pack):
	chosen, left, findings = choose(candidates((95, MAN), (90, WOMAN), (90, WOMAN), (90, MAN)), 2, pack, DAY)
	assert names(chosen) == ["c0"]
	assert set(names(left)) == {"c1", "c2", "c3"}
	assert [(f.code, f.data) for f in findings] == [("tie-undecided", {"places": 2})]


def test_without_a_row_nobody_is_preferred():
	chosen, left, findings = choose(candidates((90, MAN), (90, WOMAN)), 1, NOTHING, DAY)
	assert (chosen, len(left)) == ([], 2)
	assert [f.code for f in findings] == ["rule-missing", "tie-undecided"]


def test_places_for_all_or_none(pack):
	everybody = candidates((90, MAN), (90, WOMAN))
	assert len(choose(everybody, 2, pack, DAY).chosen) == 2
	assert choose(everybody, 0, pack, DAY).chosen == []


@given(st.lists(st.tuples(st.integers(80, 84), st.booleans()), max_size=12), st.integers(0, 12))
def test_nobody_left_is_better_than_one_chosen(pack, scored, places):
	everybody = candidates(*((score, WOMAN if woman else MAN) for score, woman in scored))
	chosen, left, _ = choose(everybody, places, pack, DAY)
	assert sorted(names([*chosen, *left])) == sorted(names(everybody))
	assert len(chosen) <= places
	rank = lambda c: (c.score, c.honoree.is_woman)  # noqa: E731
	assert not chosen or not left or min(map(rank, chosen)) > max(map(rank, left)) or len(chosen) == places
	assert all(rank(one) >= rank(other) for one in chosen for other in left)


def people(direct, others):
	worker = replace(MAN, direct_labour=True)
	return [*[worker] * direct, *[MAN] * others, Honoree("c", HonoreeKind.COLLECTIVE, direct_labour=True)]


def test_direct_labour_counts_individuals_only():
	assert direct_share(people(3, 7)) == (3, 10)


def test_direct_labour_without_target_is_information(pack):
	(finding,) = check_direct_labour(people(3, 7), pack, DAY)
	assert (finding.code, finding.severity) == ("direct-labour-share", Severity.INFO)
	assert finding.data == {"direct": 3, "individuals": 10, "share": Fraction(3, 10)}


@pytest.mark.parametrize(
	("direct", "expected"), [(4, "direct-labour-below-target"), (5, "direct-labour-share")]
)
def test_direct_labour_against_a_target(with_local, rule, direct, expected):
	local = with_local(rule("labour.share", values={"target": "1/2"}))
	assert [f.code for f in check_direct_labour(people(direct, 10 - direct), local, DAY)] == [expected]


def test_direct_labour_never_blocks_whatever_a_row_says(with_local, rule):
	local = with_local(rule("labour.share", values={"target": "1"}, severity=Severity.BLOCK))
	(finding,) = check_direct_labour(people(1, 9), local, DAY)
	assert (finding.code, finding.severity) == ("direct-labour-below-target", Severity.WARN)


def test_direct_labour_of_nobody(pack):
	assert check_direct_labour(people(0, 0), pack, DAY) == []


@pytest.fixture
def program(awards):
	call = lambda ref, name, code, kind, level=Level.COMMUNE, **more: Calling(  # noqa: E731
		ref, name, awards[code], kind, level, **more
	)
	individual, collective, household = HonoreeKind
	return [
		call("1", "Chi bộ xóm Đình", "BK", collective, Level.PROVINCE),
		call("2", "Trường Tiểu học", "TTLDTT", collective),
		call("3", "Hộ ông Bắc", "GDVH", household),
		call("4", "Nguyễn Văn An", "CSTDCS", individual),
		call("5", "Lê Thị Ân", "LDTT", individual),
		call("6", "Trần Văn Bình", "LDTT", individual),
		call("7", "Vũ Văn An", "LDTT", individual, posthumous=True),
		call("8", "Xóm La Lang", "GK", collective),
		call("9", "Hộ bà Cúc", "GK", household),
		call("10", "Đặng Văn Dũng", "GK", individual),
	]


def test_ceremony_order(program, pack):
	shuffled = random.Random(3).sample(program, len(program))
	ordered, findings = in_order(shuffled, pack, DAY)
	assert [calling.reference for calling in ordered] == [calling.reference for calling in program]
	assert findings == []
	assert check_order(ordered, pack, DAY) == []


def test_a_list_out_of_order_names_who_comes_before_whom(program, pack):
	wrong = [program[7], program[1]]
	(finding,) = check_order(wrong, pack, DAY)
	assert (finding.code, finding.subject) == ("ceremony-out-of-order", "2")
	assert (finding.article, finding.data) == ("NĐ 152/2025/NĐ-CP Điều 29.5", {"before": "Xóm La Lang"})


def test_equals_may_stand_in_any_order_of_names(program, pack):
	assert check_order([program[5], program[4]], pack, DAY) == []


def test_what_the_row_does_not_name_comes_last(program, with_local, rule):
	values = {
		"levels": ["Commune"],
		"kinds": ["Form of Commendation", "Emulation Title"],
		"honorees": ["Individual"],
	}
	ordered, _ = in_order(program, with_local(rule("ceremony.order", values=values)), DAY)
	references = [calling.reference for calling in ordered]
	assert (references[0], references[-1]) == ("10", "1")


def test_ceremony_without_a_rule_keeps_the_order_given(program):
	ordered, (finding,) = in_order(program, NOTHING, DAY)
	assert (ordered, finding.code) == (program, "rule-missing")
	assert [f.code for f in check_order(program, NOTHING, DAY)] == ["rule-missing"]


def test_direct_labour_without_a_rule():
	assert [f.code for f in check_direct_labour(people(1, 1), NOTHING, DAY)] == ["rule-missing"]
