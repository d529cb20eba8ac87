"""Which rule applies: for an award and a date, the row of every rule, why that row, and what a coming date changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import add_to_date, getdate, nowdate

from tdkt_app.law import rule_packs
from tdkt_app.permissions import check_access
from tdkt_app.report.layout import column
from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.keys import GROUPS, KEYS, VALUE_TITLES
from tdkt_app.rules.messages import sentence
from tdkt_app.rules.pack import RulePack
from tdkt_app.rules.value_text import readable


@dataclass(frozen=True)
class Question:
	"""Empty scope: what holds for every award, kind or method."""

	day: date
	until: date
	award_type: str = ""
	honoree_kind: str = ""
	method: str = ""

	@classmethod
	def parse(cls, filters: Mapping | None) -> Question:
		given = filters or {}
		day = getdate(given.get("date") or nowdate())
		until = getdate(given.get("until") or add_to_date(day, years=1))
		if until < day:
			frappe.throw(_("{0} must not be before {1}.").format(_("Changes Until"), _("On Date")))
		scope = {field: given.get(field) or "" for field in ("award_type", "honoree_kind", "method")}
		return cls(day, until, **scope)

	@property
	def scope(self) -> tuple[str, str, str]:
		return self.award_type, self.honoree_kind, self.method


def execute(filters: Mapping | None = None) -> tuple[list[dict], list[dict]]:
	check_access("Award Rule", "read")
	question, pack = Question.parse(filters), rule_packs.active_pack()
	return columns(), [line(key, question, pack) for key in KEYS]


def columns() -> list[dict]:
	return [
		column("group", _("Group"), "Data", 150),
		column("rule", _("Rule"), "Data", 230),
		column("values", _("Values"), "Data", 300),
		column("legal_source", _("Legal Source"), "Data", 230),
		column("verified", _("Verified"), "Data", 110),
		column("changes", _("Coming Changes"), "Data", 320),
		column("effective_from", _("Effective From"), "Date", 110),
		column("effective_to", _("Effective To"), "Date", 110),
		column("pack", _("Rule Pack"), "Data", 120),
		column("why", _("Why This Row"), "Data", 200),
		column("row", _("Row"), "Link", 260, options="Award Rule"),
	]


def line(key: str, question: Question, pack: RulePack) -> dict:
	"""One rule: its row, or why there is none."""
	found = pack.find(key, question.day, *question.scope)
	shown = {
		"group": _(GROUPS[KEYS[key].group]),
		"rule": _(KEYS[key].title),
		"changes": "; ".join(coming_changes(key, question, pack)),
	}
	if found.rule is None:
		faults = [_sentence(finding) for finding in found.findings]
		return {**shown, "values": "; ".join(faults) or _("No rule")}
	rule = found.rule
	return {
		**shown,
		"values": values_of(rule),
		"legal_source": rule.legal_source,
		"verified": _("Yes") if rule.verified else _("No"),
		"effective_from": rule.effective_from,
		"effective_to": rule.effective_to,
		"pack": pack.local.name if _is_local(rule, pack) else pack.national.name,
		"why": why(rule, pack),
		"row": rule.name,
	}


def why(rule: AwardRule, pack: RulePack) -> str:
	"""The scope that made the row the closest one, and whether it stands over a national one."""
	scope = [rule_packs.translated(part) for part in rule.scope if part]
	reason = _("for {0}").format(", ".join(scope)) if scope else _("for all")
	return f"{reason}; {_('local pack')}" if _is_local(rule, pack) else reason


def coming_changes(key: str, question: Question, pack: RulePack) -> Iterator[str]:
	"""Each coming day on which another row, or none, begins to apply to the scope asked for."""
	current = pack.find(key, question.day, *question.scope).rule
	changes = pack.changes(question.day, question.until)
	for day in sorted({change.day for change in changes if change.rule.key == key}):
		rule = pack.find(key, day, *question.scope).rule
		if rule is not current:
			text = f"{values_of(rule)} ({rule.legal_source})" if rule else _("No rule")
			yield _("from {0}: {1}").format(frappe.utils.formatdate(day), text)
			current = rule


def values_of(rule: AwardRule) -> str:
	texts = readable(rule, rule_packs.translated).items()
	return "; ".join(f"{_(VALUE_TITLES[name])}: {text}" for name, text in texts) or _("Applies")


def _is_local(rule: AwardRule, pack: RulePack) -> bool:
	return pack.local is not None and any(rule is row for row in pack.local.rows)


def _sentence(finding: Finding) -> str:
	return sentence(finding, rule_packs.translated)
