"""What the minutes of a council meeting print, worked out once for every output."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.vietnamese import long_date

_COUNCILS = {
	"Emulation and Commendation": ("THI ĐUA - KHEN THƯỞNG", "BB-HĐTĐKT"),
	"Initiative": ("SÁNG KIẾN", "BB-HĐSK"),
}
_METHODS = {
	("Paper Ballot", True): "bỏ phiếu kín",
	("Paper Ballot", False): "bỏ phiếu công khai",
	("Online Vote", True): "bỏ phiếu kín trực tuyến",
	("Online Vote", False): "bỏ phiếu công khai trực tuyến",
	("Show of Hands", False): "giơ tay",
}
_CLOSED = "Closed"


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
	body, symbol = _COUNCILS[council["council_kind"]]
	begins = _time(meeting.get("meeting_on"))
	names = {row.get("honoree"): row.get("honoree_name") for row in meeting.get("candidates") or []}
	closed = meeting.get("workflow_state") == _CLOSED
	return MinutesSheet(
		authority=replace(
			authority, superior=f"{authority.name} {authority.commune}", name="HỘI ĐỒNG", commune=body
		),
		symbol=symbol,
		day=long_date(begins.date()),
		mark="" if closed else "DỰ THẢO",
		begins=_spoken(begins),
		ends=_spoken(_time(meeting.get("ended_on"))) if meeting.get("ended_on") else "",
		council=council["council_name"],
		members=meeting.get("members_count") or 0,
		present=meeting.get("present_count") or 0,
		absent=tuple(_with_reason(row) for row in _seats(meeting, "Absent")),
		in_writing=tuple(row.get("full_name") for row in _seats(meeting, "Written Opinion")),
		method=_METHODS[meeting.get("vote_method"), bool(meeting.get("is_secret"))],
		counting_board=tuple(
			f"{row.get('full_name')} ({'Trưởng ban' if row.get('board_role') == 'Head' else 'Ủy viên'})"
			for row in meeting.get("counting_board") or []
		),
		ballots=_ballots(meeting),
		recusals=tuple(
			f"{row.get('member_name')} không tham gia biểu quyết trường hợp {names.get(row.get('honoree'))}: "
			f"{row.get('reason')}"
			for row in meeting.get("recusals") or []
		),
		lines=tuple(_line(row, closed) for row in meeting.get("candidates") or []),
		carried=sum(bool(row.get("carried")) for row in meeting.get("candidates") or []),
		proceedings=_paragraphs(meeting.get("proceedings")),
		other_opinions=_paragraphs(meeting.get("other_opinions")),
		conclusion=_paragraphs(meeting.get("conclusion")),
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


def _ballots(meeting: Mapping[str, Any]) -> str:
	"""Only paper has ballots to be counted before the votes are."""
	if meeting.get("vote_method") == "Online Vote":
		return f"Số thành viên đã bỏ phiếu: {meeting.get('voted_count') or 0}."
	if meeting.get("vote_method") != "Paper Ballot":
		return ""
	issued, returned, valid, invalid = (
		meeting.get(f"ballots_{which}") or 0 for which in ("issued", "returned", "valid", "invalid")
	)
	return (
		f"Số phiếu phát ra: {issued}; số phiếu thu về: {returned}; số phiếu hợp lệ: {valid}; "
		f"số phiếu không hợp lệ: {invalid}."
	)


def _seats(meeting: Mapping[str, Any], attendance: str) -> list[Mapping[str, Any]]:
	return [row for row in meeting.get("attendance") or [] if row.get("attendance") == attendance]


def _with_reason(row: Mapping[str, Any]) -> str:
	return f"{row.get('full_name')} ({row.get('reason')})" if row.get("reason") else row.get("full_name")


def _spoken(time: datetime.datetime) -> str:
	return f"{time.hour} giờ {time.minute:02} phút, {long_date(time.date())}"


def _time(value: datetime.datetime | str) -> datetime.datetime:
	"""A document fresh from the desk's form holds its times as ISO text."""
	return datetime.datetime.fromisoformat(str(value))


def _paragraphs(text: str | None) -> tuple[str, ...]:
	return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
