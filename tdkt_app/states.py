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
	TAKES_REVIEWS = (LAUNCHED, UNDER_REVIEW)
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


class NominationState:
	DRAFT = "Draft"
	SUBMITTED = "Submitted"
	UNDER_APPRAISAL = "Under Appraisal"
	RETURNED = "Returned"
	APPRAISED = "Appraised"
	REJECTED = "Rejected"

	OPEN_TO_UNIT = (DRAFT, RETURNED)
	NOT_RECEIVED = (DRAFT, RETURNED, SUBMITTED)
	NEEDS_REASON = (RETURNED, REJECTED)
	FROZEN = (APPRAISED, REJECTED)

	@classmethod
	def sends_on(cls, old: str, new: str) -> bool:
		"""Whether a step takes the paper out of the unit's hands or past the appraisal, under any workflow."""
		if new in (*cls.OPEN_TO_UNIT, cls.REJECTED):
			return False
		return old in cls.OPEN_TO_UNIT or new not in (cls.SUBMITTED, cls.UNDER_APPRAISAL)


class ReviewState:
	DRAFT = "Draft"
	SUBMITTED = "Submitted"
	RETURNED = "Returned"
	ACCEPTED = "Accepted"
	NOT_WRITTEN = "Not Written"  # said of a report that is not there

	OPEN_TO_UNIT = (DRAFT, RETURNED)
	NEEDS_REMARK = (RETURNED,)
	FROZEN = (ACCEPTED,)


class ReportState:
	DRAFT = "Draft"
	AWAITING_APPROVAL = "Awaiting Approval"
	ISSUED = "Issued"


class ConsultationState:
	DRAFT = "Draft"
	OPEN = "Open"
	CLOSED = "Closed"


class MeetingState:
	DRAFT = "Draft"
	CONVENED = "Convened"
	VOTING = "Voting"
	CLOSED = "Closed"
	CANCELLED = "Cancelled"

	VOTED_ON = (VOTING, CLOSED)
	FROZEN = (VOTING, CLOSED, CANCELLED)
	KNOWN_TO_MEMBERS = (CONVENED, VOTING, CLOSED, CANCELLED)


class DecisionState:
	DRAFT = "Draft"
	APPRAISED = "Appraised"
	ISSUED = "Issued"
	PUBLISHED = "Published"


class ExemplarState:
	DRAFT = "Draft"
	SUBMITTED = "Submitted"
	RETURNED = "Returned"
	APPROVED = "Approved"
	WITHDRAWN = "Withdrawn"

	OPEN_TO_UNIT = (DRAFT, RETURNED)
	KNOWN_TO_UNITS = (APPROVED,)
	NEEDS_REMARK = (RETURNED, WITHDRAWN)
	FROZEN = (APPROVED, WITHDRAWN)


class InitiativeState:
	DRAFT = "Draft"
	SUBMITTED = "Submitted"
	UNDER_COUNCIL_REVIEW = "Under Council Review"
	RETURNED = "Returned"
	RECOGNISED = "Recognised"
	NOT_RECOGNISED = "Not Recognised"

	OPEN_TO_UNIT = (DRAFT, RETURNED)
	FROZEN = (RECOGNISED, NOT_RECOGNISED)


class AnnouncementState:
	DRAFT = "Draft"
	PUBLISHED = "Published"
	WITHDRAWN = "Withdrawn"

	KNOWN_TO_UNITS = (PUBLISHED,)
	FROZEN = (PUBLISHED, WITHDRAWN)


class DecisionKind:
	"""What a decision does: award, correct what an earlier one printed, annul awards of an earlier one."""

	AWARD = "Award"
	AMENDMENT = "Amendment"
	ANNULMENT = "Annulment"


class PaymentStatus:
	DUE = "Due"
	PAID = "Paid"
	NOT_TO_BE_PAID = "Not to Be Paid"
	TO_BE_RETURNED = "To Be Returned"
	RETURNED = "Returned"


class ReturnStatus:
	AWAITING_RECEIPT = "Awaiting Receipt"
	TO_BE_RETURNED = "To Be Returned"
	RETURNED = "Returned"


class CertificateStatus:
	VALID = "Valid"
	REPLACED = "Replaced"
	REVOKED = "Revoked"
