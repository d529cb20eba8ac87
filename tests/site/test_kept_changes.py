"""What an administrator changed is still there after `bench migrate` and after an upgrade of the app.

`upgrade` walks the way of a migration with the framework's own functions, as if a newer version of the app had come:
pages of the desk with a later date, defaults with another version. It commits nothing.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

WORKSPACE, CARD = "Emulation and Commendation", "Running Campaigns"
NEW_HEADING = "Đầu mục của phiên bản mới"


@pytest.fixture
def upgrade(site, tmp_path, monkeypatch):
	import frappe
	from frappe.model.sync import get_doc_files
	from frappe.modules.import_file import import_file_by_path
	from frappe.modules.utils import sync_customizations
	from frappe.utils import now_datetime
	from frappe.utils.dashboard import sync_dashboards
	from frappe.utils.fixtures import sync_fixtures

	from tdkt_app.setup import install

	package = Path(frappe.get_app_path("tdkt_app"))

	def newer(path: Path, made_on: str) -> str:
		page = json.loads(path.read_text("utf-8"))
		page["modified"] = made_on
		if page["doctype"] == "Workspace":
			page["content"] = json.dumps(
				[{"type": "header", "data": {"text": NEW_HEADING}}], ensure_ascii=False
			)
		else:
			page["label"] = NEW_HEADING
		later = tmp_path / path.name
		later.write_text(json.dumps(page), "utf-8")
		return str(later)

	def run() -> None:
		monkeypatch.setattr(install, "SEED_VERSION", "a later one")
		# Made after the administrator's change and before the migration.
		made_on = str(now_datetime() - timedelta(seconds=1))
		install.before_migrate()
		for path in get_doc_files([], str(package)):
			replaced = "/workspace/" in path
			import_file_by_path(newer(Path(path), made_on) if replaced else path, ignore_version=True)
		sync_fixtures("tdkt_app")
		sync_dashboards("tdkt_app")
		frappe.flags.in_import = True
		for path in sorted((package / "number_card").glob("*/*.json")):
			import_file_by_path(newer(path, made_on))
		frappe.flags.in_import = False
		sync_customizations("tdkt_app")
		install.after_migrate()

	return run


@pytest.fixture
def long_ago(site):
	"""Dates a page as changed before the newer version was made, and as installed from an older file."""
	import frappe
	from frappe.utils import add_to_date, now_datetime

	from tdkt_app.setup import desk_pages
	from tdkt_app.setup.memory import recall, remember

	def date(doctype: str, name: str, changed: bool) -> None:
		installed, edited = add_to_date(now_datetime(), days=-2), add_to_date(now_datetime(), days=-1)
		shipped = recall(desk_pages._FIELD)
		remember(desk_pages._FIELD, {**shipped, f"{doctype}: {name}": str(installed)})
		frappe.db.set_value(
			doctype, name, "modified", edited if changed else installed, update_modified=False
		)

	return date


def test_changed_standard_page_and_card_of_the_desk(upgrade, long_ago):
	import frappe

	page = frappe.get_doc("Workspace", WORKSPACE)
	page.content = json.dumps([{"type": "header", "data": {"text": "Việc của xã"}}], ensure_ascii=False)
	page.links = page.links[:3]
	page.save()
	long_ago("Workspace", WORKSPACE, changed=True)
	card = frappe.get_doc("Number Card", CARD)
	card.label = "Phong trào của xã"
	card.save()
	long_ago("Number Card", CARD, changed=True)
	for _time in range(2):  # the second upgrade finds the first one's date
		upgrade()
		page.reload()
		assert "Việc của xã" in page.content and len(page.links) == 3
		assert frappe.db.get_value("Number Card", CARD, "label") == "Phong trào của xã"


def test_page_and_card_that_nobody_changed_become_those_of_the_new_version(upgrade, long_ago):
	import frappe

	long_ago("Workspace", WORKSPACE, changed=False)
	long_ago("Number Card", CARD, changed=False)
	frappe.db.set_value("Workspace", WORKSPACE, "is_hidden", 1, update_modified=False)
	upgrade()
	assert NEW_HEADING in frappe.db.get_value("Workspace", WORKSPACE, "content")
	assert frappe.db.get_value("Workspace", WORKSPACE, "is_hidden") == 1
	assert frappe.db.get_value("Number Card", CARD, "label") == NEW_HEADING


def test_pages_are_known_as_shipped_after_an_installation(site):
	import frappe

	from tdkt_app.setup.desk_pages import _FIELD, remember_shipped_pages, shipped_pages
	from tdkt_app.setup.memory import recall, remember

	remember(_FIELD, {})
	changed = next(iter(shipped_pages()))
	frappe.db.set_value(changed.doctype, changed.name, "modified", "2020-01-01", update_modified=False)
	remember_shipped_pages()
	assert set(recall(_FIELD)) == {page.key for page in shipped_pages()} - {changed.key}


def test_what_the_administrator_made_himself(upgrade):
	import frappe

	standard = frappe.get_doc("Print Format", "Award Decision")
	wording = frappe.copy_doc(standard)
	wording.update({"name": "Quyết định của xã", "standard": "No", "html": "<p>Lời văn của xã</p>"})
	wording.insert()
	notification = frappe.new_doc("Notification")
	notification.update(
		{
			"name": "Báo khi ban hành",
			"subject": "Quyết định {{ doc.name }}",
			"document_type": "Award Decision",
			"event": "Submit",
			"channel": "System Notification",
			"message": "Đã ban hành",
			"recipients": [{"receiver_by_role": "TDKT Officer"}],
		}
	)
	notification.insert()
	page = frappe.new_doc("Workspace")
	page.update({"label": "Bàn làm việc riêng", "title": "Bàn làm việc riêng", "public": 1, "content": "[]"})
	page.insert()
	made = (wording, notification, page)
	before = [frappe.get_doc(doc.doctype, doc.name).as_dict() for doc in made]
	upgrade()
	assert [frappe.get_doc(doc.doctype, doc.name).as_dict() for doc in made] == before


def test_print_format_of_the_site_stays_the_one_that_is_printed(upgrade, commune, monkeypatch):
	"""A copy may be edited and made the default; what shipped may not be edited, so nothing of it is lost."""
	import frappe
	from frappe.printing.doctype.print_format.print_format import make_default

	shipped = frappe.get_doc("Print Format", "Achievement Report")
	copy = frappe.copy_doc(shipped)
	copy.update({"name": "Báo cáo của xã", "standard": "No", "html": "<p>Lời văn của xã {{ doc.name }}</p>"})
	copy.insert()
	make_default(copy.name)
	paper = commune.achievement()
	for _time in range(2):
		upgrade()
		frappe.clear_cache(doctype="Achievement")
		assert f"Lời văn của xã {paper.name}" in frappe.get_print("Achievement", paper.name)
	monkeypatch.setitem(frappe.flags, "in_test", False)
	monkeypatch.setitem(frappe.local.conf, "developer_mode", 0)
	with pytest.raises(frappe.ValidationError, match="cannot be updated"):
		shipped.save()


def test_workflow_changed_and_workflow_deleted(upgrade):
	import frappe

	workflow = frappe.get_doc("Workflow", {"document_type": "Achievement"})
	workflow.transitions = [row for row in workflow.transitions if row.action != "Reject"]
	workflow.save()
	frappe.delete_doc("Workflow", frappe.db.get_value("Workflow", {"document_type": "Exemplar"}))
	upgrade()
	assert "Reject" not in {row.action for row in frappe.get_doc("Workflow", workflow.name).transitions}
	assert not frappe.db.exists("Workflow", {"document_type": "Exemplar"})


def test_rows_of_the_catalogue(upgrade):
	import frappe

	frappe.db.set_value("Award Type", "GK", {"award_name": "Giấy khen của xã", "is_active": 0})
	frappe.db.set_value("Content Area", "A", "area_name", "Tên của xã")
	rule = frappe.get_doc("Award Rule", "VN-hold.leave-2025-07")
	rule.rule_values[0].value = "maternity, training"
	rule.save()
	reminder = frappe.get_doc("Reminder Rule", {"event": "Report Deadline"})
	reminder.update({"rule_title": "Nhắc theo lời của xã", "days": 9, "subject": "Sắp đến hạn"})
	reminder.save()
	frappe.delete_doc("Content Area", "G")
	frappe.delete_doc("Award Rule", "VN-hold.pending-2025-07")
	kept = ("Award Type", "Content Area", "Award Rule", "Reminder Rule", "Certificate Sheet")
	before = {doctype: frappe.db.count(doctype) for doctype in kept}
	upgrade()
	assert {doctype: frappe.db.count(doctype) for doctype in kept} == before
	assert frappe.db.get_value("Award Type", "GK", ["award_name", "is_active"]) == ("Giấy khen của xã", 0)
	assert frappe.db.get_value("Content Area", "A", "area_name") == "Tên của xã"
	assert frappe.get_doc("Award Rule", rule.name).rule_values[0].value == "maternity, training"
	assert frappe.db.get_value("Reminder Rule", reminder.name, ["days", "subject"]) == (9, "Sắp đến hạn")


def test_row_that_is_new_in_the_upgrade_arrives(upgrade):
	import frappe

	from tdkt_app.setup.memory import recall, remember

	frappe.delete_doc("Content Area", "G")
	known = recall("seeded_rows")
	known["Content Area"].remove("G")
	remember("seeded_rows", known)
	upgrade()
	assert frappe.db.exists("Content Area", "G")


def test_rule_of_a_deleted_award_does_not_stop_the_upgrade(site):
	import frappe

	from tdkt_app.setup.catalogue import create_national_rules
	from tdkt_app.setup.memory import SeededRows

	rule, award = frappe.db.get_value("Award Rule", {"award_type": ("is", "set")}, ["name", "award_type"])
	frappe.db.delete("Award Rule", {"award_type": award})
	frappe.db.delete("Award Type", {"name": award})
	create_national_rules(SeededRows())
	assert not frappe.db.exists("Award Rule", rule)


def test_settings_roles_and_permissions(upgrade):
	import frappe
	from frappe.permissions import add_permission

	settings = frappe.get_doc("TDKT Settings")
	settings.update({"commune_name": "XÃ BÌNH AN", "signer_name": "Lê Thị Hoa", "launch_checks": []})
	settings.save()
	frappe.db.set_value("Role", "TDKT Auditor", "desk_access", 0)
	add_permission("Award Hold", "TDKT Council Member", 0)
	upgrade()
	settings.reload()
	assert (settings.commune_name, settings.signer_name, settings.launch_checks) == (
		"XÃ BÌNH AN",
		"Lê Thị Hoa",
		[],
	)
	assert not frappe.db.get_value("Role", "TDKT Auditor", "desk_access")
	assert frappe.db.exists("Custom DocPerm", {"parent": "Award Hold", "role": "TDKT Council Member"})


def test_site_of_before_the_memory_does_not_get_back_what_was_deleted(site):
	import frappe

	from tdkt_app.patches.v0_1.rows_shipped_so_far import execute
	from tdkt_app.setup.install import create_defaults
	from tdkt_app.setup.memory import SeededRows, remember

	frappe.delete_doc("Content Area", "G")
	remember("seeded_rows", {})
	execute()
	create_defaults(SeededRows.of_site())
	assert not frappe.db.exists("Content Area", "G")
