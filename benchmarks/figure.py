"""One measured figure, and the table of all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
	"""`measured` and `floor` in `unit`; `limit`: what the ratio (or, without a floor, the figure itself) may be at most."""

	what: str
	unit: str
	measured: float
	limit: float
	floor: float | None = None
	floor_is: str = ""

	@property
	def compared(self) -> float:
		return self.measured / self.floor if self.floor else self.measured

	@property
	def holds(self) -> bool:
		return self.compared <= self.limit


def seconds(work: Callable[[], object], times: int = 3) -> float:
	"""Median of several runs."""
	taken = []
	for _ in range(times):
		began = time.perf_counter()
		work()
		taken.append(time.perf_counter() - began)
	return median(taken)


def in_turn(work: Callable[[], object], floor: Callable[[], object], times: int) -> tuple[float, float]:
	"""Medians of both, run one after the other, so that whatever else the machine does meets both."""
	pairs = [(seconds(work, 1), seconds(floor, 1)) for _ in range(times)]
	return median(mine for mine, _floor in pairs), median(bare for _mine, bare in pairs)


def table(figures: Iterable[Figure]) -> str:
	"""As Markdown, in Vietnamese like the guide it stands in."""
	rows = [
		"| Phép đo | Kết quả | Mốc so sánh cùng lần chạy | Tỷ lệ | Giới hạn | Đạt |",
		"| --- | --- | --- | --- | --- | --- |",
	]
	for figure in figures:
		floor = f"{_number(figure.floor)} {figure.unit} ({figure.floor_is})" if figure.floor else "–"
		ratio = _number(figure.compared) if figure.floor else "–"
		limit = _number(figure.limit) + ("" if figure.floor else f" {figure.unit}")
		holds = "có" if figure.holds else "**không**"
		rows.append(
			f"| {figure.what} | {_number(figure.measured)} {figure.unit} | {floor} | {ratio} | ≤ {limit} | {holds} |"
		)
	return "\n".join(rows) + "\n"


def _number(value: float) -> str:
	text = f"{value:.0f}" if value >= 100 else f"{value:.3g}"
	return text.replace(".", ",")
