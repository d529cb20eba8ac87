"""A pack goes out as a file and comes in with a look at what changes: all of it or nothing."""

from __future__ import annotations

import json

import pytest

from tests.site.commune import MANAGER, OFFICER, UNIT_A

ROW = {
	"name": "hold.service/2026-01",
	"key": "hold.service",
	"effective_from": "2026-01-01",
	"legal_source": "QĐ 12/2025/QĐ-UBND Điều 3",
	"verified": True,
	"values": {"days": 200},
}
VOTE = {
	"name": "vote.meeting/2026-01",
	"key": "vote.meeting",
	"effective_from": "2026-01-01",
	"legal_source": "QĐ 12/2025/QĐ-UBND Điều 9",
	"values": {"quorum": 0.75, "written_opinion": False, "recused_count": True},
}


def text_of(*rows, **fields):
	content = {"format_version": 1, "name": "THAI-NGUYEN", "title": "Quy định của tỉnh", "rows": list(rows)}
	return json.dumps({**content, **fields}, ensure_ascii=False)


def bring_in(text):
	from tdkt_app.law.rule_pack_files import import_pack, preview

	return import_pack(text, preview(text)["token"])


def rows_of(pack="THAI-NGUYEN"):
	import frappe

	return set(frappe.get_all("Award Rule", {"rule_pack": pack}, pluck="name"))


def test_export_and_import_give_the_same_rules(site):
	import frappe

	from tdkt_app.law.rule_pack_files import export_pack, preview

	export_pack("VN")
	assert (frappe.local.response.filename, frappe.local.response.type) == ("VN.json", "download")
	shown = preview(frappe.local.response.filecontent)
	assert (shown["changes"], shown["is_new"]) == ([], False)


def test_the_shipped_file_changes_nothing_on_a_fresh_site(site):
	from tdkt_app.law.rule_pack_files import preview
	from tdkt_app.rules.pack_file import dumps
	from tdkt_app.rules.reference import national_rules

	assert preview(dumps(national_rules()))["changes"] == []


def test_a_new_pack_is_written_inactive(site):
	import frappe

	from tdkt_app.law.rule_pack_files import preview

	shown = preview(text_of(ROW, VOTE))
	assert shown["is_new"]
	assert [(change["kind"], change["row"]) for change in shown["changes"]] == [
		("added", "hold.service/2026-01"),
		("added", "vote.meeting/2026-01"),
	]
	assert rows_of() == set()  # a preview writes nothing
	assert bring_in(text_of(ROW, VOTE)) == {"added": 2, "dropped": 0, "changed": 0}
	pack = frappe.get_doc("Rule Pack", "THAI-NGUYEN")
	assert (pack.pack_title, pack.level, pack.is_active) == ("Quy định của tỉnh", "Province", 0)
	assert rows_of() == {"THAI-NGUYEN-hold.service-2026-01", "THAI-NGUYEN-vote.meeting-2026-01"}
	assert preview(text_of(ROW, VOTE))["changes"] == []


def test_a_changed_pack_shows_each_value_before_it_is_written(site):
	from tdkt_app.law.rule_pack_files import preview

	bring_in(text_of(ROW, VOTE))
	closed = {**ROW, "effective_to": "2026-06-30"}
	later = {**ROW, "name": "hold.service/2026-07", "effective_from": "2026-07-01", "values": {"days": 240}}
	text = text_of({**closed, "values": {"days": 180}}, later)
	changes = {change["row"]: change for change in preview(text)["changes"]}
	assert {row: change["kind"] for row, change in changes.items()} == {
		"hold.service/2026-01": "changed",
		"hold.service/2026-07": "added",
		"vote.meeting/2026-01": "dropped",
	}
	assert changes["hold.service/2026-01"]["details"] == [
		{"label": "Effective To", "old": "", "new": "30-06-2026"},
		{"label": "Days", "old": "200", "new": "180"},
	]
	assert bring_in(text) == {"added": 1, "dropped": 1, "changed": 1}
	assert rows_of() == {"THAI-NGUYEN-hold.service-2026-01", "THAI-NGUYEN-hold.service-2026-07"}


