"""Grades by bands: shares are ceilings, and equals stay together."""

from __future__ import annotations

import pytest

from tdkt_app.emulation.grading import Band, grades

BANDS = [Band("Tốt", 80), Band("Xuất sắc", 90, 20), Band("Hoàn thành", 50)]


def graded(*totals: float, bands=BANDS) -> list[str]:
	"""Grades in the order of the totals that were given."""
	result = grades({str(number): points for number, points in enumerate(totals)}, bands)
	return [result[str(number)] for number in range(len(totals))]


@pytest.mark.parametrize(
	("points", "grade"),
	[(90, "Xuất sắc"), (89.99, "Tốt"), (80, "Tốt"), (50, "Hoàn thành"), (49.9, ""), (0, "")],
)
def test_band_begins_at_its_score(points, grade):
	bands = [Band(band.grade, band.from_score) for band in BANDS]
	assert graded(points, bands=bands) == [grade]


def test_share_is_a_ceiling():
	"""20 % of nine is 1,8: one place."""
	assert graded(99, 98, 97, 60, 60, 60, 60, 60, 60)[:3] == ["Xuất sắc", "Tốt", "Tốt"]


def test_full_band_is_filled_from_the_top():
	assert graded(60, 60, 60, 91, 95) == ["Hoàn thành", "Hoàn thành", "Hoàn thành", "Tốt", "Xuất sắc"]


def test_equals_that_do_not_all_fit_go_down_together():
	assert graded(95, 95, 60, 60, 60) == ["Tốt", "Tốt", "Hoàn thành", "Hoàn thành", "Hoàn thành"]


def test_nobody_passes_those_who_went_down():
	"""Two equals do not fit into the one place; the next, who would fit, must not overtake them."""
	assert graded(95, 95, 91, 60, 60) == ["Tốt", "Tốt", "Tốt", "Hoàn thành", "Hoàn thành"]


def test_share_that_leaves_no_place():
	assert graded(99, 98) == ["Tốt", "Tốt"]


def test_no_bands_no_grades():
	assert graded(99, 10, bands=[]) == ["", ""]


def test_nobody_ranked():
	assert grades({}, BANDS) == {}
