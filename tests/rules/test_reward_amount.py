from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.money import reward_amount

MULTIPLIERS = st.decimals(min_value=0, max_value=50, places=3)
SALARIES = st.integers(1, 10_000_000)


# Computed by hand: multiplier × base salary, then up to the next 10.000 đồng (Art. 49.2).
@pytest.mark.parametrize(
	("multiplier", "base_salary", "paid"),
	[
		("0.3", 1_800_000, 540_000),  # 540.000 exactly
		("0.45", 1_800_000, 810_000),  # 810.000 exactly
		("0.3", 2_340_000, 710_000),  # 702.000
		("0.45", 2_340_000, 1_060_000),  # 1.053.000
		("0.6", 2_340_000, 1_410_000),  # 1.404.000
		("0.8", 2_340_000, 1_880_000),  # 1.872.000
		("1.0", 2_340_000, 2_340_000),
		("1.5", 2_340_000, 3_510_000),
		("2.0", 2_340_000, 4_680_000),
		("0.3", 2_530_000, 760_000),  # 759.000
		("0.45", 2_530_000, 1_140_000),  # 1.138.500
		("0.6", 2_530_000, 1_520_000),  # 1.518.000
		("0.8", 2_530_000, 2_030_000),  # 2.024.000
		("1.0", 2_530_000, 2_530_000),
		("1.5", 2_530_000, 3_800_000),  # 3.795.000
		("2.0", 2_530_000, 5_060_000),
		("0", 2_340_000, 0),
	],
)
def test_worked_examples(multiplier, base_salary, paid):
	assert reward_amount(multiplier, base_salary) == paid
	assert reward_amount(float(multiplier), float(base_salary)) == paid
	assert reward_amount(Decimal(multiplier), base_salary) == paid


# 0,15 × 1.490.000 = 223.500: the published example of rounding to the nearest gives 220.000, "up" gives 230.000.
@pytest.mark.parametrize(("mode", "paid"), [("up", 230_000), ("nearest", 220_000)])
def test_rounding_mode(mode, paid):
	assert reward_amount("0.15", 1_490_000, mode=mode) == paid


def test_nearest_takes_the_half_up():
	assert reward_amount(1, 15_000, mode="nearest") == 20_000


def test_rounding_unit():
	assert reward_amount("0.45", 2_530_000, unit=1_000) == 1_139_000  # 1.138.500


@pytest.mark.parametrize("noisy", [0.1 + 0.2, 1.0000000000000002 * 0.3, 0.3 * 2 / 2])
def test_noise_of_binary_floats_does_not_reach_the_amount(noisy):
	# 0,3 × 1.000.000 = 300.000; one bit more would be paid as 310.000.
	assert reward_amount(noisy, 1_000_000) == 300_000


@pytest.mark.parametrize(
	"multiplier", ["-0.3", -1, "ba", "", float("nan"), float("inf"), Decimal("NaN"), None, "1/0"]
)
def test_bad_multiplier(multiplier):
	with pytest.raises(ValueError, match=r"number|below"):
		reward_amount(multiplier, 2_340_000)


@pytest.mark.parametrize("base_salary", [0, -1, 2_340_000.5, float("nan"), float("inf")])
def test_bad_base_salary(base_salary):
	with pytest.raises(ValueError, match="base salary"):
		reward_amount("0.3", base_salary)


def test_bad_unit_and_mode():
	with pytest.raises(ValueError, match="rounding unit"):
		reward_amount("0.3", 2_340_000, unit=0)
	with pytest.raises(ValueError, match="'down'"):
		reward_amount("0.3", 2_340_000, mode="down")


@given(MULTIPLIERS, SALARIES, st.sampled_from([1, 1_000, 10_000, 3_000]))
def test_up_is_the_smallest_multiple_that_is_not_less(multiplier, base_salary, unit):
	paid = reward_amount(multiplier, base_salary, unit)
	exact = Fraction(multiplier) * base_salary
	assert paid % unit == 0
	assert exact <= paid < exact + unit


@given(MULTIPLIERS, SALARIES, st.sampled_from([1, 1_000, 10_000]))
def test_nearest_is_never_more_than_half_a_unit_off(multiplier, base_salary, unit):
	assert (
		abs(reward_amount(multiplier, base_salary, unit, "nearest") - Fraction(multiplier) * base_salary) * 2
		<= unit
	)


@given(MULTIPLIERS, MULTIPLIERS, SALARIES)
def test_a_higher_multiplier_never_pays_less(one, other, base_salary):
	low, high = sorted([one, other])
	assert reward_amount(low, base_salary) <= reward_amount(high, base_salary)
