"""Names without marks for units that were there before the field was."""

import frappe

from tdkt_app.wording.vietnamese import unaccent


def execute() -> None:
	unit = frappe.qb.DocType("Emulation Unit")
	for name, unit_name in frappe.qb.from_(unit).select(unit.name, unit.unit_name).run():
		frappe.db.set_value(
			"Emulation Unit", name, "search_name", unaccent(unit_name or ""), update_modified=False
		)
