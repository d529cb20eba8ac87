"""4. Pending proceedings, discipline, leave."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.case import Discipline, Hold, Leave, Period
from tdkt_app.rules.finding import Severity
from tdkt_app.rules.hold import check_discipline, check_hold, check_service, counted_from, days_worked
from tdkt_app.rules.pack import RulePack, RuleSet

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
	("hold", "expected"),
	[
		(Hold("complaint", date(2025, 12, 1)), ["on-hold"]),
		(Hold("complaint", date(2025, 12, 15)), ["on-hold"]),  # opened on the day of the decision
		(Hold("complaint", date(2025, 12, 16)), []),  # opened after it
		(Hold("complaint", date(2025, 12, 1), date(2025, 12, 16)), ["on-hold"]),
		(Hold("complaint", date(2025, 12, 1), date(2025, 12, 15)), ["hold-released"]),
		(
			Hold("complaint", date(2025, 12, 1), date(2025, 12, 9), fault_found=True),
			["hold-ended-with-fault"],
		),
	],
)
def test_hold(nominate, pack, codes, hold, expected):
	assert codes(check_hold(nominate(decided_on=date(2025, 12, 15), holds=(hold,)), pack)) == expected


def test_hold_names_ground_document_and_article(nominate, pack):
	(finding,) = check_hold(nominate(holds=(Hold("press", date(2025, 11, 3), document="45/UBND"),)), pack)
	assert (finding.severity, finding.article) == (Severity.BLOCK, "NĐ 152/2025/NĐ-CP Điều 4.4")
	assert finding.data == {
		"ground": "Xác minh vấn đề tham nhũng, tiêu cực được báo chí nêu",
		"day": date(2025, 11, 3),
		"document": "45/UBND",
	}


def test_a_ground_the_pack_does_not_name_holds_all_the_same(nominate, pack):
	(finding,) = check_hold(nominate(holds=(Hold("lawsuit", date(2025, 11, 3)),)), pack)
	assert (finding.code, finding.data["ground"]) == ("on-hold", "lawsuit")


# Served until 30/06/2025: achievements count from 01/07/2025.
@pytest.mark.parametrize(
	("period", "decided_on", "expected"),
	[
		(YEAR, date(2025, 6, 30), ["under-discipline"]),
		(YEAR, date(2025, 12, 15), ["period-before-discipline-end"]),
		(Period(date(2025, 7, 1), date(2025, 12, 31)), date(2025, 12, 15), []),
		(Period(date(2025, 6, 30), date(2025, 12, 31)), date(2025, 12, 15), ["period-before-discipline-end"]),
		(YEAR, date(2024, 6, 30), []),  # decided before the discipline began
	],
)
def test_discipline(nominate, pack, codes, period, decided_on, expected):
	discipline = Discipline("khiển trách", date(2024, 7, 1), date(2025, 6, 30))
	nomination = nominate(period=period, decided_on=decided_on, disciplines=(discipline,))
	findings = check_discipline(nomination, pack)
	assert codes(findings) == expected
	if expected == ["period-before-discipline-end"]:
		assert findings[0].data == {"form": "khiển trách", "day": date(2025, 7, 1)}


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_counted_from_the_day_after(served_until):
	assert counted_from(Discipline("x", served_until, served_until)) - served_until == timedelta(days=1)


def test_maternity_leave_counts_as_work(nominate, pack):
	maternity = Leave("maternity", Period(date(2025, 3, 1), date(2025, 8, 31)))  # 184 days
	unpaid = Leave("unpaid", Period(date(2025, 10, 1), date(2025, 10, 10)))  # 10 days
	assert days_worked(YEAR, [maternity, unpaid], ["maternity"]) == 365 - 10
	assert days_worked(YEAR, [maternity, unpaid], []) == 365 - 184 - 10
	(finding,) = check_service(nominate(leaves=(maternity, unpaid)), pack)
	assert (finding.code, finding.data) == ("leave-counts-as-work", {"days": 184})


def test_leave_of_another_kind_credits_nothing(nominate, pack, codes):
	unpaid = Leave("unpaid", Period(date(2025, 10, 1), date(2025, 10, 10)))
	assert codes(check_service(nominate(leaves=(unpaid,)), pack)) == []


def test_a_local_least_time_worked(nominate, with_local, rule, codes):
	local = with_local(rule("hold.service", values={"days": 240}, award_type="LDTT"))
	unpaid = Leave("unpaid", Period(date(2025, 1, 1), date(2025, 5, 6)))  # 126 days: 239 remain
	maternity = Leave("maternity", unpaid.period)
	assert codes(check_service(nominate("LDTT", leaves=(unpaid,)), local)) == ["service-too-short"]
	assert codes(check_service(nominate("LDTT", leaves=(maternity,)), local)) == ["leave-counts-as-work"]
	assert codes(check_service(nominate("GK", leaves=(unpaid,)), local)) == []
	shorter = Leave("unpaid", Period(date(2025, 1, 1), date(2025, 5, 5)))  # 125 days: 240 remain
	assert codes(check_service(nominate("LDTT", leaves=(shorter,)), local)) == []


_LEAVE = st.builds(
	lambda kind, start, length: Leave(kind, Period(start, start + timedelta(days=length))),
	st.sampled_from(["maternity", "unpaid"]),
	st.dates(date(2024, 10, 1), date(2026, 3, 1)),
	st.integers(0, 200),
)


@given(st.lists(_LEAVE, max_size=5))
def test_days_worked_stay_within_the_period_and_credit_never_costs(leaves):
	credited, strict = days_worked(YEAR, leaves, ["maternity"]), days_worked(YEAR, leaves, [])
	assert 0 <= strict <= credited <= YEAR.days
	assert days_worked(YEAR, leaves, ["maternity", "unpaid"]) == YEAR.days


@pytest.mark.parametrize("check", [check_hold, check_discipline, check_service])
def test_without_rules_the_missing_row_is_reported(nominate, codes, check):
	assert codes(check(nominate(), RulePack(RuleSet("VN")))) == ["rule-missing"]
