"""Rule packs as files: a province hands its pack to its communes; the commune sees what changes before it takes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import frappe
from frappe import _

from tdkt_app.doctype.award_rule.award_rule import name_of
from tdkt_app.law import rule_packs
from tdkt_app.permissions import check_access
from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.finding import Finding, Severity, of_severity
from tdkt_app.rules.keys import KEYS, VALUE_TITLES
from tdkt_app.rules.messages import sentence
from tdkt_app.rules.pack import RuleSet, check_awards, check_rule_set
from tdkt_app.rules.pack_file import Difference, PackFileError, differences, dumps, loads
from tdkt_app.rules.value_text import parse, readable, write

MOST_CHARACTERS = 2_000_000
_FIELDS = {
	"award_type": "Award Type",
	"honoree_kind": "Honoree Kind",
	"method": "Method of Commendation",
	"effective_from": "Effective From",
	"effective_to": "Effective To",
	"legal_source": "Legal Source",
	"severity": "Severity",
	"verified": "Verified",
	"note": "Note",
}


@frappe.whitelist(methods=["GET"])
def export_pack(rule_pack: str) -> None:
	"""Download one pack as a JSON file. Needs the permission to export rules."""
	check_access("Award Rule", "export")
	frappe.get_doc("Rule Pack", rule_pack).check_permission("read")
	frappe.local.response.filename = f"{rule_pack}.json"
	frappe.local.response.filecontent = dumps(rule_packs.rule_set(rule_pack))
	frappe.local.response.type = "download"


@frappe.whitelist(methods=["POST"])
def preview(text: str) -> dict:
	"""What importing a file would change; nothing is written.

	`text`: content of the file. Returns {"pack", "title", "is_new", "token", "warnings", "changes"}; a change is
	{"row", "rule", "kind": "added"|"dropped"|"changed", "details": [{"label", "old", "new"}]}. The token stands for
	this file over the rows of now. Throws what is wrong with the file, naming row and date.
	"""
	_check_importer()
	new, warnings = _read(text)
	old = rule_packs.rule_set(new.name)
	return {
		"pack": new.name,
		"title": new.title,
		"is_new": not frappe.db.exists("Rule Pack", new.name),
		"token": _token(old, new),
		"warnings": [sentence(finding, rule_packs.translated) for finding in warnings],
		"changes": [_shown(change) for change in differences(old, new)],
	}


@frappe.whitelist(methods=["POST"])
def import_pack(text: str, token: str) -> dict[str, int]:
	"""Write what `preview` showed: all of it or nothing. Returns how many rows were added, dropped and changed.

	`token`: of the preview; throws when file or rows are no longer those. A pack that is new on the site is inactive.
	"""
	_check_importer()
	new, _warnings = _read(text)
	old = rule_packs.rule_set(new.name)
	if token != _token(old, new):
		frappe.throw(_("The rules have changed since the preview: look at the changes again."))
	frappe.db.savepoint("rule_pack_import")
	try:
		_open_pack(new)
		return _write(new.name, differences(old, new))
	except Exception:
		frappe.db.rollback(save_point="rule_pack_import")
		raise
	finally:
		rule_packs.forget()


def _check_importer() -> None:
	for permission in ("create", "write", "delete", "import"):
		check_access("Award Rule", permission)
	check_access("Rule Pack", "create")


def _read(text: str) -> tuple[RuleSet, list[Finding]]:
	"""The rules of a file that can be taken as a whole, and what to think of before. Throws everything that is wrong."""
	if len(text) > MOST_CHARACTERS:
		frappe.throw(_("The file is too large: at most {0} characters.").format(MOST_CHARACTERS))
	try:
		rules = loads(text)
	except PackFileError as error:
		frappe.throw(error.problem.translated(_), title=_("Not a Rule Pack"))
	findings = check_rule_set(rules)
	if not of_severity(findings, Severity.BLOCK):
		findings += check_awards(rules, rule_packs.award_types())
	blocking = of_severity(findings, Severity.BLOCK)
	if blocking:
		sentences = (sentence(finding, rule_packs.translated) for finding in blocking)
		frappe.throw("<br>".join(map(frappe.utils.escape_html, sentences)), title=_("Not a Rule Pack"))
	_check_names(rules)
	return replace(rules, rows=tuple(map(_as_stored, rules.rows))), findings


def _check_names(rules: RuleSet) -> None:
	"""Two rows may differ in their codes and still have one document name."""
	rows: dict[str, str] = {}
	for row in rules.rows:
		other = rows.setdefault(name_of(rules.name, row.name).lower(), row.name)
		if other != row.name:
			frappe.throw(_("Rows {0} and {1} have names too much alike.").format(other, row.name))


def _as_stored(rule: AwardRule) -> AwardRule:
	"""With values in the spelling that the site keeps, so that 0.3 and "0.3" are no difference."""
	kinds = KEYS[rule.key].values
	return replace(
		rule, values={name: parse(kinds[name], write(value)) for name, value in rule.values.items()}
	)


def _token(old: RuleSet, new: RuleSet) -> str:
	return hashlib.sha256((dumps(old) + dumps(new)).encode()).hexdigest()


def _open_pack(rules: RuleSet) -> None:
	if frappe.db.exists("Rule Pack", rules.name):
		pack = frappe.get_doc("Rule Pack", rules.name)
	else:
		pack = frappe.new_doc("Rule Pack")
		pack.update({"pack_code": rules.name, "level": "Province"})
	if pack.pack_title != rules.title:
		pack.pack_title = rules.title or rules.name
		pack.save()
	if pack.name != rules.name:
		frappe.throw(_("“{0}” is no code of a rule pack: use {1}.").format(rules.name, pack.name))


def _write(rule_pack: str, changes: list[Difference]) -> dict[str, int]:
	"""The set was checked as a whole, so rows are not compared with rows that have not been written yet."""
	counts = {"added": 0, "dropped": 0, "changed": 0}
	for change in changes:
		counts[_kind(change)] += 1
		if change.new is None:
			frappe.delete_doc("Award Rule", name_of(rule_pack, change.old.name))
			continue
		if change.old is None:
			row = frappe.new_doc("Award Rule")
			row.rule_pack = rule_pack
		else:
			row = frappe.get_doc("Award Rule", name_of(rule_pack, change.old.name))
		row.take(change.new)
		row.flags.from_file = True
		row.save()
	return counts


def _kind(change: Difference) -> str:
	if change.old is None:
		return "added"
	return "dropped" if change.new is None else "changed"


def _shown(change: Difference) -> dict:
	rule = change.new or change.old
	return {
		"row": rule.name,
		"rule": _(KEYS[rule.key].title),
		"kind": _kind(change),
		"details": list(_details(change)),
	}


def _details(change: Difference) -> Iterable[dict[str, str]]:
	"""Fields and values that differ, as people read them."""
	old, new = (_texts(rule) if rule else {} for rule in change)
	for label in dict.fromkeys([*old, *new]):
		before, after = old.get(label, ""), new.get(label, "")
		if before != after:
			yield {"label": _(label), "old": before, "new": after}


def _texts(rule: AwardRule) -> dict[str, str]:
	fields = {label: _text(getattr(rule, field)) for field, label in _FIELDS.items()}
	values = readable(rule, rule_packs.translated)
	return {**fields, **{VALUE_TITLES[name]: text for name, text in values.items()}}


def _text(value: object) -> str:
	if isinstance(value, bool):
		return _("Yes") if value else _("No")
	if isinstance(value, date):
		return frappe.utils.formatdate(value)
	return _(getattr(value, "value", value)) if value else ""
