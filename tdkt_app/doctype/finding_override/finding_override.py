import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, now_datetime

from tdkt_app.commendation import holds
from tdkt_app.guards.required import check_required
from tdkt_app.law import findings


class FindingOverride(Document):
	"""Why an officer went past a warning. Written once; it stays with the document, whatever becomes of the rule."""

	def before_insert(self):
		check_required(self)
		self.check_reason()
		self.copy_finding(self.open_document())

	def validate(self):
		if not self.is_new():
			frappe.throw(_("An override stays as it was written."), frappe.PermissionError)

	def on_trash(self):
		frappe.throw(_("An override stays as it was written."), frappe.PermissionError)

	def check_reason(self):
		self.reason = (self.reason or "").strip()
		if not self.reason:
			frappe.throw(_("Say why the warning is overridden."), frappe.MandatoryError)

	def open_document(self) -> Document:
		"""The document, which the user may change and which has not been decided."""
		if self.reference_doctype not in findings.documents():
			frappe.throw(
				_("The rules say nothing about documents of the type {0}.").format(_(self.reference_doctype))
			)
		doc = frappe.get_doc(self.reference_doctype, self.reference_name)
		doc.check_permission("write")
		if cint(doc.docstatus):
			frappe.throw(_("The document has been decided."), frappe.PermissionError)
		return doc

	def copy_finding(self, doc: Document):
		"""Text and article as they are now: the rule may change later."""
		found = findings.warning(doc, self.finding)
		self.update({field: found[field] for field in ("code", "subject", "message", "article")})
		if found["code"] in holds.CONFIDENTIAL:
			self.message = _("A proceeding that is confidential has ended.")
		self.rule = found["rule"] or None
		self.overridden_by, self.overridden_on = frappe.session.user, now_datetime()
