import frappe
from frappe import _
from frappe.model.document import Document


class SecretBallot(Document):
	"""A single secret vote: nobody reads it, an administrator no more than others. See `tdkt_app.commendation.ballots`."""

	def load_from_db(self):
		_refuse()

	def validate(self):
		_refuse()


def _refuse():
	frappe.throw(_("Single secret ballots are shown to nobody."), frappe.PermissionError)
