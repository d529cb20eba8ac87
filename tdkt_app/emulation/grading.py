"""Grades by bands of the total, with a highest share per band. No frappe: rows in, grades out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Band:
	"""Who reaches `from_score` has the grade; `cap_ratio` in percent of all that are ranked together, 0: no limit."""

	grade: str
	from_score: float
	cap_ratio: float = 0

	def places(self, ranked: int) -> int:
		"""The share is a ceiling, so parts of a place are not given away."""
		return int(ranked * self.cap_ratio / 100 + 1e-9) if self.cap_ratio else ranked


def grades(totals: Mapping[str, float], bands: Sequence[Band]) -> dict[str, str]:
	"""Grade per name ("" for none). `totals`: of those ranked together, in one block.

	When a band is full the next lower one takes over. Equals stay together: if they do not all fit, all go down.
	"""
	ladder = sorted(bands, key=lambda band: -band.from_score)
	room = {band.grade: band.places(len(totals)) for band in ladder}
	graded = {}
	best_first = sorted(totals, key=lambda name: -totals[name])
	lowest = 0  # once a band is full, nobody with fewer points gets into it
	for points, equals in groupby(best_first, key=totals.__getitem__):
		names = list(equals)
		grade = ""
		for step in range(lowest, len(ladder)):
			band = ladder[step]
			if points >= band.from_score and len(names) <= room[band.grade]:
				room[band.grade] -= len(names)
				grade, lowest = band.grade, step
				break
		graded.update(dict.fromkeys(names, grade))
	return graded
