"""Every patch can be found, and runs on a site that no longer needs it."""

from __future__ import annotations

from pathlib import Path

import frappe
import pytest

import tdkt_app

PATCHES = [
	line.strip()
	for line in (Path(tdkt_app.__file__).parent / "patches.txt").read_text().splitlines()
	if line.strip() and not line.startswith("[")
]


@pytest.mark.parametrize("patch", PATCHES)
def test_runs_again_without_harm(patch):
	before = frappe.db.count("Award Rule"), frappe.db.count("Award Type", {"kind": "Emulation Title"})
	frappe.get_attr(f"{patch}.execute")()
	assert (
		frappe.db.count("Award Rule"),
		frappe.db.count("Award Type", {"kind": "Emulation Title"}),
	) == before


def test_old_names_of_kinds_and_levels_are_renamed():
	frappe.db.set_value("Award Type", "GK", {"kind": "Form", "decided_by": "State"})
	row = frappe.db.get_value("Award Rule Value", {"value_name": "kinds"}, ["name", "value"], as_dict=True)
	frappe.db.set_value("Award Rule Value", row.name, "value", "Title, Form")
	frappe.get_attr("tdkt_app.patches.v0_1.award_values_of_one_meaning.execute")()
	assert frappe.db.get_value("Award Type", "GK", ["kind", "decided_by"]) == (
		"Form of Commendation",
		"National",
	)
	assert (
		frappe.db.get_value("Award Rule Value", row.name, "value") == "Emulation Title, Form of Commendation"
	)


def test_launch_checklist_comes_once(site):
	from tdkt_app.patches.v0_1.launch_checklist import execute

	settings = frappe.get_doc("TDKT Settings")
	settings.set("launch_checks", [])
	settings.save()
	execute()
	shipped = [row.item for row in frappe.get_doc("TDKT Settings").launch_checks]
	assert "Criteria" in shipped
	execute()
	assert [row.item for row in frappe.get_doc("TDKT Settings").launch_checks] == shipped
	frappe.db.rollback()
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
