"""How far a target is reached."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.emulation.targets import AVERAGE, SUM, percent_reached, together


@pytest.mark.parametrize(
	("target", "reached", "at_most", "percent"),
	[
		(80, 60, False, 75.0),
		(80, 100, False, 125.0),
		(1200, 400, False, 33.33),  # 400 / 1200 = 0,33333…
		(0, 0, False, 100.0),
		(0, 5, False, 100.0),
		(80, -5, False, 0.0),
		(2, 1.5, True, 100.0),
		(2, 2, True, 100.0),
		(2, 4, True, 50.0),
		(0, 4, True, 0.0),
		(0, 0, True, 100.0),
	],
)
def test_percent_reached(target, reached, at_most, percent):
	assert percent_reached(target, reached, at_most) == percent


@given(st.floats(0.01, 1e6), st.floats(0, 1e6))
def test_lower_is_better_never_passes_a_hundred(target, reached):
	assert 0 <= percent_reached(target, reached, at_most=True) <= 100


@pytest.mark.parametrize(
	("values", "way", "reached"),
	[([], SUM, None), ([90.0, 80.0], AVERAGE, 85.0), ([100.0, 250.0], SUM, 350.0), ([7.0], "", 7.0)],
)
def test_units_together(values, way, reached):
	assert together(values, way) == reached