@pytest.mark.parametrize(
	("text", "said"),
	[
		("{", "not a JSON file"),
		(text_of(ROW, format_version=2), "format version 2; this program reads version 1"),
		(text_of("row"), "row number 1"),
		(text_of({**ROW, "effective_from": "2026-13-01"}), "hold.service/2026-01.*2026-13-01|month must be"),
		(text_of({**ROW, "colour": "red"}), "hold.service/2026-01.*colour"),
		(text_of({**ROW, "key": "hold.luck"}), "hold.service/2026-01.*hold.luck"),
		(
			text_of({**ROW, "values": {"days": "many"}}),
			"hold.service/2026-01, in force from 01/01/2026.*days",
		),
		(text_of({**ROW, "honoree_kind": "Robot"}), "hold.service/2026-01.*Robot"),
		(
			text_of(ROW, {**ROW, "name": "second", "effective_from": "2026-05-01"}),
			"hold.service/2026-01 and second are both in force on 01/05/2026",
		),
		(
			text_of({**ROW, "effective_to": "2025-12-31"}),
			"ends on 31/12/2025, before it begins on 01/01/2026",
		),
		(text_of({**ROW, "award_type": "NOBEL"}), "hold.service/2026-01, in force from 01/01/2026.*NOBEL"),
		(
			text_of(
				{
					**ROW,
					"key": "ratio.cap",
					"award_type": "GK",
					"values": {"of": ["LDTT", "XYZ"], "max_share": "1/2", "rounding": "down"},
				}
			),
			"in force from 01/01/2026.*XYZ",
		),
		(text_of({**ROW, "name": "a/b"}, {**VOTE, "name": "a-b"}), "a/b and a-b"),
	],
)
def test_a_bad_file_is_named_and_nothing_is_written(site, text, said):
	import frappe

	from tdkt_app.law.rule_pack_files import preview

	with pytest.raises(frappe.ValidationError, match=said):
		preview(text)
	assert not frappe.db.exists("Rule Pack", "THAI-NGUYEN")


@pytest.mark.parametrize(
	("fields", "said"),
	[
		({"name": "Thái Nguyên"}, "Pack Code"),
		({"name": "thai-nguyen"}, "thai-nguyen.*THAI-NGUYEN"),
		({"rows": [ROW, {**VOTE, "name": "phiếu họp"}]}, "phiếu họp"),
		({"rows": [ROW, {**VOTE, "legal_source": "Đ" * 300}]}, "vote.meeting-2026-01|Legal Source"),
	],
)
def test_a_fault_found_while_writing_takes_everything_back(site, fields, said):
	import frappe

	with pytest.raises(frappe.ValidationError, match=said):
		bring_in(text_of(ROW, VOTE, **fields))
	assert rows_of() == set()
	assert not frappe.db.exists("Rule Pack", {"pack_title": "Quy định của tỉnh"})


def test_what_was_not_shown_is_not_written(site):
	import frappe

	from tdkt_app.law.rule_pack_files import import_pack, preview

	bring_in(text_of(ROW))
	text = text_of({**ROW, "values": {"days": 180}})
	token = preview(text)["token"]
	row = frappe.get_doc("Award Rule", "THAI-NGUYEN-hold.service-2026-01")
	row.rule_values[0].value = "150"
	row.save()
	with pytest.raises(frappe.ValidationError, match="changed since the preview"):
		import_pack(text, token)
	with pytest.raises(frappe.ValidationError, match="changed since the preview"):
		import_pack(text_of(VOTE), token)


def test_a_file_that_is_too_large_is_refused(site, monkeypatch):
	import frappe

	from tdkt_app.law import rule_pack_files

	monkeypatch.setattr(rule_pack_files, "MOST_CHARACTERS", 10)
	with pytest.raises(frappe.ValidationError, match="too large"):
		rule_pack_files.preview(text_of(ROW))


@pytest.mark.parametrize("user", [OFFICER, UNIT_A, "Guest"])
def test_only_managers_import(commune, as_user, user):
	import frappe

	from tdkt_app.law.rule_pack_files import import_pack, preview

	with as_user(user):
		for call in (lambda: preview(text_of(ROW)), lambda: import_pack(text_of(ROW), "")):
			with pytest.raises(frappe.PermissionError):
				call()


def test_a_manager_imports_and_vouches_for_what_is_verified(commune, as_user):
	import frappe

	with as_user(MANAGER):
		bring_in(text_of(ROW, VOTE))
	stamped = frappe.db.get_value(
		"Award Rule", "THAI-NGUYEN-hold.service-2026-01", ["verified", "verified_by"]
	)
	assert stamped == (1, MANAGER)
	assert not frappe.db.get_value("Award Rule", "THAI-NGUYEN-vote.meeting-2026-01", "verified_by")


def test_guests_do_not_export(as_user):
	import frappe

	from tdkt_app.law.rule_pack_files import export_pack

	with as_user("Guest"), pytest.raises(frappe.PermissionError):
		export_pack("VN")
