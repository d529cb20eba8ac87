import frappe
from frappe import _
from frappe.model.document import Document


class AnnouncementReceipt(Document):
	"""One row per announcement and unit it is addressed to: made on publication, filled by `announcement_delivery`."""

	def validate(self):
		self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(_("Receipts are written by the server only."), frappe.PermissionError)
