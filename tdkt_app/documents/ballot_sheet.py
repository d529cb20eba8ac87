"""What the ballot paper of a council meeting prints. Nothing on it tells who votes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents import council_paper
from tdkt_app.documents.authority import Authority
from tdkt_app.wording.vietnamese import long_date


@dataclass(frozen=True)
class Line:
	name: str
	unit: str
	award: str


@dataclass(frozen=True)
class BallotSheet:
	authority: Authority
	day: str
	council: str
	method: str
	on_paper: bool
	lines: tuple[Line, ...]


def ballot_sheet(meeting: Mapping[str, Any], council: Mapping[str, Any], authority: Authority) -> BallotSheet:
	"""One ballot with every candidate. `council`: `council_name` and `council_kind` of the Award Council."""
	return BallotSheet(
		authority=council_paper.heading(authority, council["council_kind"]),
		day=long_date(council_paper.time_of(meeting.get("meeting_on")).date()),
		council=council["council_name"],
		method=council_paper.method(meeting),
		on_paper=meeting.get("vote_method") == council_paper.PAPER,
		lines=tuple(
			Line(row.get("honoree_name") or "", row.get("unit_name") or "", row.get("award_name") or "")
			for row in meeting.get("candidates") or []
		),
	)
