"""Rows that ship with the app: content areas, award types, reward rates, base salary."""

from __future__ import annotations

import json
from pathlib import Path

import frappe

import tdkt_app

CATALOGUE = Path(tdkt_app.__file__).parent / "catalogue"
# In the order of their links; the fields tell whether a row is already there.
_FILES = {
	"content_areas.json": ("Content Area", ("area_code",)),
	"award_types.json": ("Award Type", ("award_code",)),
	"award_rules.json": ("Award Rule", ("award_type", "honoree_kind", "effective_from")),
	"base_salary.json": ("Base Salary", ("effective_from",)),
}


def create_catalogue() -> None:
	"""Insert the rows that are absent. A row that is there stays as the administrator left it."""
	for file_name, (doctype, key) in _FILES.items():
		for row in json.loads((CATALOGUE / file_name).read_text(encoding="utf-8")):
			if not frappe.db.exists(doctype, {field: row[field] for field in key}):
				frappe.get_doc({"doctype": doctype, **row}).insert()
