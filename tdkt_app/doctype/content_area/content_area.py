from frappe.model.document import Document

from tdkt_app.commendation.codes import clean_code


class ContentArea(Document):
	def before_insert(self):
		clean_code(self, "area_code")
