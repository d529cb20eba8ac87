"""What unit users do with their reports on campaigns. Every function works with the caller's permissions."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow, get_transitions
from frappe.utils import cint, flt

from tdkt_app.files import attachments
from tdkt_app.portal.working_unit import own_unit
from tdkt_app.states import ReviewState

_NUMBERS = ("people_registered", "people_taking_part", "households_registered", "households_taking_part")
_TEXTS = ("organisation", "difficulties", "lessons", "proposals")
_DATES = ("period_from", "period_to")
# Fields of a row a page may send; all else of it is the server's.
_RESULT_FIELDS = {
	"target": str,
	"measure": str,
	"committed_value": flt,
	"result_value": flt,
	"plan_target": str,
}
_EXEMPLAR_FIELDS = {"honoree": str, "exemplar_name": str, "deed": str}


@frappe.whitelist(methods=["POST"])
def write(campaign: str, review_kind: str, values: str, unit: str | None = None) -> str:
	"""Start the report of a unit of the caller on a campaign; returns its name.

	`values`: JSON object, see `revise`. Without `unit` the caller's own one; somebody else's is refused.
	"""
	review = frappe.new_doc("Campaign Review")
	review.update(
		{
			"campaign": campaign,
			"review_kind": review_kind,
			"unit": unit or own_unit(),
			"workflow_state": None,
		}
	)
	_fill(review, values)
	return review.insert().name


@frappe.whitelist(methods=["POST"])
def revise(name: str, values: str) -> str:
	"""Change a report that is a draft or was returned. What is not sent stays as it is.

	`values`: JSON object of dates (yyyy-mm-dd), numbers, texts, and the lists `results` and `exemplars` of rows.
	"""
	review = _writable(name)
	_fill(review, values)
	return review.save().name


@frappe.whitelist(methods=["POST"])
def attach(name: str, description: str = "") -> str:
	"""Store the uploaded file (multipart field `file`) with a report that can be changed; returns its address."""
	review = _writable(name)
	upload = frappe.request.files.get("file")
	if not upload:
		frappe.throw(_("Choose a file first."))
	attachments.add_file(review, "attachments", upload.filename, upload.stream.read(), description)
	return review.save().attachments[-1].file


@frappe.whitelist(methods=["POST"])
def remove_file(name: str, row: str) -> None:
	"""Take a file off a report that can be changed, and delete it."""
	attachments.remove_file(_writable(name), "attachments", row)


@frappe.whitelist(methods=["POST"])
def hand_in(name: str) -> str:
	"""Submit a report to the standing body, by whatever action the site's workflow has for it; returns its new state."""
	review = frappe.get_doc("Campaign Review", name)
	submitting = [step for step in get_transitions(review) if step.next_state == ReviewState.SUBMITTED]
	if not submitting:
		frappe.throw(_("This report cannot be handed in now."), frappe.PermissionError)
	return apply_workflow(review, submitting[0].action).workflow_state


def _writable(name: str) -> Document:
	review = frappe.get_doc("Campaign Review", name)
	review.check_permission("write")
	return review


def _fill(review: Document, values: str) -> None:
	sent = frappe.parse_json(values)
	if not isinstance(sent, dict):
		frappe.throw(_("The report is sent as an object of fields and values."))
	review.update({field: sent[field] or None for field in _DATES if field in sent})
	review.update({field: cint(sent[field]) for field in _NUMBERS if field in sent})
	review.update({field: str(sent[field] or "") for field in _TEXTS if field in sent})
	for table, fields in (("results", _RESULT_FIELDS), ("exemplars", _EXEMPLAR_FIELDS)):
		if table in sent:
			review.set(table, [_row(row, fields) for row in sent[table] or []])


def _row(sent: dict, fields: dict) -> dict:
	if not isinstance(sent, dict):
		frappe.throw(_("A row of the report is sent as an object of fields and values."))
	return {field: read(sent.get(field) or "") for field, read in fields.items()}
