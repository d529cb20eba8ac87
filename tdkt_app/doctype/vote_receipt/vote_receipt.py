import frappe
from frappe import _
from frappe.model.document import Document


class VoteReceipt(Document):
	"""Says that a member has cast his secret ballot, and nothing else. Written by `tdkt_app.commendation.ballots` alone."""

	def validate(self):
		frappe.throw(_("Votes are cast in the meeting and stay as they are."), frappe.PermissionError)

	def on_trash(self):
		frappe.throw(_("Votes are cast in the meeting and stay as they are."), frappe.PermissionError)


def on_doctype_update():
	"""Each member once in each meeting, whatever comes in at the same moment."""
	frappe.db.add_unique("Vote Receipt", ["meeting", "member"], constraint_name="one_receipt")
