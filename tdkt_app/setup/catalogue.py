"""Rows that ship with the app: content areas, awards, legal documents, dated rules, base salary, reminders."""

from __future__ import annotations

import json
from pathlib import Path

import frappe

import tdkt_app
from tdkt_app.doctype.award_rule.award_rule import name_of as rule_name
from tdkt_app.doctype.legal_document.legal_document import name_of as document_name
from tdkt_app.law.rule_packs import NATIONAL
from tdkt_app.rules.pack import RuleSet
from tdkt_app.rules.pack_file import loads
from tdkt_app.setup.memory import SeededRows

CATALOGUE = Path(tdkt_app.__file__).parent / "catalogue"
# In the order of their links; the field tells whether a row is already there.
_FILES = {
	"content_areas.json": ("Content Area", "area_code"),
	"award_types.json": ("Award Type", "award_code"),
	"base_salary.json": ("Base Salary", "effective_from"),
	"swapped_days.json": ("Swapped Day", "day"),
	"reminder_rules.json": ("Reminder Rule", "rule_title"),
}


def create_catalogue(seeded: SeededRows) -> None:
	"""Insert the rows the site has never had. A row that is there stays as the administrator left it."""
	for file_name, (doctype, key) in _FILES.items():
		for row in json.loads(_read(file_name)):
			if seeded.is_due(doctype, row[key], bool(frappe.db.exists(doctype, {key: row[key]}))):
				frappe.get_doc({"doctype": doctype, **row}).insert()
	create_legal_documents(seeded)
	create_national_rules(seeded)


def create_legal_documents(seeded: SeededRows) -> None:
	"""The latest first: an older one links to what replaced it, unless an administrator deleted that."""
	rows = json.loads(_read("legal_documents.json"))
	for row in sorted(rows, key=lambda row: row["effective_from"], reverse=True):
		name = document_name(row["document_number"])
		if seeded.is_due("Legal Document", name, bool(frappe.db.exists("Legal Document", name))):
			replaced_by = _standing("Legal Document", document_name(row["replaced_by"]))
			frappe.get_doc({"doctype": "Legal Document", **row, "replaced_by": replaced_by}).insert()


def create_national_rules(seeded: SeededRows) -> None:
	"""A shipped row that would overlap one of the administrator's is left out: his rule stands. So is a row of an award
	that he deleted.
	"""
	rules = loads(_read("national_rules.json"))
	create_national_pack(rules)
	for rule in rules.rows:
		name = rule_name(rules.name, rule.name)
		if not seeded.is_due("Award Rule", name, bool(frappe.db.exists("Award Rule", name))):
			continue
		row = frappe.new_doc("Award Rule")
		row.rule_pack = rules.name
		row.take(rule)
		row.flags.shipped = True
		if row.award_type and not _standing("Award Type", row.award_type):
			continue
		if not row.overlapping_row():
			row.insert()


def create_national_pack(rules: RuleSet | None = None) -> str:
	rules = rules or loads(_read("national_rules.json"))
	if not frappe.db.exists("Rule Pack", rules.name):
		pack = frappe.new_doc("Rule Pack")
		pack.update({"pack_code": rules.name, "pack_title": rules.title, "level": NATIONAL, "is_active": 1})
		pack.insert()
	return rules.name


def _standing(doctype: str, name: str | None) -> str | None:
	"""The name, unless the administrator deleted what it names."""
	return name if name and frappe.db.exists(doctype, name) else None


def _read(file_name: str) -> str:
	return (CATALOGUE / file_name).read_text(encoding="utf-8")
