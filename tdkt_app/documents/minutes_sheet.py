"""What the minutes of a council meeting print, worked out once for every output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents import council_paper
from tdkt_app.documents.authority import Authority
from tdkt_app.documents.paper_text import DRAFT_MARK, paragraphs
from tdkt_app.wording.vietnamese import long_date


@dataclass(frozen=True)
class Line:
	"""One candidate."""

	name: str
	unit: str
	award: str
	votes_for: int
	votes_against: int
	blank: int
	written: str  # "1 đồng ý", empty without written opinions
	share: str  # "9/11 (81,82%)"
	result: str


@dataclass(frozen=True)
class MinutesSheet:
	"""Texts are paragraphs in print order. Source of the contents: NĐ 152/2025/NĐ-CP Art. 33.5."""

	authority: Authority
	symbol: str
	day: str
	mark: str
	begins: str  # "8 giờ 00 phút, ngày 12 tháng 12 năm 2025"
	ends: str
	council: str
	members: int
	present: int
	absent: tuple[str, ...]  # name and reason
	in_writing: tuple[str, ...]
	method: str
	counting_board: tuple[str, ...]
	ballots: str
	recusals: tuple[str, ...]
	lines: tuple[Line, ...]
	carried: int
	proceedings: tuple[str, ...]
	other_opinions: tuple[str, ...]
	conclusion: tuple[str, ...]


def minutes_sheet(
	meeting: Mapping[str, Any], council: Mapping[str, Any], authority: Authority
) -> MinutesSheet:
	"""The sheet of one meeting.

	Args:
	    meeting: fields of a Council Meeting, times as datetimes or ISO text, its tables as rows with `get`.
	    council: `council_name` and `council_kind` of its Award Council.
	    authority: whose council it is.
	"""
	kind = council["council_kind"]
	begins = council_paper.time_of(meeting.get("meeting_on"))
	names = {row.get("honoree"): row.get("honoree_name") for row in meeting.get("candidates") or []}
	closed = meeting.get("workflow_state") == council_paper.CLOSED
	return MinutesSheet(
		authority=council_paper.heading(authority, kind),
		symbol=council_paper.symbol("BB", kind),
		day=long_date(begins.date()),
		mark="" if closed else DRAFT_MARK,
		begins=council_paper.spoken(begins),
		ends=(
			council_paper.spoken(council_paper.time_of(meeting.get("ended_on")))
			if meeting.get("ended_on")
			else ""
		),
		council=council["council_name"],
		members=meeting.get("members_count") or 0,
		present=meeting.get("present_count") or 0,
		absent=tuple(_with_reason(row) for row in _seats(meeting, "Absent")),
		in_writing=tuple(row.get("full_name") for row in _seats(meeting, "Written Opinion")),
		method=council_paper.method(meeting),
		counting_board=tuple(
			f"{row.get('full_name')} ({council_paper.board_role(row)})"
			for row in meeting.get("counting_board") or []
		),
		ballots=council_paper.ballots(meeting),
		recusals=tuple(
			f"{row.get('member_name')} không tham gia biểu quyết trường hợp {names.get(row.get('honoree'))}: "
			f"{row.get('reason')}"
			for row in meeting.get("recusals") or []
		),
		lines=tuple(_line(row, closed) for row in meeting.get("candidates") or []),
		carried=sum(bool(row.get("carried")) for row in meeting.get("candidates") or []),
		proceedings=paragraphs(meeting.get("proceedings")),
		other_opinions=paragraphs(meeting.get("other_opinions")),
		conclusion=paragraphs(meeting.get("conclusion")),
	)


def _line(row: Mapping[str, Any], closed: bool) -> Line:
	written = [
		f"{row.get(field)} {words}"
		for field, words in (("written_for", "đồng ý"), ("written_against", "không đồng ý"))
		if row.get(field)
	]
	result = "Đạt" if row.get("carried") else "Không đạt"
	return Line(
		name=row.get("honoree_name") or "",
		unit=row.get("unit_name") or "",
		award=row.get("award_name") or "",
		votes_for=row.get("votes_for") or 0,
		votes_against=row.get("votes_against") or 0,
		blank=row.get("blank") or 0,
		written=", ".join(written),
		share=row.get("share_text") or "",
		result=result if closed else "",
	)


def _seats(meeting: Mapping[str, Any], attendance: str) -> list[Mapping[str, Any]]:
	return [row for row in meeting.get("attendance") or [] if row.get("attendance") == attendance]


def _with_reason(row: Mapping[str, Any]) -> str:
	return f"{row.get('full_name')} ({row.get('reason')})" if row.get("reason") else row.get("full_name")
