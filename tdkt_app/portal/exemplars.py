"""Exemplars as units propose and read them. Every function works with the caller's permissions, as the desk does."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow, get_transitions
from frappe.utils import formatdate

from tdkt_app.files import attachments
from tdkt_app.portal.working_unit import Work
from tdkt_app.states import ExemplarState

COLOURS = {
	ExemplarState.DRAFT: "gray",
	ExemplarState.SUBMITTED: "blue",
	ExemplarState.RETURNED: "orange",
	ExemplarState.APPROVED: "green",
	ExemplarState.WITHDRAWN: "red",
}
_FIELDS = ("exemplar_title", "exemplar_kind", "unit", "honoree", "content_area", "story", "introduced_by")


@frappe.whitelist(methods=["POST"])
def propose(
	exemplar_title: str,
	exemplar_kind: str,
	unit: str,
	story: str,
	honoree: str | None = None,
	content_area: str | None = None,
	introduced_by: str | None = None,
	name: str | None = None,
) -> str:
	"""Start a proposal for one of the user's units or, with `name`, change one that is open; returns its name."""
	paper = _writable(name) if name else frappe.new_doc("Exemplar")
	sent = (exemplar_title, exemplar_kind, unit, honoree or None, content_area or None, story, introduced_by)
	paper.update(dict(zip(_FIELDS, sent, strict=True)))
	paper.introducing_unit = paper.introducing_unit or unit
	return (paper.save() if name else paper.insert()).name


@frappe.whitelist(methods=["POST"])
def add_picture(name: str, caption: str = "") -> str:
	"""Store the uploaded picture (multipart field `file`) with a proposal that is open; returns its address."""
	paper = _writable(name)
	upload = frappe.request.files.get("file")
	if not upload:
		frappe.throw(_("Choose a file first."))
	paper.add_picture(upload.filename, upload.stream.read(), caption)
	return paper.save().pictures[-1].file


@frappe.whitelist(methods=["POST"])
def remove_picture(name: str, row: str) -> None:
	"""Take a picture off a proposal that is open, and delete it."""
	attachments.remove_file(_writable(name), "pictures", row)


@frappe.whitelist(methods=["POST"])
def hand_in(name: str) -> str:
	"""Submit a proposal, by whatever action the site's workflow has for it; returns its new state."""
	paper = frappe.get_doc("Exemplar", name)
	submitting = [t for t in get_transitions(paper) if t.next_state == ExemplarState.SUBMITTED]
	if not submitting:
		frappe.throw(_("This exemplar cannot be handed in now."), frappe.PermissionError)
	return apply_workflow(paper, submitting[0].action).workflow_state


def exemplars(work: Work) -> list[frappe._dict]:
	"""Proposals of the unit worked for and those below, and what is published of all units, the latest first."""
	papers = frappe.get_list(
		"Exemplar",
		or_filters=[
			["unit", "in", work.scope or [""]],
			["workflow_state", "in", ExemplarState.KNOWN_TO_UNITS],
		],
		fields=[
			"name",
			"exemplar_title",
			"exemplar_kind",
			"unit",
			"workflow_state",
			"remark",
			"published_on",
		],
		order_by="modified desc",
		limit_page_length=0,
	)
	for paper in papers:
		paper.is_own = paper.unit in work.scope
		describe(paper)
	return papers


def exemplar(name: str | None) -> Document:
	"""The stored proposal, or a new one. Raises frappe.PermissionError for one the user may not see."""
	if name:
		paper = frappe.get_doc("Exemplar", name)
		paper.check_permission("read")
	else:
		paper = frappe.new_doc("Exemplar")
		paper.update({"name": "", "workflow_state": ExemplarState.DRAFT})
	describe(paper)
	paper.is_open = not name or (
		paper.workflow_state in ExemplarState.OPEN_TO_UNIT and bool(paper.has_permission("write"))
	)
	return paper


def describe(paper) -> None:
	"""Add what a page shows of the state."""
	paper.state_label = _(paper.workflow_state or ExemplarState.DRAFT)
	paper.state_colour = COLOURS.get(paper.workflow_state, "gray")
	paper.published = formatdate(paper.published_on) if paper.published_on else ""


def _writable(name: str) -> Document:
	paper = frappe.get_doc("Exemplar", name)
	paper.check_permission("write")
	return paper
