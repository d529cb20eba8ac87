"""How far a target is reached. No framework here."""

from __future__ import annotations

from collections.abc import Sequence

SUM, AVERAGE = "Sum", "Average"
_DIGITS = 2


def percent_reached(target: float, reached: float, at_most: bool = False) -> float:
	"""Share of the target that is reached, in percent, two decimal places.

	`at_most`: the lower the better ("hộ nghèo còn không quá 2%"): whatever stays below the target reaches all of it. A
	target of zero reaches all or nothing.
	"""
	if at_most:
		return 100.0 if reached <= target else round(100 * target / reached, _DIGITS)
	if target <= 0:
		return 100.0 if reached >= target else 0.0
	return round(100 * max(reached, 0) / target, _DIGITS)


def together(values: Sequence[float], way: str) -> float | None:
	"""What several units reached together: the sum, or the average of a share; None when nobody reported."""
	if not values:
		return None
	return sum(values) / len(values) if way == AVERAGE else sum(values)
