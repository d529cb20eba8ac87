"""The papers of one commendation: nominations, the lists shown to the public, meetings of the council, decisions.

Each form shows the others, so that nobody has to search for the step before or after.
"""

from __future__ import annotations

from collections.abc import Collection

import frappe
from frappe import _
from frappe.model.document import Document

NOMINATION, CONSULTATION, MEETING, DECISION = (
	"Award Nomination",
	"Public Consultation",
	"Council Meeting",
	"Award Decision",
)
# In the order of the way. Field that names the state, and table whose rows name the nominations.
_STATE = {CONSULTATION: "state"}
_TABLES = {
	CONSULTATION: "Consultation Nomination",
	MEETING: "Meeting Nomination",
	DECISION: "Award Decision Recipient",
}
_TITLE = {NOMINATION: "title", CONSULTATION: "title", MEETING: "subject", DECISION: "subject"}


@frappe.whitelist(methods=["GET"])
def papers(doctype: str, name: str) -> list[dict[str, str]]:
	"""The other papers of a commendation that the user may read: [{"doctype", "name", "title", "state"}].

	In the order of the way. Needs the permission to read the document; its number of queries is fixed.
	"""
	if doctype not in _TITLE:
		frappe.throw(_("{0} is no step of a commendation.").format(_(doctype)))
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	nominations = _nominations_of(doc)
	found = {
		NOMINATION: nominations,
		CONSULTATION: _naming(CONSULTATION, nominations),
		MEETING: _meetings(doc, nominations),
		DECISION: _naming(DECISION, nominations) | _decisions_of_meeting(doc),
	}
	found[doctype] -= {name}
	return [paper for of, names in found.items() for paper in _readable(of, names)]


def _nominations_of(doc: Document) -> set[str]:
	if doc.doctype == NOMINATION:
		return {doc.name}
	table = "recipients" if doc.doctype == DECISION else "nominations"
	return {row.nomination for row in doc.get(table) if row.nomination}


def _meetings(doc: Document, nominations: Collection[str]) -> set[str]:
	"""A decision names its meeting, which may have voted on candidates without a nomination."""
	named = {doc.council_meeting} if doc.doctype == DECISION and doc.council_meeting else set()
	return named or _naming(MEETING, nominations)


def _decisions_of_meeting(doc: Document) -> set[str]:
	if doc.doctype != MEETING:
		return set()
	decision = frappe.qb.DocType(DECISION)
	query = frappe.qb.from_(decision).select(decision.name).where(decision.council_meeting == doc.name)
	return {name for (name,) in query.run()}


def _naming(doctype: str, nominations: Collection[str]) -> set[str]:
	"""Documents of the type with a row for one of the nominations."""
	row = frappe.qb.DocType(_TABLES[doctype])
	query = (
		frappe.qb.from_(row)
		.select(row.parent)
		.distinct()
		.where((row.parenttype == doctype) & row.nomination.isin(list(nominations) or [""]))
	)
	return {name for (name,) in query.run()}


def _readable(doctype: str, names: Collection[str]) -> list[dict[str, str]]:
	if not names or not frappe.has_permission(doctype, "read"):
		return []
	state = _STATE.get(doctype, "workflow_state")
	rows = frappe.get_list(
		doctype,
		filters={"name": ("in", list(names)), "docstatus": ("<", 2)},
		fields=["name", _TITLE[doctype], state],
		order_by="name",
		limit_page_length=0,
	)
	return [
		{"doctype": doctype, "name": row.name, "title": row[_TITLE[doctype]], "state": row[state] or "Draft"}
		for row in rows
	]
