"""What all papers of a council meeting share: heading, symbol, words for times, votes and the counting board."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.wording.vietnamese import long_date

_COUNCILS = {
	"Emulation and Commendation": ("THI ĐUA - KHEN THƯỞNG", "HĐTĐKT"),
	"Initiative": ("SÁNG KIẾN", "HĐSK"),
}
_METHODS = {
	("Paper Ballot", True): "bỏ phiếu kín",
	("Paper Ballot", False): "bỏ phiếu công khai",
	("Online Vote", True): "bỏ phiếu kín trực tuyến",
	("Online Vote", False): "bỏ phiếu công khai trực tuyến",
	("Show of Hands", False): "giơ tay",
}
PAPER = "Paper Ballot"
CLOSED = "Closed"


def heading(authority: Authority, council_kind: str) -> Authority:
	"""The council of the commune as the heading of its papers names it."""
	body, _symbol = _COUNCILS[council_kind]
	return replace(authority, superior=f"{authority.name} {authority.commune}", name="HỘI ĐỒNG", commune=body)


def symbol(kind_of_paper: str, council_kind: str) -> str:
	"""("BB", "Initiative") → "BB-HĐSK"."""
	return f"{kind_of_paper}-{_COUNCILS[council_kind][1]}"


def method(meeting: Mapping[str, Any]) -> str:
	"""How the meeting votes: "bỏ phiếu kín"."""
	return _METHODS[meeting.get("vote_method"), bool(meeting.get("is_secret"))]


def time_of(value: datetime.datetime | str) -> datetime.datetime:
	"""A document fresh from the desk's form holds its times as ISO text."""
	return datetime.datetime.fromisoformat(str(value))


def spoken(time: datetime.datetime) -> str:
	""" "8 giờ 00 phút, ngày 12 tháng 12 năm 2025"."""
	return f"{time.hour} giờ {time.minute:02} phút, {long_date(time.date())}"


def board_role(row: Mapping[str, Any]) -> str:
	return "Trưởng ban" if row.get("board_role") == "Head" else "Ủy viên"


def ballots(meeting: Mapping[str, Any]) -> str:
	"""Only paper has ballots to be counted before the votes are."""
	if meeting.get("vote_method") == "Online Vote":
		return f"Số thành viên đã bỏ phiếu: {meeting.get('voted_count') or 0}."
	if meeting.get("vote_method") != PAPER:
		return ""
	issued, returned, valid, invalid = (
		meeting.get(f"ballots_{which}") or 0 for which in ("issued", "returned", "valid", "invalid")
	)
	return (
		f"Số phiếu phát ra: {issued}; số phiếu thu về: {returned}; số phiếu hợp lệ: {valid}; "
		f"số phiếu không hợp lệ: {invalid}."
	)
