"""What the recipients of a decision are paid, by the rules in force on the date of the decision."""

from __future__ import annotations

from collections.abc import Collection

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.law import rule_packs
from tdkt_app.rules.case import HonoreeKind, Period
from tdkt_app.rules.finding import Finding, Severity, of_severity
from tdkt_app.rules.messages import sentence
from tdkt_app.rules.payment import Grant, settle
from tdkt_app.rules.reward import Computed, compute_reward


def subject_of(row: Document) -> str:
	"""What findings about a recipient are about: an honoree stands once with an award (`check_no_repetition`)."""
	return f"{row.honoree}/{row.award_type}"


def set_rewards(decision: Document) -> None:
	"""Write multiplier, base salary, amount (đồng) and article into each described row.

	Throws, naming award and date, when the rules give no money for a row: no row of the rule, no base salary.
	"""
	rewards, payments, findings = reward_money(decision)
	for row in decision.recipients:
		computed = rewards[row.award_type, row.honoree_kind]
		if computed.reward is None:
			blocking = of_severity(computed.findings, Severity.BLOCK)
			frappe.throw(
				"<br>".join(sentence(finding, rule_packs.translated) for finding in blocking),
				title=_("No Reward Money"),
			)
		row.multiplier = float(computed.reward.multiplier)
		row.base_salary = computed.reward.base_salary
		row.amount = payments[subject_of(row)]
		row.legal_source = computed.reward.rule.legal_source
	reasons = {finding.subject: finding for finding in findings if finding.code == "only-highest-title-pays"}
	for row in decision.recipients:
		reason = reasons.get(subject_of(row))
		row.unpaid_reason = f"{sentence(reason, rule_packs.translated)} ({reason.article})" if reason else ""


def reward_money(
	decision: Document,
) -> tuple[dict[tuple[str, str], Computed], dict[str, int], list[Finding]]:
	"""Reward by (award, kind), pay in đồng by `subject_of`, and every finding about money."""
	pack, day = rule_packs.active_pack(), getdate(decision.decision_date)
	kinds = {(row.award_type, row.honoree_kind) for row in decision.recipients}
	rewards = {
		(award, kind): compute_reward(award, HonoreeKind(kind), day, pack, rule_packs.base_salaries())
		for award, kind in sorted(kinds)
	}
	payments, findings = settle(_grants(decision, rewards), pack, day)
	of_rewards = [finding for computed in rewards.values() for finding in computed.findings]
	return (
		rewards,
		{payment.grant.reference: int(payment.pays) for payment in payments},
		[*of_rewards, *findings],
	)


def _grants(decision: Document, rewards: dict[tuple[str, str], Computed]) -> Collection[Grant]:
	"""The period that counts is the one printed in the decision (NĐ 152/2025/NĐ-CP Art. 33.7)."""
	period = Period(getdate(decision.period_from), getdate(decision.period_to))
	awards = rule_packs.award_types()
	grants = []
	for row in decision.recipients:
		reward = rewards[row.award_type, row.honoree_kind].reward
		amount = int(reward.amount) if reward else 0
		award, achievement = awards[row.award_type], row.achievement or ""
		grants.append(Grant(subject_of(row), row.honoree, award, period, amount, achievement))
	return grants
