"""Ways around a workflow that plain Frappe leaves open to REST, form data and bulk edit."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, HAMLET_B, MANAGER, OFFICER, UNIT_A

WORKFLOW_DOCTYPES = ("Emulation Campaign", "Achievement", "Award Decision")


@pytest.fixture
def paper(commune):
	"""`paper("Achievement", "Draft")` in that state."""

	def make(doctype: str, state: str):
		made = {
			"Emulation Campaign": commune.campaign,
			"Achievement": commune.achievement,
			"Award Decision": commune.decision,
		}[doctype]
		return made(state=state)

	return make


def refused(as_user, user, work):
	import frappe

	with as_user(user), pytest.raises(frappe.PermissionError):
		work()


@pytest.mark.parametrize(
	("doctype", "state", "field", "user"),
	[
		("Emulation Campaign", "Awaiting Approval", "slogan", OFFICER),
		("Emulation Campaign", "Draft", "slogan", CHAIRMAN),
		("Emulation Campaign", "Launched", "objectives", OFFICER),
		("Achievement", "Submitted", "summary", UNIT_A),
		("Achievement", "Under Verification", "summary", UNIT_A),
		("Award Decision", "Appraised", "reason", OFFICER),
		("Award Decision", "Draft", "reason", CHAIRMAN),
	],
)
def test_editing_in_a_state_of_another_role(paper, as_user, doctype, state, field, user):
	doc = paper(doctype, state)
	doc.set(field, "đổi sau lưng")
	refused(as_user, user, doc.save)


@pytest.mark.parametrize(
	("doctype", "state", "target", "user"),
	[
		("Emulation Campaign", "Draft", "Launched", OFFICER),
		("Emulation Campaign", "Draft", "Launched", CHAIRMAN),
		("Achievement", "Draft", "Verified", OFFICER),
		("Achievement", "Draft", "Verified", UNIT_A),
		("Achievement", "Submitted", "Verified", OFFICER),
		("Award Decision", "Draft", "Published", CHAIRMAN),
	],
)
def test_writing_a_state_that_no_step_leads_to(paper, as_user, doctype, state, target, user):
	doc = paper(doctype, state)
	doc.workflow_state = target
	refused(as_user, user, doc.save)


@pytest.mark.parametrize("doctype", WORKFLOW_DOCTYPES)
def test_inserting_in_a_later_state(paper, as_user, doctype):
	import frappe

	later = {"Emulation Campaign": "Launched", "Achievement": "Verified", "Award Decision": "Appraised"}[
		doctype
	]
	values = paper(doctype, "Draft").as_dict(no_default_fields=True)
	doc = frappe.get_doc({**values, "doctype": doctype, "workflow_state": later})
	for row in doc.get("recipients") or []:
		row.achievement = None
	refused(as_user, OFFICER, doc.insert)


def test_writing_the_issued_state_without_submitting(commune, as_user):
	decision = commune.decision(state="Appraised")
	decision.workflow_state = "Issued"
	refused(as_user, CHAIRMAN, decision.save)


def test_submitting_straight_from_the_draft(commune, as_user):
	refused(as_user, CHAIRMAN, commune.decision(state="Draft").submit)


def test_officer_does_not_submit(commune, as_user):
	refused(as_user, OFFICER, commune.decision(state="Appraised").submit)


def test_issuing_is_the_chairmans_without_any_workflow(commune, as_user):
	import frappe

	decision = commune.decision(state="Draft")
	frappe.db.set_value("Workflow", {"document_type": "Award Decision"}, "is_active", 0)
	frappe.cache.delete_key("workflow")
	frappe.clear_cache(doctype="Award Decision")
	try:
		refused(as_user, OFFICER, frappe.get_doc("Award Decision", decision.name).submit)
	finally:
		frappe.db.rollback()
		frappe.cache.delete_key("workflow")
		frappe.clear_cache(doctype="Award Decision")


def test_approving_ones_own_paper_by_writing_the_state(commune, as_user):
	campaign = commune.campaign("Awaiting Approval")
	campaign.db_set("owner", CHAIRMAN)
	campaign.reload()
	campaign.workflow_state = "Launched"
	refused(as_user, CHAIRMAN, campaign.save)


def test_forging_the_author_to_approve_ones_own_paper(commune, as_user):
	campaign = commune.campaign("Awaiting Approval")
	campaign.db_set("owner", CHAIRMAN)
	campaign.reload()
	campaign.owner = OFFICER
	campaign.workflow_state = "Launched"
	refused(as_user, CHAIRMAN, campaign.save)


def test_cancelling_outside_the_workflow(commune):
	"""Not even Administrator, whom no permission holds back."""
	import frappe

	with pytest.raises(frappe.PermissionError):
		commune.issued().cancel()


def test_an_action_carries_no_other_change(commune, as_user):
	"""The chairman may launch in this state, not rewrite; with a campaign of his to edit he must return it."""
	achievement = commune.achievement(state="Submitted")
	achievement.workflow_state = "Under Verification"
	achievement.unit = HAMLET_B
	refused(as_user, UNIT_A, achievement.save)
	decision = commune.act(commune.issued(), "Publish", OFFICER)
	assert decision.workflow_state == "Published"


def test_explaining_a_cancellation_is_open_to_who_may_cancel(commune, as_user):
	campaign = commune.campaign("Draft")
	campaign.cancel_reason = "Dời sang năm sau"
	with as_user(CHAIRMAN):
		campaign.save()
	assert commune.act(campaign, "Cancel Campaign", CHAIRMAN).workflow_state == "Cancelled"


def test_explaining_is_not_open_to_others(commune, as_user):
	campaign = commune.campaign("Draft")
	campaign.cancel_reason = "đổi sau lưng"
	refused(as_user, MANAGER, campaign.save)


def test_unit_user_does_not_write_the_verifiers_remark(commune, as_user):
	achievement = commune.achievement()
	achievement.verifier_remark = "Đã xem, đạt"
	with as_user(UNIT_A):
		achievement.save()
	achievement.reload()
	assert not achievement.verifier_remark


@pytest.mark.parametrize("field", ["verified_by", "verified_on", "submitted_on", "is_demo"])
def test_stamps_are_the_servers(commune, as_user, field):
	achievement = commune.achievement()
	achievement.set(field, {"verified_by": UNIT_A, "is_demo": 1}.get(field, "2025-01-01 08:00:00"))
	with as_user(UNIT_A):
		achievement.save()
	achievement.reload()
	assert not achievement.get(field)


def test_bulk_approval_passes_the_guard(commune, as_user):
	import frappe
	from frappe.model.workflow import bulk_workflow_approval

	achievement = commune.achievement(state="Submitted")
	with as_user(OFFICER):
		bulk_workflow_approval(frappe.as_json([achievement.name]), "Achievement", "Start Verification")
	assert frappe.db.get_value("Achievement", achievement.name, "workflow_state") == "Under Verification"


def test_rest_refuses_what_the_guard_refuses(commune, http):
	import frappe

	decision = commune.decision(state="Draft")
	frappe.db.commit()
	reply = http("PUT", f"/api/resource/Award Decision/{decision.name}", user=CHAIRMAN, json={"docstatus": 1})
	assert reply.status_code == 403
	frappe.db.rollback()
	assert frappe.db.get_value("Award Decision", decision.name, "docstatus") == 0
