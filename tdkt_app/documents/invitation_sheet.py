"""What the invitation to a council meeting prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents import council_paper
from tdkt_app.documents.authority import Authority

_ROLES = {
	"Chairperson": "Chủ tịch Hội đồng",
	"Vice Chairperson": "Phó Chủ tịch Hội đồng",
	"Standing Member": "Ủy viên thường trực",
	"Secretary": "Thư ký Hội đồng",
	"Member": "Ủy viên",
}


@dataclass(frozen=True)
class Invited:
	name: str
	position: str
	role: str


@dataclass(frozen=True)
class InvitationSheet:
	authority: Authority
	symbol: str
	council: str
	begins: str  # "8 giờ 00 phút, ngày 12 tháng 12 năm 2025"
	invited: tuple[Invited, ...]
	units: tuple[str, ...]  # whose nominations are on the agenda, each once
	candidates: int
	signer: str


def invitation_sheet(
	meeting: Mapping[str, Any], council: Mapping[str, Any], authority: Authority
) -> InvitationSheet:
	"""One invitation to all members. `council`: `council_name` and `council_kind` of the Award Council."""
	kind, members = council["council_kind"], meeting.get("attendance") or []
	units = [row.get("unit_name") for row in meeting.get("nominations") or [] if row.get("unit_name")]
	return InvitationSheet(
		authority=council_paper.heading(authority, kind),
		symbol=council_paper.symbol("GM", kind),
		council=council["council_name"],
		begins=council_paper.spoken(council_paper.time_of(meeting.get("meeting_on"))),
		invited=tuple(
			Invited(row.get("full_name") or "", row.get("position") or "", _ROLES[row.get("council_role")])
			for row in members
		),
		units=tuple(dict.fromkeys(units)),
		candidates=len(meeting.get("candidates") or []),
		signer=next(
			(row.get("full_name") for row in members if row.get("council_role") == "Chairperson"), ""
		),
	)
