import frappe
from frappe import _
from frappe.model.document import Document


class AwardCertificate(Document):
	"""Made, replaced and revoked by `register` only, in sets; nobody writes one, by whatever path."""

	def validate(self):
		self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(
			_("Certificates are issued from a decision, and never changed: issue a new one with a reason."),
			frappe.PermissionError,
		)
