"""The rules in force on the site, as the pure rules read them: active packs, base salaries, awards, swapped days.

Each is read once per request, in a fixed number of queries. There is no cache beyond the request: a pack is read in two
queries, and a shared cache could be filled by a transaction that is rolled back afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import wraps

import frappe
from frappe import _
from frappe.utils import getdate

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.case import AwardType
from tdkt_app.rules.deadlines import SwappedDay, WorkingCalendar
from tdkt_app.rules.keys import KEYS
from tdkt_app.rules.messages import Severity
from tdkt_app.rules.pack import RulePack, RuleSet
from tdkt_app.rules.reward import BaseSalary
from tdkt_app.rules.value_text import parse

NATIONAL = "National"
_RULE_FIELDS = (
	"name",
	"row_code",
	"rule_key",
	"award_type",
	"honoree_kind",
	"method",
	"effective_from",
	"effective_to",
	"severity",
	"legal_source",
	"verified",
	"note",
)


def _once_per_request(read: Callable) -> Callable:
	@wraps(read)
	def reading():
		kept = _kept()
		if read.__name__ not in kept:
			kept[read.__name__] = read()
		return kept[read.__name__]

	return reading


def forget() -> None:
	"""To be called by whatever writes a row that is read here."""
	_kept().clear()


def _kept() -> dict:
	if not hasattr(frappe.local, "tdkt_rules"):
		frappe.local.tdkt_rules = {}
	return frappe.local.tdkt_rules


@_once_per_request
def active_pack() -> RulePack:
	"""The active national rows with the active local ones on top. Names of rows are names of Award Rule."""
	packs = frappe.qb.DocType("Rule Pack")
	query = (
		frappe.qb.from_(packs).select(packs.name, packs.pack_title, packs.level).where(packs.is_active == 1)
	)
	active = query.run(as_dict=True)
	rows = _rows_by_pack([pack.name for pack in active])
	sets = {
		pack.level == NATIONAL: RuleSet(
			pack.name,
			pack.pack_title,
			tuple(rule_of(row, values, row.name) for row, values in rows[pack.name]),
		)
		for pack in active
	}
	return RulePack(sets.get(True) or RuleSet(""), sets.get(False))


def rule_set(rule_pack: str) -> RuleSet:
	"""All rows of one pack, active or not, under their codes: what its file contains."""
	title = frappe.db.get_value("Rule Pack", rule_pack, "pack_title") or ""
	rows = _rows_by_pack([rule_pack])[rule_pack]
	return RuleSet(rule_pack, title, tuple(rule_of(row, values, row.row_code) for row, values in rows))


def rule_of(row: Mapping, texts: Mapping[str, str], name: str) -> AwardRule:
	"""The rule of a stored row and its value texts."""
	kinds = KEYS[row["rule_key"]].values
	return AwardRule(
		name=name,
		key=row["rule_key"],
		effective_from=getdate(row["effective_from"]),
		effective_to=getdate(row["effective_to"]) if row["effective_to"] else None,
		legal_source=row["legal_source"],
		award_type=row["award_type"] or "",
		honoree_kind=row["honoree_kind"] or "",
		method=row["method"] or "",
		values={value: parse(kinds[value], text) for value, text in texts.items() if text},
		severity=Severity(row["severity"]) if row["severity"] else None,
		verified=bool(row["verified"]),
		note=row["note"] or "",
	)


@_once_per_request
def base_salaries() -> list[BaseSalary]:
	table = frappe.qb.DocType("Base Salary")
	query = frappe.qb.from_(table).select(
		table.effective_from, table.amount, table.legal_source, table.verified
	)
	return [
		BaseSalary(getdate(day), int(amount), source, bool(verified))
		for day, amount, source, verified in query.run()
	]


@_once_per_request
def award_types() -> dict[str, AwardType]:
	"""Awards of the catalogue by code, inactive ones included: past decisions name them."""
	table = frappe.qb.DocType("Award Type")
	return {row.name: AwardType.from_row(row) for row in frappe.qb.from_(table).select("*").run(as_dict=True)}


def translated(text: str) -> str:
	"""For `messages.sentence`: the name of an award by its code, else the translation."""
	award = award_types().get(text)
	return award.name if award else _(text)


@_once_per_request
def working_calendar() -> WorkingCalendar:
	table = frappe.qb.DocType("Swapped Day")
	rows = frappe.qb.from_(table).select(table.day, table.is_working).run()
	return WorkingCalendar(SwappedDay(getdate(day), bool(is_working)) for day, is_working in rows)


def _rows_by_pack(packs: list[str]) -> dict[str, list[tuple[frappe._dict, dict[str, str]]]]:
	by_pack: dict[str, list] = defaultdict(list)
	if not packs:
		return by_pack
	rule, value = frappe.qb.DocType("Award Rule"), frappe.qb.DocType("Award Rule Value")
	of_packs = rule.rule_pack.isin(packs)
	texts: dict[str, dict[str, str]] = defaultdict(dict)
	query = (
		frappe.qb.from_(value)
		.join(rule)
		.on((rule.name == value.parent) & (value.parenttype == "Award Rule"))
		.select(value.parent, value.value_name, value.value)
		.where(of_packs)
		.orderby(value.idx)
	)
	for name, value_name, text in query.run():
		texts[name][value_name] = text
	query = (
		frappe.qb.from_(rule)
		.select(rule.rule_pack, *(rule[field] for field in _RULE_FIELDS))
		.where(of_packs)
		.orderby(rule.name)
	)
	for row in query.run(as_dict=True):
		by_pack[row.rule_pack].append((row, texts[row.name]))
	return by_pack
