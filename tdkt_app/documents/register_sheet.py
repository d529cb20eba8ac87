"""What the award register of a year (sổ theo dõi khen thưởng) prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.award_sheet import KINDS, place_of
from tdkt_app.documents.paper_text import day_of
from tdkt_app.wording.vietnamese import money, money_in_words


@dataclass(frozen=True)
class Line:
	name: str
	place: str
	kind: str  # "Cá nhân"
	award: str
	reason: str
	decision: str  # "05/QĐ-UBND, 05/01/2026"
	serial: str  # number in the register of certificates, empty without one
	amount: str  # "710.000", empty without money
	note: str


@dataclass(frozen=True)
class RegisterSheet:
	"""An annulled award keeps its line and counts in none of the figures."""

	authority: Authority
	year: int
	lines: tuple[Line, ...]
	count: int
	kinds: str  # "02 tập thể, 01 hộ gia đình, 05 cá nhân"
	total: str  # "4.590.000"
	in_words: str
	annulled: int


def register_sheet(
	rows: Iterable[Mapping[str, Any]], serials: Mapping[str, str], year: int, authority: Authority
) -> RegisterSheet:
	"""The sheet of one year.

	Args:
	    rows: of the report Award Register, in its order; `annulled_by` set on those that do not stand, `state` in words.
	    serials: by name of the row, of those that have a valid certificate.
	"""
	rows = list(rows)
	standing = [row for row in rows if not row.get("annulled_by")]
	counts = Counter(row.get("honoree_kind") for row in standing)
	total = sum(int(row.get("amount") or 0) for row in standing)
	return RegisterSheet(
		authority=authority,
		year=year,
		lines=tuple(_line(row, serials.get(row.get("name")) or "") for row in rows),
		count=len(standing),
		kinds=", ".join(f"{counts[kind]:02} {name}" for kind, name in KINDS.items() if counts[kind]),
		total=money(total).removesuffix(" đồng") if total else "0",
		in_words=money_in_words(total) if total else "",
		annulled=len(rows) - len(standing),
	)


def _line(row: Mapping[str, Any], serial: str) -> Line:
	kind = KINDS.get(row.get("honoree_kind"), "")
	amount = row.get("amount")
	return Line(
		name=(row.get("recipient_name") or "").strip(),
		place=place_of(row),
		kind=f"{kind[:1].upper()}{kind[1:]}",
		award=row.get("award_name") or "",
		reason=(row.get("reason") or "").strip().rstrip("."),
		decision=f"{row.get('decision_number') or '…'}, {day_of(row.get('decision_date')):%d/%m/%Y}",
		serial=serial,
		amount=money(amount).removesuffix(" đồng") if amount else "",
		note=row.get("state") or "",
	)
