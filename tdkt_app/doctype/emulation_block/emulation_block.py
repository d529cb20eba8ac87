from frappe.model.document import Document

from tdkt_app.commendation.codes import clean_code
from tdkt_app.guards.freezing import keep_server_fields


class EmulationBlock(Document):
	"""Units that compete with one another (cụm, khối thi đua); a ranking is made per block."""

	def before_insert(self):
		clean_code(self, "block_code")

	def before_validate(self):
		keep_server_fields(self)
