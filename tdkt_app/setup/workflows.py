"""Default workflows of the documents that go from hand to hand.

They are the administrator's from the day they are made: created when the document has none, never touched again.
"""

from __future__ import annotations

from dataclasses import dataclass

import frappe

from tdkt_app.access.roles import CHAIRMAN, MANAGER, OFFICER, UNIT_USER
from tdkt_app.setup.memory import SeededRows
from tdkt_app.states import (
	AchievementState,
	AnnouncementState,
	CampaignState,
	DecisionState,
	ExemplarState,
	InitiativeState,
	MeetingState,
	NominationState,
	PlanState,
	ReportState,
	ReviewState,
)

STYLES = {
	CampaignState.DRAFT: "",
	CampaignState.AWAITING_APPROVAL: "Warning",
	CampaignState.LAUNCHED: "Success",
	CampaignState.UNDER_REVIEW: "Info",
	CampaignState.CLOSED: "Inverse",
	CampaignState.CANCELLED: "Danger",
	AchievementState.SUBMITTED: "Primary",
	AchievementState.UNDER_VERIFICATION: "Info",
	AchievementState.RETURNED: "Warning",
	AchievementState.VERIFIED: "Success",
	AchievementState.REJECTED: "Danger",
	NominationState.UNDER_APPRAISAL: "Info",
	ReviewState.ACCEPTED: "Success",
	MeetingState.CONVENED: "Info",
	MeetingState.VOTING: "Warning",
	DecisionState.APPRAISED: "Warning",
	DecisionState.ISSUED: "Success",
	DecisionState.PUBLISHED: "Primary",
	ExemplarState.APPROVED: "Success",
	ExemplarState.WITHDRAWN: "Inverse",
	InitiativeState.UNDER_COUNCIL_REVIEW: "Info",
	InitiativeState.RECOGNISED: "Success",
	InitiativeState.NOT_RECOGNISED: "Danger",
}


@dataclass(frozen=True)
class State:
	name: str
	editors: tuple[str, ...]
	docstatus: int = 0


@dataclass(frozen=True)
class Transition:
	"""`four_eyes`: not for the person who made the document; `condition`: of the workflow, on `doc`."""

	state: str
	action: str
	next_state: str
	roles: tuple[str, ...]
	four_eyes: bool = False
	condition: str = ""


@dataclass(frozen=True)
class DefaultWorkflow:
	name: str
	doctype: str
	states: tuple[State, ...]
	transitions: tuple[Transition, ...]


PLAN = DefaultWorkflow(
	"TDKT Plan",
	"Emulation Plan",
	(
		State(PlanState.DRAFT, (OFFICER,)),
		State(PlanState.AWAITING_APPROVAL, (CHAIRMAN,)),
		State(PlanState.ISSUED, (OFFICER, CHAIRMAN), docstatus=1),
	),
	(
		Transition(PlanState.DRAFT, "Submit for Approval", PlanState.AWAITING_APPROVAL, (OFFICER,)),
		Transition(PlanState.AWAITING_APPROVAL, "Issue", PlanState.ISSUED, (CHAIRMAN,), four_eyes=True),
		Transition(PlanState.AWAITING_APPROVAL, "Return", PlanState.DRAFT, (CHAIRMAN,)),
	),
)

CAMPAIGN = DefaultWorkflow(
	"TDKT Campaign",
	"Emulation Campaign",
	(
		State(CampaignState.DRAFT, (OFFICER,)),
		State(CampaignState.AWAITING_APPROVAL, (CHAIRMAN,)),
		State(CampaignState.LAUNCHED, (CHAIRMAN,)),
		State(CampaignState.UNDER_REVIEW, (OFFICER,)),
		State(CampaignState.CLOSED, (MANAGER,)),
		State(CampaignState.CANCELLED, (MANAGER,)),
	),
	(
		Transition(CampaignState.DRAFT, "Submit for Approval", CampaignState.AWAITING_APPROVAL, (OFFICER,)),
		Transition(
			CampaignState.AWAITING_APPROVAL, "Launch", CampaignState.LAUNCHED, (CHAIRMAN,), four_eyes=True
		),
		Transition(CampaignState.AWAITING_APPROVAL, "Return", CampaignState.DRAFT, (CHAIRMAN,)),
		Transition(CampaignState.LAUNCHED, "Start Review", CampaignState.UNDER_REVIEW, (OFFICER,)),
		Transition(CampaignState.UNDER_REVIEW, "Close", CampaignState.CLOSED, (OFFICER,)),
		Transition(CampaignState.DRAFT, "Cancel Campaign", CampaignState.CANCELLED, (OFFICER, CHAIRMAN)),
		Transition(CampaignState.AWAITING_APPROVAL, "Cancel Campaign", CampaignState.CANCELLED, (CHAIRMAN,)),
		Transition(CampaignState.LAUNCHED, "Cancel Campaign", CampaignState.CANCELLED, (CHAIRMAN,)),
	),
)

