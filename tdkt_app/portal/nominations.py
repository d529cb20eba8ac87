"""What unit users do with nominations. Every function works with the caller's permissions, as the desk does."""

from __future__ import annotations

import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow, get_transitions

from tdkt_app.files import evidence_files
from tdkt_app.portal.working_unit import own_unit
from tdkt_app.states import NominationState

_FIELDS = (
	"title",
	"method",
	"campaign",
	"period_from",
	"period_to",
	"summary",
	"submission_number",
	"submission_date",
	"submitted_by_name",
	"submitted_by_position",
)
_NOMINEE_FIELDS = (
	"honoree",
	"award_type",
	"achievement",
	"initiative",
	"completion",
	"dossier_group",
	"summary",
)


@frappe.whitelist(methods=["POST"])
def save(values: str, name: str | None = None) -> str:
	"""Start a nomination of the user's unit, or change one that is a draft or was returned; returns its name.

	`values`: JSON object of the fields of the form, with "nominees" (list of rows; a row with "name" is a stored one)
	and "on_paper" (names of the rows of the dossier that were handed in on paper). Dates as yyyy-mm-dd.
	"""
	sent = _form(values)
	paper = _writable(name) if name else _new()
	paper.update({field: sent.get(field) or None for field in _FIELDS if field in sent})
	if "nominees" in sent:
		_set_nominees(paper, sent["nominees"])
	if "on_paper" in sent:
		for row in paper.dossier:
			row.on_paper = int(row.name in sent["on_paper"])
	return (paper.save() if name else paper.insert()).name


@frappe.whitelist(methods=["POST"])
def attach(name: str, row: str) -> str:
	"""Store the uploaded file (multipart field `file`) with an item of the dossier; returns its address."""
	paper = _writable(name)
	upload = frappe.request.files.get("file")
	if not upload:
		frappe.throw(_("Choose a file first."))
	item = _item(paper, row)
	content = upload.stream.read()
	# Here too: the framework writes a file, and opens a picture, before its hooks run.
	evidence_files.check_content(upload.filename, content)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": upload.filename,
			"content": content,
			"is_private": 1,
			"attached_to_doctype": paper.doctype,
			"attached_to_name": paper.name,
		}
	).insert()
	item.file = file.file_url
	paper.save()
	return file.file_url


@frappe.whitelist(methods=["POST"])
def remove_file(name: str, row: str) -> None:
	"""Take the file off an item of the dossier, and delete it."""
	paper = _writable(name)
	item = _item(paper, row)
	url, item.file = item.file, None
	paper.save()
	attached = {"attached_to_doctype": paper.doctype, "attached_to_name": name, "file_url": url}
	for file in frappe.get_list("File", filters=attached, pluck="name"):
		frappe.delete_doc("File", file)


@frappe.whitelist(methods=["POST"])
def hand_in(name: str) -> str:
	"""Submit a nomination to the standing body, by whatever action the site's workflow has for it; returns its new state."""
	paper = frappe.get_doc("Award Nomination", name)
	paper.check_permission("write")
	submitting = [t for t in get_transitions(paper) if t.next_state == NominationState.SUBMITTED]
	if not submitting:
		frappe.throw(_("This nomination cannot be handed in now."), frappe.PermissionError)
	return apply_workflow(paper, submitting[0].action).workflow_state


def _form(values: str) -> dict:
	"""The values as sent; throws when they are not of the shape `save` describes."""
	try:
		sent = json.loads(values)
	except ValueError:
		sent = None
	well_made = (
		isinstance(sent, dict)
		and isinstance(sent.get("nominees", []), list)
		and all(isinstance(row, dict) for row in sent.get("nominees", []))
		and isinstance(sent.get("on_paper", []), list)
	)
	if not well_made:
		frappe.throw(_("The form could not be read: load the page again."))
	return sent


def _new() -> Document:
	"""The unit is not the form's to choose."""
	paper = frappe.new_doc("Award Nomination")
	paper.unit = own_unit()
	return paper


def _writable(name: str) -> Document:
	paper = frappe.get_doc("Award Nomination", name)
	paper.check_permission("write")
	return paper


def _set_nominees(paper: Document, sent: list) -> None:
	"""The rows in the order sent; a stored row keeps what the form does not show."""
	stored = {row.name: row for row in paper.nominees}
	rows = []
	for values in sent:
		row = stored.get(values.get("name")) or frappe._dict()
		row.update({field: values.get(field) or None for field in _NOMINEE_FIELDS if field in values})
		rows.append(row)
	paper.set("nominees", rows)
	for idx, row in enumerate(paper.nominees, start=1):
		row.idx = idx


def _item(paper: Document, row: str) -> Document:
	item = next((item for item in paper.dossier if item.name == row), None)
	if not item:
		frappe.throw(_("This item is no longer listed: load the page again."), frappe.DoesNotExistError)
	return item
