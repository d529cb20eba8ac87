import re

import frappe
from frappe import _
from frappe.model.document import Document

from tdkt_app.emulation.periods import check_date_order
from tdkt_app.guards.required import check_required
from tdkt_app.wording.vietnamese import unaccent


class LegalDocument(Document):
	"""A legal text that decisions and rules rest on."""

	def autoname(self):
		self.name = name_of(self.document_number or "")

	def validate(self):
		check_required(self)
		check_date_order(self, "issued_on", "effective_from", "effective_to")
		self.check_replacement()

	def check_replacement(self):
		if self.replaced_by and self.replaced_by == self.name:
			frappe.throw(_("A legal document does not replace itself."))


def name_of(document_number: str) -> str:
	"""ASCII name of a document: 152/2025/NĐ-CP → 152-2025-ND-CP."""
	return re.sub(r"[^A-Z0-9]+", "-", unaccent(document_number).upper()).strip("-")
