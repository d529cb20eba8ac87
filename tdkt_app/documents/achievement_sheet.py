"""What reports of achievements print: of a person, a collective, a household, in full or in short.

Contents: NĐ 152/2025/NĐ-CP Art. 33; what the site does not know stays open to be written in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.paper_text import DRAFT_MARK, day_of, paragraphs
from tdkt_app.rules.case import AwardKind
from tdkt_app.wording.vietnamese import figure, long_date

_SEXES = {"Male": "Nam", "Female": "Nữ"}
_NOT_HANDED_IN = ("Draft", "Returned")


@dataclass(frozen=True)
class Past:
	"""An award received before."""

	year: str
	award: str
	decision: str  # "05/QĐ-UBND, ngày 05 tháng 01 năm 2024; Chủ tịch Ủy ban nhân dân xã Cát Nê"


@dataclass(frozen=True)
class Score:
	criterion: str
	maximum: str
	own: str
	officer: str


@dataclass(frozen=True)
class Member:
	name: str
	relation: str
	birth_year: str


@dataclass(frozen=True)
class AchievementSheet:
	"""`about`: pairs of heading and text, the text empty where the site knows nothing."""

	unit: Authority
	commune: str  # "Ủy ban nhân dân xã Cát Nê"
	mark: str
	kind: str
	name: str
	award: str
	about: tuple[tuple[str, str], ...]
	members: tuple[Member, ...]  # of a household
	period_from: str
	period_to: str
	summary: tuple[str, ...]
	results: tuple[str, ...]
	scores: tuple[Score, ...]
	titles: tuple[Past, ...]
	forms: tuple[Past, ...]
	head_position: str
	head_name: str


def achievement_sheet(
	achievement: Mapping[str, Any],
	honoree: Mapping[str, Any],
	unit: Mapping[str, Any],
	past: Iterable[Mapping[str, Any]],
	award: str,
	authority: Authority,
) -> AchievementSheet:
	"""The sheet of one achievement.

	Args:
	    achievement, honoree, unit: fields of the Achievement, its Honoree and his Emulation Unit.
	    past: issued awards that stand, the oldest first: award_name, award_kind, decision_number, decision_date, issued_by.
	    award: name of the award it is put forward for, empty when not known.
	    authority: the commune.
	"""
	past = list(past)
	return AchievementSheet(
		unit=authority.below(unit.get("unit_name") or ""),
		commune=authority.in_sentence,
		mark=DRAFT_MARK if (achievement.get("workflow_state") or "Draft") in _NOT_HANDED_IN else "",
		kind=honoree.get("kind") or "",
		name=honoree.get("full_name") or "",
		award=award,
		about=tuple(_ABOUT[honoree.get("kind")](honoree, unit)),
		members=tuple(
			Member(row.get("full_name") or "", row.get("relation") or "", _number(row.get("birth_year")))
			for row in honoree.get("members") or []
		),
		period_from=_day(achievement.get("period_from")),
		period_to=_day(achievement.get("period_to")),
		summary=paragraphs(achievement.get("summary")),
		results=paragraphs(achievement.get("results")),
		scores=tuple(
			Score(
				row.get("criterion") or "",
				figure(row.get("max_score") or 0),
				figure(row.get("self_score") or 0),
				figure(row.get("officer_score") or 0) if achievement.get("verified_on") else "",
			)
			for row in achievement.get("scores") or []
		),
		titles=tuple(_past(row, authority) for row in past if row.get("award_kind") == AwardKind.TITLE.value),
		forms=tuple(_past(row, authority) for row in past if row.get("award_kind") != AwardKind.TITLE.value),
		head_position=(unit.get("head_position") or "Thủ trưởng đơn vị"),
		head_name=unit.get("head_name") or "",
	)


def _of_person(honoree: Mapping[str, Any], unit: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
	yield "Họ và tên", honoree.get("full_name") or ""
	yield "Giới tính", _SEXES.get(honoree.get("sex"), "")
	yield "Ngày, tháng, năm sinh", _number(honoree.get("birth_year"))
	yield "Dân tộc", honoree.get("ethnicity") or ""
	yield "Quê quán", ""
	yield "Nơi thường trú", honoree.get("address") or ""
	yield "Đơn vị công tác", unit.get("unit_name") or ""
	yield "Chức vụ", honoree.get("position") or ""
	yield "Đảng viên", "Có" if honoree.get("is_party_member") else ""
	yield "Trình độ chuyên môn, nghiệp vụ", ""
	yield "Quyền hạn, nhiệm vụ được giao", ""


def _of_collective(honoree: Mapping[str, Any], unit: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
	people = honoree.get("member_count") or (honoree.get("is_whole_unit") and unit.get("staff_count"))
	yield "Tên tập thể", honoree.get("full_name") or ""
	yield "Địa điểm trụ sở", honoree.get("address") or unit.get("address") or ""
	yield "Điện thoại", unit.get("phone") or ""
	yield "Thư điện tử", unit.get("email") or ""
	yield "Quá trình thành lập", _day(unit.get("active_from"))
	yield "Số người", _number(people)
	yield "Cơ cấu tổ chức", ""
	yield "Chức năng, nhiệm vụ được giao", ""


def _of_household(honoree: Mapping[str, Any], unit: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
	members = honoree.get("members") or []
	head = next((row.get("full_name") for row in members if row.get("is_head")), "")
	yield "Hộ gia đình", honoree.get("full_name") or ""
	yield "Chủ hộ", head or ""
	yield "Địa chỉ", honoree.get("address") or ""
	yield "Thuộc", unit.get("unit_name") or ""
	yield "Số thành viên", _number(honoree.get("member_count") or len(members))


_ABOUT = {"Individual": _of_person, "Collective": _of_collective, "Household": _of_household}


def _past(row: Mapping[str, Any], authority: Authority) -> Past:
	day = day_of(row.get("decision_date"))
	issuer = row.get("issued_by") or authority.head_in_sentence
	return Past(
		year=str(day.year),
		award=row.get("award_name") or "",
		decision=f"{row.get('decision_number') or '…'}, {long_date(day)}; {issuer}",
	)


def _number(value: Any) -> str:
	return str(int(value)) if value else ""


def _day(value: Any) -> str:
	return long_date(day_of(value)) if value else ""
