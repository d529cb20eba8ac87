"""The public check of certificates: a code in, the face of the certificate out, and nothing else.

Open to guests. There is no list and no other key than the code, which cannot be guessed; the number of checks from one
address is limited all the same.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from tdkt_app.states import CertificateStatus
from tdkt_app.vietnamese import long_date

CHECKS, SECONDS = 30, 60
UNKNOWN, TOO_MANY = "unknown", "too-many"
_MOST_LETTERS = 40
_STATUSES = {
	CertificateStatus.VALID: "valid",
	CertificateStatus.REPLACED: "replaced",
	CertificateStatus.REVOKED: "revoked",
}
_FACE = ("recipient_name", "recipient_title", "unit_name", "award_name", "decision_number", "serial_text")


def as_written(text: str | None) -> str:
	"""The code as it is stored, however a person typed it."""
	letters = "".join(letter for letter in str(text or "") if letter.isascii() and letter.isalnum())
	return letters.upper()[:_MOST_LETTERS]


def answer(code: str) -> dict:
	"""{"status": "valid" | "replaced" | "revoked" | "unknown" | "too-many", "face": fields as printed}.

	Every code costs one look-up by a unique key, so that known and unknown ones take alike.
	"""
	try:
		return _limited(code=code)
	except frappe.ValidationError:
		frappe.clear_messages()
		return {"status": TOO_MANY, "face": {}}


def _limited(code: str) -> dict:
	"""The framework's limiter hands the request's own parameters on, so the code is held here."""

	@rate_limit(limit=CHECKS, seconds=SECONDS)
	def look_up() -> dict:
		return _look_up(code)

	return look_up()


def _look_up(code: str) -> dict:
	fields = ("status", *_FACE, "decision_date", "authority_name", "commune_name")
	found = frappe.db.get_value("Award Certificate", {"verification_code": code}, fields, as_dict=True)
	if not found:
		return {"status": UNKNOWN, "face": {}}
	face = {field: found[field] for field in _FACE}
	face["decision_day"] = long_date(found.decision_date)
	face["authority"] = f"{found.authority_name} {found.commune_name}"
	return {"status": _STATUSES[found.status], "face": face}


def sentence(status: str) -> str:
	"""What the page says about a status."""
	return {
		"valid": _("The certificate is valid."),
		"replaced": _("This certificate has been replaced by a new one and is no longer valid."),
		"revoked": _("The award has been annulled: this certificate is no longer valid."),
		UNKNOWN: _("No certificate has this code."),
		TOO_MANY: _("Too many checks from your address. Please wait a minute and try again."),
	}[status]
