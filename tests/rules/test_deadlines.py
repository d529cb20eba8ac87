"""11 and 13. Working days, due dates, public listing, and the return after an annulment."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.annulment import Annulment, check_annulment
from tdkt_app.rules.deadlines import (
	SwappedDay,
	WorkingCalendar,
	check_calendar,
	check_public_listing,
	check_step,
)
from tdkt_app.rules.finding import Severity
from tdkt_app.rules.pack import RulePack, RuleSet

NOTHING = RulePack(RuleSet("VN"))
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 1))


@pytest.fixture(scope="module")
def calendar():
	"""With the swapped days that ship: older releases of the library know none of them."""
	path = Path(__file__).parents[2] / "tdkt_app" / "catalogue" / "swapped_days.json"
	rows = json.loads(path.read_text(encoding="utf-8"))
	return WorkingCalendar(SwappedDay(date.fromisoformat(r["day"]), bool(r["is_working"])) for r in rows)


@pytest.mark.parametrize(
	("day", "working"),
	[
		(date(2025, 11, 3), True),  # Monday
		(date(2025, 11, 8), False),  # Saturday
		(date(2025, 11, 9), False),  # Sunday
		(date(2025, 9, 1), False),  # day beside National Day
		(date(2025, 9, 2), False),
		(date(2025, 1, 29), False),  # first day of the lunar year Ất Tỵ
		(date(2025, 4, 7), False),  # Hùng Kings, 10th of the 3rd lunar month
		(date(2026, 4, 27), False),  # in lieu: the day of the Hùng Kings is a Sunday
		(date(2025, 4, 30), False),
		(date(2025, 5, 2), False),  # swapped for the Saturday before
		(date(2025, 4, 26), True),  # that Saturday
		(date(2026, 8, 31), False),  # Monday between the weekend and National Day
		(date(2026, 8, 22), True),
	],
)
def test_vietnamese_working_days(calendar, day, working):
	assert calendar.is_working(day) is working


def test_swapped_days_win_over_the_library():
	calendar = WorkingCalendar(
		[SwappedDay(date(2027, 2, 11), is_working=False), SwappedDay(date(2027, 2, 20), is_working=True)]
	)
	assert not calendar.is_working(date(2027, 2, 11))  # a Thursday given off
	assert calendar.is_working(date(2027, 2, 20))  # the Saturday worked for it
	assert WorkingCalendar().is_working(date(2027, 2, 11))


# The day of the event is not counted.
@pytest.mark.parametrize(
	("start", "days", "end"),
	[
		(date(2025, 9, 26), 1, date(2025, 9, 29)),  # Friday → Monday
		(date(2025, 8, 27), 10, date(2025, 9, 12)),  # 28, 29; 3–5; 8–12 September: 1 and 2 are holidays
		(date(2025, 11, 3), 15, date(2025, 11, 24)),  # three weeks of five days
		(date(2025, 1, 24), 1, date(2025, 2, 3)),  # over the lunar new year: 27–31 January off
		(date(2025, 11, 3), 0, date(2025, 11, 3)),
	],
)
def test_adding_working_days(calendar, start, days, end):
	assert calendar.add(start, days) == end
	assert calendar.between(start, end) == days


@given(DAYS, st.integers(1, 40))
def test_adding_and_counting_agree(calendar, start, days):
	end = calendar.add(start, days)
	assert calendar.is_working(end)
	assert calendar.between(start, end) == days
	assert calendar.between(start, end - timedelta(days=1)) == days - 1


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_limits_add_up(calendar, start, one, other):
	assert calendar.add(calendar.add(start, one), other) == calendar.add(start, one + other)


def test_no_working_days_backwards(calendar):
	assert calendar.between(date(2025, 11, 10), date(2025, 11, 3)) == 0


@pytest.mark.parametrize(
	("until", "code", "severity", "figures"),
	[
		(date(2025, 8, 29), "step-due", Severity.INFO, {"left": 8}),
		(date(2025, 9, 12), "step-due", Severity.INFO, {"left": 0}),
		(date(2025, 9, 13), "step-overdue", Severity.WARN, {"late": 0}),  # a Saturday
		(date(2025, 9, 16), "step-overdue", Severity.WARN, {"late": 2}),
	],
)
def test_step_is_due_after_ten_working_days(pack, calendar, until, code, severity, figures):
	due, (finding,) = check_step("consultation", date(2025, 8, 27), until, pack, calendar, "HS-1")
	assert due == date(2025, 9, 12)
	assert (finding.code, finding.severity, finding.subject) == (code, severity, "HS-1")
	assert finding.article == "NĐ 152/2025/NĐ-CP Điều 34.6"
	assert finding.data == {"due": due, **figures}


def test_a_step_without_a_rule_has_no_due_date(pack, calendar, codes):
	assert check_step("council", date(2025, 8, 27), date(2025, 9, 1), pack, calendar) == (None, [])
	due, findings = check_step("consultation", date(2025, 8, 27), date(2025, 9, 1), NOTHING, calendar)
	assert (due, codes(findings)) == (None, ["rule-missing"])


def test_a_local_limit(with_local, rule, calendar):
	local = with_local(rule("deadline.council", values={"working_days": 5}))
	assert check_step("council", date(2025, 11, 3), date(2025, 11, 3), local, calendar).day == date(
		2025, 11, 10
	)


def test_a_date_beyond_the_announced_days_off_is_provisional(pack, calendar, codes):
	_, findings = check_step("consultation", date(2026, 12, 28), date(2026, 12, 28), pack, calendar)
	assert codes(findings) == ["step-due", "calendar-provisional"]
	assert codes(check_calendar(date(2026, 12, 31), pack)) == []
	assert codes(check_calendar(date(2027, 1, 1), NOTHING)) == ["rule-missing"]


# Listed on Monday 03/11/2025: ten working days are 04–17/11, the meeting may be on the 18th.
@pytest.mark.parametrize(
	("meeting_on", "expected"), [(date(2025, 11, 18), []), (date(2025, 11, 17), ["listed-too-short"])]
)
def test_public_listing(pack, calendar, codes, meeting_on, expected):
	findings = check_public_listing("CSTDTQ", date(2025, 11, 3), meeting_on, pack, calendar)
	assert codes(findings) == expected


def test_no_national_listing_for_a_certificate_of_the_commune(pack, calendar):
	assert check_public_listing("GK", date(2025, 11, 3), date(2025, 11, 4), pack, calendar) == []


FULL = {
	"reference": "KT-1",
	"ground": "false_declaration",
	"annulled_on": date(2025, 10, 30),
	"conclusion": "12/KL-TTr",
	"items": frozenset({"submission", "summary", "decision"}),
	"amount": 710_000,
}


@pytest.fixture
def annul(pack, calendar, codes):
	def check(today=date(2025, 11, 24), **changes):
		return check_annulment(Annulment(**{**FULL, **changes}), pack, calendar, today)

	return check


def test_what_is_to_be_returned(annul):
	(finding,) = [f for f in annul() if f.code != "rule-unverified"]
	assert (finding.code, finding.data) == ("return-amount", {"amount": 710_000})


@pytest.mark.parametrize(
	"ground", ["false_declaration", "false_information", "unlawful_procedure", "later_conclusion"]
)
def test_the_four_grounds(annul, codes, ground):
	assert codes(annul(ground=ground)) == ["return-amount"]


def test_another_ground(annul):
	(finding,) = [f for f in annul(ground="regret") if f.severity is Severity.BLOCK]
	assert (finding.code, finding.article) == ("annulment-ground-unknown", "Luật 06/2022/QH15 Điều 93.2")


def test_annulment_dossier(annul, codes):
	assert codes(annul(conclusion="", items=frozenset({"submission"}))) == [
		"annulment-without-conclusion",
		"annulment-item-missing",
		"annulment-item-missing",
		"return-amount",
	]


# Received on 03/11/2025: 15 working days end on 24/11/2025.
@pytest.mark.parametrize(
	("today", "returned_on", "expected"),
	[
		(date(2025, 11, 24), None, ["return-amount", "step-due"]),
		(date(2025, 11, 25), None, ["return-amount", "step-overdue"]),
		(date(2026, 1, 5), date(2025, 11, 24), []),
		(date(2026, 1, 5), date(2025, 11, 25), ["step-overdue"]),
	],
)
def test_return_within_15_working_days(annul, codes, today, returned_on, expected):
	assert codes(annul(today=today, received_on=date(2025, 11, 3), returned_on=returned_on)) == expected


def test_annulment_without_rules(calendar, codes):
	findings = check_annulment(
		Annulment(**FULL, received_on=date(2025, 11, 3)), NOTHING, calendar, date(2025, 11, 4)
	)
	assert codes(findings) == ["rule-missing"] * 4
