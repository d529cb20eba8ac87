"""When object and money of an annulled award are due, and whether they are late."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.doctype.award_decision import annulment
from tdkt_app.law import rule_packs
from tdkt_app.rules.annulment import check_annulment
from tdkt_app.rules.finding import Finding

# What the rules say of ground and dossier was said before the annulment was issued.
_AFTERWARDS = ("return-amount", "step-due", "step-overdue", "calendar-provisional", "rule-missing")


def findings_of(tracked: Document) -> tuple[list[Finding], dict[str, str]]:
	"""When object and money are due, and whether they are late."""
	decision = frappe.get_doc("Award Decision", tracked.annulment)
	row = next(row for row in decision.annulments if row.recipient == tracked.recipient)
	case = annulment.annulment_of(
		decision,
		row,
		received_on=tracked.received_on and getdate(tracked.received_on),
		returned_on=tracked.returned_on(),
	)
	found = check_annulment(case, rule_packs.active_pack(), rule_packs.working_calendar(), getdate())
	return [one for one in found if one.code in _AFTERWARDS], {tracked.recipient: tracked.recipient_name}
