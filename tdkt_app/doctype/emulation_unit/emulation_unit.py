import frappe
from frappe import _
from frappe.utils.nestedset import NestedSet

from tdkt_app.commendation.codes import clean_code
from tdkt_app.emulation.periods import check_date_order
from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.wording.vietnamese import unaccent


class EmulationUnit(NestedSet):
	nsm_parent_field = "parent_emulation_unit"

	def before_insert(self):
		clean_code(self, "unit_code")

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		self.search_name = unaccent(self.unit_name or "")
		check_date_order(self, "active_from", "active_to")
		self.check_successor()
		self.check_users()
		self.check_block_head()

	def check_successor(self):
		"""A unit that has a successor has ended, and no unit comes back to itself by way of its successors."""
		if not self.succeeded_by:
			return
		if self.succeeded_by == self.name:
			frappe.throw(_("A unit cannot succeed itself."))
		if not self.active_to:
			frappe.throw(
				_("{0} must be filled in when {1} is: the day the unit ended.").format(
					_(self.meta.get_label("active_to")), _(self.meta.get_label("succeeded_by"))
				),
				frappe.MandatoryError,
			)
		way = [self.name, *self.later_units()]
		if self.name in way[1:]:
			frappe.throw(
				_("{0}: these units succeed each other in a circle: {1}.").format(
					_(self.meta.get_label("succeeded_by")), " → ".join(way)
				)
			)

	def later_units(self) -> list[str]:
		"""The successor, its successor and so on; ends where a circle closes."""
		later: list[str] = []
		unit = self.succeeded_by
		while unit:
			later.append(unit)
			if unit == self.name or unit in later[:-1]:
				break
			unit = frappe.db.get_value("Emulation Unit", unit, "succeeded_by")
		return later

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
