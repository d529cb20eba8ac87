"""What an award decision prints, worked out once for every output."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.of_decision import award_in_sentence
from tdkt_app.wording.vietnamese import long_date, money, sort_key

# Order of the ceremony: NĐ 152/2025/NĐ-CP Điều 29.5.
KINDS = {"Collective": "tập thể", "Household": "hộ gia đình", "Individual": "cá nhân"}


@dataclass(frozen=True)
class AwardType:
	is_title: bool
	ceremony_order: int

	def rank(self, code: str) -> tuple[bool, int, str]:
		"""Place among the awards of one authority: titles before forms. Source: NĐ 152/2025/NĐ-CP Art. 29.5."""
		return not self.is_title, self.ceremony_order, code


@dataclass(frozen=True)
class Recipient:
	name: str
	place: str
	amount: str  # "710.000", empty when no money goes with the award


@dataclass(frozen=True)
class KindList:
	"""Recipients of one award and one kind, in the order in which they are called."""

	kind: str
	recipients: tuple[Recipient, ...]

	@property
	def count(self) -> str:
		"""NĐ 30 writes numbers below ten with a zero: "05 cá nhân"."""
		return f"{len(self.recipients):02} {self.kind}"


@dataclass(frozen=True)
class AwardList:
	"""Everybody who gets one award."""

	award: str  # "danh hiệu “Lao động tiên tiến”", "Giấy khen"
	lists: tuple[KindList, ...]

	@property
	def counts(self) -> str:
		"""How many of each kind: "02 tập thể, 01 hộ gia đình và 05 cá nhân"."""
		return _and([kind.count for kind in self.lists])


@dataclass(frozen=True)
class AwardSheet:
	awards: tuple[AwardList, ...]  # titles before forms, then by rank
	kinds: str  # everybody, without numbers: "tập thể, hộ gia đình, cá nhân"
	decision_date: str  # "ngày 05 tháng 01 năm 2026", empty when not known
	period_from: str
	period_to: str
	total: str  # "1.410.000 đồng", empty when no money goes with any award
	authority: Authority


def award_sheet(
	decision: Mapping[str, Any], award_types: Mapping[str, AwardType], authority: Authority
) -> AwardSheet:
	"""The sheet of one decision.

	Args:
	    decision: fields of an Award Decision, dates as dates or ISO text, its `recipients` as mappings.
	    award_types: by name; every award type among the recipients.
	"""
	rows = in_list_order(decision.get("recipients") or [], award_types)
	return AwardSheet(
		awards=tuple(
			_award_list(list(own), award_types[code], authority)
			for code, own in groupby(rows, key=lambda row: row.get("award_type"))
		),
		kinds=", ".join(
			kind for value, kind in KINDS.items() if value in {row.get("honoree_kind") for row in rows}
		),
		decision_date=_date(decision.get("decision_date")),
		period_from=_date(decision.get("period_from")),
		period_to=_date(decision.get("period_to")),
		total=_money(decision.get("total_amount"), " đồng"),
		authority=authority,
	)


def in_list_order(
	rows: Iterable[Mapping[str, Any]], award_types: Mapping[str, AwardType]
) -> list[Mapping[str, Any]]:
	"""Rows of recipients as every list of a decision has them: by rank of the award, kind of honoree, name."""
	return sorted(
		rows,
		key=lambda row: (
			award_types[row.get("award_type")].rank(row.get("award_type")),
			_place_of_kind(row.get("honoree_kind")),
			_name_of_collective(row) if row.get("honoree_kind") == "Collective" else _name_of_person(row),
		),
	)


def _award_list(rows: list[Mapping[str, Any]], award_type: AwardType, authority: Authority) -> AwardList:
	award = award_in_sentence(rows[0].get("award_name") or "", award_type.is_title, authority)
	return AwardList(award, tuple(_kind_lists(rows)))


def _kind_lists(rows: list[Mapping[str, Any]]) -> Iterable[KindList]:
	for value, own in groupby(rows, key=lambda row: row.get("honoree_kind")):
		if value in KINDS:
			yield KindList(KINDS[value], tuple(map(_recipient, own)))


def _place_of_kind(kind: str | None) -> int:
	kinds = list(KINDS)
	return kinds.index(kind) if kind in KINDS else len(kinds)


def _name_of_person(row: Mapping[str, Any]) -> str:
	return sort_key(row.get("recipient_name") or "")


def _name_of_collective(row: Mapping[str, Any]) -> list[str]:
	"""Word by word from the left: a collective has no given name."""
	return [sort_key(word) for word in (row.get("recipient_name") or "").split()]


def _recipient(row: Mapping[str, Any]) -> Recipient:
	return Recipient(
		name=(row.get("recipient_name") or "").strip(),
		place=place_of(row),
		amount=_money(row.get("amount")),
	)


def place_of(row: Mapping[str, Any]) -> str:
	"""Position or address and unit of a recipient, nothing said twice: "Trưởng xóm, Xóm Đình"."""
	name, title, unit = (
		(row.get(key) or "").strip() for key in ("recipient_name", "recipient_title", "unit_name")
	)
	said = _plain(f"{name} {title}")
	return ", ".join(filter(None, [title, "" if _plain(unit) in said else unit]))


def _plain(text: str) -> str:
	"""For seeing whether a name has been said already, commas or not."""
	return " ".join(text.replace(",", " ").lower().split())


def _and(parts: list[str]) -> str:
	return " và ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def _money(amount: float | None, unit: str = "") -> str:
	return money(amount).removesuffix(" đồng") + unit if amount else ""


def _date(value: datetime.date | str | None) -> str:
	"""In words. A document fresh from the desk's form holds its dates as ISO text."""
	return long_date(datetime.date.fromisoformat(str(value)[:10])) if value else ""
