"""What the law says an award pays, on a day: rows of Base Salary and Award Rule, chosen by the date of the decision.

Source of the choice: NĐ 152/2025/NĐ-CP Art. 49.1.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import formatdate, getdate


@dataclass(frozen=True)
class RewardRates:
	"""Rates in force on `date`. `base_salary` is đồng a month; multipliers by (award code, honoree kind)."""

	date: datetime.date
	base_salary: int
	multipliers: dict[tuple[str, str], float]

	def multiplier(self, award_type: str, award_name: str, honoree_kind: str) -> float:
		"""Times the base salary. Throws, naming award, kind and date, when no row covers the day."""
		try:
			return self.multipliers[award_type, honoree_kind]
		except KeyError:
			frappe.throw(
				_(
					"No reward rate is set for the award “{0}” to the kind {1} on {2}. Add a row of Award Rule."
				).format(award_name, _(honoree_kind), formatdate(self.date))
			)


def rates_on(date: datetime.date | str, award_types: Collection[str]) -> RewardRates:
	"""Read the rates of the given awards on a day, in two queries. Throws when no base salary covers the day."""
	day = getdate(date)
	return RewardRates(day, _base_salary_on(day), _multipliers_on(day, award_types))


def _base_salary_on(day: datetime.date) -> int:
	salary = frappe.qb.DocType("Base Salary")
	query = (
		frappe.qb.from_(salary)
		.select(salary.amount)
		.where(salary.effective_from <= day)
		.orderby(salary.effective_from, order=frappe.qb.desc)
		.limit(1)
	)
	rows = query.run()
	if not rows:
		frappe.throw(_("No base salary is set for {0}. Add a row of Base Salary.").format(formatdate(day)))
	return int(rows[0][0])


def _multipliers_on(day: datetime.date, award_types: Collection[str]) -> dict[tuple[str, str], float]:
	if not award_types:
		return {}
	rule = frappe.qb.DocType("Award Rule")
	query = (
		frappe.qb.from_(rule)
		.select(rule.award_type, rule.honoree_kind, rule.multiplier)
		.where(rule.award_type.isin(list(award_types)))
		.where(rule.effective_from <= day)
		.where(rule.effective_to.isnull() | (rule.effective_to >= day))
	)
	return {(award_type, kind): multiplier for award_type, kind, multiplier in query.run()}
