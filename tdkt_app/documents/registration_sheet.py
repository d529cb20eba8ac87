"""What the registration for a campaign (bản đăng ký thi đua) prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.paper_text import day_of, paragraphs
from tdkt_app.wording.vietnamese import long_date


@dataclass(frozen=True)
class RegistrationSheet:
	unit: Authority
	addressee: str
	campaign: str
	date: str
	honoree: str  # empty when the unit registers for itself
	award: str
	targets: tuple[str, ...]
	head_position: str
	head_name: str


def registration_sheet(
	registration: Mapping[str, Any],
	unit: Mapping[str, Any],
	names: Mapping[str, str],
	authority: Authority,
) -> RegistrationSheet:
	"""The sheet of one registration.

	Args:
	    registration, unit: fields of a Campaign Registration and of its Emulation Unit.
	    names: of its "campaign", "honoree" and "award_type", as far as it has them.
	    authority: the commune, with which it registers.
	"""
	day = registration.get("registered_on")
	return RegistrationSheet(
		unit=authority.below(unit.get("unit_name") or ""),
		addressee=authority.in_sentence,
		campaign=names.get("campaign") or "",
		date=long_date(day_of(day)) if day else "",
		honoree=names.get("honoree") or "",
		award=names.get("award_type") or "",
		targets=tuple(text.lstrip("-–+ ") for text in paragraphs(registration.get("targets"))),
		head_position=unit.get("head_position") or "Thủ trưởng đơn vị",
		head_name=unit.get("head_name") or "",
	)
