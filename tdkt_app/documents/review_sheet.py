"""What the report of a unit on a campaign (báo cáo sơ kết, tổng kết) prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.paper_text import day_of, paragraphs
from tdkt_app.wording.vietnamese import figure, long_date

_KINDS = {"Interim": "sơ kết", "Final": "tổng kết"}


@dataclass(frozen=True)
class ResultLine:
	target: str
	measure: str
	committed: str
	reached: str


@dataclass(frozen=True)
class ReviewSheet:
	unit: Authority
	addressee: str
	kind: str  # sơ kết, tổng kết
	campaign: str
	date: str  # empty until the report is handed in
	participation: tuple[str, ...]
	results: tuple[ResultLine, ...]
	sections: tuple[tuple[str, tuple[str, ...]], ...]
	exemplars: tuple[tuple[str, str], ...]  # name, what they did
	head_position: str
	head_name: str


def review_sheet(
	review: Mapping[str, Any], unit: Mapping[str, Any], campaign: str, authority: Authority
) -> ReviewSheet:
	"""The sheet of one report. `review`, `unit`: fields of a Campaign Review and of its Emulation Unit."""
	day = review.get("submitted_on")
	texts = (
		("Công tác tổ chức và kết quả", "organisation"),
		("Khó khăn, hạn chế", "difficulties"),
		("Bài học kinh nghiệm", "lessons"),
		("Đề xuất, kiến nghị", "proposals"),
	)
	return ReviewSheet(
		unit=authority.below(unit.get("unit_name") or ""),
		addressee=authority.in_sentence,
		kind=_KINDS.get(review.get("review_kind") or "", ""),
		campaign=campaign,
		date=long_date(day_of(str(day)[:10])) if day else "",
		participation=tuple(_participation(review)),
		results=tuple(_result(row) for row in review.get("results") or ()),
		sections=tuple(
			(heading, lines) for heading, field in texts if (lines := paragraphs(review.get(field)))
		),
		exemplars=tuple(
			(row.get("exemplar_name") or "", row.get("deed") or "") for row in review.get("exemplars") or ()
		),
		head_position=unit.get("head_position") or "Thủ trưởng đơn vị",
		head_name=unit.get("head_name") or "",
	)


def _participation(review: Mapping[str, Any]) -> list[str]:
	said = (
		("Số người đăng ký, tham gia", "people_registered", "people_taking_part"),
		("Số hộ đăng ký, tham gia", "households_registered", "households_taking_part"),
	)
	return [
		f"{label}: {figure(review.get(registered) or 0)}, {figure(review.get(taking_part) or 0)}."
		for label, registered, taking_part in said
		if review.get(registered) or review.get(taking_part)
	]


def _result(row: Mapping[str, Any]) -> ResultLine:
	committed, reached = row.get("committed_value"), row.get("result_value")
	return ResultLine(
		target=row.get("target") or "",
		measure=row.get("measure") or "",
		committed=figure(committed) if committed else "",
		reached=figure(reached) if reached else "",
	)
