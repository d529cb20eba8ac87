"""Titles registered and reached (danh hiệu đăng ký so với đạt được), per award, campaign or unit.

A registered award is reached when a decision that stands gives it to whom it was registered for, for a period that ends
in the year of the campaign. A unit that registers itself is the honoree who is the whole unit. One query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Sum
from pypika.queries import QueryBuilder, Table
from pypika.terms import Case, Criterion, ExistsCriterion, Field

from tdkt_app.commendation.standing import stands
from tdkt_app.law import rule_packs
from tdkt_app.report import given
from tdkt_app.report.awards import unit_and_below
from tdkt_app.report.layout import bars, column, figure
from tdkt_app.report.readable import rows_of

Row = frappe._dict
BY_AWARD, BY_CAMPAIGN, BY_UNIT = "Award Type", "Campaign", "Unit"
_GROUPS = (BY_AWARD, BY_CAMPAIGN, BY_UNIT)
_MOST_DRAWN = 15
_COUNTED = ("registrations", "late", "titles", "reached")


@dataclass(frozen=True)
class TitleFilters:
	year: int
	by: str = BY_AWARD
	campaign: str | None = None
	unit: str | None = None

	@classmethod
	def parse(cls, filters: Mapping | None) -> TitleFilters:
		"""Of the current year unless said otherwise."""
		chosen = frappe._dict(filters or {})
		return cls(
			given.year(chosen.year, _("Year")) or given.this_year(),
			given.one_of(chosen.by, _GROUPS, _("Group By")) or BY_AWARD,
			given.existing("Emulation Campaign", chosen.campaign, _("Campaign")),
			given.existing("Emulation Unit", chosen.unit, _("Unit")),
		)


def execute(filters: Mapping | None = None) -> tuple:
	chosen = TitleFilters.parse(filters)
	rows = read_rows(chosen)
	return columns(chosen.by), rows, None, chart(rows), summary(rows)


def read_rows(chosen: TitleFilters) -> list[Row]:
	registration, campaign, unit = map(
		frappe.qb.DocType, ("Campaign Registration", "Emulation Campaign", "Emulation Unit")
	)
	names_award = registration.award_type != ""
	reached = names_award & (
		_given(registration.honoree, chosen.year) | _given_to_unit(registration, chosen.year)
	)
	key, label = {
		BY_AWARD: (Coalesce(registration.award_type, ""), Coalesce(registration.award_type, "")),
		BY_CAMPAIGN: (registration.campaign, campaign.campaign_title),
		BY_UNIT: (registration.unit, unit.unit_name),
	}[chosen.by]
	query = (
		frappe.qb.from_(registration)
		.join(campaign)
		.on(campaign.name == registration.campaign)
		.join(unit)
		.on(unit.name == registration.unit)
		.select(
			key.as_("key"),
			label.as_("label"),
			Count("*").as_("registrations"),
			registration.unit,
			Sum(registration.is_late).as_("late"),
			Sum(Case().when(names_award, 1).else_(0)).as_("titles"),
			Sum(Case().when(reached, 1).else_(0)).as_("reached"),
		)
		.where(rows_of("Campaign Registration") & rows_of("Emulation Campaign"))
		.where(campaign.year == chosen.year)
		.groupby(key, label, registration.unit)
	)
	if chosen.campaign:
		query = query.where(registration.campaign == chosen.campaign)
	if chosen.unit:
		query = query.where(registration.unit.isin(unit_and_below(chosen.unit)))
	rows = _lines(query.run(as_dict=True), chosen.by)
	return sorted(rows, key=lambda row: (-row.registrations, row.label))


def _given(honoree: Field, year: int) -> Criterion:
	"""Whether an award of the registration that stands was given to the honoree for the year."""
	line = frappe.qb.DocType("Award Decision Recipient")
	return ExistsCriterion(_awards_of(year).where(line.honoree == honoree))


def _given_to_unit(registration: Table, year: int) -> Criterion:
	"""Likewise to the honoree who is the whole unit, where the unit registered itself."""
	line, honoree = frappe.qb.DocType("Award Decision Recipient"), frappe.qb.DocType("Honoree")
	of_unit = (
		_awards_of(year)
		.join(honoree)
		.on(honoree.name == line.honoree)
		.where((honoree.unit == registration.unit) & (honoree.is_whole_unit == 1))
	)
	return (Coalesce(registration.honoree, "") == "") & ExistsCriterion(of_unit)


def _awards_of(year: int) -> QueryBuilder:
	"""Awards of the year that stand, of the award that the registration around it names."""
	line, decision, registration = map(
		frappe.qb.DocType, ("Award Decision Recipient", "Award Decision", "Campaign Registration")
	)
	first, last = given.days_of(year)
	return (
		frappe.qb.from_(line)
		.join(decision)
		.on(decision.name == line.parent)
		.select(line.name)
		.where(rows_of("Award Decision") & (decision.docstatus == 1) & stands(line))
		.where(Coalesce(decision.period_to, decision.decision_date)[first:last])
		.where(line.award_type == registration.award_type)
	)


def _lines(of_units: Sequence[Row], by: str) -> list[Row]:
	"""One line per group from one per group and unit: counting distinct units makes the database read everything twice."""
	lines: dict[str, Row] = {}
	for row in of_units:
		line = lines.setdefault(
			row.key, Row(dict.fromkeys(_COUNTED, 0), key=row.key, label=row.label, units=0)
		)
		line.units += 1
		for field in _COUNTED:
			line[field] += int(row[field])
	for line in lines.values():
		line.missed = line.titles - line.reached
		if by == BY_AWARD:
			line.label = rule_packs.award_types()[line.key].name if line.key else _("No Title Named")
	return list(lines.values())


def columns(by: str) -> list[dict]:
	return [
		column("label", _(by), "Data", 320),
		column("registrations", _("Registrations"), "Int", 130),
		column("units", _("Units Registered"), "Int", 140),
		column("late", _("Late"), "Int", 90),
		column("titles", _("Titles Aimed At"), "Int", 150),
		column("reached", _("Reached"), "Int", 110),
		column("missed", _("Not Reached"), "Int", 120),
	]


def chart(rows: Sequence[Row]) -> dict | None:
	shown = rows[:_MOST_DRAWN]
	datasets = [
		(_("Registrations"), [row.registrations for row in shown]),
		(_("Titles Aimed At"), [row.titles for row in shown]),
		(_("Reached"), [row.reached for row in shown]),
	]
	return bars([row.label for row in shown], datasets)


def summary(rows: Sequence[Row]) -> list[dict]:
	titles, reached = sum(row.titles for row in rows), sum(row.reached for row in rows)
	return [
		figure(_("Registrations"), sum(row.registrations for row in rows), "Blue"),
		figure(_("Titles Aimed At"), titles, "Blue"),
		figure(_("Reached"), reached, "Green"),
		figure(_("Not Reached"), titles - reached, "Orange"),
	]
