"""What the minutes of the counting board (biên bản kiểm phiếu) print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents import council_paper
from tdkt_app.documents.authority import Authority
from tdkt_app.documents.paper_text import DRAFT_MARK

_COUNTS = ("votes_for", "votes_against", "blank")


@dataclass(frozen=True)
class Line:
	"""Counts as printed; empty while nobody has counted, so that the paper can be filled in by hand."""

	name: str
	unit: str
	award: str
	votes_for: str
	votes_against: str
	blank: str
	share: str  # "9/11 (81,82%)", once the vote is closed


@dataclass(frozen=True)
class CountSheet:
	authority: Authority
	mark: str
	begins: str
	council: str
	method: str
	on_paper: bool
	board: tuple[tuple[str, str], ...]  # (name, "Trưởng ban"), the head first
	members: int
	present: int
	ballots: str  # sentence with the counts; empty for hands and while nobody has counted
	written: int  # opinions of absent members
	lines: tuple[Line, ...]


def count_sheet(meeting: Mapping[str, Any], council: Mapping[str, Any], authority: Authority) -> CountSheet:
	"""The sheet of one count. `council`: `council_name` and `council_kind` of the Award Council.

	Source of shares: NĐ 152/2025/NĐ-CP Art. 33.5, as `rules.vote` worked them out when the meeting was closed.
	"""
	closed = meeting.get("workflow_state") == council_paper.CLOSED
	candidates = meeting.get("candidates") or []
	counted = (
		closed
		or bool(meeting.get("ballots_returned"))
		or any(row.get(field) for row in candidates for field in _COUNTS)
	)
	board = sorted(meeting.get("counting_board") or [], key=lambda row: row.get("board_role") != "Head")
	return CountSheet(
		authority=council_paper.heading(authority, council["council_kind"]),
		mark="" if closed else DRAFT_MARK,
		begins=council_paper.spoken(council_paper.time_of(meeting.get("meeting_on"))),
		council=council["council_name"],
		method=council_paper.method(meeting),
		on_paper=meeting.get("vote_method") == council_paper.PAPER,
		board=tuple((row.get("full_name") or "", council_paper.board_role(row)) for row in board),
		members=meeting.get("members_count") or 0,
		present=meeting.get("present_count") or 0,
		ballots=council_paper.ballots(meeting) if counted else "",
		written=meeting.get("written_count") or 0,
		lines=tuple(_line(row, counted, closed) for row in candidates),
	)


def _line(row: Mapping[str, Any], counted: bool, closed: bool) -> Line:
	votes_for, votes_against, blank = (str(row.get(field) or 0) if counted else "" for field in _COUNTS)
	return Line(
		name=row.get("honoree_name") or "",
		unit=row.get("unit_name") or "",
		award=row.get("award_name") or "",
		votes_for=votes_for,
		votes_against=votes_against,
		blank=blank,
		share=(row.get("share_text") or "") if closed else "",
	)
