"""Everything the rules say about one nomination."""

from __future__ import annotations

from tdkt_app.rules.basis import check_basis
from tdkt_app.rules.case import Nomination
from tdkt_app.rules.dossier import check_dossier
from tdkt_app.rules.double_reward import check_double_reward
from tdkt_app.rules.eligibility import check_eligibility
from tdkt_app.rules.finding import Finding, merged
from tdkt_app.rules.hold import check_discipline, check_hold, check_service
from tdkt_app.rules.next_period import check_next_period
from tdkt_app.rules.notices import law_notices
from tdkt_app.rules.pack import RulePack

_CHECKS = (
	check_eligibility,
	check_double_reward,
	check_basis,
	check_hold,
	check_discipline,
	check_service,
	check_next_period,
	check_dossier,
)


def check_nomination(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""Findings of groups 1 to 4, 7 and 10 and the notices, each once, the most serious first.

	Checks that look at a whole list (ratio caps, direct labour, money, ceremony) have their own functions.
	"""
	findings = [finding for check in _CHECKS for finding in check(nomination, pack)]
	return merged([*findings, *law_notices(nomination.decision_day, pack)])
