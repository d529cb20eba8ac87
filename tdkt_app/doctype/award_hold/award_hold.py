import frappe
from frappe import _
from frappe.model.document import Document

from tdkt_app.emulation.periods import check_date_order
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required


class AwardHold(Document):
	"""A proceeding that stops consideration until its conclusion. Source: NĐ 152/2025/NĐ-CP Art. 4.4."""

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.freeze_after_conclusion()
		check_date_order(self, "opened_on", "closed_on")
		self.check_conclusion()

	def on_trash(self):
		frappe.throw(_("A hold stays on record: close it instead."), frappe.PermissionError)

	def freeze_after_conclusion(self):
		before = self.get_doc_before_save()
		if before and before.closed_on:
			refuse_changes(self, before, ("note",), _("This hold has been closed."))

	def check_conclusion(self):
		"""A conclusion has its day and its document."""
		if self.closed_on and not (self.releasing_document or "").strip():
			frappe.throw(_("Enter the document that closes the hold."), frappe.MandatoryError)
		if not self.closed_on and (self.fault_found or self.releasing_document):
			frappe.throw(_("Enter the day on which the hold was closed."), frappe.MandatoryError)
