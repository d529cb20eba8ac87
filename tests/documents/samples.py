"""One filled-in document for each print format that is tried on all of them, and the same with other text in it."""

from __future__ import annotations

from collections.abc import Callable

from tests.documents.test_achievement_report import PAST, achievement
from tests.documents.test_appraisal_sheet import nomination
from tests.documents.test_award_decision import HOUSEHOLD, NHAM, SCHOOL, STATION, Fields, decision
from tests.documents.test_campaign_registration import registration
from tests.documents.test_campaign_review import review
from tests.documents.test_council_papers import consultation, meeting

SAMPLES: dict[str, Callable[[], Fields]] = {
	"reward_receipts": lambda: decision([NHAM, SCHOOL, HOUSEHOLD, STATION]),
	"ceremony_script": lambda: decision([NHAM, SCHOOL, HOUSEHOLD, STATION]),
	"ballot_paper": meeting,
	"vote_count_minutes": meeting,
	"meeting_invitation": meeting,
	"consultation_notice": consultation,
	"achievement_report": achievement,
	"short_achievement_report": lambda: achievement(past=PAST[:1]),  # on one page in Word and in PDF
	"appraisal_sheet": nomination,
	"campaign_registration": registration,
	"campaign_review": review,
}
# What is chosen from a list, worked out or dated by the server: no free text.
_NOT_FREE = frozenset(
	"""
	annulled amount award_type honoree_kind docstatus total_amount decision_date period_from period_to decision_kind
	workflow_state state meeting_on ended_on vote_method is_secret council_role board_role attendance share_text
	opens_on closes_on kind sex award_kind active_from verified_on method severity received_on submission_date
	registered_on submitted_on review_kind
	""".split()
)


def with_text(value: object, text: str, field: str = "") -> object:
	"""The same document with `text` in every field that people write freely."""
	if isinstance(value, list):
		return [with_text(row, text) for row in value]
	if isinstance(value, dict):
		return Fields({name: with_text(own, text, name) for name, own in value.items()})
	return text if isinstance(value, str) and field not in _NOT_FREE else value
