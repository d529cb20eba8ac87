import frappe
from frappe import _
from frappe.model.document import Document


class CouncilVote(Document):
	"""One open vote. Cast by `tdkt_app.commendation.ballots`, never written otherwise."""

	def validate(self):
		if not self.is_new() or not self.flags.cast_by_member:
			frappe.throw(_("Votes are cast in the meeting and stay as they are."), frappe.PermissionError)

	def on_trash(self):
		frappe.throw(_("Votes are cast in the meeting and stay as they are."), frappe.PermissionError)


def on_doctype_update():
	"""Each member once on each candidate, whatever comes in at the same moment."""
	frappe.db.add_unique("Council Vote", ["meeting", "candidate", "member"], constraint_name="one_vote")
