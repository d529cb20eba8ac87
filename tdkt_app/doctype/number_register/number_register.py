import frappe
from frappe import _
from frappe.model.document import Document


class NumberRegister(Document):
	"""One row per symbol and year, opened and moved by `tdkt_app.numbering` only."""

	def validate(self):
		if not self.is_new() or self.last_number:
			self.refuse()

	def on_trash(self):
		if self.last_number:
			self.refuse()

	def refuse(self):
		frappe.throw(_("A number register is moved by issuing decisions only."), frappe.PermissionError)
