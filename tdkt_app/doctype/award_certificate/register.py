"""Certificates of a decision: issued with numbers of the award register (sổ khen thưởng), reissued, revoked.

Numbers run per year of the decision, without gaps or doubles, from one locked register row (`tdkt_app.commendation.numbering`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, getdate, now, nowdate

from tdkt_app.commendation import standing
from tdkt_app.commendation.codes import new_check_code
from tdkt_app.commendation.numbering import issue_numbers, lock_register, open_register, register_entry
from tdkt_app.doctype.award_decision import amendment
from tdkt_app.guards.set_insert import insert_rows
from tdkt_app.permissions import check_access
from tdkt_app.states import CertificateStatus, DecisionKind

SYMBOL = "SỔ KHEN THƯỞNG"
_OF_DECISION = (
	"decision_number",
	"decision_date",
	"reason",
	"authority_name",
	"commune_name",
	"place_name",
	"signing_authority",
	"signer_position",
	"signer_name",
	"is_demo",
)
_OF_RECIPIENT = (
	"recipient_name",
	"recipient_title",
	"honoree_kind",
	"honoree",
	"unit",
	"unit_name",
	"award_type",
	"award_name",
)


@frappe.whitelist(methods=["POST"])
def issue_certificates(decision: str) -> list[str]:
	"""Certificates for all recipients of an issued decision that stand, whose award has one, and that have none yet.

	In the order of the decision; returns their names. Needs the permission to create certificates. Calling it again
	makes nothing twice.
	"""
	check_access("Award Certificate", "create")
	paper = frappe.get_doc("Award Decision", decision)
	paper.check_permission("read")
	_check_issued(paper)
	_lock(paper)
	rows = _without_certificate(paper)
	if not rows:
		frappe.throw(_("Every recipient whose award has a certificate has one already."))
	return _insert(paper, rows)


@frappe.whitelist(methods=["POST"])
def reissue(certificate: str, reason: str) -> str:
	"""A new certificate in place of a valid one, with its own number and code and the texts in force now; its name.

	The old one becomes “Replaced”. Needs the permission to create certificates.
	"""
	check_access("Award Certificate", "create")
	reason = cstr(reason).strip()
	if not reason:
		frappe.throw(_("Write why the certificate is issued again."), frappe.MandatoryError)
	old = frappe.get_doc("Award Certificate", certificate)
	old.check_permission("read")
	paper = frappe.get_doc("Award Decision", old.decision)
	_lock(paper)
	old = frappe.get_doc("Award Certificate", certificate, for_update=True)
	if old.status != CertificateStatus.VALID:
		frappe.throw(
			_("Certificate {0} is “{1}”: only a valid one is replaced.").format(
				old.serial_text, _(old.status)
			)
		)
	rows = [row for row in paper.recipients if row.name == old.recipient]
	_set(old.name, {"status": CertificateStatus.REPLACED})
	(name,) = _insert(paper, rows, {"replaces": old.name, "reissue_reason": reason})
	old.add_comment("Info", _("Replaced by {0}: {1}").format(name, frappe.utils.escape_html(reason)))
	return name


def revoke(concerned: Document, recipients: Collection[str], annulled_by: str) -> None:
	"""After an annulment: no certificate of the awards holds, replaced ones included.

	`concerned`: the decision that made the awards. Whoever issues its certificates at the same moment waits.
	"""
	_lock(concerned)
	certificate = frappe.qb.DocType("Award Certificate")
	frappe.qb.update(certificate).set(certificate.status, CertificateStatus.REVOKED).set(
		certificate.revoked_by, annulled_by
	).set(certificate.modified, now()).where(certificate.recipient.isin(list(recipients) or [""])).run()


def open_register_of(decision: Document) -> None:
	"""The row of the year is made ahead: see `tdkt_app.commendation.numbering`."""
	open_register(SYMBOL, getdate(decision.decision_date).year)


def _lock(paper: Document) -> None:
	year = getdate(paper.decision_date).year
	open_register(SYMBOL, year)
	lock_register(SYMBOL, year)


def _check_issued(paper: Document) -> None:
	if cint(paper.docstatus) != 1 or paper.decision_kind != DecisionKind.AWARD or cint(paper.is_historical):
		frappe.throw(_("Certificates are issued for the recipients of an issued awarding decision."))


def _without_certificate(paper: Document) -> list[Document]:
	"""Read as it stands now: two officers may ask at the same moment."""
	table = frappe.qb.DocType("Award Certificate")
	query = frappe.qb.from_(table).select(table.recipient).where(table.decision == paper.name)
	done = {recipient for (recipient,) in query.for_update().run()}
	gone = standing.annulments_of([row.name for row in paper.recipients], as_of_now=True)
	with_certificate = _awards_with_certificate({row.award_type for row in paper.recipients})
	return [
		row
		for row in paper.recipients
		if row.name not in done and row.name not in gone and row.award_type in with_certificate
	]


def _awards_with_certificate(codes: Iterable[str]) -> set[str]:
	table = frappe.qb.DocType("Award Type")
	query = (
		frappe.qb.from_(table)
		.select(table.name)
		.where((table.has_certificate == 1) & table.name.isin(list(codes) or [""]))
	)
	return {name for (name,) in query.run()}


def _insert(paper: Document, rows: Sequence[Document], more: Mapping[str, str] | None = None) -> list[str]:
	"""`more`: fields only a reissue has."""
	year = getdate(paper.decision_date).year
	serials = issue_numbers(SYMBOL, year, len(rows))
	faces = [frappe._dict({field: row.get(field) for field in ("name", *_OF_RECIPIENT)}) for row in rows]
	for face in faces:
		face.decision = paper.name
	amendment.corrected(faces)
	reason = amendment.texts_in_force([paper.name]).get((paper.name, "Reason")) or paper.reason
	of_decision = {**{field: paper.get(field) for field in _OF_DECISION}, "reason": reason}
	return insert_rows(
		"Award Certificate",
		[
			{
				"decision": paper.name,
				"recipient": face.pop("name"),
				"serial": serial,
				"serial_year": year,
				"serial_text": f"{serial:02}/{year}",
				"register_entry": register_entry(SYMBOL, year, serial),
				"verification_code": new_check_code(),
				"status": CertificateStatus.VALID,
				"issued_on": nowdate(),
				"replaces": None,
				"reissue_reason": None,
				**of_decision,
				**{field: face.get(field) for field in _OF_RECIPIENT},
				**(more or {}),
			}
			for serial, face in zip(serials, faces, strict=True)
		],
	)


def _set(name: str, values: Mapping[str, str]) -> None:
	frappe.db.set_value("Award Certificate", name, dict(values))