ACHIEVEMENT = DefaultWorkflow(
	"TDKT Achievement",
	"Achievement",
	(
		State(AchievementState.DRAFT, (UNIT_USER, OFFICER)),
		State(AchievementState.SUBMITTED, (OFFICER,)),
		State(AchievementState.UNDER_VERIFICATION, (OFFICER,)),
		State(AchievementState.RETURNED, (UNIT_USER, OFFICER)),
		State(AchievementState.VERIFIED, (MANAGER,)),
		State(AchievementState.REJECTED, (MANAGER,)),
	),
	(
		Transition(AchievementState.DRAFT, "Submit", AchievementState.SUBMITTED, (UNIT_USER, OFFICER)),
		Transition(
			AchievementState.SUBMITTED, "Start Verification", AchievementState.UNDER_VERIFICATION, (OFFICER,)
		),
		Transition(AchievementState.UNDER_VERIFICATION, "Verify", AchievementState.VERIFIED, (OFFICER,)),
		Transition(
			AchievementState.UNDER_VERIFICATION,
			"Return for Correction",
			AchievementState.RETURNED,
			(OFFICER,),
		),
		Transition(AchievementState.RETURNED, "Submit", AchievementState.SUBMITTED, (UNIT_USER, OFFICER)),
		Transition(AchievementState.SUBMITTED, "Reject", AchievementState.REJECTED, (OFFICER,)),
		Transition(AchievementState.UNDER_VERIFICATION, "Reject", AchievementState.REJECTED, (OFFICER,)),
	),
)

NOMINATION = DefaultWorkflow(
	"TDKT Award Nomination",
	"Award Nomination",
	(
		State(NominationState.DRAFT, (UNIT_USER, OFFICER)),
		State(NominationState.SUBMITTED, (OFFICER,)),
		State(NominationState.UNDER_APPRAISAL, (OFFICER,)),
		State(NominationState.RETURNED, (UNIT_USER, OFFICER)),
		State(NominationState.APPRAISED, (MANAGER,)),
		State(NominationState.REJECTED, (MANAGER,)),
	),
	(
		Transition(NominationState.DRAFT, "Submit", NominationState.SUBMITTED, (UNIT_USER, OFFICER)),
		Transition(NominationState.SUBMITTED, "Start Appraisal", NominationState.UNDER_APPRAISAL, (OFFICER,)),
		Transition(
			NominationState.UNDER_APPRAISAL, "Finish Appraisal", NominationState.APPRAISED, (OFFICER,)
		),
		Transition(
			NominationState.UNDER_APPRAISAL, "Return for Completion", NominationState.RETURNED, (OFFICER,)
		),
		Transition(NominationState.RETURNED, "Submit", NominationState.SUBMITTED, (UNIT_USER, OFFICER)),
		Transition(NominationState.UNDER_APPRAISAL, "Reject", NominationState.REJECTED, (OFFICER,)),
	),
)

REVIEW = DefaultWorkflow(
	"TDKT Campaign Review",
	"Campaign Review",
	(
		State(ReviewState.DRAFT, (UNIT_USER, OFFICER)),
		State(ReviewState.SUBMITTED, (OFFICER,)),
		State(ReviewState.RETURNED, (UNIT_USER, OFFICER)),
		State(ReviewState.ACCEPTED, (MANAGER,)),
	),
	(
		Transition(ReviewState.DRAFT, "Submit", ReviewState.SUBMITTED, (UNIT_USER, OFFICER)),
		Transition(ReviewState.SUBMITTED, "Accept", ReviewState.ACCEPTED, (OFFICER,)),
		Transition(ReviewState.SUBMITTED, "Return for Correction", ReviewState.RETURNED, (OFFICER,)),
		Transition(ReviewState.RETURNED, "Submit", ReviewState.SUBMITTED, (UNIT_USER, OFFICER)),
	),
)

