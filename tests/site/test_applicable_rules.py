"""The screen that says which rule applies: row, pack, article, doubts, and what a coming date changes."""

from __future__ import annotations

import pytest


def lines(**filters):
	from tdkt_app.report.applicable_rules.applicable_rules import execute

	columns, rows = execute(filters)
	assert {column["fieldname"] for column in columns} >= {key for row in rows for key in row}
	return {row["rule"]: row for row in rows}


def test_every_rule_has_a_line(site):
	from tdkt_app.rules.keys import KEYS

	assert set(lines(date="2026-01-15")) == {described.title for described in KEYS.values()}


@pytest.mark.parametrize(
	("day", "level", "verified"), [("2025-06-30", "District", "Yes"), ("2025-07-01", "Commune", "No")]
)
def test_the_row_of_an_award_on_a_day(site, day, level, verified):
	line = lines(date=day, award_type="CSTDCS")["Which level decides an award"]
	assert line["values"] == f"Deciding level: {level}"
	assert (line["verified"], line["pack"]) == (verified, "VN")
	assert line["why"] == "for Chiến sĩ thi đua cơ sở"
	assert line["legal_source"].startswith("Luật 06/2022/QH15 Điều 80.2")
	assert line["row"].startswith("VN-eligibility.competence-CSTDCS-")


def test_a_coming_date_says_what_changes(site):
	shown = lines(date="2025-06-01", award_type="CSTDCS", until="2025-12-31")
	assert shown["Which level decides an award"]["changes"].startswith(
		"from 01-07-2025: Deciding level: Commune (Luật"
	)
	assert shown["Law 06/2026/QH16"]["changes"] == ""
	later = lines(date="2026-09-30", until="2026-10-01")
	assert later["Law 06/2026/QH16"]["changes"].startswith("from 01-10-2026: Text: từ 01/10/2026")
	assert later["Law 06/2026/QH16"]["values"] == "No rule"


def test_a_missing_rule_is_said(site):
	line = lines(date="2023-06-01")["Who may receive an award"]
	assert "01/06/2023" in line["values"]
	assert "row" not in line


def test_a_local_row_says_so(site):
	import frappe

	frappe.get_doc(
		{"doctype": "Rule Pack", "pack_code": "XA", "pack_title": "Xã", "level": "Commune", "is_active": 1}
	).insert()
	fields = {
		"rule_pack": "XA",
		"rule_key": "labour.share",
		"effective_from": "2026-01-01",
		"legal_source": "KH 5",
	}
	values = [{"value_name": "target", "value": "50%"}]
	frappe.get_doc({"doctype": "Award Rule", **fields, "rule_values": values}).insert()
	line = lines(date="2026-02-01")["Share of people who work directly"]
	assert (line["pack"], line["why"], line["values"]) == ("XA", "for all; local pack", "Target: 50%")


def test_the_end_is_not_before_the_day(site):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Changes Until"):
		lines(date="2026-02-01", until="2026-01-01")


def test_only_readers_of_rules_see_it(as_user):
	import frappe

	with as_user("Guest"), pytest.raises(frappe.PermissionError):
		lines(date="2026-02-01")
