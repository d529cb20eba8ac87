"""Duration classes of TT 02/2023/TT-BNV, biểu 0601, by dates counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tdkt_app.rules.duration import duration_class


@pytest.mark.parametrize(
	("first", "last", "name"),
	[
		(date(2025, 3, 3), date(2025, 9, 2), "Under 1 Year"),
		(date(2025, 2, 2), date(2025, 12, 31), "Under 1 Year"),
		(date(2025, 1, 10), date(2025, 12, 31), "1 Year"),  # the campaign of a year
		(date(2025, 1, 1), date(2025, 12, 31), "1 Year"),
		(date(2025, 1, 1), date(2026, 1, 1), "1 to Under 3 Years"),
		(date(2025, 1, 1), date(2027, 12, 30), "1 to Under 3 Years"),
		(date(2025, 1, 1), date(2027, 12, 31), "3 to Under 5 Years"),
		(date(2021, 1, 1), date(2025, 12, 30), "3 to Under 5 Years"),
		(date(2021, 1, 1), date(2025, 12, 31), "5 Years or More"),
		(date(2024, 2, 29), date(2025, 2, 27), "1 Year"),  # a year on: 28 February
		(date(2025, 5, 5), date(2025, 5, 5), "Under 1 Year"),
	],
)
def test_class(first, last, name):
	assert duration_class(first, last) == name
