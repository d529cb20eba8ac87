import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from tdkt_app.commendation.codes import clean_code
from tdkt_app.guards.required import check_required
from tdkt_app.law import rule_packs


class RulePack(Document):
	"""The rows that one authority issued. The active local pack overrides the national one row by row."""

	def before_insert(self):
		clean_code(self, "pack_code")

	def validate(self):
		check_required(self)
		self.check_only_one_active()

	def on_update(self):
		rule_packs.forget()

	def on_trash(self):
		if cint(self.is_active):
			frappe.throw(_("An active rule pack cannot be deleted."))
		rule_packs.forget()

	def check_only_one_active(self):
		if not cint(self.is_active):
			return
		national = self.level == rule_packs.NATIONAL
		other = frappe.db.get_value(
			"Rule Pack",
			{
				"is_active": 1,
				"level": ("=" if national else "!=", rule_packs.NATIONAL),
				"name": ("!=", self.name or ""),
			},
			["name", "pack_title"],
			as_dict=True,
		)
		if other:
			frappe.throw(
				_("The rule pack {0} ({1}) is active: deactivate it first.").format(
					frappe.bold(other.name), other.pack_title
				)
			)
