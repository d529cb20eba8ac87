"""Mandatory fields, before anything is computed from them.

The framework looks at them after `validate`; a controller that compares or counts needs them before, or a missing date
ends in a traceback instead of a message that names the field.
"""

from frappe.model.document import Document


def check_required(doc: Document) -> None:
	"""Raise frappe.MandatoryError, naming the fields, rows of tables included."""
	doc._validate_mandatory()
