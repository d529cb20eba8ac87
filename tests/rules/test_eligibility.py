"""1. Eligibility."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.case import AwardKind, Honoree, HonoreeKind, Level, Members, Period
from tdkt_app.rules.eligibility import (
	_consecutive,
	check_competence,
	check_completion,
	check_eligibility,
	check_initiative,
	check_kind,
	check_members,
	check_prerequisites,
	check_registration,
)
from tdkt_app.rules.finding import Severity

LAST_OF_OLD_LAW, FIRST_OF_NEW_LAW = date(2025, 6, 30), date(2025, 7, 1)
SCHOOL = Honoree("HN-2", HonoreeKind.COLLECTIVE)
FAMILY = Honoree("HN-3", HonoreeKind.HOUSEHOLD)


@pytest.mark.parametrize(
	("award", "honoree", "expected"),
	[
		("GDVH", FAMILY, []),
		("GDVH", SCHOOL, ["kind-not-eligible"]),
		("LDTT", SCHOOL, ["kind-not-eligible"]),
		("TTLDTT", SCHOOL, []),
		("GK", FAMILY, []),
		("GK", SCHOOL, []),
	],
)
def test_kind_of_honoree(nominate, pack, codes, award, honoree, expected):
	assert codes(check_kind(nominate(award, honoree=honoree), pack)) == expected


@pytest.mark.parametrize(
	("award", "before", "after"),
	[
		("LDTT", [], []),
		("GDVH", [], []),
		("GK", [], []),
		("CSTDCS", ["not-competent"], []),
		("TTLDTT", ["not-competent"], []),
		("TVH", ["not-competent"], []),
		("BK", ["not-competent"], ["not-competent"]),
		("BKTTG", ["not-competent"], ["not-competent"]),
		("CSTT", ["not-competent"], ["not-competent"]),
	],
)
def test_competence_moves_to_the_commune_on_1_july_2025(nominate, pack, codes, award, before, after):
	on = lambda day: codes(check_competence(nominate(award, decided_on=day), pack))  # noqa: E731
	assert on(LAST_OF_OLD_LAW) == before
	assert on(FIRST_OF_NEW_LAW) == after


def test_competence_goes_by_the_date_of_the_decision_not_of_reception(nominate, pack, codes):
	nomination = nominate("CSTDCS", received_on=LAST_OF_OLD_LAW, decided_on=FIRST_OF_NEW_LAW)
	assert codes(check_competence(nomination, pack)) == []


def test_incompetence_names_who_decides_and_the_article(nominate, pack):
	(finding,) = check_competence(nominate("CSTDCS", received_on=LAST_OF_OLD_LAW), pack)
	assert finding.severity is Severity.BLOCK
	assert finding.article == "Luật 06/2022/QH15 Điều 80.2"
	assert finding.data["level"] is Level.DISTRICT


def test_what_the_commune_decides_need_not_be_proposed(nominate, pack, codes):
	proposal = nominate("CSTDCS", level=Level.PROVINCE)
	assert codes(check_competence(proposal, pack)) == ["decide-here"]
	assert codes(check_competence(nominate("BK", level=Level.PROVINCE), pack)) == []


def test_an_award_without_a_competence_row_is_an_error(nominate, with_local, codes, awards, rule):
	from tdkt_app.rules.pack import RulePack, RuleSet

	assert codes(check_competence(nominate(), RulePack(RuleSet("VN")))) == ["rule-missing"]


# CSTĐ cấp tỉnh for 2025: CSTĐCS in three consecutive years, the last in 2025 or 2024.
@pytest.mark.parametrize(
	("years", "expected"),
	[
		([2023, 2024, 2025], []),
		([2022, 2023, 2024], []),
		([2021, 2022, 2023], ["prerequisite-missing"]),
		([2022, 2023, 2025], ["prerequisite-missing"]),
		([2024, 2025], ["prerequisite-missing"]),
		([], ["prerequisite-missing"]),
	],
)
def test_consecutive_titles(nominate, received, pack, codes, years, expected):
	past = tuple(
		received(
			"CSTDCS", period=Period(date(year, 1, 1), date(year, 12, 31)), decided_on=date(year + 1, 1, 15)
		)
		for year in years
	)
	nomination = nominate("CSTDT", level=Level.PROVINCE, past=past)
	assert codes(check_prerequisites(nomination, pack)) == expected


def test_a_title_decided_together_counts(nominate, pack, codes):
	assert codes(check_prerequisites(nominate("CSTDCS"), pack)) == ["prerequisite-missing"]
	assert codes(check_prerequisites(nominate("CSTDCS", concurrent=frozenset({"LDTT"})), pack)) == []


def test_forms_and_other_titles_are_no_prerequisite(nominate, received, pack, codes):
	past = (received("GK", decided_on=date(2025, 11, 1)), received("TVH", decided_on=date(2025, 11, 1)))
	assert codes(check_prerequisites(nominate("CSTDCS", past=past), pack)) == ["prerequisite-missing"]


def test_a_title_without_printed_period_counts_for_the_year_of_its_decision(nominate, received, pack, codes):
	past = (received("LDTT", decided_on=date(2025, 11, 1)),)
	assert codes(check_prerequisites(nominate("CSTDCS", past=past), pack)) == []


def test_no_lower_award_is_needed_before_a_higher_one(nominate, pack, codes):
	assert codes(check_prerequisites(nominate("BK", level=Level.PROVINCE), pack)) == []


@given(st.sets(st.integers(2015, 2026)), st.integers(2015, 2026), st.integers(1, 5))
def test_consecutive_years_counted_backwards(held, last, years):
	run = 0
	while last - run in held:
		run += 1
	assert _consecutive(held, last, years) == (run >= years)


def test_initiative(nominate, pack, codes):
	assert codes(check_initiative(nominate("CSTDCS"), pack)) == ["initiative-missing"]
	assert codes(check_initiative(nominate("CSTDCS", initiative_recognised=True), pack)) == []
	assert codes(check_initiative(nominate("LDTT"), pack)) == []


@pytest.mark.parametrize(
	("registered_on", "deadline", "expected"),
	[
		(None, None, ["not-registered"]),
		(date(2025, 2, 28), date(2025, 2, 28), []),
		(date(2025, 3, 1), date(2025, 2, 28), ["registered-late"]),
		(date(2025, 3, 1), None, []),
	],
)
def test_registration(nominate, pack, codes, registered_on, deadline, expected):
	nomination = nominate("LDTT", registered_on=registered_on, registration_deadline=deadline)
	assert codes(check_registration(nomination, pack)) == expected


def test_a_form_needs_no_registration(nominate, pack):
	assert check_registration(nominate("GK"), pack) == []


@pytest.mark.parametrize(
	("official", "completion", "expected"),
	[
		(True, "good", []),
		(True, "excellent", []),
		(True, "completed", ["completion-too-low"]),
		(True, "", ["completion-missing"]),
		(False, "", []),  # a farmer is not rated
		(False, "failed", ["completion-too-low"]),
	],
)
def test_completion_of_tasks(nominate, pack, codes, official, completion, expected):
	honoree = Honoree("HN-1", HonoreeKind.INDIVIDUAL, is_official=official)
	assert codes(check_completion(nominate("LDTT", honoree=honoree, completion=completion), pack)) == expected


# More than half of the members: 10 of 20 is not, 11 of 20 and 2 of 3 are.
@pytest.mark.parametrize(
	("members", "expected"),
	[
		(Members(20, 10), ["members-share-too-low"]),
		(Members(20, 11), []),
		(Members(3, 2), []),
		(Members(0, 0), ["members-share-too-low"]),
		(Members(20, 15, disciplined=1), ["member-disciplined"]),
		(Members(20, 5, disciplined=2), ["members-share-too-low", "member-disciplined"]),
		(None, ["members-unknown"]),
	],
)
def test_members_of_a_collective(nominate, pack, codes, members, expected):
	assert codes(check_members(nominate("TTLDTT", honoree=SCHOOL, members=members), pack)) == expected


def test_members_finding_carries_the_figures(nominate, pack):
	(finding,) = [
		f
		for f in check_members(nominate("TTLDTT", members=Members(20, 10)), pack)
		if f.code == "members-share-too-low"
	]
	assert finding.data == {
		"award": "Tập thể lao động tiên tiến",
		"title": "LDTT",
		"needed": Fraction(1, 2),
		"holders": 10,
		"members": 20,
	}


def test_all_checks_of_the_group_speak(nominate, pack, codes):
	nomination = nominate("CSTDCS", honoree=SCHOOL, decided_on=LAST_OF_OLD_LAW)
	assert codes(check_eligibility(nomination, pack)) == [
		"kind-not-eligible",
		"not-competent",
		"prerequisite-missing",
		"initiative-missing",
		"not-registered",
	]


def test_award_type_from_a_catalogue_row(awards):
	gk = awards["GK"]
	assert (gk.name, gk.kind, gk.kinds) == ("Giấy khen", AwardKind.FORM, frozenset(HonoreeKind))


def test_a_period_cannot_end_before_it_begins():
	with pytest.raises(ValueError, match=r"2025-01-01.*2025-01-02"):
		Period(date(2025, 1, 2), date(2025, 1, 1))


def test_periods_that_share_one_day_overlap():
	january = Period(date(2025, 1, 1), date(2025, 1, 31))
	assert january.overlaps(Period(date(2025, 1, 31), date(2025, 2, 28)))
	assert not january.overlaps(Period(date(2025, 2, 1), date(2025, 2, 28)))
	assert january.days == len(january.dates()) == 31
