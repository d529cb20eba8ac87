"""5. Caps on how many of a unit may get an award, and who is preferred among equals."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tdkt_app.rules.award_rule import AwardRule, RuleValueError
from tdkt_app.rules.case import Honoree
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.messages import Term
from tdkt_app.rules.pack import RulePack

_ROUNDING = {"down": math.floor, "up": math.ceil, "nearest": lambda share: math.floor(share + Fraction(1, 2))}


class Asked(NamedTuple):
	"""Of one group of one unit: how many are asked for (`asked`), of how many (`base`, what the row counts in "of")."""

	unit: str
	group: str
	asked: int
	base: int


@dataclass(frozen=True)
class Candidate:
	reference: str
	honoree: Honoree
	score: Fraction


class Choice(NamedTuple):
	chosen: list[Candidate]
	left: list[Candidate]
	findings: list[Finding]


def allowed(base: int, rule: AwardRule) -> int:
	"""The largest number that `rule` allows of `base`.

	Example: 15 % of 27 rounded down → 4. Raises RuleValueError for a rounding that is not down, up or nearest.
	"""
	rounding = rule.text("rounding")
	if rounding not in _ROUNDING:
		raise RuleValueError(rule.name, f"rounding {rounding!r} is none of {', '.join(_ROUNDING)}")
	return _ROUNDING[rounding](rule.share("max_share") * base)


def check_cap(asked: Iterable[Asked], award_type: str, pack: RulePack, day: date) -> list[Finding]:
	"""Units that ask for more of an award than the cap allows.

	Source: the ratio is set by ministry or province; 15 % of CSTĐCS as in NĐ 91/2017/NĐ-CP Art. 9.3 until then.
	Example: 5 CSTĐCS of 27 LĐTT → at most 4, "ratio-exceeded".
	"""
	rule, findings = pack.find("ratio.cap", day, award_type)
	return findings + _over(asked, rule, "ratio-exceeded", award=Term(award_type))


def check_grade_cap(asked: Iterable[Asked], pack: RulePack, day: date) -> list[Finding]:
	"""Units with too many in the highest grade of completion ("hoàn thành xuất sắc nhiệm vụ").

	Source: NĐ 90/2020/NĐ-CP amended by NĐ 48/2023/NĐ-CP.
	"""
	rule, findings = pack.find("ratio.grade", day)
	return findings + _over(asked, rule, "ratio-of-grade-exceeded")


def _over(asked: Iterable[Asked], rule: AwardRule | None, code: str, **data: object) -> list[Finding]:
	if rule is None:
		return []
	return [
		Finding.of(
			code,
			rule,
			group.unit,
			unit=group.unit,
			group=group.group,
			asked=group.asked,
			base=group.base,
			allowed=limit,
			share=rule.share("max_share"),
			**data,
		)
		for group in asked
		if group.asked > (limit := allowed(group.base, rule))
	]


def choose(candidates: Sequence[Candidate], places: int, pack: RulePack, day: date) -> Choice:
	"""The `places` best by score; among equals at the last place women, or collectives mostly of women, first.

	Who else is equal there is not decided by a program: all of them stay in `left`, with "tie-undecided".
	Source: NĐ 152/2025/NĐ-CP Art. 4.6.
	Example: two places, scores 95, 90 (a man), 90 (a woman) → 95 and the woman, "women-preferred".
	"""
	rule, findings = pack.find("ratio.tie-break", day)
	share = rule.share("women_share") if rule else None
	ranked = sorted(candidates, key=lambda c: (-c.score, not prefers(c.honoree, share)))
	chosen, left = ranked[:places], ranked[places:]
	if not chosen or not left or chosen[-1].score != left[0].score:
		return Choice(chosen, left, findings)
	last, next_ = chosen[-1], left[0]
	if prefers(last.honoree, share) == prefers(next_.honoree, share):
		tied = [
			c
			for c in ranked
			if c.score == last.score and prefers(c.honoree, share) == prefers(last.honoree, share)
		]
		chosen = [c for c in chosen if c not in tied]
		left = [c for c in ranked if c not in chosen]
		return Choice(
			chosen, left, [*findings, Finding.of("tie-undecided", rule, last.reference, places=places)]
		)
	preferred = [c for c in chosen if c.score == last.score and prefers(c.honoree, share)]
	return Choice(
		chosen, left, [*findings, *(Finding.of("women-preferred", rule, c.reference) for c in preferred)]
	)


def prefers(honoree: Honoree, women_share: Fraction | None) -> bool:
	"""A woman, or a collective with at least `women_share` of women; nobody where no row says so."""
	return women_share is not None and (honoree.is_woman or honoree.women_share >= women_share)
