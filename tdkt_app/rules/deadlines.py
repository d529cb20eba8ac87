"""11. Working days, due dates, and how long a list was public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from tdkt_app.rules.finding import Finding
from tdkt_app.rules.pack import RulePack

_SATURDAY = 5


@dataclass(frozen=True)
class SwappedDay:
	"""A day that the government or the province swapped: a working Saturday, or a day off in lieu."""

	day: date
	is_working: bool


class Due(NamedTuple):
	"""`day`: last day of the limit, None when no row gives one."""

	day: date | None
	findings: list[Finding]


class WorkingCalendar:
	"""Working days of Vietnamese public bodies: Monday to Friday without public holidays, with swapped days.

	Holidays come from the `holidays` library, which computes the lunar ones and the days in lieu of a Sunday. Which
	working days were swapped it knows only in part and only for years before its release (0.83 not for 2025), so
	they are passed in and win.
	"""

	def __init__(self, swapped: Iterable[SwappedDay] = ()):
		import holidays

		self._public = holidays.country_holidays("VN")
		self._swapped = {entry.day: entry.is_working for entry in swapped}

	def is_working(self, day: date) -> bool:
		if day in self._swapped:
			return self._swapped[day]
		if day in self._public:
			return False
		return day.weekday() < _SATURDAY or day in self._public.weekend_workdays

	def add(self, day: date, working_days: int) -> date:
		"""The day on which `working_days` end; the first one is the first working day after `day`.

		Source: Civil Code 2015 Art. 147.2. Example: 1 working day from Friday 26/09/2025 → Monday 29/09/2025.
		"""
		for _ in range(working_days):
			day = self._next(day)
		return day

	def between(self, start: date, end: date) -> int:
		"""Working days after `start` up to and including `end`; 0 when `end` is not later."""
		return sum(self.is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))

	def _next(self, day: date) -> date:
		day += timedelta(days=1)
		while not self.is_working(day):
			day += timedelta(days=1)
		return day


def check_step(
	step: str, started_on: date, until: date, pack: RulePack, calendar: WorkingCalendar, subject: str = ""
) -> Due:
	"""When a step is due, and whether it is late on `until` (today, or the day it was done).

	Args:
		step: a key "deadline.<step>" of the pack.
	Source: the row of the step; most limits are the province's.
	Example: a consulted body asked on 27/08/2025 has 10 working days: due 12/09/2025 (2 September is a holiday of
	two days).
	"""
	rule, findings = pack.find(f"deadline.{step}", started_on)
	if rule is None:
		return Due(None, findings)
	due = calendar.add(started_on, rule.count("working_days"))
	if until > due:
		found = Finding.of("step-overdue", rule, subject, due=due, late=calendar.between(due, until))
	else:
		found = Finding.of("step-due", rule, subject, due=due, left=calendar.between(until, due))
	return Due(due, [*findings, found, *check_calendar(due, pack)])


def check_public_listing(
	award_type: str,
	listed_on: date,
	meeting_on: date,
	pack: RulePack,
	calendar: WorkingCalendar,
	subject: str = "",
) -> list[Finding]:
	"""The list was public for long enough before the council met, for awards that have such a rule.

	Working days after the day of listing and before the day of the meeting are counted.
	Source: NĐ 152/2025/NĐ-CP Art. 44.2 (awards of the state); for the commune the province.
	"""
	rule, findings = pack.find("deadline.public-listing", listed_on, award_type)
	if rule is None:
		return findings
	days = calendar.between(listed_on, meeting_on - timedelta(days=1))
	if days < rule.count("working_days"):
		findings.append(
			Finding.of("listed-too-short", rule, subject, days=days, needed=rule.count("working_days"))
		)
	return findings


def check_calendar(day: date, pack: RulePack) -> list[Finding]:
	"""Days off in lieu are announced year by year: a date beyond them may still move."""
	rule, findings = pack.find("calendar", day)
	if rule is None:
		return findings
	if day.year <= rule.count("announced_through"):
		return []
	return [*findings, Finding.of("calendar-provisional", rule, year=day.year)]
