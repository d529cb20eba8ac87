"""Words of a consolidated report, drafted from the reports of the units. No framework here.

A printed document is Vietnamese by nature, so its sentences are. What units wrote is quoted under their names; numbers are
counted, never taken from a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tdkt_app.emulation.targets import AVERAGE, percent_reached, together
from tdkt_app.wording.vietnamese import figure


@dataclass(frozen=True)
class Result:
	"""One target of one unit. `plan_target`: key of the plan's target, empty for the unit's own."""

	target: str
	measure: str
	committed: float
	reached: float
	at_most: bool = False
	plan_target: str = ""
	way: str = AVERAGE
	planned: float = 0.0


@dataclass(frozen=True)
class Review:
	"""An accepted report. Numbers are people and households."""

	unit: str
	people_registered: int = 0
	people: int = 0
	households_registered: int = 0
	households: int = 0
	organisation: str = ""
	difficulties: str = ""
	lessons: str = ""
	proposals: str = ""
	exemplars: tuple[tuple[str, str], ...] = ()  # name, what they did
	results: tuple[Result, ...] = ()


@dataclass(frozen=True)
class Counted:
	"""What the system counted itself, in units, papers and days."""

	campaign: str
	review_kind: str  # "Interim" or "Final"
	units: int
	accepted: int
	late: int
	missing: tuple[str, ...] = ()  # names of units that handed nothing in
	registrations: int = 0
	achievements_verified: int = 0
	achievements_handed_in: int = 0
	by_state: Mapping[str, int] = field(default_factory=dict)  # reports of achievements
	awards: Mapping[str, int] = field(default_factory=dict)  # by name, those that stand


@dataclass(frozen=True)
class Line:
	target: str
	measure: str
	committed_value: float
	result_value: float
	percent: float


@dataclass(frozen=True)
class Figure:
	"""One bar of the chart of that title. `part`: of the report, as its form names it."""

	chart: str
	part: str
	counted: str
	figure: float
	measure: str


@dataclass(frozen=True)
class Draft:
	"""Texts are paragraphs, one a line."""

	report_title: str
	introduction: str
	organisation: str
	achieved: str
	difficulties: str
	lessons: str
	exemplars: str
	proposals: str
	conclusion: str
	results: list[Line] = field(default_factory=list)
	figures: list[Figure] = field(default_factory=list)


PARTICIPATION, RESULTS = "Organisation and Participation", "Results"
_MOST_BARS = 15
_HANDLED = {
	"Submitted": "Đã gửi, chờ xác minh",
	"Under Verification": "Đang xác minh",
	"Returned": "Trả lại để bổ sung",
	"Verified": "Đã xác minh, công nhận",
	"Rejected": "Không được công nhận",
}
_KIND = {"Interim": "sơ kết", "Final": "tổng kết"}


def draft(counted: Counted, reviews: Sequence[Review]) -> Draft:
	kind = _KIND[counted.review_kind]
	return Draft(
		report_title=f"Kết quả {kind} phong trào “{counted.campaign}”",
		introduction=(
			f"Thực hiện phong trào “{counted.campaign}”, trên cơ sở báo cáo {kind} của các đơn vị, "
			"Ủy ban nhân dân xã báo cáo kết quả như sau:"
		),
		organisation="\n".join(_participation(counted, reviews)),
		achieved="\n".join([_achievements(counted), *_awards(counted), *_quoted(reviews, "organisation")]),
		difficulties="\n".join(_quoted(reviews, "difficulties")),
		lessons="\n".join(_quoted(reviews, "lessons")),
		exemplars="\n".join(_exemplars(reviews)),
		proposals="\n".join(_quoted(reviews, "proposals")),
		conclusion=f"Trên đây là báo cáo {kind} phong trào “{counted.campaign}”./.",
		results=_lines(reviews),
		figures=[*_people(reviews), *_handled(counted), *_awarded(counted)],
	)


def _participation(counted: Counted, reviews: Sequence[Review]) -> Iterable[str]:
	yield (
		f"Có {figure(counted.units)} đơn vị tham gia phong trào với {figure(counted.registrations)} lượt đăng ký thi đua; "
		f"{figure(counted.accepted)} đơn vị có báo cáo được chấp nhận"
		+ (f", trong đó {figure(counted.late)} báo cáo gửi sau hạn." if counted.late else ".")
	)
	people, households = sum(r.people for r in reviews), sum(r.households for r in reviews)
	registered = sum(r.people_registered for r in reviews), sum(r.households_registered for r in reviews)
	if people or households or any(registered):
		yield (
			f"Theo báo cáo của các đơn vị, có {figure(registered[0])} người và {figure(registered[1])} hộ gia đình đăng ký; "
			f"{figure(people)} người và {figure(households)} hộ gia đình tham gia."
		)
	if counted.missing:
		yield f"Đơn vị chưa gửi báo cáo: {', '.join(counted.missing)}."


def _achievements(counted: Counted) -> str:
	return (
		f"Các đơn vị đã gửi {figure(counted.achievements_handed_in)} báo cáo thành tích; "
		f"{figure(counted.achievements_verified)} thành tích đã được xác minh, công nhận."
	)


def _awards(counted: Counted) -> Iterable[str]:
	if counted.awards:
		yield (
			f"Đã có {figure(sum(counted.awards.values()))} lượt cá nhân, tập thể, hộ gia đình được khen thưởng trong phong trào."
		)


def _people(reviews: Sequence[Review]) -> list[Figure]:
	"""People who took part, by unit; of many units the largest, and the title says so."""
	taking_part = sorted((r for r in reviews if r.people), key=lambda r: -r.people)
	title = "Người tham gia phong trào theo đơn vị"
	if len(taking_part) > _MOST_BARS:
		title = f"{_MOST_BARS} đơn vị có nhiều người tham gia phong trào nhất"
	return _chart(title, PARTICIPATION, "người", {r.unit: r.people for r in taking_part[:_MOST_BARS]})


def _handled(counted: Counted) -> list[Figure]:
	rows = {text: counted.by_state.get(state, 0) for state, text in _HANDLED.items()}
	return _chart("Báo cáo thành tích theo kết quả xử lý", RESULTS, "báo cáo", rows)


def _awarded(counted: Counted) -> list[Figure]:
	return _chart("Khen thưởng theo danh hiệu, hình thức", RESULTS, "lượt", counted.awards)


def _chart(title: str, part: str, measure: str, rows: Mapping[str, int]) -> list[Figure]:
	"""Nothing to compare, no chart."""
	bars = [Figure(title, part, counted, number, measure) for counted, number in rows.items() if number]
	return bars if len(bars) > 1 else []


def _quoted(reviews: Sequence[Review], name: str) -> Iterable[str]:
	"""What the units wrote, one paragraph each, under their names."""
	for review in reviews:
		said = " ".join(getattr(review, name).split())
		if said:
			yield f"{review.unit}: {said}"


def _exemplars(reviews: Sequence[Review]) -> Iterable[str]:
	for review in reviews:
		for name, deed in review.exemplars:
			yield f"{name} ({review.unit}): {' '.join(deed.split())}"


def _lines(reviews: Sequence[Review]) -> list[Line]:
	"""Targets of the plan first, what all units reached together; then the units' own ones, each by itself."""
	of_plan: dict[str, list[Result]] = {}
	own: list[Line] = []
	for review in reviews:
		for row in review.results:
			if row.plan_target:
				of_plan.setdefault(row.plan_target, []).append(row)
			elif row.committed:
				own.append(_line(f"{review.unit}: {row.target}", row, row.committed, row.reached))
	return [*(_together(rows) for rows in of_plan.values()), *own]


def _together(rows: Sequence[Result]) -> Line:
	first = rows[0]
	reached = together([row.reached for row in rows], first.way) or 0.0
	return _line(first.target, first, first.planned, reached)


def _line(target: str, row: Result, committed: float, reached: float) -> Line:
	percent = percent_reached(committed, reached, row.at_most) if committed else 0.0
	return Line(target, row.measure, committed, reached, percent)
