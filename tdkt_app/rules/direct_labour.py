"""6. How many of those rewarded work directly: an indicator, never a block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from tdkt_app.rules.case import Honoree, HonoreeKind
from tdkt_app.rules.finding import Finding, Severity
from tdkt_app.rules.pack import RulePack


def direct_share(honorees: Iterable[Honoree]) -> tuple[int, int]:
	"""(individuals who work directly, individuals). Collectives and households are not counted."""
	individuals = [honoree for honoree in honorees if honoree.kind is HonoreeKind.INDIVIDUAL]
	return sum(honoree.direct_labour for honoree in individuals), len(individuals)


def check_direct_labour(honorees: Iterable[Honoree], pack: RulePack, day: date) -> list[Finding]:
	"""The share of individuals who work directly, against a target where a row sets one.

	Source: Law 06/2022/QH15 Art. 5 (attention to those who work directly); the target is local.
	Example: 3 of 10 with a target of 1/2 → "direct-labour-below-target"; without target → "direct-labour-share".
	"""
	rule, findings = pack.find("labour.share", day)
	direct, individuals = direct_share(honorees)
	if rule is None or not individuals:
		return findings
	share = Fraction(direct, individuals)
	target = rule.share("target") if "target" in rule.values else None
	data = {"direct": direct, "individuals": individuals, "share": share}
	if target is None or share >= target:
		found = Finding.of("direct-labour-share", rule, **data)
	else:
		found = Finding.of("direct-labour-below-target", rule, **data, target=target)
	return [*findings, _never_block(found)]


def _never_block(finding: Finding) -> Finding:
	"""A row cannot turn the indicator into a barrier."""
	return replace(finding, severity=Severity.WARN) if finding.severity is Severity.BLOCK else finding
