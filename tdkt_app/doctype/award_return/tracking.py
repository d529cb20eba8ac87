"""Returns after an annulment: one to follow up for each award that was taken back."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from tdkt_app.guards.set_insert import insert_rows
from tdkt_app.states import ReturnStatus


def open_returns(decision: Document) -> None:
	"""Called when the annulling decision is issued. Throws when another annulment of an award was faster."""
	rows = [
		{
			"annulment": decision.name,
			"annulment_number": decision.decision_number,
			"recipient_name": row.recipient_name,
			"award_name": row.award_name,
			"honoree": row.honoree,
			"recipient": row.recipient,
			"status": ReturnStatus.AWAITING_RECEIPT,
			"amount": int(row.paid_amount or 0),
			"is_demo": decision.is_demo or 0,
		}
		for row in decision.annulments
	]
	try:
		insert_rows("Award Return", rows)
	except Exception as error:
		if frappe.db.is_duplicate_entry(error):
			frappe.throw(_("An award of this annulment has just been annulled by another decision."))
		raise
