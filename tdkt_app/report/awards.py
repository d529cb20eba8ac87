"""Awards of issued decisions that stand, counted along the axes that commendation statistics use. One query."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Max, Sum
from pypika.enums import DatePart
from pypika.functions import Extract, NullIf
from pypika.queries import QueryBuilder
from pypika.terms import Case, Term

from tdkt_app.commendation.standing import stands
from tdkt_app.report import given, readable
from tdkt_app.rules.case import HonoreeKind, Method

KINDS = tuple(kind.value for kind in HonoreeKind)
METHODS = tuple(method.value for method in Method)
INDIVIDUAL, COLLECTIVE, HOUSEHOLD = KINDS


@dataclass(frozen=True)
class Span:
	"""Decisions of these days, both included, and of a unit with those below it. None: no limit."""

	from_date: datetime.date | None = None
	to_date: datetime.date | None = None
	unit: str | None = None

	@classmethod
	def parse(cls, filters: frappe._dict, default_year: int | None = None) -> Span:
		"""A year fills whichever date is missing; `default_year` stands in when neither is given."""
		from_date, to_date = (
			given.day(filters.from_date, _("From Date")),
			given.day(filters.to_date, _("To Date")),
		)
		year = given.year(filters.year, _("Year"))
		first, last = given.days_of(year or (None if from_date or to_date else default_year))
		from_date, to_date = from_date or first, to_date or last
		given.in_order(from_date, to_date, (_("From Date"), _("To Date")))
		return cls(from_date, to_date, given.existing("Emulation Unit", filters.unit, _("Unit")))


def counted(span: Span, axes: Sequence[str]) -> list[frappe._dict]:
	"""Number and money of the awards the user may read, by each combination of the axes that occurs.

	Axes: see `_axes`; rows have them as keys, and `awards`, `amount` (đồng). With the axis "unit" also `unit_name`, as the
	latest decision printed it.
	"""
	line, terms = frappe.qb.DocType("Award Decision Recipient"), _axes()
	query = _joined(axes).select(
		*(terms[axis].as_(axis) for axis in axes),
		Count("*").as_("awards"),
		Sum(line.amount).as_("amount"),
	)
	if "unit" in axes:
		query = query.select(Max(line.unit_name).as_("unit_name"))
	return within(query, span).groupby(*(terms[axis] for axis in axes)).run(as_dict=True)


def within(query: QueryBuilder, span: Span, annulled_too: bool = False) -> QueryBuilder:
	"""Only awards of issued decisions that the user may read and that lie in the span; those that stand or all."""
	decision, line = frappe.qb.DocType("Award Decision"), frappe.qb.DocType("Award Decision Recipient")
	query = query.where(readable.rows_of("Award Decision") & (decision.docstatus == 1))
	query = query if annulled_too else query.where(stands(line))
	if span.from_date:
		query = query.where(decision.decision_date >= span.from_date)
	if span.to_date:
		query = query.where(decision.decision_date <= span.to_date)
	return query.where(line.unit.isin(unit_and_below(span.unit))) if span.unit else query


def unit_and_below(unit: str) -> QueryBuilder:
	"""Subquery of the names of a unit and all units below it."""
	top = frappe.qb.DocType("Emulation Unit").as_("top")
	below = frappe.qb.DocType("Emulation Unit").as_("below")
	return (
		frappe.qb.from_(top)
		.join(below)
		.on((below.lft >= top.lft) & (below.rgt <= top.rgt))
		.select(below.name)
		.where(top.name == unit)
	)


def _axes() -> dict[str, Term]:
	line, decision, honoree, unit, paper, campaign, nomination = map(
		frappe.qb.DocType,
		(
			"Award Decision Recipient",
			"Award Decision",
			"Honoree",
			"Emulation Unit",
			"Achievement",
			"Emulation Campaign",
			"Award Nomination",
		),
	)
	return {
		"award_type": line.award_type,
		"honoree_kind": line.honoree_kind,
		"unit": line.unit,
		"year": Extract(DatePart.year, decision.decision_date),
		"month": Extract(DatePart.month, decision.decision_date),
		"sex": honoree.sex,
		"is_manager": honoree.is_manager,
		"direct_labour": honoree.direct_labour,
		"unit_type": unit.unit_type,
		# As the nomination says; else on the spot where the achievement was, else the type of the campaign.
		"method": Case()
		.when(nomination.method != "", nomination.method)
		.when(paper.on_the_spot == 1, Method.ON_THE_SPOT.value)
		.when(campaign.campaign_type != "", campaign.campaign_type)
		.else_(Method.REGULAR.value),
	}


def _joined(axes: Sequence[str]) -> QueryBuilder:
	"""Recipients with the tables that the axes need."""
	line, decision = frappe.qb.DocType("Award Decision Recipient"), frappe.qb.DocType("Award Decision")
	query = frappe.qb.from_(line).join(decision).on(decision.name == line.parent)
	if {"sex", "is_manager", "direct_labour"}.intersection(axes):
		honoree = frappe.qb.DocType("Honoree")
		query = query.left_join(honoree).on(honoree.name == line.honoree)
	if "unit_type" in axes:
		unit = frappe.qb.DocType("Emulation Unit")
		query = query.left_join(unit).on(unit.name == line.unit)
	if "method" in axes:
		nomination, paper, campaign = map(
			frappe.qb.DocType, ("Award Nomination", "Achievement", "Emulation Campaign")
		)
		of_campaign = Coalesce(NullIf(paper.campaign, ""), decision.campaign)
		query = (
			query.left_join(nomination)
			.on(nomination.name == line.nomination)
			.left_join(paper)
			.on(paper.name == line.achievement)
			.left_join(campaign)
			.on(campaign.name == of_campaign)
		)
	return query
