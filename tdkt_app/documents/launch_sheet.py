"""What the launch of a campaign (kế hoạch phát động phong trào thi đua) prints: why, what, by which criteria, until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.paper_text import DRAFT_MARK, dated, paragraphs
from tdkt_app.wording.vietnamese import figure, money, money_in_words

_NOT_LAUNCHED = ("Draft", "Awaiting Approval")
_UNIT = "Unit"
_KINDS = {"Individual": "cá nhân", "Collective": "tập thể", "Household": "hộ gia đình"}
_FLAGS = {"for_individuals": "Individual", "for_collectives": "Collective", "for_households": "Household"}
_SIGNS = {"Bonus": "điểm thưởng", "Penalty": "điểm trừ"}
_NUMERALS = ("I", "II", "III", "IV", "V")


@dataclass(frozen=True)
class CriterionLine:
	text: str
	kind: str  # "", "điểm thưởng" or "điểm trừ"
	score: str
	demands: str  # "bắt buộc, có minh chứng", empty when nothing is demanded


@dataclass(frozen=True)
class LaunchSheet:
	authority: Authority
	number: str
	symbol: str
	date: str
	mark: str
	campaign: str
	bases: tuple[str, ...]
	purposes: tuple[str, ...]
	slogan: str
	takes_part: str
	period: str
	areas: tuple[str, ...]
	measures: tuple[str, ...]
	criteria: tuple[CriterionLine, ...]
	bands: tuple[str, ...]
	awards: tuple[str, ...]
	timetable: tuple[str, ...]
	watches: str
	signature: tuple[str, ...]
	signer_name: str

	def numeral(self, part: str) -> str:
		"""Roman number of "purposes", "contents", "criteria", "awards" or "order"; "" for one with nothing to say."""
		told = {
			"purposes": self.purposes,
			"contents": True,
			"criteria": self.criteria,
			"awards": self.awards,
			"order": True,
		}
		return dict(zip((name for name, text in told.items() if text), _NUMERALS, strict=False)).get(part, "")


def launch_sheet(
	campaign: Mapping[str, Any],
	unit: Mapping[str, Any],
	plan: Mapping[str, Any] | None,
	names: Mapping[str, str],
	legal_bases: Iterable[str],
	settings: Mapping[str, Any],
) -> LaunchSheet:
	"""The launch of one campaign: by the commune, or by the unit itself when it is the unit's own.

	Args:
	    campaign: fields of an Emulation Campaign, dates as dates or ISO text.
	    unit: fields of the Emulation Unit that launches it.
	    plan: number, date and title of the plan it carries out, if any.
	    names: of content areas and award types by their codes.
	    legal_bases: "Căn cứ" lines in force on the day of the launch.
	    settings: of the commune: who issues and who signs.
	"""
	commune = Authority.of(settings)
	own = campaign.get("launching_level") == _UNIT
	number = _own_number(campaign, plan)
	return LaunchSheet(
		authority=commune.below(unit.get("unit_name") or "") if own else commune,
		number=number,
		symbol="" if own else "KH-UBND",
		date=dated(campaign.get("launch_date"), issued=True),
		mark=DRAFT_MARK if (campaign.get("workflow_state") or _NOT_LAUNCHED[0]) in _NOT_LAUNCHED else "",
		campaign=campaign.get("campaign_title") or "",
		bases=(*legal_bases, *_plan_basis(plan, commune)),
		purposes=_unmarked(campaign.get("objectives")),
		slogan=(campaign.get("slogan") or "").strip(' “”"'),
		takes_part=", ".join(_takes_part(campaign)),
		period=_period(campaign),
		areas=tuple(names.get(row.get("content_area"), "") for row in campaign.get("content_areas") or ()),
		measures=_unmarked(campaign.get("measures")),
		criteria=tuple(map(_criterion, campaign.get("criteria") or ())),
		bands=tuple(_bands(campaign.get("grade_bands") or ())),
		awards=tuple(_awards(campaign, names)),
		timetable=tuple(_timetable(campaign)),
		watches=(unit.get("unit_name") or "") if own else commune.standing_body,
		signature=_signature(own, unit, commune, settings),
		signer_name=((unit.get("head_name") if own else settings.get("signer_name")) or ""),
	)


def _own_number(campaign: Mapping, plan: Mapping | None) -> str:
	"""A number that is that of the year's plan is not this paper's."""
	number = (campaign.get("plan_document") or "").strip()
	return "" if plan and number == (plan.get("plan_number") or "") else number


def _plan_basis(plan: Mapping | None, commune: Authority) -> Iterator[str]:
	if plan:
		number = f" số {plan['plan_number']}" if plan.get("plan_number") else ""
		day = f" {dated(plan['plan_date'], issued=True)}" if plan.get("plan_date") else ""
		title = (plan.get("plan_title") or "").strip()
		about = f" về {title[:1].lower()}{title[1:]}" if title else ""
		yield f"Căn cứ Kế hoạch{number}{day} của {commune.in_sentence}{about}"


def _takes_part(campaign: Mapping) -> list[str]:
	return [_KINDS[kind] for flag, kind in _FLAGS.items() if campaign.get(flag)] or list(_KINDS.values())


def _period(campaign: Mapping) -> str:
	begins, ends = (
		dated(campaign.get("launch_date"), issued=True),
		dated(campaign.get("end_date"), issued=True),
	)
	return f"từ {begins} đến {ends}" if begins and ends else ""


def _criterion(row: Mapping) -> CriterionLine:
	demands = [
		word
		for field, word in (("mandatory", "bắt buộc"), ("evidence_required", "có minh chứng"))
		if row.get(field)
	]
	return CriterionLine(
		(row.get("criterion") or "").strip(),
		_SIGNS.get(row.get("criterion_kind") or "", ""),
		figure(row.get("max_score") or 0),
		", ".join(demands),
	)


def _bands(rows: Iterable[Mapping]) -> Iterator[str]:
	for row in sorted(rows, key=lambda row: -float(row.get("from_score") or 0)):
		share = float(row.get("cap_ratio") or 0)
		most = f", không quá {figure(share)}% số được xếp hạng trong cụm, khối" if share else ""
		yield f"{row.get('grade') or ''}: từ {figure(row.get('from_score') or 0)} điểm trở lên{most}"


def _awards(campaign: Mapping, names: Mapping[str, str]) -> Iterator[str]:
	for row in campaign.get("planned_awards") or ():
		kind, each = _KINDS.get(row.get("honoree_kind"), ""), row.get("amount_each") or 0
		money_each = f", tiền thưởng {money(each)} một {kind}" if each else ""
		yield f"{names.get(row.get('award_type'), '')}: {int(row.get('quantity') or 0):02d} {kind}{money_each}"
	planned = campaign.get("planned_amount") or 0
	if planned:
		yield f"Tổng tiền thưởng dự kiến: {money(planned)} ({money_in_words(planned)})"


def _timetable(campaign: Mapping) -> Iterator[str]:
	for field, text in (
		("registration_deadline", "Các đơn vị đăng ký thi đua chậm nhất {}"),
		("interim_deadline", "Các đơn vị gửi báo cáo sơ kết chậm nhất {}"),
		("report_deadline", "Các đơn vị gửi báo cáo thành tích, báo cáo tổng kết chậm nhất {}"),
		("review_date", "Tổng kết phong trào, xét khen thưởng: {}"),
	):
		if day := dated(campaign.get(field), issued=True):
			yield text.format(day)


def _signature(own: bool, unit: Mapping, commune: Authority, settings: Mapping) -> tuple[str, ...]:
	if own:
		return ((unit.get("head_position") or "Thủ trưởng đơn vị").upper(),)
	# Of the body, not of its head: a plan of the People's Committee is signed on its behalf.
	return tuple(
		commune.signs(settings.get("signing_authority") or "TM.", settings.get("signer_position") or "")
	)


def _unmarked(text: str | None) -> tuple[str, ...]:
	return tuple(line.lstrip("-–+ ") for line in paragraphs(text))
