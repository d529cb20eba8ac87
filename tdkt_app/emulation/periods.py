"""Dates that belong together."""

from itertools import pairwise

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate


def check_date_order(doc: Document, *fieldnames: str) -> None:
	"""Throw, naming both fields, unless the dates that are filled in stand in the given order (equal is fine)."""
	filled = [fieldname for fieldname in fieldnames if doc.get(fieldname)]
	for earlier, later in pairwise(filled):
		if getdate(doc.get(earlier)) > getdate(doc.get(later)):
			frappe.throw(
				_("{0} must not be before {1}.").format(
					_(doc.meta.get_label(later)), _(doc.meta.get_label(earlier))
				)
			)
