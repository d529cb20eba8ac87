"""What the submission (tờ trình) of a nomination prints, worked out once for every output."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.wording.vietnamese import long_date

_KINDS = {"Individual": "cá nhân", "Collective": "tập thể", "Household": "hộ gia đình"}


@dataclass(frozen=True)
class Line:
	name: str
	unit: str
	award: str
	summary: str


@dataclass(frozen=True)
class NominationSheet:
	"""`unit`: who proposes, as the heading names it; `lines` in the order of a ceremony."""

	unit: Authority
	addressee: str  # "Ủy ban nhân dân xã Cát Nê"
	date: str  # "ngày 05 tháng 01 năm 2026", empty when there is none
	period_from: str
	period_to: str
	awards: tuple[tuple[str, str], ...]  # ("Giấy khen", "02 tập thể, 10 cá nhân")
	lines: tuple[Line, ...]


def nomination_sheet(
	nomination: Mapping[str, Any], unit_name: str, nominees: Iterable[Mapping], authority: Authority
) -> NominationSheet:
	"""The sheet of one nomination.

	Args:
	    nomination: fields of an Award Nomination, dates as dates or ISO text.
	    nominees: rows as from `award_nomination.nominees.put_forward`, in their order.
	    authority: the commune, to which the unit proposes.
	"""
	nominees = list(nominees)
	return NominationSheet(
		unit=authority.below(unit_name),
		addressee=authority.in_sentence,
		date=_date(nomination.get("submission_date")),
		period_from=_date(nomination.get("period_from")),
		period_to=_date(nomination.get("period_to")),
		awards=tuple(_counts(nominees)),
		lines=tuple(
			Line(row["honoree_name"], row["unit_name"], row["award_name"], (row["summary"] or "").strip())
			for row in nominees
		),
	)


def _counts(nominees: list[Mapping]) -> Iterable[tuple[str, str]]:
	"""How many of each kind an award is asked for, collectives first."""
	for award in dict.fromkeys(row["award_name"] for row in nominees):
		kinds = Counter(row["honoree_kind"] for row in nominees if row["award_name"] == award)
		order = ("Collective", "Household", "Individual")
		yield award, ", ".join(f"{kinds[kind]:02} {_KINDS[kind]}" for kind in order if kinds[kind])


def _date(value: datetime.date | str | None) -> str:
	"""A document fresh from the desk's form holds its dates as ISO text."""
	return long_date(datetime.date.fromisoformat(str(value)[:10])) if value else ""
