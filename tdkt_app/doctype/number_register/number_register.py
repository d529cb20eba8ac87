import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from tdkt_app.guards.freezing import refuse_changes

_SET_BY_MANAGER = ("numbering", "paper_last_number")


class NumberRegister(Document):
	"""One row per symbol and year, opened and moved by `tdkt_app.commendation.numbering` only.

	What a manager may set is how the numbers come: automatically, after the last one on paper, or from paper alone.
	"""

	def validate(self):
		before = self.get_doc_before_save()
		if not before:
			self.check_unused()
			return
		refuse_changes(
			self, before, _SET_BY_MANAGER, _("A number register is moved by issuing decisions only.")
		)
		self.check_paper_number(before)

	def on_trash(self):
		self.check_unused()

	def check_unused(self):
		if self.last_number:
			frappe.throw(_("A number register is moved by issuing decisions only."), frappe.PermissionError)

	def check_paper_number(self, before):
		"""Once numbers were issued, a later start would leave a gap and an earlier one would do nothing."""
		if self.last_number and cint(self.paper_last_number) != cint(before.paper_last_number):
			frappe.throw(
				_("{0} is set before the first automatic number of the register.").format(
					_(self.meta.get_label("paper_last_number"))
				)
			)