REPORT = DefaultWorkflow(
	"TDKT Consolidated Report",
	"Consolidated Report",
	(
		State(ReportState.DRAFT, (OFFICER,)),
		State(ReportState.AWAITING_APPROVAL, (CHAIRMAN,)),
		State(ReportState.ISSUED, (OFFICER, CHAIRMAN), docstatus=1),
	),
	(
		Transition(ReportState.DRAFT, "Submit for Approval", ReportState.AWAITING_APPROVAL, (OFFICER,)),
		Transition(ReportState.AWAITING_APPROVAL, "Issue", ReportState.ISSUED, (CHAIRMAN,), four_eyes=True),
		Transition(ReportState.AWAITING_APPROVAL, "Return", ReportState.DRAFT, (CHAIRMAN,)),
	),
)

DECISION = DefaultWorkflow(
	"TDKT Award Decision",
	"Award Decision",
	(
		State(DecisionState.DRAFT, (OFFICER,)),
		State(DecisionState.APPRAISED, (CHAIRMAN,)),
		State(DecisionState.ISSUED, (CHAIRMAN,), docstatus=1),
		State(DecisionState.PUBLISHED, (CHAIRMAN,), docstatus=1),
	),
	(
		# Decisions of the past were signed on paper: they are confirmed, not sent.
		Transition(
			DecisionState.DRAFT,
			"Send for Signature",
			DecisionState.APPRAISED,
			(OFFICER,),
			condition="not doc.is_historical",
		),
		Transition(DecisionState.APPRAISED, "Issue", DecisionState.ISSUED, (CHAIRMAN,), four_eyes=True),
		Transition(DecisionState.ISSUED, "Publish", DecisionState.PUBLISHED, (OFFICER, CHAIRMAN)),
		Transition(DecisionState.APPRAISED, "Return", DecisionState.DRAFT, (CHAIRMAN,)),
	),
)

MEETING = DefaultWorkflow(
	"TDKT Council Meeting",
	"Council Meeting",
	(
		State(MeetingState.DRAFT, (OFFICER,)),
		State(MeetingState.CONVENED, (OFFICER,)),
		State(MeetingState.VOTING, (OFFICER,)),
		State(MeetingState.CLOSED, (OFFICER,), docstatus=1),
		State(MeetingState.CANCELLED, (MANAGER,)),
	),
	(
		Transition(MeetingState.DRAFT, "Convene", MeetingState.CONVENED, (OFFICER,)),
		Transition(MeetingState.CONVENED, "Open Voting", MeetingState.VOTING, (OFFICER,)),
		Transition(MeetingState.VOTING, "Close Voting", MeetingState.CLOSED, (OFFICER, CHAIRMAN)),
		Transition(MeetingState.VOTING, "Back to Attendance", MeetingState.CONVENED, (OFFICER,)),
		Transition(MeetingState.DRAFT, "Cancel Meeting", MeetingState.CANCELLED, (OFFICER, CHAIRMAN)),
		Transition(MeetingState.CONVENED, "Cancel Meeting", MeetingState.CANCELLED, (OFFICER, CHAIRMAN)),
	),
)

EXEMPLAR = DefaultWorkflow(
	"TDKT Exemplar",
	"Exemplar",
	(
		State(ExemplarState.DRAFT, (UNIT_USER, OFFICER)),
		State(ExemplarState.SUBMITTED, (OFFICER,)),
		State(ExemplarState.RETURNED, (UNIT_USER, OFFICER)),
		State(ExemplarState.APPROVED, (OFFICER,)),
		State(ExemplarState.WITHDRAWN, (MANAGER,)),
	),
	(
		Transition(ExemplarState.DRAFT, "Submit", ExemplarState.SUBMITTED, (UNIT_USER, OFFICER)),
		Transition(ExemplarState.RETURNED, "Submit", ExemplarState.SUBMITTED, (UNIT_USER, OFFICER)),
		Transition(
			ExemplarState.SUBMITTED, "Approve", ExemplarState.APPROVED, (OFFICER, CHAIRMAN), four_eyes=True
		),
		Transition(
			ExemplarState.SUBMITTED, "Return for Correction", ExemplarState.RETURNED, (OFFICER, CHAIRMAN)
		),
		Transition(ExemplarState.APPROVED, "Withdraw", ExemplarState.WITHDRAWN, (OFFICER, CHAIRMAN)),
		Transition(ExemplarState.WITHDRAWN, "Reopen", ExemplarState.DRAFT, (OFFICER,)),
	),
)

