"""What the notice of a public consultation prints: until when and where opinions are taken, and the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.paper_text import DRAFT_MARK, day_of, paragraphs
from tdkt_app.wording.vietnamese import long_date

_DRAFT = "Draft"


@dataclass(frozen=True)
class Line:
	name: str
	unit: str
	award: str
	summary: str


@dataclass(frozen=True)
class ConsultationSheet:
	authority: Authority
	capacity: str  # "", "TM.", "KT." …: on whose behalf it is signed
	signer_position: str
	signer_name: str
	mark: str
	opens: str  # "ngày 05 tháng 01 năm 2026", empty until it is opened
	closes: str
	working_days: int
	introduction: tuple[str, ...]
	lines: tuple[Line, ...]


def consultation_sheet(
	consultation: Mapping[str, Any], nominees: Iterable[Mapping], settings: Mapping[str, Any]
) -> ConsultationSheet:
	"""The notice of one consultation.

	Args:
	    consultation: fields of a Public Consultation, dates as dates or ISO text.
	    nominees: rows as from `award_nomination.nominees.put_forward`, in their order.
	    settings: of the commune: who issues and who signs.
	"""
	return ConsultationSheet(
		authority=Authority.of(settings),
		capacity=settings.get("signing_authority") or "",
		signer_position=settings.get("signer_position") or "",
		signer_name=settings.get("signer_name") or "",
		mark=DRAFT_MARK if (consultation.get("state") or _DRAFT) == _DRAFT else "",
		opens=_day(consultation.get("opens_on")),
		closes=_day(consultation.get("closes_on")),
		working_days=int(consultation.get("working_days") or 0),
		introduction=paragraphs(consultation.get("introduction")),
		lines=tuple(
			Line(
				row.get("honoree_name") or "",
				row.get("unit_name") or "",
				row.get("award_name") or "",
				(row.get("summary") or "").strip(),
			)
			for row in nominees
		),
	)


def _day(value: Any) -> str:
	return long_date(day_of(value)) if value else ""
