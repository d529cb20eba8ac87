"""12. The order in which awards are called at a ceremony."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.case import AwardType, HonoreeKind, Level
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.pack import RulePack
from tdkt_app.wording.vietnamese import sort_key


@dataclass(frozen=True)
class Calling:
	"""One honoree to be called. `level`: who decided the award."""

	reference: str
	full_name: str
	award: AwardType
	kind: HonoreeKind
	level: Level
	posthumous: bool = False


def in_order(callings: Iterable[Calling], pack: RulePack, day: date) -> tuple[list[Calling], list[Finding]]:
	"""From the highest level down; at one level titles before forms; then by rank of the award; collective, household,
	individual; living before posthumous; by name.

	Source: NĐ 152/2025/NĐ-CP Art. 29.5. Without a row the order given is kept.
	Example: Giấy khen for a man, LĐTT for a woman, TTLĐTT for a school → school, woman, man.
	"""
	rule, findings = pack.find("ceremony.order", day)
	callings = list(callings)
	return (sorted(callings, key=lambda calling: _place(calling, rule)) if rule else callings), findings


def check_order(callings: Iterable[Calling], pack: RulePack, day: date) -> list[Finding]:
	"""Neighbours of a list that stand in the wrong order. Names do not matter here: a list may order equals freely."""
	rule, findings = pack.find("ceremony.order", day)
	if rule is None:
		return findings
	return findings + [
		Finding.of("ceremony-out-of-order", rule, later.reference, before=earlier.full_name)
		for earlier, later in pairwise(callings)
		if _place(later, rule)[:-1] < _place(earlier, rule)[:-1]
	]


def _place(calling: Calling, rule: AwardRule) -> tuple[int, int, int, int, bool, str]:
	return (
		_index(rule.codes("levels"), calling.level.value),
		_index(rule.codes("kinds"), calling.award.kind.value),
		calling.award.ceremony_order,
		_index(rule.codes("honorees"), calling.kind.value),
		calling.posthumous,
		sort_key(calling.full_name),
	)


def _index(order: tuple[str, ...], code: str) -> int:
	"""Place of a code; what a row does not name comes last."""
	return order.index(code) if code in order else len(order)
