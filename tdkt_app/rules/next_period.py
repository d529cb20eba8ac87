"""7. Where the next achievement period may begin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tdkt_app.rules.case import AwardKind, Nomination, PastAward
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.pack import RulePack


def counts_from(past: PastAward) -> date:
	"""First day not yet rewarded: after the period printed in the decision, or after its date where none is printed.

	Example: period to 31/12/2024, decided on 10/02/2025 → 01/01/2025; no period printed → 11/02/2025.
	"""
	return (past.period.end if past.period else past.decided_on) + timedelta(days=1)


def earliest_start(past: Iterable[PastAward]) -> tuple[date, PastAward] | None:
	"""The latest of these first days, with the award it comes from; None without past awards."""
	return max(((counts_from(award), award) for award in past), key=lambda pair: pair[0], default=None)


def check_next_period(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""A form of reward for merit does not count again the time of the last one of the same form.

	Titles are yearly and are looked at by `double_reward`; awards on the spot or for a theme are outside.
	Source: NĐ 152/2025/NĐ-CP Art. 33.7.
	Example: Giấy khen for 2023–2024, next asked for 2024–2025 → "period-already-counted", from 01/01/2025.
	"""
	if nomination.award.kind is not AwardKind.FORM:
		return []
	rule, findings = pack.find("period.next", nomination.received_on, nomination.award.code)
	if rule is None or nomination.method.value not in rule.codes("methods"):
		return findings
	same = [
		past
		for past in nomination.past
		if past.award.code == nomination.award.code and past.method.value in rule.codes("methods")
	]
	earliest = earliest_start(same)
	if earliest and nomination.period.start < earliest[0]:
		findings.append(
			Finding.of(
				"period-already-counted",
				rule,
				nomination.reference,
				day=earliest[0],
				decision=earliest[1].decision,
			)
		)
	return findings
