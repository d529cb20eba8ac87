"""3. Rewards on the spot or for a theme do not support a proposal to a higher level for merit."""

from __future__ import annotations

from tdkt_app.rules.case import Level, Nomination
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.pack import RulePack


def check_basis(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""Each award cited as grounds that may not be.

	Only proposals to a higher level, and only by a method counted as merit.
	Source: NĐ 152/2025/NĐ-CP Art. 4.3.
	Example: Bằng khen for merit, grounds: a Giấy khen given on the spot → "not-a-basis"; given for merit → none.
	"""
	if nomination.level is Level.COMMUNE:
		return []
	rule, findings = pack.find("basis.merit", nomination.received_on, nomination.award.code)
	if rule is None or nomination.method.value not in rule.codes("merit_methods"):
		return findings
	excluded = rule.codes("excluded_methods")
	return findings + [
		Finding.of("not-a-basis", rule, nomination.reference, decision=past.decision, method=past.method)
		for past in nomination.basis
		if past.method.value in excluded
	]
