import frappe
from frappe import _
from frappe.model.document import Document


class ReminderLog(Document):
	"""A reminder that went out, or why it did not. Written by `reminders.sending` only."""

	def validate(self):
		if not self.flags.by_server:
			frappe.throw(_("The record of reminders is written by the system."), frappe.PermissionError)

	def on_trash(self):
		frappe.throw(_("The record of reminders stays on record."), frappe.PermissionError)
