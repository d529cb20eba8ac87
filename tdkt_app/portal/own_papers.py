"""A unit's own papers as PDF: its reports, registrations, reviews and nominations, certificates of its people, and the
published decisions that name them.

Of what a user may read only the papers of his units are handed out: the head of a block looks at his neighbours' reports,
he has no copies of them.
"""

from __future__ import annotations

from collections.abc import Collection

import frappe
from frappe import _
from frappe.utils import formatdate

from tdkt_app.commendation.standing import stands
from tdkt_app.doctype.award_certificate import printing
from tdkt_app.doctype.award_decision.signed_copy import PUBLIC_STATES, public_code
from tdkt_app.permissions import units_of
from tdkt_app.states import CertificateStatus

# Document → the print format the unit gets.
_FORMATS = {
	"Achievement": "Achievement Report",
	"Award Nomination": "Award Nomination",
	"Campaign Registration": "Campaign Registration",
	"Campaign Review": "Campaign Review",
}
_MOST_DECISIONS = 20


@frappe.whitelist(methods=["GET"])
def download(doctype: str, name: str) -> None:
	"""Answer with the PDF of a paper of one of the user's units. Raises frappe.PermissionError for any other."""
	if doctype not in _FORMATS:
		_refuse()
	paper = frappe.get_doc(doctype, name)
	paper.check_permission("read")
	if paper.unit not in units_of(frappe.session.user):
		_refuse()
	pdf = frappe.get_print(doctype, name, _FORMATS[doctype], as_pdf=True, no_letterhead=1)
	_answer(pdf, f"{name}.pdf")


@frappe.whitelist(methods=["GET"])
def download_certificate(name: str) -> None:
	"""Answer with the PDF of a valid certificate of an honoree of the user's units, on the sheet that is used by default."""
	row = frappe.db.get_value("Award Certificate", name, "*", as_dict=True)
	if not row or row.status != CertificateStatus.VALID or not _is_own(row.honoree):
		_refuse()
	sheet = frappe.db.get_value("Certificate Sheet", {}, order_by="is_default desc, name")
	_answer(printing.pdf_of([row], sheet), f"{row.name}.pdf")


def certificates(honoree: str) -> list[frappe._dict]:
	"""Valid certificates of an honoree the user may read, the latest first."""
	certificate = frappe.qb.DocType("Award Certificate")
	query = (
		frappe.qb.from_(certificate)
		.select(
			certificate.name, certificate.award_name, certificate.decision_number, certificate.decision_date
		)
		.where((certificate.honoree == honoree) & (certificate.status == CertificateStatus.VALID))
		.orderby(certificate.decision_date, order=frappe.qb.desc)
	)
	return query.run(as_dict=True)


def decisions(field: str, values: Collection[str], most: int = _MOST_DECISIONS) -> list[frappe._dict]:
	"""The latest published decisions with an award that stands and has one of the values in that field of its row.

	`signed_file`: the code by which everybody may read the signed decision, "" without one. Whose values they are is asked by
	the caller; a published decision is no secret.
	"""
	line, decision = frappe.qb.DocType("Award Decision Recipient"), frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(line)
		.join(decision)
		.on((decision.name == line.parent) & (line.parenttype == "Award Decision"))
		.select(
			decision.name,
			decision.decision_number,
			decision.decision_date,
			decision.subject,
			public_code(decision),
		)
		.distinct()
		.where(line[field].isin(list(values) or [""]) & stands(line))
		.where((decision.docstatus == 1) & decision.workflow_state.isin(PUBLIC_STATES))
		.orderby(decision.decision_date, order=frappe.qb.desc)
		.orderby(decision.name, order=frappe.qb.desc)
		.limit(most)
	)
	found = query.run(as_dict=True)
	for row in found:
		row.day = formatdate(row.decision_date)
	return found


def _is_own(honoree: str) -> bool:
	return frappe.db.get_value("Honoree", honoree, "unit") in units_of(frappe.session.user)


def _refuse() -> None:
	frappe.throw(_("This paper is not one of your unit."), frappe.PermissionError)


def _answer(pdf: bytes, file_name: str) -> None:
	frappe.response.filename, frappe.response.filecontent = file_name, pdf
	frappe.response.type = "download"
