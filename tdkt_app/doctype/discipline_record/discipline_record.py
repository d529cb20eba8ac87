from frappe.model.document import Document

from tdkt_app.emulation.periods import check_date_order
from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required


class DisciplineRecord(Document):
	"""Achievements count from the end of the discipline. Source: NĐ 152/2025/NĐ-CP Art. 4.4."""

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		check_date_order(self, "started_on", "served_until")
