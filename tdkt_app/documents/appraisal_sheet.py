"""What the appraisal sheet (phiếu thẩm định) of a nomination prints: dossier, checks by the rules, conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.paper_text import DRAFT_MARK, day_of, paragraphs
from tdkt_app.wording.vietnamese import long_date

_METHODS = {
	"Regular": "công trạng",
	"Thematic": "theo chuyên đề",
	"On the Spot": "đột xuất",
	"Contribution": "cống hiến",
	"Long Service": "niên hạn",
	"External Relations": "đối ngoại",
}
_CONCLUSIONS = {
	"Appraised": "Đủ điều kiện trình Hội đồng Thi đua - Khen thưởng xem xét.",
	"Rejected": "Không đủ điều kiện đề nghị khen thưởng.",
	"Returned": "Trả lại đơn vị để bổ sung, hoàn thiện hồ sơ.",
}
_SEVERITIES = {"block": "Không đủ điều kiện", "warn": "Cần xem xét", "info": "Lưu ý"}


@dataclass(frozen=True)
class Item:
	"""One part of the dossier. `handed_in`: "Tệp điện tử, bản giấy", "Thiếu" when required and not there."""

	name: str
	required: str
	handed_in: str
	note: str


@dataclass(frozen=True)
class Nominee:
	name: str
	award: str
	conclusion: str  # "Đề nghị", or why not


@dataclass(frozen=True)
class Check:
	"""`settled`: the reason with which an officer overrode it."""

	about: str
	severity: str
	message: str
	article: str
	settled: str


@dataclass(frozen=True)
class AppraisalSheet:
	authority: Authority
	mark: str
	unit: str
	submission: str  # "Tờ trình số 07/TTr ngày 05 tháng 01 năm 2026"
	method: str
	received: str
	period_from: str
	period_to: str
	items: tuple[Item, ...]
	nominees: tuple[Nominee, ...]
	checks: tuple[Check, ...]
	notes: tuple[str, ...]
	conclusion: str  # empty while it is open
	reasons: tuple[str, ...]
	appraiser: str


def appraisal_sheet(
	nomination: Mapping[str, Any],
	unit_name: str,
	awards: Mapping[str, str],
	findings: Iterable[Mapping[str, Any]],
	appraiser: str,
	authority: Authority,
) -> AppraisalSheet:
	"""The sheet of one nomination.

	Args:
	    nomination: fields of an Award Nomination, dates as dates or ISO text, its tables as rows with `get`.
	    awards: names of the awards by code.
	    findings: as from `findings.of_document`.
	    appraiser: full name of who appraised it, empty while nobody did.
	"""
	state = nomination.get("workflow_state")
	return AppraisalSheet(
		authority=authority,
		mark="" if state in _CONCLUSIONS else DRAFT_MARK,
		unit=unit_name,
		submission=_submission(nomination),
		method=_METHODS.get(nomination.get("method"), ""),
		received=_day(nomination.get("received_on")),
		period_from=_day(nomination.get("period_from")),
		period_to=_day(nomination.get("period_to")),
		items=tuple(_item(row) for row in nomination.get("dossier") or []),
		nominees=tuple(_nominee(row, awards) for row in nomination.get("nominees") or []),
		checks=tuple(_check(row) for row in findings),
		notes=paragraphs(nomination.get("appraisal_note")),
		conclusion=_CONCLUSIONS.get(state, ""),
		reasons=(
			*paragraphs(nomination.get("return_reason")),
			*paragraphs(nomination.get("return_legal_ground")),
		)
		if state in ("Returned", "Rejected")
		else (),
		appraiser=appraiser,
	)


def _submission(nomination: Mapping[str, Any]) -> str:
	day = _day(nomination.get("submission_date"))
	return f"Tờ trình số {nomination.get('submission_number') or '…/TTr'} {day}".strip()


def _item(row: Mapping[str, Any]) -> Item:
	ways = [words for field, words in (("file", "tệp điện tử"), ("on_paper", "bản giấy")) if row.get(field)]
	missing = "Thiếu" if row.get("is_required") else ""
	handed_in = ", ".join(ways)
	return Item(
		name=row.get("item_name") or "",
		required="Bắt buộc" if row.get("is_required") else "",
		handed_in=f"{handed_in[:1].upper()}{handed_in[1:]}" or missing,
		note=row.get("note") or "",
	)


def _nominee(row: Mapping[str, Any], awards: Mapping[str, str]) -> Nominee:
	return Nominee(
		name=row.get("honoree_name") or "",
		award=awards.get(row.get("award_type"), ""),
		conclusion=f"Không đề nghị: {row.get('exclusion_reason') or ''}"
		if row.get("excluded")
		else "Đề nghị",
	)


def _check(row: Mapping[str, Any]) -> Check:
	return Check(
		about=row.get("subject_name") or "",
		severity=_SEVERITIES[row.get("severity")],
		message=row.get("message") or "",
		article=row.get("article") or "",
		settled=(row.get("override") or {}).get("reason") or "",
	)


def _day(value: Any) -> str:
	return long_date(day_of(value)) if value else ""
