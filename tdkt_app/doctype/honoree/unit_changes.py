"""What a unit may correct in its people and households.

Once a report that was handed in, a nomination or a decision rests on an honoree, a unit no longer makes somebody else of
him: awards and histories hang on the record. The office, which sees all papers, may.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from tdkt_app.guards.freezing import changed_fields
from tdkt_app.permissions import sees_all_rows
from tdkt_app.states import AchievementState, NominationState

_IDENTITY = frozenset(("kind", "full_name", "unit", "sex", "birth_year", "is_whole_unit"))


def check(honoree: Document) -> None:
	"""Throw frappe.PermissionError, naming the fields, when a unit changes who an honoree with papers is."""
	before = honoree.get_doc_before_save()
	if not before or sees_all_rows():
		return
	changed = [field for field in changed_fields(honoree, before) if field in _IDENTITY]
	if changed and is_relied_on(honoree.name):
		labels = ", ".join(_(honoree.meta.get_label(field)) for field in changed)
		frappe.throw(
			_("Papers that were handed in rest on {0}: ask the standing body to correct {1}.").format(
				before.full_name, labels
			),
			frappe.PermissionError,
		)


def is_relied_on(honoree: str) -> bool:
	"""Whether a report or nomination that left its unit, or a decision, names the honoree; at most three queries."""
	return bool(
		frappe.db.exists(
			"Achievement",
			{"honoree": honoree, "workflow_state": ("not in", AchievementState.OPEN_TO_UNIT)},
		)
		or frappe.db.exists("Award Decision Recipient", {"honoree": honoree})
		or _is_nominated(honoree)
	)


def _is_nominated(honoree: str) -> bool:
	nominee, nomination = frappe.qb.DocType("Award Nominee"), frappe.qb.DocType("Award Nomination")
	query = (
		frappe.qb.from_(nominee)
		.join(nomination)
		.on((nomination.name == nominee.parent) & (nominee.parenttype == "Award Nomination"))
		.select(nominee.name)
		.where((nominee.honoree == honoree) & nomination.workflow_state.notin(NominationState.OPEN_TO_UNIT))
		.limit(1)
	)
	return bool(query.run())
