"""Rows of a table belong to their document.

The framework lets a row be written and deleted on its own (`/api/resource/<row type>/<name>`) by whoever may write the
document: past its controller, its workflow and its freeze. A parent saves its rows without calling the two methods
below, so they run only for a row on its own.
"""

import frappe
from frappe import _
from frappe.model.document import Document


class PartOfDocument(Document):
	def validate(self):
		self._refuse()

	def on_trash(self):
		self._refuse()

	def _refuse(self):
		frappe.throw(
			_("Rows of {0} are changed in their document only.").format(_(self.doctype)),
			frappe.PermissionError,
		)
