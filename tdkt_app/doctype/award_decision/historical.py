"""Decisions of the past: issued on paper before this register was kept, entered so that they count.

They skip council, findings and signature: all that was done on paper. One person enters the decision with its number
and says where the paper is; it counts once a second person, an officer or the chairman, has compared it with the paper
and confirmed it. That is not an issue by the chairman, and it cannot stand in for one: only decisions dated up to the
day named in the settings may be entered so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, formatdate, getdate, strip_html_tags

from tdkt_app.permissions import check_access

MOST_AT_ONCE = 500
_ROW, _JOB_SECONDS, _AT_ONCE = "confirm_historical", 1500, 20
_PRINTED = ("recipient_name", "recipient_title", "unit", "unit_name", "amount")
DONE_EVENT = "tdkt_historical_confirmed"


def check_entry(decision: Document) -> None:
	"""What makes a decision one of the past: its day, its number, and where its paper is."""
	until = frappe.get_cached_doc("TDKT Settings").paper_until
	if not until:
		frappe.throw(
			_("Set “{0}” in the settings first.").format(
				_(frappe.get_meta("TDKT Settings").get_label("paper_until"))
			)
		)
	if getdate(decision.decision_date) > getdate(until):
		frappe.throw(
			_("A decision of {0} is not one of the past: the paper register was kept until {1}.").format(
				formatdate(decision.decision_date), formatdate(until)
			)
		)
	if not (decision.scan or decision.paper_archive):
		frappe.throw(
			_("Attach the scan of the decision, or write where its paper is kept."), frappe.MandatoryError
		)


@contextmanager
def names_as_printed(decision: Document) -> Iterator[None]:
	"""Within, rows may be described with today's names; afterwards what the paper says stands in its place.

	Money is what the paper says: no rule computes it afterwards.
	"""
	printed = [{field: row.get(field) for field in _PRINTED if row.get(field)} for row in decision.recipients]
	unit_names = _unit_names({values["unit"] for values in printed if values.get("unit")})
	yield
	for row, values in zip(decision.recipients, printed, strict=True):
		row.update({"unit_name": unit_names.get(values.get("unit"), row.unit_name), **values})
		row.amount = _whole_amount(row)
		row.multiplier = row.base_salary = 0
		row.legal_source = row.unpaid_reason = ""


def check_second_person(decision: Document) -> None:
	"""Who confirms is not who wrote the decision last. Raises frappe.PermissionError."""
	before = decision.get_doc_before_save()
	if before and before.modified_by == frappe.session.user:
		frappe.throw(
			_("A decision of the past is confirmed by a second person who compares it with the paper."),
			frappe.PermissionError,
		)


@frappe.whitelist(methods=["POST"])
def confirm(names: str | list[str]) -> dict:
	"""Confirm decisions of the past, each on its own. `names`: list or its JSON, at most 500.

	Returns {"queued": bool, "results": [{"decision", "problem": sentence or ""}]}; more than 20 are left to a background
	job. Needs the permission to submit decisions.
	"""
	check_access("Award Decision", "submit")
	chosen = frappe.parse_json(names)
	if not isinstance(chosen, list) or not chosen or not all(isinstance(name, str) for name in chosen):
		frappe.throw(_("Choose the decisions to confirm."))
	if len(chosen) > MOST_AT_ONCE:
		frappe.throw(_("At most {0} decisions at a time.").format(MOST_AT_ONCE))
	if len(chosen) <= _AT_ONCE:
		return {"queued": False, "results": confirm_each(chosen)}
	# Not after a commit: nothing was written, and the oldest platform commits no such request.
	frappe.enqueue(confirm_in_background, queue="long", timeout=_JOB_SECONDS, names=chosen)
	return {"queued": True, "results": []}


def confirm_in_background(names: list[str]) -> None:
	"""The job: runs as the user who asked for it and tells him what became of each."""
	results = confirm_each(names, in_background=True)
	frappe.publish_realtime(DONE_EVENT, {"results": results}, user=frappe.session.user, after_commit=True)


def confirm_each(names: list[str], in_background: bool = False) -> list[dict]:
	results = []
	for count, name in enumerate(dict.fromkeys(names), 1):
		results.append({"decision": name, "problem": _confirm(name)})
		if in_background:
			frappe.db.commit()
			frappe.publish_progress(
				100 * count / len(names), title=_("Confirming Decisions"), description=f"{count}/{len(names)}"
			)
	return results


def _confirm(name: str) -> str:
	"""The problem, empty when the decision is confirmed."""
	frappe.db.savepoint(_ROW)
	try:
		decision = frappe.get_doc("Award Decision", name)
		if not cint(decision.is_historical):
			frappe.throw(_("{0} is not a decision of the past.").format(name))
		decision.submit()
	except (frappe.ValidationError, frappe.DuplicateEntryError, frappe.PermissionError) as error:
		frappe.db.rollback(save_point=_ROW)
		frappe.clear_messages()
		return strip_html_tags(str(error)) or _("Not permitted")
	return ""


def _unit_names(units: set[str]) -> dict[str, str]:
	table = frappe.qb.DocType("Emulation Unit")
	query = frappe.qb.from_(table).select(table.name, table.unit_name)
	return dict(query.where(table.name.isin(list(units) or [""])).run())


def _whole_amount(row: Document) -> int:
	amount = frappe.utils.flt(row.amount)
	if amount < 0 or amount != int(amount):
		frappe.throw(
			_("Row {0}, {1}: a whole number of đồng is expected.").format(
				row.idx, _(row.meta.get_label("amount"))
			)
		)
	return int(amount)
