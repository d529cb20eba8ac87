"""What amending and annulling decisions print about the decision they concern."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.award_sheet import KINDS
from tdkt_app.documents.of_decision import award_in_sentence
from tdkt_app.rules.case import AwardKind
from tdkt_app.wording.vietnamese import long_date, money

_PLACES = {
	"Recipient Name": "tên",
	"Position or Address": "chức vụ, địa chỉ",
	"Unit Name": "đơn vị",
	"Subject": "Trích yếu nội dung quyết định",
	"Reason": "Thành tích được khen thưởng ghi tại Điều 1",
}


@dataclass(frozen=True)
class Concerned:
	"""The decision that is amended or annulled."""

	reference: str  # "Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026"
	about: str  # "về việc khen thưởng …"


@dataclass(frozen=True)
class Correction:
	place: str
	old: str
	new: str


@dataclass(frozen=True)
class Annulled:
	name: str
	place: str
	award: str
	ground: str
	details: str
	amount: str  # "710.000", empty when nothing was paid


@dataclass(frozen=True)
class CorrectionSheet:
	concerned: Concerned
	corrections: tuple[Correction, ...]
	annulled: tuple[Annulled, ...]
	kinds: str  # whom it takes awards from: "cá nhân, tập thể"
	total: str  # "1.410.000 đồng", empty when nothing was paid


def correction_sheet(
	decision: Mapping[str, Any], concerned: Mapping[str, Any], authority: Authority
) -> CorrectionSheet:
	"""The sheet of an amending or annulling decision. `concerned`: fields of the issued decision it is about."""
	annulments = decision.get("annulments") or []
	kinds = [
		kind for value, kind in KINDS.items() if value in {row.get("honoree_kind") for row in annulments}
	]
	total = decision.get("total_amount")
	return CorrectionSheet(
		concerned=_concerned(concerned),
		corrections=tuple(_correction(row) for row in decision.get("corrections") or []),
		annulled=tuple(_annulled(row, authority) for row in annulments),
		kinds=", ".join(kinds),
		total=money(total) if total else "",
	)


def _concerned(decision: Mapping[str, Any]) -> Concerned:
	day = long_date(datetime.date.fromisoformat(str(decision["decision_date"])[:10]))
	subject = (decision.get("subject") or "").strip().rstrip(" .;,")
	if not subject.lower().startswith("về "):
		subject = f"về việc {subject[:1].lower()}{subject[1:]}"
	return Concerned(
		f"Quyết định số {decision.get('decision_number')} {day}", f"{subject[:1].lower()}{subject[1:]}"
	)


def _correction(row: Mapping[str, Any]) -> Correction:
	place = _PLACES[row.get("field")]
	if row.get("recipient"):
		place = f"Tại danh sách kèm theo, đối với {row.get('about')}, {place}"
	return Correction(place, row.get("old_text") or "", row.get("new_text") or "")


def _annulled(row: Mapping[str, Any], authority: Authority) -> Annulled:
	ground = row.get("ground_text") or ""
	is_title = row.get("award_kind") == AwardKind.TITLE.value
	amount = row.get("paid_amount")
	return Annulled(
		name=row.get("recipient_name") or "",
		place=row.get("recipient_place") or "",
		award=award_in_sentence(row.get("award_name") or "", is_title, authority),
		ground=f"{ground[:1].lower()}{ground[1:]}",
		details=(row.get("details") or "").strip().rstrip(" .;,"),
		amount=money(amount).removesuffix(" đồng") if amount else "",
	)
