"""What the list of those who receive reward money prints, worked out once for every output."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.award_sheet import AwardType, in_list_order, place_of
from tdkt_app.documents.of_decision import reference
from tdkt_app.documents.paper_text import DRAFT_MARK
from tdkt_app.wording.vietnamese import money, money_in_words


@dataclass(frozen=True)
class Line:
	name: str
	place: str
	award: str
	amount: str  # "710.000"


@dataclass(frozen=True)
class ReceiptsSheet:
	authority: Authority
	mark: str
	reference: str  # "Quyết định số 05/QĐ-UBND ngày … của Chủ tịch …"
	lines: tuple[Line, ...]
	total: str  # "4.590.000"
	in_words: str


def receipts_sheet(
	decision: Mapping[str, Any],
	award_types: Mapping[str, AwardType],
	annulled: Collection[str],
	authority: Authority,
) -> ReceiptsSheet:
	"""The list of one decision, in the order of the decision's own list; awards without money are left out.

	Args:
	    decision: fields of an Award Decision, its `recipients` as mappings.
	    award_types: by name; every award type among the recipients.
	    annulled: names of recipient rows whose award was taken back.
	"""
	rows = [
		row
		for row in in_list_order(decision.get("recipients") or [], award_types)
		if row.get("amount") and row.get("name") not in annulled
	]
	total = sum(int(row.get("amount")) for row in rows)
	return ReceiptsSheet(
		authority=authority,
		mark="" if int(decision.get("docstatus") or 0) else DRAFT_MARK,
		reference=reference(decision, authority),
		lines=tuple(
			Line(
				name=(row.get("recipient_name") or "").strip(),
				place=place_of(row),
				award=row.get("award_name") or "",
				amount=money(row.get("amount")).removesuffix(" đồng"),
			)
			for row in rows
		),
		total=money(total).removesuffix(" đồng"),
		in_words=money_in_words(total),
	)
