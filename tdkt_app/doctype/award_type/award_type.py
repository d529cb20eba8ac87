import frappe
from frappe import _
from frappe.model.document import Document

from tdkt_app.commendation.codes import clean_code
from tdkt_app.guards.required import check_required
from tdkt_app.law import rule_packs

KIND_FLAGS = {"Individual": "for_individual", "Collective": "for_collective", "Household": "for_household"}


class AwardType(Document):
	def before_insert(self):
		clean_code(self, "award_code")

	def validate(self):
		check_required(self)
		self.check_honoree_kinds()

	def on_update(self):
		rule_packs.forget()

	def on_trash(self):
		rule_packs.forget()

	def check_honoree_kinds(self):
		if not any(self.get(flag) for flag in KIND_FLAGS.values()):
			frappe.throw(_("Say for whom the award is: individuals, collectives or households."))
