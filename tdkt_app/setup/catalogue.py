"""Rows that ship with the app: content areas, awards, legal documents, dated rules, base salary, reminders."""

from __future__ import annotations

import json
from pathlib import Path

import frappe

import tdkt_app
from tdkt_app.doctype.award_rule.award_rule import name_of as rule_name
from tdkt_app.doctype.legal_document.legal_document import name_of as document_name
from tdkt_app.rule_packs import NATIONAL
from tdkt_app.rules.pack import RuleSet
from tdkt_app.rules.pack_file import loads

CATALOGUE = Path(tdkt_app.__file__).parent / "catalogue"
# In the order of their links; the field tells whether a row is already there.
_FILES = {
	"content_areas.json": ("Content Area", "area_code"),
	"award_types.json": ("Award Type", "award_code"),
	"base_salary.json": ("Base Salary", "effective_from"),
	"swapped_days.json": ("Swapped Day", "day"),
	"reminder_rules.json": ("Reminder Rule", "rule_title"),
}


def create_catalogue() -> None:
	"""Insert the rows that are absent. A row that is there stays as the administrator left it."""
	for file_name, (doctype, key) in _FILES.items():
		for row in json.loads(_read(file_name)):
			if not frappe.db.exists(doctype, {key: row[key]}):
				frappe.get_doc({"doctype": doctype, **row}).insert()
	create_legal_documents()
	create_national_rules()


def create_legal_documents() -> None:
	"""The latest first: an older one links to what replaced it."""
	rows = json.loads(_read("legal_documents.json"))
	for row in sorted(rows, key=lambda row: row["effective_from"], reverse=True):
		if not frappe.db.exists("Legal Document", document_name(row["document_number"])):
			replaced_by = document_name(row["replaced_by"]) or None
			frappe.get_doc({"doctype": "Legal Document", **row, "replaced_by": replaced_by}).insert()


def create_national_rules() -> None:
	"""A shipped row that would overlap one of the administrator's is left out: his rule stands."""
	rules = loads(_read("national_rules.json"))
	create_national_pack(rules)
	for rule in rules.rows:
		if frappe.db.exists("Award Rule", rule_name(rules.name, rule.name)):
			continue
		row = frappe.new_doc("Award Rule")
		row.rule_pack = rules.name
		row.take(rule)
		row.flags.shipped = True
		if not row.overlapping_row():
			row.insert()


def create_national_pack(rules: RuleSet | None = None) -> str:
	rules = rules or loads(_read("national_rules.json"))
	if not frappe.db.exists("Rule Pack", rules.name):
		pack = frappe.new_doc("Rule Pack")
		pack.update({"pack_code": rules.name, "pack_title": rules.title, "level": NATIONAL, "is_active": 1})
		pack.insert()
	return rules.name


def _read(file_name: str) -> str:
	return (CATALOGUE / file_name).read_text(encoding="utf-8")
