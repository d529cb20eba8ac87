"""What the site knows about candidates for awards, gathered for the rules in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder.functions import Coalesce
from frappe.utils import getdate, nowdate

from tdkt_app.commendation import holds
from tdkt_app.commendation.standing import stands
from tdkt_app.law import rule_packs
from tdkt_app.rules.case import Dossier, Honoree, HonoreeKind, Level, Method, Nomination, PastAward, Period
from tdkt_app.rules.initiative import RecognisedInitiative, counts_for
from tdkt_app.states import InitiativeState


@dataclass(frozen=True)
class Candidate:
	"""An award thought of for an honoree.

	Attributes:
		reference: what findings name as their subject.
		received_on: of the dossier; None: when the achievement was submitted, else the date of the decision, else today.
		method: None: on the spot where the achievement is, else the type of the campaign.
		initiative: name of the Initiative the award rests on, "": any of the honoree's that counts.
		initiative_paper: what was entered as text before initiatives were documents.
		completion: code of the level of task completion, "" when not recorded.
		groups: codes of the groups a short dossier is for that the honoree belongs to.
		dossier: None while nobody has put one together.
	"""

	reference: str
	honoree: str
	award_type: str
	period: Period
	received_on: date | None = None
	decided_on: date | None = None
	achievement: str = ""
	campaign: str = ""
	method: Method | None = None
	level: Level = Level.COMMUNE
	initiative: str = ""
	initiative_paper: str = ""
	completion: str = ""
	groups: frozenset[str] = frozenset()
	dossier: Dossier | None = None


class Facts:
	"""Read once for all candidates. `except_decision`: the decision they stand in is no past award."""

	def __init__(self, candidates: Sequence[Candidate], except_decision: str = ""):
		self.candidates = candidates
		self.honorees = _honorees({candidate.honoree for candidate in candidates})
		self.achievements = _rows(
			"Achievement",
			{candidate.achievement for candidate in candidates},
			("campaign", "on_the_spot", "submitted_on"),
		)
		self.campaigns = _rows(
			"Emulation Campaign",
			{self.campaign_of(candidate) for candidate in candidates},
			("campaign_type", "registration_deadline"),
		)
		self.past = _past_awards(self.honorees, except_decision)
		self.registrations = _registrations(self.campaigns)
		self.holds = holds.holds_of(self.honorees)
		self.disciplines = holds.disciplines_of(self.honorees)
		self.leaves = holds.leaves_of(self.honorees)
		self.initiatives = _initiatives(self.honorees)
		self.awards_of = defaultdict(set)
		for candidate in candidates:
			self.awards_of[candidate.honoree].add(candidate.award_type)

	def nominations(self) -> list[Nomination]:
		return [self.nomination(candidate) for candidate in self.candidates]

	def nomination(self, candidate: Candidate) -> Nomination:
		campaign = self.campaigns.get(self.campaign_of(candidate))
		return Nomination(
			reference=candidate.reference,
			honoree=self.honoree(candidate),
			award=rule_packs.award_types()[candidate.award_type],
			period=candidate.period,
			received_on=self.received_on(candidate),
			decided_on=candidate.decided_on,
			method=candidate.method or self.method_of(candidate),
			level=candidate.level,
			achievement=candidate.achievement,
			campaign=self.campaign_of(candidate),
			registered_on=self.registered_on(candidate),
			registration_deadline=campaign and campaign.registration_deadline,
			completion=candidate.completion,
			initiative_recognised=self.has_initiative(candidate),
			concurrent=frozenset(self.awards_of[candidate.honoree] - {candidate.award_type}),
			past=tuple(self.past[candidate.honoree]),
			holds=tuple(self.holds.get(candidate.honoree, ())),
			disciplines=tuple(self.disciplines.get(candidate.honoree, ())),
			leaves=tuple(self.leaves.get(candidate.honoree, ())),
			dossier=candidate.dossier,
		)

	def has_initiative(self, candidate: Candidate) -> bool:
		counted = {
			initiative.reference
			for initiative in self.initiatives[candidate.honoree]
			if counts_for(initiative, candidate.period, candidate.decided_on)
		}
		named = {candidate.initiative} & counted if candidate.initiative else counted
		return bool(named or candidate.initiative_paper)

	def honoree(self, candidate: Candidate) -> Honoree:
		row = self.honorees[candidate.honoree]
		return Honoree(
			row.name,
			HonoreeKind(row.kind),
			is_woman=row.sex == "Female",
			direct_labour=bool(row.direct_labour),
			is_official=bool(row.is_manager),
			groups=candidate.groups,
		)

	def campaign_of(self, candidate: Candidate) -> str:
		achievement = self.achievements.get(candidate.achievement)
		return candidate.campaign or (achievement and achievement.campaign) or ""

	def received_on(self, candidate: Candidate) -> date:
		achievement = self.achievements.get(candidate.achievement)
		submitted = achievement and achievement.submitted_on
		return candidate.received_on or getdate(submitted or candidate.decided_on or nowdate())

	def method_of(self, candidate: Candidate) -> Method:
		achievement = self.achievements.get(candidate.achievement)
		campaign = self.campaigns.get(self.campaign_of(candidate))
		return _method(achievement and achievement.on_the_spot, campaign and campaign.campaign_type)

	def registered_on(self, candidate: Candidate) -> date | None:
		"""The first registration for this award or for none in particular; a unit registers for itself as a collective."""
		row = self.honorees[candidate.honoree]
		names = {row.name} if row.kind == HonoreeKind.INDIVIDUAL.value else {row.name, row.unit}
		days = [
			entry.registered_on
			for entry in self.registrations[self.campaign_of(candidate)]
			if (entry.honoree or entry.unit) in names and entry.award_type in (None, "", candidate.award_type)
		]
		return min(days, default=None)


def holders_by_group(
	units: Collection[str], awards: Collection[str], year: int
) -> dict[tuple[str, bool], set[str]]:
	"""Honorees with one of the titles for a year, by (unit, whether they manage), from decisions that stand."""
	row, decision, honoree = map(frappe.qb.DocType, ("Award Decision Recipient", "Award Decision", "Honoree"))
	holders: dict[tuple[str, bool], set[str]] = defaultdict(set)
	query = (
		frappe.qb.from_(row)
		.join(decision)
		.on((decision.name == row.parent) & (decision.docstatus == 1))
		.join(honoree)
		.on(honoree.name == row.honoree)
		.select(honoree.name, honoree.unit, honoree.is_manager)
		.where(row.award_type.isin(list(awards)) & honoree.unit.isin(list(units)) & stands(row))
		.where(Coalesce(decision.period_to, decision.decision_date)[date(year, 1, 1) : date(year, 12, 31)])
	)
	for name, unit, is_manager in query.run():
		holders[unit, bool(is_manager)].add(name)
	return holders


def _honorees(names: Collection[str]) -> dict[str, frappe._dict]:
	honoree, unit = frappe.qb.DocType("Honoree"), frappe.qb.DocType("Emulation Unit")
	query = (
		frappe.qb.from_(honoree)
		.join(unit)
		.on(unit.name == honoree.unit)
		.select(
			honoree.name,
			honoree.full_name,
			honoree.kind,
			honoree.sex,
			honoree.direct_labour,
			honoree.is_manager,
			honoree.unit,
			unit.unit_name,
		)
		.where(honoree.name.isin(list(names) or [""]))
	)
	return {row.name: row for row in query.run(as_dict=True)}


def _past_awards(honorees: Collection[str], except_decision: str) -> dict[str, list[PastAward]]:
	"""Awards of issued decisions that stand, the oldest first."""
	row, decision, paper, campaign = map(
		frappe.qb.DocType, ("Award Decision Recipient", "Award Decision", "Achievement", "Emulation Campaign")
	)
	query = (
		frappe.qb.from_(row)
		.join(decision)
		.on((decision.name == row.parent) & (decision.docstatus == 1))
		.left_join(paper)
		.on(paper.name == row.achievement)
		.left_join(campaign)
		.on(campaign.name == Coalesce(paper.campaign, decision.campaign))
		.select(
			row.honoree,
			row.award_type,
			row.achievement,
			decision.decision_number,
			decision.decision_date,
			decision.period_from,
			decision.period_to,
			paper.on_the_spot,
			campaign.name.as_("campaign"),
			campaign.campaign_type,
		)
		.where(row.honoree.isin(list(honorees) or [""]) & (decision.name != except_decision) & stands(row))
		.orderby(decision.decision_date)
		.orderby(decision.number)
	)
	awards, past = rule_packs.award_types(), defaultdict(list)
	for found in query.run(as_dict=True):
		past[found.honoree].append(
			PastAward(
				decision=found.decision_number,
				award=awards[found.award_type],
				decided_on=found.decision_date,
				period=_period(found.period_from, found.period_to),
				method=_method(found.on_the_spot, found.campaign_type),
				achievement=found.achievement or "",
				campaign=found.campaign or "",
			)
		)
	return past


def _initiatives(honorees: Collection[str]) -> dict[str, list[RecognisedInitiative]]:
	author, initiative = frappe.qb.DocType("Initiative Author"), frappe.qb.DocType("Initiative")
	query = (
		frappe.qb.from_(author)
		.join(initiative)
		.on(initiative.name == author.parent)
		.select(author.honoree, initiative.name, initiative.recognised_on)
		.where(author.parenttype == "Initiative")
		.where(initiative.workflow_state == InitiativeState.RECOGNISED)
		.where(initiative.recognised_on.isnotnull() & author.honoree.isin(list(honorees) or [""]))
	)
	of_honoree = defaultdict(list)
	for honoree, name, recognised_on in query.run():
		of_honoree[honoree].append(RecognisedInitiative(name, recognised_on))
	return of_honoree


def _period(start: date | None, end: date | None) -> Period | None:
	"""Decisions of the past often print none."""
	return Period(start, end) if start and end else None


def _registrations(campaigns: Collection[str]) -> dict[str, list[frappe._dict]]:
	table = frappe.qb.DocType("Campaign Registration")
	query = (
		frappe.qb.from_(table)
		.select(table.campaign, table.unit, table.honoree, table.award_type, table.registered_on)
		.where(table.campaign.isin(list(campaigns) or [""]))
	)
	by_campaign = defaultdict(list)
	for row in query.run(as_dict=True):
		by_campaign[row.campaign].append(row)
	return by_campaign


def _rows(doctype: str, names: Collection[str], fields: Sequence[str]) -> dict[str, frappe._dict]:
	table = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(table)
		.select(table.name, *(table[field] for field in fields))
		.where(table.name.isin([name for name in names if name] or [""]))
	)
	return {row.name: row for row in query.run(as_dict=True)}


def _method(on_the_spot: int | None, campaign_type: str | None) -> Method:
	if on_the_spot:
		return Method.ON_THE_SPOT
	return Method(campaign_type) if campaign_type else Method.REGULAR
