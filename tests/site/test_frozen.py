"""What has been decided keeps every value it was decided with, by whatever path."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, HAMLET_B, OFFICER, ROLES

DECISION_FIELDS = {
	"subject": "Chủ đề khác",
	"symbol": "QĐ-KHAC",
	"decision_date": "2025-10-01",
	"period_from": "2025-02-01",
	"period_to": "2025-08-01",
	"reason": "lý do khác",
	"proposed_by": "Ai đó",
	"fund_source": "Quỹ khác",
	"signer_name": "Người khác",
	"signer_position": "PHÓ CHỦ TỊCH",
	"signing_authority": "KT.",
	"recipients_note": "- Nơi khác.",
	"number": 99,
	"decision_number": "99/QĐ-UBND",
	"register_entry": "QD-UBND-2025/99",
	"total_amount": 1,
	"in_words": "Một đồng",
	"individual_count": 9,
	"collective_count": 9,
	"household_count": 9,
	"issued_on": "2025-01-01 00:00:00",
	"campaign": None,
}
RECIPIENT_FIELDS = {
	"recipient_name": "Tên khác",
	"recipient_title": "Chức vụ khác",
	"honoree_kind": "Household",
	"award_type": "LDTT",
	"award_name": "Danh hiệu khác",
	"unit": HAMLET_B,
	"unit_name": "Xóm khác",
	"multiplier": 9.0,
	"base_salary": 1,
	"amount": 99_000_000,
	"achievement": None,
}
ACHIEVEMENT_FIELDS = {
	"achievement_title": "Tên khác",
	"unit": "TEST-A-TEAM",
	"content_area": "A",
	"period_from": "2025-02-01",
	"period_to": "2025-10-01",
	"summary": "Khác",
	"results": "Khác",
	"on_the_spot": 1,
	"verifier_remark": "Khác",
}


def stored(doc):
	import frappe

	return frappe.get_doc(doc.doctype, doc.name).as_dict()


def save_is_refused(as_user, user, doc):
	"""Refused, or taken without the forged value: the stored document is the same either way."""
	import frappe

	before = stored(doc)
	with as_user(user), pytest.raises((frappe.PermissionError, frappe.UpdateAfterSubmitError)):
		doc.save()
	assert stored(doc) == before


@pytest.mark.parametrize("field", DECISION_FIELDS)
def test_field_of_an_issued_decision(commune, as_user, field):
	decision = commune.issued(campaign=commune.campaign().name)
	decision.set(field, DECISION_FIELDS[field])
	save_is_refused(as_user, CHAIRMAN, decision)


@pytest.mark.parametrize("field", RECIPIENT_FIELDS)
def test_recipient_of_an_issued_decision(commune, as_user, field):
	decision = commune.issued()
	decision.recipients[0].set(field, RECIPIENT_FIELDS[field])
	save_is_refused(as_user, CHAIRMAN, decision)


def test_recipients_of_an_issued_decision_are_not_exchanged(commune, as_user):
	decision = commune.issued()
	decision.set("recipients", [{"honoree": commune.honoree().name, "award_type": "GK"}])
	save_is_refused(as_user, CHAIRMAN, decision)


def test_legal_basis_of_an_issued_decision(commune, as_user):
	decision = commune.issued()
	decision.legal_bases[0].basis = "Luật khác"
	save_is_refused(as_user, CHAIRMAN, decision)


def test_administrator_changes_an_issued_decision_no_more_than_others(commune, as_user):
	decision = commune.issued()
	decision.flags.ignore_permissions = decision.flags.ignore_validate_update_after_submit = True
	decision.reason = "lý do khác"
	save_is_refused(as_user, "Administrator", decision)


def test_publication_changes_only_state_and_stamp(commune):
	issued = commune.issued()
	published = commune.act(issued, "Publish", OFFICER)
	before, after = issued.as_dict(), published.as_dict()
	changed = {
		field
		for field in after
		if after[field] != before.get(field) and field not in ("recipients", "legal_bases")
	}
	assert changed == {"workflow_state", "published_on", "modified", "modified_by"}


def test_issued_decision_is_not_cancelled(commune):
	import frappe

	with pytest.raises(frappe.PermissionError, match="annulled by a revoking decision"):
		commune.issued().cancel()


@pytest.mark.parametrize("force", [False, True])
def test_issued_decision_is_not_deleted(commune, force):
	import frappe

	decision = commune.issued()
	with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
		frappe.delete_doc("Award Decision", decision.name, force=force)
	assert frappe.db.exists("Award Decision", decision.name)


def test_what_is_issued_is_what_was_sent_for_signature(commune):
	"""A name that changed on the way must come back to the officer's desk, not into the signed paper."""
	import frappe

	achievement = commune.achievement(state="Verified")
	decision = commune.decision(achievement, state="Appraised")
	frappe.db.set_value("Honoree", achievement.honoree, "full_name", "Nguyễn Đình Ái (tên mới)")
	with pytest.raises(frappe.PermissionError, match="no longer what was sent for signature"):
		commune.act(decision, "Issue", CHAIRMAN)


