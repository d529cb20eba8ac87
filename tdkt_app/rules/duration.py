"""Duration class of a campaign, for the national statistics.

Source: TT 02/2023/TT-BNV, biểu 0601.N/BNV-TĐKT, rows 06–10: dưới 1 năm; 1 năm; từ 1 năm đến dưới 3 năm; từ 3 năm đến dưới
5 năm; từ 5 năm trở lên.
"""

from __future__ import annotations

from datetime import date, timedelta

# The form does not say how days are counted. A campaign of a year is launched in January and ends with the year, so from
# eleven months on it counts as one year.
_MONTHS_OF_A_YEAR = 11
_CLASSES = ((5 * 12, "5 Years or More"), (3 * 12, "3 to Under 5 Years"))
_DAYS_AT_MOST = 28  # a day every month has


def duration_class(first: date, last: date) -> str:
	"""Class of a campaign from its first to its last day, both included."""
	after = last + timedelta(days=1)
	for months, name in _CLASSES:
		if after >= _months_later(first, months):
			return name
	if after > _months_later(first, 12):
		return "1 to Under 3 Years"
	return "1 Year" if after >= _months_later(first, _MONTHS_OF_A_YEAR) else "Under 1 Year"


def _months_later(day: date, months: int) -> date:
	years, month = divmod(day.month - 1 + months, 12)
	same_day = day.day if day.day <= _DAYS_AT_MOST else _last_day(day.year + years, month + 1, day.day)
	return date(day.year + years, month + 1, same_day)


def _last_day(year: int, month: int, day: int) -> int:
	first_of_next = date(year + month // 12, month % 12 + 1, 1)
	return min(day, (first_of_next - timedelta(days=1)).day)
