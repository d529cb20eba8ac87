"""Installation and migration: what is missing is made, what an administrator did stays."""

from __future__ import annotations

import importlib

import pytest

from tests.site.commune import ROLES


def forget_seeding():
	import frappe

	for field in ("seeded_version", "seeded_rows"):
		frappe.db.set_single_value("TDKT Settings", field, None)


def test_unit_users_have_no_desk(site):
	import frappe

	access = {role: frappe.db.get_value("Role", role, "desk_access") for role in set(ROLES.values())}
	assert access == {
		"TDKT Officer": 1,
		"TDKT Council Member": 1,
		"TDKT Chairman": 1,
		"TDKT Manager": 1,
		"TDKT Auditor": 1,
		"TDKT Unit User": 0,
	}


@pytest.mark.parametrize("doctype", ["Emulation Campaign", "Achievement", "Award Decision"])
def test_each_paper_has_its_workflow(site, doctype):
	import frappe

	workflow = frappe.get_doc("Workflow", {"document_type": doctype, "is_active": 1})
	assert workflow.workflow_state_field == "workflow_state"
	assert not workflow.send_email_alert
	assert workflow.states[0].state == "Draft"


def test_state_field_is_the_schemas_own(site):
	import frappe

	assert not frappe.db.exists("Custom Field", {"fieldname": "workflow_state"})


def test_migration_leaves_a_changed_workflow_alone(site):
	import frappe

	from tdkt_app.setup.install import after_migrate

	workflow = frappe.get_doc("Workflow", {"document_type": "Achievement"})
	workflow.transitions = workflow.transitions[:2]
	workflow.save()
	forget_seeding()
	after_migrate()
	assert len(frappe.get_doc("Workflow", workflow.name).transitions) == 2


def test_migration_does_not_bring_back_what_was_deleted(site):
	import frappe

	from tdkt_app.setup.install import after_migrate

	frappe.db.delete("Content Area", {"name": "G"})
	frappe.delete_doc("Workflow", frappe.db.get_value("Workflow", {"document_type": "Achievement"}))
	after_migrate()
	assert not frappe.db.exists("Content Area", "G")
	assert not frappe.db.exists("Workflow", {"document_type": "Achievement"})


def test_site_without_a_memory_of_the_defaults_gets_only_what_is_missing(site):
	import frappe

	from tdkt_app.setup.install import after_migrate

	frappe.db.delete("Content Area", {"name": "G"})
	frappe.db.set_value("Content Area", "A", "area_name", "Tên của quản trị viên")
	forget_seeding()
	after_migrate()
	assert frappe.db.exists("Content Area", "G")
	assert frappe.db.get_value("Content Area", "A", "area_name") == "Tên của quản trị viên"


def test_seeding_twice_changes_nothing(site):
	import frappe

	from tdkt_app.setup.install import after_migrate

	doctypes = (
		"Content Area",
		"Award Type",
		"Award Rule",
		"Base Salary",
		"Workflow",
		"Workflow State",
		"Role",
	)
	before = {doctype: frappe.db.count(doctype) for doctype in doctypes}
	forget_seeding()
	after_migrate()
	assert {doctype: frappe.db.count(doctype) for doctype in doctypes} == before


def test_vietnamese_is_enabled(site):
	import frappe

	assert frappe.db.get_value("Language", "vi", "enabled") == 1


def test_states_are_translated_where_they_are_shown_as_links(site):
	from frappe.translate import get_translated_doctypes

	assert "Workflow State" in get_translated_doctypes()


def test_uninstalling_takes_the_workflows_along(site):
	import frappe

	from tdkt_app.setup.uninstall import before_uninstall

	before_uninstall()
	doctypes = ("Emulation Campaign", "Achievement", "Award Decision")
	assert not frappe.db.exists("Workflow", {"document_type": ("in", doctypes)})


def test_installing_again_makes_the_defaults_again(site):
	"""Settings are kept in a table of the framework, which an uninstallation does not drop by itself."""
	import frappe

	from tdkt_app.setup.install import after_install
	from tdkt_app.setup.uninstall import before_uninstall

	before_uninstall()
	after_install()
	doctypes = ("Emulation Campaign", "Achievement", "Award Decision")
	assert frappe.db.count("Workflow", {"document_type": ("in", doctypes), "is_active": 1}) == 3


def test_every_hook_names_something_that_exists(site):
	import frappe

	hooks = importlib.import_module("tdkt_app.hooks")

	def paths(value):
		if isinstance(value, str) and value.startswith("tdkt_app."):
			yield value
		elif isinstance(value, dict):
			for item in value.values():
				yield from paths(item)
		elif isinstance(value, list | tuple):
			for item in value:
				yield from paths(item)

	named = [path for name, value in vars(hooks).items() if not name.startswith("_") for path in paths(value)]
	assert named and all(callable(frappe.get_attr(path)) for path in named)


def test_schemas_follow_the_house(site):
	"""Deny by default, titles shown in links, own order of lists, no counter shared by documents."""
	import frappe

	for name in frappe.get_all("DocType", {"module": "TDKT App", "istable": 0}, pluck="name"):
		meta = frappe.get_meta(name)
		assert meta.track_changes or not any(perm.write for perm in meta.permissions), name
		assert not meta.allow_rename, name
		assert meta.sort_field and meta.sort_order, name
		assert not (meta.autoname or "").startswith("format:"), name
		assert not meta.title_field or meta.show_title_field_in_link, name
		assert not [perm.role for perm in meta.permissions if perm.role in ("All", "Guest")], name
