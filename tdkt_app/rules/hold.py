"""4. Pending proceedings, discipline, and leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.case import Discipline, Hold, Leave, Nomination, Period
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.pack import RulePack


def check_hold(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""No reward while discipline, an inspection or a complaint is being looked into; it resumes after the conclusion.

	Source: NĐ 152/2025/NĐ-CP Art. 4.4.
	Example: complaint since 01/03, decision on 10/03 → "on-hold"; concluded on 09/03 without fault → "hold-released".
	"""
	rule, findings = pack.find("hold.pending", nomination.received_on)
	if rule is None:
		return findings
	grounds = rule.labels("grounds")
	return findings + [
		_hold_finding(hold, grounds.get(hold.ground, hold.ground), nomination, rule)
		for hold in nomination.holds
		if hold.opened_on <= nomination.decision_day
	]


def _hold_finding(hold: Hold, ground: str, nomination: Nomination, rule: AwardRule) -> Finding:
	if hold.closed_on is None or hold.closed_on > nomination.decision_day:
		code, day = "on-hold", hold.opened_on
	else:
		code, day = "hold-ended-with-fault" if hold.fault_found else "hold-released", hold.closed_on
	return Finding.of(code, rule, nomination.reference, ground=ground, day=day, document=hold.document or "–")


def check_discipline(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""Achievements count from the end of the discipline.

	Source: NĐ 152/2025/NĐ-CP Art. 4.4, second paragraph.
	Example: reprimand served until 30/06/2025, period from 01/01/2025 → "period-before-discipline-end", from 01/07/2025.
	"""
	rule, findings = pack.find("hold.discipline", nomination.received_on)
	if rule is None:
		return findings
	for discipline in nomination.disciplines:
		if discipline.start <= nomination.decision_day <= discipline.served_until:
			code, day = "under-discipline", discipline.served_until
		elif nomination.period.start <= discipline.served_until < nomination.decision_day:
			code, day = "period-before-discipline-end", counted_from(discipline)
		else:
			continue
		findings.append(Finding.of(code, rule, nomination.reference, form=discipline.form, day=day))
	return findings


def counted_from(discipline: Discipline) -> date:
	"""The first day whose achievements count: the day after the last day of the discipline."""
	return discipline.served_until + timedelta(days=1)


def days_worked(period: Period, leaves: Iterable[Leave], counts_as_work: Iterable[str]) -> int:
	"""Days of `period` not spent on leave, overlapping leaves taken once; leave of the kinds given is work.

	Source: NĐ 152/2025/NĐ-CP Art. 4.5 (maternity).
	Example: 365 days with 184 days of maternity leave and 10 days unpaid → 355.
	"""
	away = {day for leave in leaves if leave.kind not in counts_as_work for day in leave.period.dates()}
	return period.days - len(away & period.dates())


def check_service(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""Leave that counts as work is said so; where a local rule sets a least time worked, it is compared.

	Source: NĐ 152/2025/NĐ-CP Art. 4.5; the least time is the province's to set.
	"""
	rule, findings = pack.find("hold.leave", nomination.received_on)
	if rule is None or not nomination.leaves:
		return findings
	as_work = rule.codes("counts_as_work")
	worked = days_worked(nomination.period, nomination.leaves, as_work)
	if credited := worked - days_worked(nomination.period, nomination.leaves, ()):
		findings.append(Finding.of("leave-counts-as-work", rule, nomination.reference, days=credited))
	least, more = pack.find("hold.service", nomination.received_on, nomination.award.code)
	if least and worked < least.count("days"):
		more.append(
			Finding.of(
				"service-too-short", least, nomination.reference, days=worked, needed=least.count("days")
			)
		)
	return findings + more
