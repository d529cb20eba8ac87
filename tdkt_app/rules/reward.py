"""9. The money of one award on the date of the decision: which rows, which salary, which rounding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tdkt_app.rules.award_rule import AwardRule, RuleValueError
from tdkt_app.rules.case import HonoreeKind
from tdkt_app.rules.finding import Dong, Finding
from tdkt_app.rules.messages import Term
from tdkt_app.rules.money import reward_amount
from tdkt_app.rules.pack import RulePack

_ORDERS = ("product", "individual")


@dataclass(frozen=True)
class BaseSalary:
	"""`amount`: đồng a month from `effective_from` until the next row."""

	effective_from: date
	amount: int
	legal_source: str
	verified: bool = False


@dataclass(frozen=True)
class Reward:
	"""`multiplier`: of the base salary, the full product for the kind; `amount`: đồng, rounded."""

	multiplier: Fraction
	base_salary: int
	amount: Dong
	rule: AwardRule


class Computed(NamedTuple):
	reward: Reward | None
	findings: list[Finding]


def base_salary_on(day: date, salaries: Iterable[BaseSalary]) -> tuple[BaseSalary | None, list[Finding]]:
	"""The salary in force on the date of the decision.

	Source: NĐ 152/2025/NĐ-CP Art. 49.1. Example: 30/06/2026 → 2.340.000; 01/07/2026 → 2.530.000.
	"""
	in_force = [salary for salary in salaries if salary.effective_from <= day]
	if not in_force:
		return None, [Finding.of("base-salary-missing", day=day)]
	salary = max(in_force, key=lambda row: row.effective_from)
	if salary.verified:
		return salary, []
	unverified = Finding.of("base-salary-unverified", day=salary.effective_from)
	return salary, [replace(unverified, article=salary.legal_source)]


def compute_reward(
	award_type: str, kind: HonoreeKind, day: date, pack: RulePack, salaries: Iterable[BaseSalary]
) -> Computed:
	"""Money of an award decided on `day`.

	The row for the award and kind carries the full multiplier. Where the rounding row says "individual", the
	rounded sum of an individual is multiplied instead (2 × 710.000 rather than 0,6 × 2.340.000 rounded up).
	Source: NĐ 152/2025/NĐ-CP Art. 49.1, 49.2, 50, 54.
	Example: Giấy khen for a collective on 15/09/2025 → 1.410.000.
	"""
	rule, findings = pack.find("money.multiplier", day, award_type, kind.value)
	salary, of_salary = base_salary_on(day, salaries)
	rounding, of_rounding = pack.find("money.rounding", day)
	factor, of_factor = pack.find("money.kind-factor", day, award_type, kind.value)
	individual = _individual_rule(award_type, kind, day, pack) if factor else None
	findings = [*findings, *of_salary, *of_rounding, *of_factor]
	if rule is None or salary is None or rounding is None:
		return Computed(None, findings)

	multiplier = rule.number("multiplier")
	if factor and individual:
		expected = factor.number("factor") * individual.number("multiplier")
		if multiplier != expected:
			findings.append(_not_product(award_type, factor, individual, multiplier))
	base, times = multiplier, Fraction(1)
	if _order(rounding) == "individual" and factor and individual:
		base, times = individual.number("multiplier"), factor.number("factor")
	amount = reward_amount(base, salary.amount, rounding.count("unit"), rounding.text("mode"))
	return Computed(Reward(multiplier, salary.amount, Dong(amount * times), rule), findings)


def _individual_rule(award_type: str, kind: HonoreeKind, day: date, pack: RulePack) -> AwardRule | None:
	"""The row of the same award for an individual, where this one is not for individuals."""
	if kind is HonoreeKind.INDIVIDUAL:
		return None
	rule = pack.find("money.multiplier", day, award_type, HonoreeKind.INDIVIDUAL.value).rule
	return rule if rule and rule.honoree_kind else None


def _not_product(award_type: str, factor: AwardRule, individual: AwardRule, multiplier: Fraction) -> Finding:
	return Finding.of(
		"multiplier-not-product",
		factor,
		award=Term(award_type),
		multiplier=_decimal(multiplier),
		factor=_decimal(factor.number("factor")),
		individual=_decimal(individual.number("multiplier")),
	)


def _order(rounding: AwardRule) -> str:
	order = rounding.text("order")
	if order not in _ORDERS:
		raise RuleValueError(rounding.name, f"order {order!r} is none of {', '.join(_ORDERS)}")
	return order


def _decimal(number: Fraction) -> str:
	"""0,45 as people write a multiplier; at most three decimals."""
	return f"{float(number):.3f}".rstrip("0").rstrip(".").replace(".", ",")
