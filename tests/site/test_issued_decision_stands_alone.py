"""An issued decision prints from itself: what the settings and the catalogue say later does not reach it."""

from __future__ import annotations

import frappe

from tests.site.commune import CHAIRMAN


def printed(decision) -> str:
	return frappe.get_print("Award Decision", decision.name, "Award Decision")


def test_renamed_commune_keeps_its_old_decisions(commune):
	decision = commune.issued()
	before = printed(decision)
	frappe.db.set_single_value("TDKT Settings", "commune_name", "XÃ ĐỔI TÊN")
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	assert "XÃ ĐỔI TÊN" not in printed(decision)
	assert printed(decision) == before


def test_draft_shows_the_commune_as_it_is_named_now(commune):
	draft = commune.decision()
	frappe.db.set_single_value("TDKT Settings", "commune_name", "XÃ ĐỔI TÊN")
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	assert "XÃ ĐỔI TÊN" in printed(draft)


def test_catalogue_changed_after_issue_does_not_change_the_paper(commune):
	decision = commune.issued()
	before = printed(decision)
	frappe.db.set_value(
		"Award Type", "GK", {"award_name": "Giấy khen mới", "kind": "Emulation Title", "ceremony_order": 1}
	)
	frappe.clear_document_cache("Award Type", "GK")
	assert printed(decision) == before


def test_heading_cannot_be_sent_by_a_client(commune, as_user):
	draft = commune.decision(state="Appraised")
	draft.commune_name = "XÃ GIẢ MẠO"
	draft.save()
	issued = commune.act(draft, "Issue", CHAIRMAN)
	assert issued.commune_name == frappe.db.get_single_value("TDKT Settings", "commune_name")
