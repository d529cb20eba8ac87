"""What the script of an award ceremony prints: who is called when, and the words to call them with."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.award_sheet import KINDS, place_of
from tdkt_app.documents.of_decision import award_in_sentence, reference
from tdkt_app.documents.paper_text import DRAFT_MARK, day_of
from tdkt_app.rules.case import AwardKind, AwardType, HonoreeKind, Level
from tdkt_app.rules.ceremony import Calling, in_order
from tdkt_app.rules.pack import RulePack

_CALLED = {
	"Collective": "Trân trọng kính mời đại diện các tập thể có tên sau đây",
	"Household": "Trân trọng kính mời đại diện các hộ gia đình có tên sau đây",
	"Individual": "Trân trọng kính mời các ông, bà có tên sau đây",
}


@dataclass(frozen=True)
class Called:
	number: int  # runs through the whole ceremony
	name: str
	place: str


@dataclass(frozen=True)
class Turn:
	"""Those who come forward together: one award, one kind of honoree."""

	heading: str  # "Trao danh hiệu “Lao động tiên tiến” cho 02 cá nhân"
	words: str  # of the announcer
	called: tuple[Called, ...]


@dataclass(frozen=True)
class CeremonySheet:
	authority: Authority
	mark: str
	reference: str
	order_source: str  # legal source of the order; empty when no rule is in force
	count: int
	turns: tuple[Turn, ...]


def ceremony_sheet(
	decision: Mapping[str, Any],
	award_types: Mapping[str, AwardType],
	levels: Mapping[str, Level],
	pack: RulePack,
	annulled: Collection[str],
	authority: Authority,
) -> CeremonySheet:
	"""The script of one decision, in the order of the rule in force on its day (NĐ 152/2025/NĐ-CP Art. 29.5).

	Args:
	    decision: fields of an Award Decision, its `recipients` as mappings.
	    award_types, levels: awards of the catalogue and who decides them, by code.
	    annulled: names of recipient rows whose award was taken back.
	"""
	day = day_of(decision.get("decision_date")) if decision.get("decision_date") else datetime.date.today()
	rows = [row for row in decision.get("recipients") or [] if row.get("name") not in annulled]
	turns = tuple(_turns(_in_order(rows, award_types, levels, pack, day), award_types, authority))
	rule = pack.find("ceremony.order", day).rule
	return CeremonySheet(
		authority=authority,
		mark="" if int(decision.get("docstatus") or 0) else DRAFT_MARK,
		reference=reference(decision, authority),
		order_source=rule.legal_source if rule else "",
		count=len(rows),
		turns=turns,
	)


def _in_order(
	rows: list[Mapping[str, Any]],
	award_types: Mapping[str, AwardType],
	levels: Mapping[str, Level],
	pack: RulePack,
	day: datetime.date,
) -> list[Mapping[str, Any]]:
	callings = [
		Calling(
			reference=str(place),
			full_name=row.get("recipient_name") or "",
			award=award_types[row.get("award_type")],
			kind=HonoreeKind(row.get("honoree_kind")),
			level=levels[row.get("award_type")],
		)
		for place, row in enumerate(rows)
	]
	ordered, _findings = in_order(callings, pack, day)
	return [rows[int(calling.reference)] for calling in ordered]


def _turns(
	rows: list[Mapping[str, Any]], award_types: Mapping[str, AwardType], authority: Authority
) -> Iterable[Turn]:
	number = 0
	for (code, kind), group in groupby(
		rows, key=lambda row: (row.get("award_type"), row.get("honoree_kind"))
	):
		own = list(group)
		award = award_in_sentence(
			own[0].get("award_name") or award_types[code].name,
			award_types[code].kind is AwardKind.TITLE,
			authority,
		)
		yield Turn(
			heading=f"Trao {award} cho {len(own):02} {KINDS[kind]}",
			words=f"{_CALLED[kind]} lên nhận {award}.",
			called=tuple(
				Called(number + place, (row.get("recipient_name") or "").strip(), place_of(row))
				for place, row in enumerate(own, start=1)
			),
		)
		number += len(own)
