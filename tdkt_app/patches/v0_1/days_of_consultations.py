"""Sites that had their settings before a consultation had usual days get those of a new site."""

import frappe


def execute() -> None:
	settings, field = "TDKT Settings", "consultation_working_days"
	if field not in frappe.db.get_singles_dict(settings):
		frappe.db.set_single_value(settings, field, frappe.get_meta(settings).get_field(field).default)
