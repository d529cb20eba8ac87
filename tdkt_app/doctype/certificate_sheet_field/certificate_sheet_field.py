from frappe.model.document import Document


class CertificateSheetField(Document):
	pass
