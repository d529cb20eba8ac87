import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from tdkt_app.guards.required import check_required
from tdkt_app.law import rule_packs


class BaseSalary(Document):
	"""Lương cơ sở, in force until the next row."""

	def validate(self):
		check_required(self)
		self.check_amount()

	def on_update(self):
		rule_packs.forget()

	def on_trash(self):
		rule_packs.forget()

	def check_amount(self):
		amount = flt(self.amount)
		if amount <= 0 or not amount.is_integer():
			frappe.throw(
				_("{0} must be a whole number of đồng above 0.").format(_(self.meta.get_label("amount")))
			)