INITIATIVE = DefaultWorkflow(
	"TDKT Initiative",
	"Initiative",
	(
		State(InitiativeState.DRAFT, (UNIT_USER, OFFICER)),
		State(InitiativeState.SUBMITTED, (OFFICER,)),
		State(InitiativeState.UNDER_COUNCIL_REVIEW, (OFFICER,)),
		State(InitiativeState.RETURNED, (UNIT_USER, OFFICER)),
		State(InitiativeState.RECOGNISED, (MANAGER,)),
		State(InitiativeState.NOT_RECOGNISED, (MANAGER,)),
	),
	(
		Transition(InitiativeState.DRAFT, "Submit", InitiativeState.SUBMITTED, (UNIT_USER, OFFICER)),
		Transition(InitiativeState.RETURNED, "Submit", InitiativeState.SUBMITTED, (UNIT_USER, OFFICER)),
		Transition(
			InitiativeState.SUBMITTED,
			"Start Council Review",
			InitiativeState.UNDER_COUNCIL_REVIEW,
			(OFFICER,),
		),
		Transition(InitiativeState.SUBMITTED, "Return for Correction", InitiativeState.RETURNED, (OFFICER,)),
		Transition(
			InitiativeState.UNDER_COUNCIL_REVIEW,
			"Return for Correction",
			InitiativeState.RETURNED,
			(OFFICER,),
		),
		Transition(
			InitiativeState.UNDER_COUNCIL_REVIEW,
			"Recognise",
			InitiativeState.RECOGNISED,
			(OFFICER, CHAIRMAN),
			four_eyes=True,
		),
		Transition(
			InitiativeState.UNDER_COUNCIL_REVIEW,
			"Do Not Recognise",
			InitiativeState.NOT_RECOGNISED,
			(OFFICER, CHAIRMAN),
		),
	),
)

ANNOUNCEMENT = DefaultWorkflow(
	"TDKT Announcement",
	"Announcement",
	(
		State(AnnouncementState.DRAFT, (OFFICER,)),
		State(AnnouncementState.PUBLISHED, (MANAGER,)),
		State(AnnouncementState.WITHDRAWN, (MANAGER,)),
	),
	(
		Transition(AnnouncementState.DRAFT, "Publish", AnnouncementState.PUBLISHED, (OFFICER, CHAIRMAN)),
		Transition(AnnouncementState.PUBLISHED, "Withdraw", AnnouncementState.WITHDRAWN, (OFFICER, CHAIRMAN)),
	),
)

DEFAULT_WORKFLOWS = (
	PLAN,
	CAMPAIGN,
	ACHIEVEMENT,
	REVIEW,
	REPORT,
	NOMINATION,
	MEETING,
	DECISION,
	EXEMPLAR,
	INITIATIVE,
	ANNOUNCEMENT,
)


def create_workflows(seeded: SeededRows) -> None:
	"""Create states and actions that are absent, and workflows of documents that never had one."""
	for workflow in DEFAULT_WORKFLOWS:
		for state in workflow.states:
			_create("Workflow State", "workflow_state_name", state.name, style=STYLES[state.name])
		for transition in workflow.transitions:
			_create("Workflow Action Master", "workflow_action_name", transition.action)
		stands = bool(frappe.db.exists("Workflow", {"document_type": workflow.doctype}))
		if seeded.is_due("Workflow", workflow.doctype, stands):
			_as_document(workflow).insert()


def delete_workflows() -> None:
	"""Take the default workflows away, before the documents they belong to."""
	for workflow in DEFAULT_WORKFLOWS:
		frappe.delete_doc_if_exists("Workflow", workflow.name)


def _create(doctype: str, name_field: str, name: str, **values) -> None:
	if not frappe.db.exists(doctype, name):
		frappe.get_doc({"doctype": doctype, name_field: name, **values}).insert()


def _as_document(workflow: DefaultWorkflow):
	"""E-mail alerts stay off: their links act for the addressee without a login."""
	return frappe.get_doc(
		{
			"doctype": "Workflow",
			"workflow_name": workflow.name,
			"document_type": workflow.doctype,
			"workflow_state_field": "workflow_state",
			"is_active": 1,
			"send_email_alert": 0,
			"states": [
				{"state": state.name, "doc_status": str(state.docstatus), "allow_edit": role, "send_email": 0}
				for state in workflow.states
				for role in state.editors
			],
			"transitions": [
				{
					"state": transition.state,
					"action": transition.action,
					"next_state": transition.next_state,
					"allowed": role,
					"allow_self_approval": int(not transition.four_eyes),
					"condition": transition.condition,
				}
				for transition in workflow.transitions
				for role in transition.roles
			],
		}
	)
