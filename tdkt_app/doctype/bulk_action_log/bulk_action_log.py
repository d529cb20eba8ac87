import frappe
from frappe import _
from frappe.model.document import Document


class BulkActionLog(Document):
	"""Who had one act done to many documents, and what became of each. Written by `bulk_action` only."""

	def validate(self):
		if not self.flags.by_server:
			frappe.throw(_("The record of a bulk action is written by the system."), frappe.PermissionError)

	def on_trash(self):
		frappe.throw(_("The record of a bulk action stays on record."), frappe.PermissionError)
