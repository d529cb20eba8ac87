"""Who qualifies for what (đủ điều kiện đề nghị): the rules asked about everybody with a verified achievement of the year.

One line per honoree and award, with the reasons. Facts are read for all candidates at once; the number of queries does
not grow with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from tdkt_app.doctype.award_nomination.candidates import levels_of
from tdkt_app.doctype.award_nomination.nominees import nominated_elsewhere
from tdkt_app.law import rule_packs
from tdkt_app.law.finding_facts import Candidate, Facts
from tdkt_app.permissions import check_access
from tdkt_app.report import given
from tdkt_app.report.awards import KINDS, unit_and_below
from tdkt_app.report.layout import bars, column, figure
from tdkt_app.report.readable import rows_of
from tdkt_app.rules.case import HonoreeKind, Nomination, Period
from tdkt_app.rules.finding import Finding, Severity, of_severity
from tdkt_app.rules.messages import sentence
from tdkt_app.rules.nomination import check_nomination
from tdkt_app.states import AchievementState

Row = frappe._dict
ELIGIBLE, WARNED, REFUSED, HELD = "Eligible", "Eligible with Warnings", "Not Eligible", "Already Awarded"
VERDICTS = (ELIGIBLE, WARNED, REFUSED, HELD)
MOST_CANDIDATES = 5000


@dataclass(frozen=True)
class EligibilityFilters:
	year: int
	award_type: str | None = None
	campaign: str | None = None
	unit: str | None = None
	honoree_kind: str | None = None
	show: str | None = None

	@classmethod
	def parse(cls, filters: Mapping | None) -> EligibilityFilters:
		"""Of the current year unless said otherwise; without an award: every active one of the kind of honoree."""
		chosen = frappe._dict(filters or {})
		return cls(
			given.year(chosen.year, _("Year")) or given.this_year(),
			given.existing("Award Type", chosen.award_type, _("Award Type")),
			given.existing("Emulation Campaign", chosen.campaign, _("Campaign")),
			given.existing("Emulation Unit", chosen.unit, _("Unit")),
			given.one_of(chosen.honoree_kind, KINDS, _("Honoree Kind")),
			given.one_of(chosen.show, VERDICTS, _("Show")),
		)


def execute(filters: Mapping | None = None) -> tuple:
	check_access("Award Decision", "read")  # reasons tell of past awards
	check_access("Award Hold", "read")  # and of proceedings
	chosen = EligibilityFilters.parse(filters)
	rows = judged(_best_achievements(chosen), chosen)
	shown = [row for row in rows if chosen.show in (None, row.verdict)]
	return columns(), shown, None, chart(rows), summary(rows)


def _best_achievements(chosen: EligibilityFilters) -> list[Row]:
	"""Of each active honoree the verified achievement of the year with the most points, by unit and given name."""
	paper, honoree, unit = map(frappe.qb.DocType, ("Achievement", "Honoree", "Emulation Unit"))
	query = (
		frappe.qb.from_(paper)
		.join(honoree)
		.on(honoree.name == paper.honoree)
		.join(unit)
		.on(unit.name == honoree.unit)
		.select(
			paper.name.as_("achievement"),
			paper.campaign,
			paper.total_score,
			honoree.name.as_("honoree"),
			honoree.full_name,
			honoree.kind,
			honoree.unit,
			unit.unit_name,
		)
		.where(rows_of("Achievement") & rows_of("Honoree") & (honoree.is_active == 1))
		.where(paper.workflow_state == AchievementState.VERIFIED)
		.where(paper.period_to[date(chosen.year, 1, 1) : date(chosen.year, 12, 31)])
		.orderby(unit.lft)
		.orderby(honoree.sort_name)
		.orderby(honoree.name)
		.orderby(paper.total_score, order=frappe.qb.desc)
		.orderby(paper.name)
	)
	if chosen.campaign:
		query = query.where(paper.campaign == chosen.campaign)
	if chosen.unit:
		query = query.where(honoree.unit.isin(unit_and_below(chosen.unit)))
	if chosen.honoree_kind:
		query = query.where(honoree.kind == chosen.honoree_kind)
	best: dict[str, Row] = {}
	for row in query.run(as_dict=True):
		best.setdefault(row.honoree, row)
	return list(best.values())


def judged(achievements: Sequence[Row], chosen: EligibilityFilters) -> list[Row]:
	known, pack = rule_packs.award_types(), rule_packs.active_pack()
	asked = [
		(row, award)
		for row in achievements
		for award in _awards_asked(chosen)
		if HonoreeKind(row.kind) in known[award].kinds
	]
	if len(asked) > MOST_CANDIDATES:
		frappe.throw(
			_(
				"{0} cases are too many for one list, {1} at most: choose an award, a campaign or a unit."
			).format(len(asked), MOST_CANDIDATES)
		)
	levels = levels_of({award for _row, award in asked})
	period, day = (
		Period(date(chosen.year, 1, 1), date(chosen.year, 12, 31)),
		min(getdate(), date(chosen.year, 12, 31)),
	)
	facts = Facts(
		[
			Candidate(
				reference=f"{row.honoree}/{award}",
				honoree=row.honoree,
				award_type=award,
				period=period,
				received_on=day,
				achievement=row.achievement,
				campaign=row.campaign or "",
				level=levels[award],
			)
			for row, award in asked
		]
	)
	facts.awards_of.clear()  # awards asked one by one, not all at the same time
	nominated = nominated_elsewhere([row.achievement for row in achievements])
	return [
		_line(row, one, check_nomination(one, pack), nominated.get(row.achievement))
		for (row, _award), one in zip(asked, facts.nominations(), strict=True)
	]


def _awards_asked(chosen: EligibilityFilters) -> list[str]:
	if chosen.award_type:
		return [chosen.award_type]
	filters = {"is_active": 1, "decided_by": "Commune"}
	return frappe.get_list(
		"Award Type", filters=filters, pluck="name", order_by="ceremony_order, name", limit_page_length=0
	)


def _line(row: Row, one: Nomination, findings: Sequence[Finding], nomination: str | None) -> Row:
	blocking, warnings = of_severity(findings, Severity.BLOCK), of_severity(findings, Severity.WARN)
	held = any(past.award.code == one.award.code and past.year == one.period.end.year for past in one.past)
	if held:
		verdict, told = HELD, ()
	elif blocking:
		verdict, told = REFUSED, blocking
	else:
		verdict, told = WARNED if warnings else ELIGIBLE, warnings
	return Row(
		row,
		award_name=one.award.name,
		verdict=verdict,
		verdict_name=_(verdict),
		reasons=reasons(told),
		nomination=nomination,
	)


def reasons(findings: Iterable[Finding]) -> str:
	return "; ".join(
		f"{sentence(finding, rule_packs.translated)}{f' ({finding.article})' if finding.article else ''}"
		for finding in findings
	)


def columns() -> list[dict]:
	return [
		column("full_name", _("Honoree"), "Data", 200),
		column("unit_name", _("Unit"), "Data", 180),
		column("award_name", _("Award Name"), "Data", 190),
		column("verdict_name", _("Verdict"), "Data", 170),
		column("reasons", _("Reasons"), "Data", 480),
		column("total_score", _("Total Score"), "Float", 100, precision=1),
		column("achievement", _("Achievement"), "Link", 150, options="Achievement"),
		column("nomination", _("Award Nomination"), "Link", 150, options="Award Nomination"),
		column("honoree", _("Record"), "Link", 120, options="Honoree"),
	]


def chart(rows: Sequence[Row]) -> dict | None:
	"""Verdicts per award."""
	awards = list(dict.fromkeys(row.award_name for row in rows))
	counts = Counter((row.award_name, row.verdict) for row in rows)
	datasets = [(_(verdict), [counts[award, verdict] for award in awards]) for verdict in VERDICTS]
	return bars(awards, datasets, stacked=True)


def summary(rows: Sequence[Row]) -> list[dict]:
	counts = Counter(row.verdict for row in rows)
	colours = zip(VERDICTS, ("Green", "Orange", "Red", "Blue"), strict=True)
	return [figure(_(verdict), counts[verdict], colour) for verdict, colour in colours]
