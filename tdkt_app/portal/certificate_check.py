"""The public check of certificates: a code in, the face of the certificate out, and nothing else.

Open to guests. There is no list and no other key than the code, which cannot be guessed; the number of checks from one
address is limited all the same.
"""

from __future__ import annotations

from collections.abc import Mapping

import frappe
from frappe import _

from tdkt_app.portal.check_limit import TOO_MANY, limited
from tdkt_app.states import CertificateStatus
from tdkt_app.wording.vietnamese import long_date

UNKNOWN = "unknown"
_STATUSES = {
	CertificateStatus.VALID: "valid",
	CertificateStatus.REPLACED: "replaced",
	CertificateStatus.REVOKED: "revoked",
}
_FACE = ("recipient_name", "recipient_title", "unit_name", "award_name", "decision_number", "serial_text")


def answer(code: str) -> dict:
	"""{"status": "valid" | "replaced" | "revoked" | "unknown" | "too-many", "face": fields as printed}.

	Every code costs one look-up by a unique key, so that known and unknown ones take alike.
	"""
	return limited(lambda: _look_up(code))


def _look_up(code: str) -> dict:
	fields = ("status", *_FACE, "decision_date", "authority_name", "commune_name")
	found = frappe.db.get_value("Award Certificate", {"verification_code": code}, fields, as_dict=True)
	if not found:
		return {"status": UNKNOWN, "face": {}}
	face = {field: found[field] for field in _FACE}
	face["decision_day"] = long_date(found.decision_date)
	face["authority"] = f"{found.authority_name} {found.commune_name}"
	return {"status": _STATUSES[found.status], "face": face}


def rows(face: Mapping) -> list[tuple[str, str]]:
	"""(label, text) of what the page shows of the certificate."""
	return [
		(_("Recipient Name"), face["recipient_name"]),
		(_("Position or Address"), face["recipient_title"]),
		(_("Unit Name"), face["unit_name"]),
		(_("Award Name"), face["award_name"]),
		(_("Award Decision"), f"{face['decision_number']}, {face['decision_day']}"),
		(_("Issuing Authority"), face["authority"]),
		(_("Number in the Award Register"), face["serial_text"]),
	]


def sentence(status: str) -> str:
	"""What the page says about a status."""
	return {
		"valid": _("The certificate is valid."),
		"replaced": _("This certificate has been replaced by a new one and is no longer valid."),
		"revoked": _("The award has been annulled: this certificate is no longer valid."),
		UNKNOWN: _("No certificate has this code."),
		TOO_MANY: _("Too many checks from your address. Please wait a minute and try again."),
	}[status]
