import frappe
from frappe import _
from frappe.utils.nestedset import NestedSet

from tdkt_app.codes import clean_code
from tdkt_app.freezing import keep_server_fields
from tdkt_app.periods import check_date_order


class EmulationUnit(NestedSet):
	nsm_parent_field = "parent_emulation_unit"

	def before_insert(self):
		clean_code(self, "unit_code")

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_date_order(self, "active_from", "active_to")
		self.check_successor()
		self.check_users()
		self.check_block_head()

	def check_successor(self):
		if self.succeeded_by and self.succeeded_by == self.name:
			frappe.throw(_("A unit cannot succeed itself."))

	def check_users(self):
		users = [row.user for row in self.users]
		twice = sorted({user for user in users if users.count(user) > 1})
		if twice:
			frappe.throw(_("Listed twice among the users: {0}.").format(", ".join(twice)))

	def check_block_head(self):
		if not self.block:
			self.leads_block = 0
		if not self.leads_block:
			return
		head = frappe.db.get_value(
			"Emulation Unit",
			{"block": self.block, "leads_block": 1, "name": ("!=", self.name or "")},
			"unit_name",
		)
		if head:
			frappe.throw(_("This block already has a head: {0}.").format(head))
