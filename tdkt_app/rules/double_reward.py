"""2. One achievement, one reward: what was rewarded already."""

from __future__ import annotations

from tdkt_app.rules.case import AwardKind, Nomination, PastAward
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.pack import RulePack


def check_double_reward(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""No second reward for one achievement, no title twice for one period.

	A title and a form may stand side by side (NĐ 152/2025/NĐ-CP Art. 49.7); two forms for one achievement may not.
	Source: Law 06/2022/QH15 Art. 5.
	Example: Giấy khen for achievement TT-1, rewarded with a Giấy khen in decision 12 → "achievement-already-rewarded".
	"""
	rule, findings = pack.find("double.achievement", nomination.received_on, nomination.award.code)
	if rule is None:
		return findings
	for past in nomination.past:
		code = _repeats(nomination, past)
		if code:
			findings.append(
				Finding.of(
					code,
					rule,
					nomination.reference,
					award=past.award.name,
					decision=past.decision,
					period=str(past.period or past.year),
				)
			)
	return findings


def _repeats(nomination: Nomination, past: PastAward) -> str | None:
	"""Code of the finding, or None where the past award stands in nobody's way."""
	same_award = past.award.code == nomination.award.code
	both_forms = past.award.kind is nomination.award.kind is AwardKind.FORM
	if nomination.achievement and past.achievement == nomination.achievement and (same_award or both_forms):
		return "achievement-already-rewarded"
	if not same_award:
		return None
	if past.award.kind is AwardKind.TITLE and _same_time(nomination, past):
		return "title-already-held"
	if nomination.campaign and past.campaign == nomination.campaign:
		return "campaign-already-rewarded"
	return None


def _same_time(nomination: Nomination, past: PastAward) -> bool:
	"""Overlapping achievement periods; by the year where the decision states none."""
	if past.period is None:
		return past.year == nomination.period.end.year
	return past.period.overlaps(nomination.period)
