"""Takes away what installation put outside the module. Roles stay: users hold them and a new installation finds them."""

import frappe

from tdkt_app.setup.desk import FIRST_STEPS
from tdkt_app.setup.workflows import delete_workflows


def before_uninstall() -> None:
	delete_workflows()
	# The workspace that shows it goes with the module.
	frappe.delete_doc("Custom HTML Block", FIRST_STEPS, ignore_missing=True, force=True)
	frappe.db.delete("Property Setter", {"doc_type": "Workflow State", "property": "translated_doctype"})
	frappe.db.delete("Singles", {"doctype": "TDKT Settings"})
	frappe.clear_cache(doctype="Workflow State")
