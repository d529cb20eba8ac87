from frappe.model.document import Document

from tdkt_app.guards.required import check_required
from tdkt_app.law import rule_packs


class SwappedDay(Document):
	"""A day that the announced calendar of holidays moved: a Saturday worked, or a working day off."""

	def validate(self):
		check_required(self)

	def on_update(self):
		rule_packs.forget()

	def on_trash(self):
		rule_packs.forget()
