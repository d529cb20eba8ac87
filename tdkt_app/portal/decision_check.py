"""The public check of decisions: the code printed on one in, what is public of it out, and nothing else.

Open to guests, by the code alone, which cannot be guessed. Recipients are not named here: the honour roll names those of
published decisions.
"""

from __future__ import annotations

from collections.abc import Mapping

import frappe
from frappe import _

from tdkt_app.doctype.award_decision.signed_copy import PUBLIC_STATES
from tdkt_app.portal.check_limit import TOO_MANY, limited
from tdkt_app.states import DecisionKind
from tdkt_app.wording.vietnamese import long_date

UNKNOWN, VALID, AMENDED, PARTLY, ANNULLED = "unknown", "valid", "amended", "partly-annulled", "annulled"


def answer(code: str) -> dict:
	"""{"status": "valid" | "amended" | "partly-annulled" | "annulled" | "unknown" | "too-many", "face": …}.

	`face`: decision_number, day, subject, authority, hash of the signed file, `file`: whether everybody may read it, and
	`later`: the decisions that changed it, each {"decision_number", "day"}.
	"""
	return limited(lambda: _look_up(code))


def _look_up(code: str) -> dict:
	fields = (
		"name",
		"decision_number",
		"decision_date",
		"subject",
		"authority_name",
		"commune_name",
		"workflow_state",
		"signed_copy",
		"signed_copy_hash",
	)
	found = (
		frappe.db.get_value("Award Decision", {"check_code": code, "docstatus": 1}, fields, as_dict=True)
		if code
		else None
	)
	if not found:
		return {"status": UNKNOWN, "face": {}}
	later = _later(found.name)
	return {
		"status": _status(later),
		"face": {
			"decision_number": found.decision_number,
			"day": long_date(found.decision_date),
			"subject": found.subject,
			"authority": f"{found.authority_name or ''} {found.commune_name or ''}".strip(),
			"hash": found.signed_copy_hash,
			"file": bool(found.signed_copy) and found.workflow_state in PUBLIC_STATES,
			"later": [
				{"decision_number": row.decision_number, "day": long_date(row.decision_date)} for row in later
			],
		},
	}


def _later(name: str) -> list[frappe._dict]:
	table = frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(table)
		.select(table.decision_number, table.decision_date, table.decision_kind, table.annuls_all)
		.where((table.amends == name) & (table.docstatus == 1))
		.orderby(table.decision_date)
		.orderby(table.number)
	)
	return query.run(as_dict=True)


def _status(later: list[frappe._dict]) -> str:
	annulments = [row for row in later if row.decision_kind == DecisionKind.ANNULMENT]
	if any(row.annuls_all for row in annulments):
		return ANNULLED
	if annulments:
		return PARTLY
	return AMENDED if later else VALID


def rows(face: Mapping) -> list[tuple[str, str]]:
	"""(label, text) of what the page shows of the decision, then the later ones that changed it."""
	return [
		(_("Decision Number"), face["decision_number"]),
		(_("Decision Date"), face["day"]),
		(_("Subject"), face["subject"]),
		(_("Issuing Authority"), face["authority"]),
		(_("SHA-256 of the Signed File"), face["hash"]),
		*((_("Later Decision"), f"{later['decision_number']}, {later['day']}") for later in face["later"]),
	]


def sentence(status: str) -> str:
	"""What the page says about a status."""
	return {
		VALID: _("The decision is in force."),
		AMENDED: _("The decision is in force, as amended by a later one."),
		PARTLY: _("The decision is in force; some of its awards have been annulled."),
		ANNULLED: _("The decision has been annulled."),
		UNKNOWN: _("No decision has this code."),
		TOO_MANY: _("Too many checks from your address. Please wait a minute and try again."),
	}[status]
