"""9. Money of a decision: rows and salary by date, which of several pays, the fund."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.award_rule import RuleValueError
from tdkt_app.rules.case import AwardKind, AwardType, HonoreeKind, Period
from tdkt_app.rules.finding import Severity
from tdkt_app.rules.fund import Fund, check_fund
from tdkt_app.rules.pack import RulePack, RuleSet
from tdkt_app.rules.payment import Grant, settle, total
from tdkt_app.rules.reward import BaseSalary, base_salary_on, compute_reward

DAY = date(2025, 12, 15)
INDIVIDUAL, COLLECTIVE, HOUSEHOLD = HonoreeKind
YEAR_2024 = Period(date(2024, 1, 1), date(2024, 12, 31))
YEAR_2025 = Period(date(2025, 1, 1), date(2025, 12, 31))
NOTHING = RulePack(RuleSet("VN"))


# multiplier × base salary on the date, up to 10.000: by hand.
@pytest.mark.parametrize(
	("award", "kind", "day", "amount", "article"),
	[
		("GK", INDIVIDUAL, date(2025, 1, 15), 710_000, "NĐ 98/2023/NĐ-CP"),
		("GK", INDIVIDUAL, date(2025, 6, 30), 710_000, "NĐ 98/2023/NĐ-CP"),
		("GK", INDIVIDUAL, date(2025, 7, 1), 710_000, "NĐ 152/2025/NĐ-CP Điều 54.1.e"),
		("GK", INDIVIDUAL, date(2026, 6, 30), 710_000, "NĐ 152/2025/NĐ-CP Điều 54.1.e"),
		("GK", INDIVIDUAL, date(2026, 7, 1), 760_000, "NĐ 152/2025/NĐ-CP Điều 54.1.e"),
		("GK", COLLECTIVE, date(2026, 6, 30), 1_410_000, "NĐ 152/2025/NĐ-CP Điều 54.2.c"),
		("GK", COLLECTIVE, date(2026, 7, 1), 1_520_000, "NĐ 152/2025/NĐ-CP Điều 54.2.c"),
		("GK", HOUSEHOLD, date(2026, 6, 30), 1_060_000, "NĐ 152/2025/NĐ-CP Điều 54.3"),
		("GK", HOUSEHOLD, date(2026, 7, 1), 1_140_000, "NĐ 152/2025/NĐ-CP Điều 54.3"),
		("TTLDTT", COLLECTIVE, date(2026, 7, 1), 2_030_000, "NĐ 152/2025/NĐ-CP Điều 50.2.b"),
		("CSTDCS", INDIVIDUAL, date(2024, 6, 30), 1_800_000, "NĐ 98/2023/NĐ-CP"),
		("GDVH", HOUSEHOLD, date(2025, 12, 15), 0, "NĐ 152/2025/NĐ-CP Điều 50"),
	],
)
def test_reward_on_the_date_of_the_decision(pack, salaries, award, kind, day, amount, article):
	reward, _ = compute_reward(award, kind, day, pack, salaries)
	assert (reward.amount, reward.rule.legal_source) == (amount, article)


def test_a_doubtful_row_is_paid_and_said_to_be_doubtful(pack, salaries):
	_, findings = compute_reward("GK", INDIVIDUAL, DAY, pack, salaries)
	assert {f.severity for f in findings} == {Severity.INFO}
	assert "money.multiplier/GK/Individual/2025-07" in {f.rule for f in findings}


@pytest.mark.parametrize(
	("kind", "once", "doubled"),
	# individual 702.000 → 710.000; household 1,5 × 710.000 = 1.065.000, collective 2 × 710.000 = 1.420.000
	[(COLLECTIVE, 1_410_000, 1_420_000), (HOUSEHOLD, 1_060_000, 1_065_000), (INDIVIDUAL, 710_000, 710_000)],
)
def test_rounding_before_or_after_the_factor(pack, with_local, rule, salaries, kind, once, doubled):
	before = with_local(rule("money.rounding", values={"unit": 10_000, "mode": "up", "order": "individual"}))
	assert compute_reward("GK", kind, DAY, pack, salaries).reward.amount == once
	assert compute_reward("GK", kind, DAY, before, salaries).reward.amount == doubled


def test_rounding_to_the_nearest(with_local, rule, salaries):
	local = with_local(rule("money.rounding", values={"unit": 10_000, "mode": "nearest", "order": "product"}))
	assert compute_reward("GK", INDIVIDUAL, DAY, local, salaries).reward.amount == 700_000  # 702.000


def test_an_unknown_order_of_rounding_names_the_row(with_local, rule, salaries):
	local = with_local(rule("money.rounding", values={"unit": 10_000, "mode": "up", "order": "random"}))
	with pytest.raises(RuleValueError, match="row local-row: order 'random'"):
		compute_reward("GK", INDIVIDUAL, DAY, local, salaries)


def test_a_multiplier_that_is_not_the_product_is_reported(with_local, rule, salaries):
	local = with_local(
		rule("money.multiplier", award_type="GK", honoree_kind="Collective", values={"multiplier": "0.5"})
	)
	reward, findings = compute_reward("GK", COLLECTIVE, DAY, local, salaries)
	assert reward.amount == 1_170_000  # 0,5 × 2.340.000
	(finding,) = [f for f in findings if f.severity is Severity.WARN]
	assert finding.code == "multiplier-not-product"
	assert finding.data == {"award": "GK", "multiplier": "0,5", "factor": "2", "individual": "0,3"}


def test_a_title_for_collectives_only_has_no_individual_to_compare_with(pack, salaries):
	reward, findings = compute_reward("TTLDTT", COLLECTIVE, DAY, pack, salaries)
	assert reward.amount == 1_880_000
	assert "multiplier-not-product" not in {f.code for f in findings}


def test_a_general_local_multiplier_is_not_an_individuals_row(rule, salaries):
	rows = (
		rule("money.multiplier", "all", values={"multiplier": "1"}),
		rule("money.kind-factor", "f", honoree_kind="Collective", values={"factor": 2}),
		rule("money.rounding", "r", values={"unit": 10_000, "mode": "up", "order": "individual"}),
	)
	reward, findings = compute_reward("X", COLLECTIVE, DAY, RulePack(RuleSet("VN", rows=rows)), salaries)
	assert (reward.amount, findings) == (2_340_000, [])


def test_a_factor_for_all_kinds_does_not_multiply_individuals(with_local, rule, salaries):
	local = with_local(
		rule("money.kind-factor", "f", values={"factor": 2}),
		rule("money.rounding", "r", values={"unit": 10_000, "mode": "up", "order": "individual"}),
	)
	assert compute_reward("GK", INDIVIDUAL, DAY, local, salaries).reward.amount == 710_000


def test_no_row_no_money(pack, salaries, codes):
	reward, findings = compute_reward("CTD", INDIVIDUAL, DAY, pack, salaries)
	assert reward is None
	assert codes(findings) == ["rule-missing"]
	assert findings[0].data["award"] == "CTD"


@pytest.mark.parametrize(
	("day", "amount"),
	[
		(date(2023, 7, 1), 1_800_000),
		(date(2024, 6, 30), 1_800_000),
		(date(2024, 7, 1), 2_340_000),
		(date(2026, 6, 30), 2_340_000),
		(date(2026, 7, 1), 2_530_000),
	],
)
def test_base_salary_changes_on_its_day(salaries, day, amount):
	assert base_salary_on(day, salaries)[0].amount == amount


def test_unverified_base_salary_is_said(salaries):
	_, (finding,) = base_salary_on(date(2024, 6, 30), salaries)
	assert (finding.code, finding.article) == ("base-salary-unverified", "NĐ 24/2023/NĐ-CP")


def test_missing_base_salary_names_the_date(pack, codes):
	reward, findings = compute_reward("GK", INDIVIDUAL, DAY, pack, [BaseSalary(date(2026, 1, 1), 1, "?")])
	assert reward is None
	(finding,) = [f for f in findings if f.code == "base-salary-missing"]
	assert (finding.severity, finding.data) == (Severity.BLOCK, {"day": DAY})


@pytest.fixture
def grant(awards):
	def build(code, amount, honoree="HN-1", period=YEAR_2025, achievement="", reference=None):
		return Grant(reference or f"{code}-{honoree}", honoree, awards[code], period, amount, achievement)

	return build


def paid(grants, pack):
	payments, findings = settle(grants, pack, DAY)
	return [payment.pays for payment in payments], [
		(f.code, f.subject) for f in findings if f.code != "rule-unverified"
	]


def test_of_titles_for_one_period_only_the_highest_pays(grant, pack):
	amounts, findings = paid([grant("LDTT", 710_000), grant("CSTDCS", 2_340_000)], pack)
	assert amounts == [0, 2_340_000]
	assert findings == [("only-highest-title-pays", "LDTT-HN-1")]


def test_titles_for_different_periods_all_pay(grant, pack):
	amounts, findings = paid([grant("LDTT", 710_000, period=YEAR_2024), grant("CSTDCS", 2_340_000)], pack)
	assert (amounts, findings) == ([710_000, 2_340_000], [])


def test_titles_of_different_people_all_pay(grant, pack):
	amounts, findings = paid([grant("LDTT", 710_000), grant("CSTDCS", 2_340_000, honoree="HN-2")], pack)
	assert (amounts, findings) == ([710_000, 2_340_000], [])


def test_a_title_and_a_form_both_pay(grant, pack):
	amounts, findings = paid([grant("LDTT", 710_000), grant("GK", 710_000)], pack)
	assert amounts == [710_000, 710_000]
	assert findings == [("title-and-form-both-pay", "HN-1")]


def test_equal_titles_pay_the_one_that_ranks_higher(grant, pack):
	amounts, _ = paid([grant("LDTT", 500_000), grant("CSTDCS", 500_000)], pack)
	assert amounts == [0, 500_000]


def test_forms_for_different_achievements_all_pay(grant, pack):
	grants = [grant("GK", 710_000, achievement="TT-1"), grant("BK", 3_510_000, achievement="TT-2")]
	assert paid(grants, pack) == ([710_000, 3_510_000], [])


def test_two_forms_for_one_achievement_are_not_allowed(grant, pack):
	grants = [grant("BK", 3_510_000, achievement="TT-1"), grant("GK", 710_000, achievement="TT-1")]
	_, findings = paid(grants, pack)
	assert findings == [("forms-of-one-achievement", "GK-HN-1")]


def test_without_rules_everything_is_paid_and_the_missing_rows_are_named(grant):
	grants = [
		grant("LDTT", 710_000),
		grant("CSTDCS", 2_340_000),
		grant("GK", 710_000),
		grant("BK", 3_510_000),
	]
	payments, findings = settle(grants, NOTHING, DAY)
	assert total(payments) == 7_270_000
	assert [f.code for f in findings] == ["rule-missing"] * 3


_TITLE = [AwardType(f"T{n}", f"T{n}", AwardKind.TITLE, frozenset(HonoreeKind), n) for n in range(3)]


@given(
	st.lists(
		st.tuples(
			st.sampled_from(_TITLE),
			st.sampled_from(["a", "b"]),
			st.sampled_from([YEAR_2024, YEAR_2025]),
			st.integers(0, 50),
		)
	)
)
def test_every_honoree_gets_the_highest_of_each_period(pack, drawn):
	grants = [Grant(str(n), who, award, when, money) for n, (award, who, when, money) in enumerate(drawn)]
	payments, _ = settle(grants, pack, DAY)
	best = {}
	for entry in grants:
		key = (entry.honoree, entry.period)
		best[key] = max(best.get(key, 0), entry.amount)
	assert total(payments) == sum(best.values())


# 1,0 % of 10 billion = 100 million, 1,5 % = 150 million; 20 % of 100 million for organising.
@pytest.mark.parametrize(
	("fund", "cost", "expected"),
	[
		(Fund("lowland", 10_000_000_000, 100_000_000), 80_000_000, []),
		(Fund("lowland", 10_000_000_000, 100_000_000), 80_000_001, ["fund-short"]),
		(Fund("lowland", 10_000_000_000, 100_000_001), 0, ["fund-above-ceiling"]),
		(Fund("highland", 10_000_000_000, 150_000_000), 0, []),
		(Fund("highland", 10_000_000_000, 150_000_001), 0, ["fund-above-ceiling"]),
		(Fund("highland", 10_000_000_000, 100_000_000, donated=50_000_000), 120_000_000, []),
		(Fund("lowland", 10_000_000_000, 100_000_000, rewards_spent=70_000_000), 10_000_000, []),
		(Fund("lowland", 10_000_000_000, 100_000_000, rewards_spent=70_000_000), 10_000_001, ["fund-short"]),
		(Fund("lowland", 10_000_000_000, 100_000_000, organising_spent=20_000_000), 0, []),
		(
			Fund("lowland", 10_000_000_000, 100_000_000, organising_spent=20_000_001),
			0,
			["organising-above-share"],
		),
	],
)
def test_fund(pack, codes, fund, cost, expected):
	assert codes(check_fund(fund, cost, pack, DAY)) == expected


def test_an_overdrawn_fund_has_nothing_left(pack):
	fund = Fund("lowland", 10_000_000_000, 100_000_000, rewards_spent=90_000_000)
	(finding,) = check_fund(fund, 1, pack, DAY)
	assert finding.data == {"total": 1, "left": 0}
	assert finding.article == "NĐ 152/2025/NĐ-CP Điều 46.3.b, 48.1.a"


def test_fund_without_rules(codes):
	assert codes(check_fund(Fund("lowland", 1, 1), 1, NOTHING, DAY)) == ["rule-missing"]


def test_multiplier_of_a_reward_is_exact(pack, salaries):
	assert compute_reward("GK", HOUSEHOLD, DAY, pack, salaries).reward.multiplier == Fraction(9, 20)
