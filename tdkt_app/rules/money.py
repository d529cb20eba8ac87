"""Reward money: multiplier × base salary, rounded as the decree says."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Rounding = Literal["up", "nearest"]

# A stored multiplier has three decimals; what a binary float carries beyond the ninth is noise.
_FLOAT_DECIMALS = 9


def reward_amount(
	multiplier: Decimal | float | str,
	base_salary: int,
	unit: int = 10_000,
	mode: Rounding = "up",
) -> int:
	"""Money of one award in đồng.

	The product is taken exactly and rounded once, to a multiple of `unit`.

	Args:
		multiplier: times the base salary, 0 or more; for a collective or a household the full product (0.6, 0.45).
		base_salary: đồng a month, in force on the date of the decision (Art. 49.1).
		unit: the decree's "hàng chục nghìn đồng".
		mode: "up" as the decree's "làm tròn số lên"; "nearest" for places that read it as nearest.

	>>> reward_amount("0.6", 2_340_000)
	1410000

	Raises ValueError for a negative or non-numeric multiplier, a salary or unit that is not a positive whole
	number, or an unknown mode.
	Source: NĐ 152/2025/NĐ-CP Art. 49.1, 49.2.
	"""
	step = _positive_whole(unit, "rounding unit")
	steps = exact_number(multiplier) * _positive_whole(base_salary, "base salary") / step
	if mode == "up":
		return math.ceil(steps) * step
	if mode == "nearest":
		return math.floor(steps + Fraction(1, 2)) * step
	raise ValueError(f"rounding mode {mode!r} is neither 'up' nor 'nearest'")


def exact_number(value: Decimal | Fraction | float | str) -> Fraction:
	"""A multiplier as an exact number, 0.1 + 0.2 read as 0.3. Raises ValueError below 0 or when not a number."""
	if isinstance(value, float) and math.isfinite(value):
		value = str(round(value, _FLOAT_DECIMALS))
	try:
		number = Fraction(value)
	except (OverflowError, TypeError, ValueError, ZeroDivisionError):
		raise ValueError(f"{value!r} is not a number") from None
	if number < 0:
		raise ValueError(f"{value!r} is below 0")
	return number


def _positive_whole(value: int, what: str) -> int:
	"""`value` as int, whole floats (Currency fields) included."""
	if not math.isfinite(value) or value <= 0 or value != int(value):
		raise ValueError(f"{what} {value!r} is not a positive whole number")
	return int(value)
