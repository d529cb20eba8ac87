"""Corrections of a returned achievement: what the verifier flags, and that the unit changes nothing else.

A flagged field stands in the table `corrections` with its remark. A report that was returned with no field flagged is
open as a whole. A flag is done when the unit hands the report in again with another value; done flags stay as history.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict

import frappe
from frappe import _
from frappe.model.document import Document

from tdkt_app.guards.freezing import refuse_changes, value_of
from tdkt_app.states import AchievementState

_FLAGS_LEVEL = 1  # permission level of the table: who may write it is a verifier
# What a flag opens: the unit follows the honoree, a campaign excludes “on the spot”.
FIELDS_OF = {
	"Achievement Title": ("achievement_title",),
	"Honoree": ("honoree", "unit"),
	"Campaign": ("campaign", "on_the_spot"),
	"Content Area": ("content_area",),
	"Period From": ("period_from",),
	"Period To": ("period_to",),
	"Summary": ("summary",),
	"Results Against Targets": ("results",),
	"Evidence": ("evidence",),
	"Scores": ("scores",),
}
CHANGEABLE = frozenset(field for fields in FIELDS_OF.values() for field in fields)


def is_verifier(paper: Document) -> bool:
	"""Whether the user may flag fields and give later scores."""
	return frappe.session.user == "Administrator" or _FLAGS_LEVEL in paper.get_permlevel_access("write")


def keep_flags(paper: Document) -> None:
	"""Put the stored flags back over what anybody but a verifier sent."""
	if not is_verifier(paper):
		before = paper.get_doc_before_save()
		paper.set("corrections", [flag.as_dict() for flag in before.corrections] if before else [])


def changeable_fields(paper: Document) -> frozenset[str]:
	"""Fields a unit may change in the state Returned."""
	flags = _open_flags(paper)
	return (
		frozenset(field for flag in flags for field in FIELDS_OF[flag.report_field]) if flags else CHANGEABLE
	)


def remarks(paper: Document) -> dict[str, list[str]]:
	"""Remarks that wait for a correction, by the field they are shown at."""
	at_field = defaultdict(list)
	for flag in _open_flags(paper):
		at_field[FIELDS_OF[flag.report_field][0]].append(flag.remark)
	return dict(at_field)


def check_changes(paper: Document) -> None:
	"""Throw frappe.PermissionError, naming the fields, when a returned report changes elsewhere than it was flagged.

	Binds everybody but the verifiers, under any workflow and by any path.
	"""
	before = paper.get_doc_before_save()
	if not before or before.workflow_state != AchievementState.RETURNED or is_verifier(paper):
		return
	refuse_changes(
		paper,
		before,
		{*changeable_fields(before), "workflow_state"},
		_("This achievement was returned: only the flagged fields can be changed."),
	)


def check_evidence_is_flagged(paper: Document) -> None:
	"""Throw frappe.PermissionError unless files may come and go in the state the paper is in."""
	if paper.workflow_state != AchievementState.RETURNED or is_verifier(paper):
		return
	if "evidence" not in changeable_fields(paper):
		frappe.throw(
			_("This achievement was returned: its evidence is not among the flagged fields."),
			frappe.PermissionError,
		)


def settle(paper: Document) -> None:
	"""Remember what was returned; when the report is handed in again, look whether it was corrected. Runs last."""
	before = paper.get_doc_before_save()
	if before and before.workflow_state in AchievementState.FROZEN:
		return
	was_returned = before and before.workflow_state == AchievementState.RETURNED
	if paper.workflow_state == AchievementState.RETURNED or was_returned:
		_remember(paper, before if was_returned else paper)
	if was_returned and paper.workflow_state == AchievementState.SUBMITTED:
		_close_flags(paper)


def _open_flags(paper: Document) -> list[Document]:
	return [flag for flag in paper.corrections if not flag.done]


def _remember(paper: Document, returned: Document) -> None:
	for flag in _open_flags(paper):
		flag.returned_value = flag.returned_value or _fingerprint(returned, flag)


def _close_flags(paper: Document) -> None:
	flags = _open_flags(paper)
	unchanged = [_(flag.report_field) for flag in flags if flag.returned_value == _fingerprint(paper, flag)]
	if unchanged:
		frappe.throw(_("Not corrected yet: {0}.").format(", ".join(dict.fromkeys(unchanged))))
	for flag in flags:
		flag.done = 1


def _fingerprint(paper: Document, flag: Document) -> str:
	values = [value_of(paper, field) for field in FIELDS_OF[flag.report_field]]
	return hashlib.sha256(repr(values).encode()).hexdigest()[:40]
