"""States of the default workflows that code relies on. An administrator may add more; these keep their meaning."""


class PlanState:
	DRAFT = "Draft"
	AWAITING_APPROVAL = "Awaiting Approval"
	ISSUED = "Issued"

	KNOWN_TO_UNITS = (ISSUED,)


class CampaignState:
	DRAFT = "Draft"
	AWAITING_APPROVAL = "Awaiting Approval"
	LAUNCHED = "Launched"
	UNDER_REVIEW = "Under Review"
	CLOSED = "Closed"
	CANCELLED = "Cancelled"

	KNOWN_TO_UNITS = (LAUNCHED, UNDER_REVIEW, CLOSED)
	FROZEN = (CLOSED, CANCELLED)


class AchievementState:
	DRAFT = "Draft"
	SUBMITTED = "Submitted"
	UNDER_VERIFICATION = "Under Verification"
	RETURNED = "Returned"
	VERIFIED = "Verified"
	REJECTED = "Rejected"

	OPEN_TO_UNIT = (DRAFT, RETURNED)
	NEEDS_REMARK = (RETURNED, REJECTED)
	FROZEN = (VERIFIED, REJECTED)


class DecisionState:
	DRAFT = "Draft"
	APPRAISED = "Appraised"
	ISSUED = "Issued"
	PUBLISHED = "Published"
