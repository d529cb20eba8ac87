"""Each step of the three default workflows: who may take it, who may not."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, COUNCIL, MANAGER, OFFICER, UNIT_A, UNIT_B

EVERYBODY = (OFFICER, CHAIRMAN, COUNCIL, MANAGER, UNIT_A, UNIT_B)

CAMPAIGN_STEPS = [
	("Draft", "Submit for Approval", "Awaiting Approval", {OFFICER}),
	("Awaiting Approval", "Launch", "Launched", {CHAIRMAN}),
	("Awaiting Approval", "Return", "Draft", {CHAIRMAN}),
	("Launched", "Start Review", "Under Review", {OFFICER}),
	("Under Review", "Close", "Closed", {OFFICER}),
	("Draft", "Cancel Campaign", "Cancelled", {OFFICER, CHAIRMAN}),
	("Awaiting Approval", "Cancel Campaign", "Cancelled", {CHAIRMAN}),
	("Launched", "Cancel Campaign", "Cancelled", {CHAIRMAN}),
]
ACHIEVEMENT_STEPS = [
	("Draft", "Submit", "Submitted", {UNIT_A, OFFICER}),
	("Submitted", "Start Verification", "Under Verification", {OFFICER}),
	("Under Verification", "Verify", "Verified", {OFFICER}),
	("Under Verification", "Return for Correction", "Returned", {OFFICER}),
	("Returned", "Submit", "Submitted", {UNIT_A, OFFICER}),
	("Submitted", "Reject", "Rejected", {OFFICER}),
	("Under Verification", "Reject", "Rejected", {OFFICER}),
]
DECISION_STEPS = [
	("Draft", "Send for Signature", "Appraised", {OFFICER}),
	("Appraised", "Issue", "Issued", {CHAIRMAN}),
	("Appraised", "Return", "Draft", {CHAIRMAN}),
]


def who_may(commune, doc, action) -> dict[str, str]:
	"""Tries the action as everybody, each time from the same state; the state it leads to, per user who may."""
	import frappe

	reached = {}
	for user in EVERYBODY:
		frappe.db.savepoint("step")
		try:
			reached[user] = commune.act(doc, action, user).workflow_state
		except (frappe.PermissionError, frappe.ValidationError):
			pass
		frappe.db.rollback(save_point="step")
		frappe.clear_messages()
	return reached


@pytest.mark.parametrize(("state", "action", "next_state", "users"), CAMPAIGN_STEPS)
def test_campaign_step(commune, state, action, next_state, users):
	campaign = commune.ready_campaign(state, cancel_reason="Dời sang năm sau")
	assert who_may(commune, campaign, action) == dict.fromkeys(users, next_state)


@pytest.mark.parametrize(("state", "action", "next_state", "users"), ACHIEVEMENT_STEPS)
def test_achievement_step(commune, state, action, next_state, users):
	achievement = commune.achievement(state=state, verifier_remark="Bổ sung biên bản")
	assert who_may(commune, achievement, action) == dict.fromkeys(users, next_state)


@pytest.mark.parametrize(("state", "action", "next_state", "users"), DECISION_STEPS)
def test_decision_step(commune, state, action, next_state, users):
	assert who_may(commune, commune.decision(state=state), action) == dict.fromkeys(users, next_state)


def test_publishing_an_issued_decision(commune):
	issued = commune.issued()
	assert who_may(commune, issued, "Publish") == {OFFICER: "Published", CHAIRMAN: "Published"}


def test_no_step_leads_out_of_the_last_states(commune):
	import frappe
	from frappe.model.workflow import get_transitions

	papers = [
		commune.campaign("Closed"),
		commune.campaign("Cancelled"),
		commune.achievement(state="Verified"),
		commune.achievement(state="Rejected"),
		commune.act(commune.issued(), "Publish", OFFICER),
	]
	assert [get_transitions(frappe.get_doc(paper.doctype, paper.name)) for paper in papers] == [[]] * len(
		papers
	)


@pytest.mark.parametrize("action", ["Return for Correction", "Reject"])
def test_return_and_rejection_need_a_remark(commune, as_user, action):
	import frappe

	achievement = commune.achievement(state="Under Verification")
	with pytest.raises(frappe.MandatoryError):
		commune.act(achievement, action, OFFICER)


def test_cancelling_needs_a_reason(commune):
	import frappe

	with pytest.raises(frappe.MandatoryError):
		commune.act(commune.campaign("Launched"), "Cancel Campaign", CHAIRMAN)


def test_chairman_does_not_launch_a_campaign_of_his_own(commune):
	import frappe

	campaign = commune.campaign("Awaiting Approval")
	campaign.db_set("owner", CHAIRMAN)
	with pytest.raises(frappe.ValidationError):
		commune.act(campaign, "Launch", CHAIRMAN)


def test_verification_is_stamped(commune):
	import frappe
	from frappe.utils import now_datetime, time_diff_in_seconds

	verified = commune.act(commune.achievement(state="Under Verification"), "Verify", OFFICER)
	assert verified.verified_by == OFFICER
	assert time_diff_in_seconds(now_datetime(), verified.verified_on) < 60
	assert frappe.db.get_value("Achievement", verified.name, "docstatus") == 0


def test_evidence_is_asked_for_where_the_campaign_requires_it(commune):
	import frappe

	criteria = [{"criterion": "Công trình hoàn thành", "max_score": 60, "evidence_required": 1}]
	achievement = commune.achievement(campaign=commune.campaign(criteria=criteria).name)
	with pytest.raises(frappe.ValidationError, match="evidence"):
		commune.act(achievement, "Submit", UNIT_A)
	commune.with_evidence(achievement)
	assert commune.act(achievement, "Submit", UNIT_A).workflow_state == "Submitted"