def test_issued_decision_keeps_a_name_that_changes_later(commune):
	import frappe

	achievement = commune.achievement(state="Verified")
	decision = commune.issued(achievement)
	frappe.db.set_value("Honoree", achievement.honoree, "full_name", "Tên đổi sau")
	assert commune.act(decision, "Publish", OFFICER).recipients[0].recipient_name == "Nguyễn Đình Ái"


@pytest.mark.parametrize("state", ["Verified", "Rejected"])
@pytest.mark.parametrize("field", ACHIEVEMENT_FIELDS)
def test_field_of_a_decided_achievement(commune, as_user, state, field):
	"""As Administrator, whom the workflow guard lets edit in any state."""
	achievement = commune.achievement(state=state)
	achievement.set(field, ACHIEVEMENT_FIELDS[field])
	save_is_refused(as_user, "Administrator", achievement)


def test_evidence_of_a_decided_achievement(commune, as_user):
	achievement = commune.with_evidence(commune.achievement())
	achievement.db_set("workflow_state", "Verified")
	achievement.reload()
	achievement.set("evidence", [])
	save_is_refused(as_user, "Administrator", achievement)


def test_reopening_a_decided_achievement_changes_nothing_else(commune, as_user):
	import frappe

	workflow = frappe.get_doc("Workflow", "TDKT Achievement")
	step = {"state": "Verified", "action": "Return for Correction", "next_state": "Returned"}
	workflow.append("transitions", {**step, "allowed": ROLES[OFFICER], "allow_self_approval": 1})
	workflow.save()
	achievement = commune.achievement(state="Verified", verifier_remark="Mở lại để bổ sung")
	achievement.update({"workflow_state": "Returned", "summary": "đổi kèm theo"})
	save_is_refused(as_user, OFFICER, achievement)
	achievement.reload()
	assert commune.act(achievement, "Return for Correction", OFFICER).workflow_state == "Returned"


@pytest.mark.parametrize("state", ["Closed", "Cancelled"])
def test_campaign_that_is_over(commune, as_user, state):
	campaign = commune.campaign(state, cancel_reason="Dời")
	campaign.objectives = "Khác"
	save_is_refused(as_user, "Administrator", campaign)


@pytest.mark.parametrize(
	("make", "state"),
	[("campaign", "Launched"), ("achievement", "Submitted"), ("achievement", "Verified")],
)
def test_only_drafts_are_deleted(commune, make, state):
	import frappe

	doc = getattr(commune, make)(state=state)
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc(doc.doctype, doc.name, force=True)


def test_row_is_not_changed_on_its_own(commune, as_user):
	import frappe

	row = frappe.get_doc("Award Decision Recipient", commune.decision().recipients[0].name)
	row.amount = 99_000_000
	with as_user(OFFICER), pytest.raises(frappe.PermissionError):
		row.save()


def test_row_is_not_deleted_on_its_own(commune, as_user):
	import frappe

	row = commune.issued().recipients[0]
	with as_user(OFFICER), pytest.raises((frappe.PermissionError, frappe.ValidationError)):
		frappe.delete_doc("Award Decision Recipient", row.name)
	assert frappe.db.exists("Award Decision Recipient", row.name)


def test_row_is_not_added_on_its_own(commune, as_user):
	import frappe

	decision = commune.issued()
	row = frappe.get_doc(
		{
			"doctype": "Award Decision Recipient",
			"parent": decision.name,
			"parenttype": "Award Decision",
			"parentfield": "recipients",
			"honoree": commune.honoree().name,
			"award_type": "GK",
			"amount": 99_000_000,
		}
	)
	with as_user(OFFICER), pytest.raises(frappe.PermissionError):
		row.insert()
