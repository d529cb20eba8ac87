"""Nominees suggested from the ranking of a campaign: the best of the chosen grades, within the caps of the rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from tdkt_app.doctype.award_decision.recipients import rewarded_achievements
from tdkt_app.doctype.award_nomination.nominees import nominated_elsewhere, with_units_below
from tdkt_app.emulation import ranking
from tdkt_app.law import rule_packs
from tdkt_app.law.finding_facts import Candidate, Facts, holders_by_group
from tdkt_app.permissions import check_access
from tdkt_app.rules import ratio
from tdkt_app.rules.case import HonoreeKind, Period
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.messages import sentence

# Unit, and whether they manage: the caps count these apart.
Group = tuple[str, bool]


@frappe.whitelist()
def suggest(
	unit: str,
	campaign: str,
	award_type: str,
	grades: str | list | None = None,
	nominees: str | list | None = None,
) -> dict:
	"""Verified achievements of the unit and those below it that may be put forward for an award.

	Args:
		grades: list (or its JSON) of the grades to take; empty takes every ranked achievement.
		nominees: rows already in the nomination, each with "honoree", "award_type" and "achievement".
	Returns {"rows": for the table of nominees, best first, "left": how many are beyond the cap, "remarks": sentences}.
	Needs the permission to create nominations and to read the campaign and the unit.
	"""
	check_access("Award Nomination", "create")
	for doctype, name in (("Emulation Campaign", campaign), ("Emulation Unit", unit)):
		frappe.get_doc(doctype, name).check_permission("read")
	if award_type not in rule_packs.award_types():
		frappe.throw(_("Unknown award: {0}").format(award_type))
	listed = [frappe._dict(row) for row in frappe.parse_json(nominees) or [] if row.get("honoree")]
	ranked = _ranked(unit, campaign, frappe.parse_json(grades) or ())
	return _Suggestion(campaign, award_type, ranked, listed).result()


def _ranked(unit: str, campaign: str, grades: Collection[str]) -> list[frappe._dict]:
	"""Rows of the ranking with honoree and period, those of other grades, nominated or rewarded already left out."""
	units = with_units_below(unit)
	rows = [
		row
		for row in ranking.of_campaign(campaign)
		if row.unit in units and (not grades or row.grade in grades)
	]
	names = {row.name for row in rows}
	taken = {*nominated_elsewhere(names), *rewarded_achievements(names)}
	paper = frappe.qb.DocType("Achievement")
	query = (
		frappe.qb.from_(paper)
		.select(paper.name, paper.honoree, paper.period_from, paper.period_to)
		.where(paper.name.isin(list(names) or [""]))
	)
	papers = {found.name: found for found in query.run(as_dict=True)}
	for row in rows:
		row.update(papers[row.name])
	return sorted((row for row in rows if row.name not in taken), key=lambda row: -row.total_score)


class _Suggestion:
	def __init__(
		self,
		campaign: str,
		award: str,
		ranked: list[frappe._dict],
		listed: list[frappe._dict],
	):
		self.award, self.listed = award, listed
		self.pack, self.day = rule_packs.active_pack(), getdate(nowdate())
		self.year = max((row.period_to for row in ranked), default=self.day).year
		self.facts = Facts([self.candidate(row.honoree, "", campaign) for row in [*ranked, *listed]])
		self.ranked = self.eligible(ranked)

	def candidate(self, honoree: str, achievement: str, campaign: str) -> Candidate:
		period = Period(date(self.year, 1, 1), date(self.year, 12, 31))
		return Candidate(honoree, honoree, self.award, period, achievement=achievement, campaign=campaign)

	def eligible(self, ranked: Iterable[frappe._dict]) -> list[frappe._dict]:
		"""Of a kind the award is for, and not in the list yet with the award or the achievement; each honoree once."""
		kinds = rule_packs.award_types()[self.award].kinds
		seen = {row.honoree for row in self.listed if row.award_type == self.award}
		used = {row.achievement for row in self.listed}
		chosen = []
		for row in ranked:
			kind = HonoreeKind(self.facts.honorees[row.honoree].kind)
			if kind in kinds and row.honoree not in seen and row.name not in used:
				seen.add(row.honoree)
				chosen.append(row)
		return chosen

	def result(self) -> dict:
		rule, findings = self.pack.find("ratio.cap", self.day, self.award)
		chosen = self.ranked
		if rule:
			chosen, more = self.within_caps(rule)
			findings = [*findings, *more]
		return {
			"rows": [self.as_row(row) for row in chosen],
			"left": len(self.ranked) - len(chosen),
			"remarks": [self.remark(finding) for finding in findings],
		}

	def within_caps(self, rule) -> tuple[list[frappe._dict], list[Finding]]:
		by_group, findings, names = defaultdict(list), [], set()
		for row in self.ranked:
			by_group[self.group_of(row.honoree)].append(row)
		bases, asked = self.bases(rule.codes("of"), by_group), self.asked()
		for group, rows in by_group.items():
			places = max(ratio.allowed(len(bases[group]), rule) - asked[group], 0)
			candidates = [
				ratio.Candidate(row.name, self.honoree(row.honoree), Fraction(str(row.total_score)))
				for row in rows
			]
			choice = ratio.choose(candidates, places, self.pack, self.day)
			names.update(candidate.reference for candidate in choice.chosen)
			findings += choice.findings
		return [row for row in self.ranked if row.name in names], findings

	def bases(self, counted: tuple[str, ...], groups: Mapping[Group, list]) -> dict[Group, set[str]]:
		"""Who has, or is put forward for, what the cap is a share of."""
		bases = holders_by_group({unit for unit, _manages in groups} or {""}, counted, self.year)
		for row in self.listed:
			if row.award_type in counted:
				bases[self.group_of(row.honoree)].add(row.honoree)
		return bases

	def asked(self) -> Counter:
		return Counter(self.group_of(row.honoree) for row in self.listed if row.award_type == self.award)

	def group_of(self, honoree: str) -> Group:
		row = self.facts.honorees[honoree]
		return row.unit, bool(row.is_manager)

	def honoree(self, name: str):
		return self.facts.honoree(self.candidate(name, "", ""))

	def as_row(self, row: frappe._dict) -> dict:
		honoree = self.facts.honorees[row.honoree]
		return {
			"honoree": row.honoree,
			"honoree_name": honoree.full_name,
			"honoree_kind": honoree.kind,
			"award_type": self.award,
			"achievement": row.name,
			"total_score": row.total_score,
			"grade": row.grade,
		}

	def remark(self, finding: Finding) -> str:
		"""With the person it is about, where it is about one."""
		names = {row.name: row.honoree_name for row in self.ranked}
		text = sentence(finding, rule_packs.translated)
		return f"{names[finding.subject]}: {text}" if finding.subject in names else text
