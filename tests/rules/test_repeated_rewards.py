"""2, 3 and 7. What was rewarded before: twice for one achievement, as grounds for merit, in the next period."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.basis import check_basis
from tdkt_app.rules.case import AwardKind, AwardType, HonoreeKind, Level, Method, PastAward, Period
from tdkt_app.rules.double_reward import check_double_reward
from tdkt_app.rules.finding import Severity
from tdkt_app.rules.next_period import check_next_period, counts_from, earliest_start
from tdkt_app.rules.pack import RulePack, RuleSet

YEAR_2024 = Period(date(2024, 1, 1), date(2024, 12, 31))
YEAR_2025 = Period(date(2025, 1, 1), date(2025, 12, 31))


def test_one_achievement_gets_one_form_of_reward(nominate, received, pack):
	past = (received("BK", achievement="TT-1"),)
	(finding,) = check_double_reward(nominate("GK", achievement="TT-1", past=past), pack)
	assert (finding.code, finding.severity) == ("achievement-already-rewarded", Severity.BLOCK)
	assert finding.article == "Luật 06/2022/QH15 Điều 5"
	assert finding.data["decision"] == "12/QĐ-UBND"


@pytest.mark.parametrize(
	("award", "past_award", "past_fields", "expected"),
	[
		("GK", "GK", {"achievement": "TT-1"}, ["achievement-already-rewarded"]),
		("GK", "GK", {"achievement": "TT-2"}, []),
		("GK", "LDTT", {"achievement": "TT-1"}, []),  # a title and a form may stand side by side
		("LDTT", "LDTT", {"achievement": "TT-1"}, ["achievement-already-rewarded"]),
		("LDTT", "LDTT", {"period": YEAR_2025}, ["title-already-held"]),
		("LDTT", "LDTT", {"period": YEAR_2024}, []),
		(
			"LDTT",
			"LDTT",
			{"decided_on": date(2025, 3, 1)},
			["title-already-held"],
		),  # no period: year of decision
		("LDTT", "CSTDCS", {"period": YEAR_2025}, []),
		("GK", "GK", {"campaign": "PT-1"}, ["campaign-already-rewarded"]),
		("GK", "GK", {"campaign": "PT-2"}, []),
		("GK", "LDTT", {"campaign": "PT-1"}, []),
	],
)
def test_double_reward(nominate, received, pack, codes, award, past_award, past_fields, expected):
	past = (received(past_award, **past_fields),)
	nomination = nominate(award, achievement="TT-1", campaign="PT-1", past=past)
	assert codes(check_double_reward(nomination, pack)) == expected


def test_awards_without_an_achievement_are_not_the_same_achievement(nominate, received, pack, codes):
	assert codes(check_double_reward(nominate("GK", past=(received("GK"),)), pack)) == []


@pytest.mark.parametrize(
	("method", "expected"),
	[
		(Method.REGULAR, []),
		(Method.CONTRIBUTION, []),
		(Method.THEMATIC, ["not-a-basis"]),
		(Method.ON_THE_SPOT, ["not-a-basis"]),
	],
)
def test_on_the_spot_and_thematic_rewards_support_no_proposal_for_merit(
	nominate, received, pack, codes, method, expected
):
	basis = (received("GK", method=method),)
	assert codes(check_basis(nominate("BK", level=Level.PROVINCE, basis=basis), pack)) == expected


@pytest.mark.parametrize(
	"fields",
	[
		{"level": Level.COMMUNE},  # not asked of a higher level
		{"level": Level.PROVINCE, "method": Method.ON_THE_SPOT},  # not for merit
	],
)
def test_other_proposals_may_cite_them(nominate, received, pack, codes, fields):
	basis = (received("GK", method=Method.ON_THE_SPOT),)
	assert codes(check_basis(nominate("BK", basis=basis, **fields), pack)) == []


def test_next_period_begins_after_the_one_printed_in_the_last_decision(nominate, received, pack):
	past = (received("GK", period=Period(date(2024, 1, 1), date(2025, 3, 31))),)
	(finding,) = check_next_period(nominate("GK", past=past), pack)
	assert (finding.code, finding.severity) == ("period-already-counted", Severity.BLOCK)
	assert finding.article == "NĐ 152/2025/NĐ-CP Điều 33.7"
	assert finding.data == {"day": date(2025, 4, 1), "decision": "12/QĐ-UBND"}


@pytest.mark.parametrize(
	("award", "past_award", "past_fields", "expected"),
	[
		("GK", "GK", {"period": YEAR_2024}, []),
		("GK", "GK", {"period": YEAR_2025}, ["period-already-counted"]),
		("GK", "GK", {"decided_on": date(2024, 12, 31)}, []),  # no period printed: after the decision
		("GK", "GK", {"decided_on": date(2025, 1, 1)}, ["period-already-counted"]),
		("GK", "GK", {"period": YEAR_2025, "method": Method.ON_THE_SPOT}, []),
		("GK", "BK", {"period": YEAR_2025}, []),  # another form
		("LDTT", "LDTT", {"period": YEAR_2025}, []),  # titles are yearly: see double reward
	],
)
def test_next_period(nominate, received, pack, codes, award, past_award, past_fields, expected):
	past = (received(past_award, **past_fields),)
	assert codes(check_next_period(nominate(award, past=past), pack)) == expected


def test_next_period_concerns_merit_only(nominate, received, pack, codes):
	past = (received("GK", period=YEAR_2025),)
	assert codes(check_next_period(nominate("GK", past=past, method=Method.ON_THE_SPOT), pack)) == []


_GK = AwardType("GK", "Giấy khen", AwardKind.FORM, frozenset(HonoreeKind))
_PAST = st.builds(
	lambda day, length: PastAward(
		"d", _GK, day, None if length is None else Period(day, date.fromordinal(day.toordinal() + length))
	),
	st.dates(date(2015, 1, 1), date(2030, 1, 1)),
	st.none() | st.integers(0, 800),
)


@given(st.lists(_PAST, max_size=5))
def test_earliest_start_is_after_every_counted_day(past):
	earliest = earliest_start(past)
	if not past:
		assert earliest is None
		return
	day, award = earliest
	assert all((award.period.end if award.period else award.decided_on) < day for award in past)
	assert counts_from(award) == day


@pytest.mark.parametrize("check", [check_double_reward, check_next_period, check_basis])
def test_without_rules_the_missing_row_is_reported(nominate, codes, check):
	nomination = nominate("GK", level=Level.PROVINCE)
	assert codes(check(nomination, RulePack(RuleSet("VN")))) == ["rule-missing"]
