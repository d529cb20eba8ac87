import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate

from tdkt_app.commendation.fund import check_year_open
from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required


class FundEntry(Document):
	def before_validate(self):
		keep_server_fields(self)
		if self.entry_date and not self.year:
			self.year = getdate(self.entry_date).year

	def validate(self):
		check_required(self)
		self.check_amount()
		self.check_year()

	def on_trash(self):
		check_year_open(self.year)

	def check_amount(self):
		label = _(self.meta.get_label("amount"))
		if flt(self.amount) <= 0 or flt(self.amount) != int(flt(self.amount)):
			frappe.throw(_("{0}: a whole number of đồng above 0 is expected.").format(label))

	def check_year(self):
		"""Neither into a closed year nor out of one."""
		check_year_open(self.year)
		before = self.get_doc_before_save()
		if before and before.year != self.year:
			check_year_open(before.year)
