import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from tdkt_app.commendation.numbering import open_register
from tdkt_app.files.evidence_files import allowed_extensions
from tdkt_app.files.file_types import KNOWN_TYPES
from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required


class TDKTSettings(Document):
	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.check_evidence_size()
		self.check_evidence_extensions()

	def on_update(self):
		open_register(self.decision_symbol, getdate().year)

	def check_evidence_size(self):
		if cint(self.evidence_max_mb) < 1:
			frappe.throw(_("{0} must be at least 1.").format(_(self.meta.get_label("evidence_max_mb"))))

	def check_evidence_extensions(self):
		"""Only types whose content can be recognised: an extension alone says nothing about a file."""
		unknown = [extension for extension in allowed_extensions(self) if extension not in KNOWN_TYPES]
		if unknown:
			frappe.throw(
				_("The content of these file types cannot be checked: {0}. Possible types: {1}.").format(
					", ".join(unknown), ", ".join(KNOWN_TYPES)
				)
			)
