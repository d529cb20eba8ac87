"""10. What a dossier must contain, by award, method and date."""

from __future__ import annotations

from collections.abc import Mapping

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.case import Nomination
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.pack import RulePack


def check_dossier(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""Items and copies of the dossier; the short one where the honoree belongs to a group it is for.

	Source: the list is the province's (NĐ 152/2025/NĐ-CP Art. 6.2.c); short dossier: Art. 33.8.
	Example: a farmer without biên bản bình xét → "short-dossier" only; an official → "dossier-item-missing".
	"""
	if nomination.dossier is None:
		return []
	short, findings = pack.find("dossier.short", nomination.received_on, nomination.award.code)
	if short is not None:
		if nomination.honoree.groups & set(short.labels("groups")):
			return findings + _short(nomination, short)
		findings = []  # nothing to say about a row that does not apply
	full, of_full = pack.find(
		"dossier.items",
		nomination.received_on,
		nomination.award.code,
		nomination.honoree.kind.value,
		nomination.method.value,
	)
	return [*findings, *of_full, *(_full(nomination, full) if full else ())]


def required_items(nomination: Nomination, pack: RulePack) -> Mapping[str, str]:
	"""Codes and names of what the dossier must contain: the checklist. Empty where no row says so."""
	short = pack.find("dossier.short", nomination.received_on, nomination.award.code).rule
	if short and nomination.honoree.groups & set(short.labels("groups")):
		return short.labels("items")
	full = pack.find(
		"dossier.items",
		nomination.received_on,
		nomination.award.code,
		nomination.honoree.kind.value,
		nomination.method.value,
	).rule
	return full.labels("items") if full else {}


def _short(nomination: Nomination, rule: AwardRule) -> list[Finding]:
	findings = [Finding.of("short-dossier", rule, nomination.reference)]
	findings += _missing("short-item-missing", nomination, rule)
	if not nomination.dossier.report_by_unit:
		findings.append(Finding.of("report-not-by-unit", rule, nomination.reference))
	return findings


def _full(nomination: Nomination, rule: AwardRule) -> list[Finding]:
	findings = _missing("dossier-item-missing", nomination, rule)
	if nomination.dossier.copies < rule.count("copies"):
		data = {"copies": nomination.dossier.copies, "needed": rule.count("copies")}
		findings.append(Finding.of("dossier-copies", rule, nomination.reference, **data))
	return findings


def _missing(code: str, nomination: Nomination, rule: AwardRule) -> list[Finding]:
	return [
		Finding.of(code, rule, nomination.reference, item=label)
		for item, label in rule.labels("items").items()
		if item not in nomination.dossier.items
	]
