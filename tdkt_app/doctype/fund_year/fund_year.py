import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt

from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required

EARLIEST = 2000


class FundYear(Document):
	def autoname(self):
		self.name = f"QTD-{cint(self.year)}"

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.check_figures()
		self.check_closed()

	def on_trash(self):
		frappe.throw(_("The year of a fund is closed, not deleted."), frappe.PermissionError)

	def check_figures(self):
		if not EARLIEST <= cint(self.year) <= 9999:
			frappe.throw(_("{0}: “{1}” is unknown.").format(_(self.meta.get_label("year")), self.year))
		if flt(self.expenditure) != int(flt(self.expenditure)) or flt(self.expenditure) < 0:
			frappe.throw(
				_("{0}: a whole number of đồng is expected.").format(_(self.meta.get_label("expenditure")))
			)

	def check_closed(self):
		"""A closed year keeps its figures; opening it again is an act of its own, and traced."""
		before = self.get_doc_before_save()
		if before and before.is_closed:
			refuse_changes(
				self,
				before,
				("is_closed", "note"),
				_("The fund of the year {0} is closed.").format(self.year),
			)
