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


def test_texts_of_nominees_stay_beside_the_link(commune):
	from tdkt_app.patches.v0_1.nominees_have_linked_initiatives import execute

	nomination = commune.nomination()
	known = commune.initiative().name
	rows = [nomination.nominees[0].name]
	for text in ("Quyết định 5/QĐ-THCS công nhận sáng kiến", known):
		row = frappe.copy_doc(nomination.nominees[0])
		row.update({"parent": nomination.name, "initiative": text, "summary": "Dạy giỏi."})
		row.db_insert()
		rows.append(row.name)
	execute()
	execute()
	left = [frappe.db.get_value("Award Nominee", row, ["initiative", "summary"]) for row in rows]
	untouched = (None, nomination.nominees[0].summary)
	moved = (None, "Dạy giỏi.\nSáng kiến: Quyết định 5/QĐ-THCS công nhận sáng kiến")
	assert left == [untouched, moved, (known, "Dạy giỏi.")]


def test_days_of_consultations_come_once_and_keep_what_was_set():
	from tdkt_app.patches.v0_1.days_of_consultations import execute

	settings, field = "TDKT Settings", "consultation_working_days"
	frappe.db.delete("Singles", {"doctype": settings, "field": field})
	execute()
	assert frappe.db.get_single_value(settings, field, cache=False) == 5
	frappe.db.set_single_value(settings, field, 0)
	execute()
	assert frappe.db.get_single_value(settings, field, cache=False) == 0
