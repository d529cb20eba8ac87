"""A code for the public check page on decisions that were issued before there was one."""

import frappe

from tdkt_app.commendation.codes import new_check_code

_AT_ONCE = 500


def execute() -> None:
	table = frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(table)
		.select(table.name)
		.where((table.docstatus == 1) & (table.is_historical == 0) & table.check_code.isnull())
		.orderby(table.name)
		.limit(_AT_ONCE)
	)
	last = ""
	while names := [name for (name,) in query.where(table.name > last).run()]:
		for name in names:
			frappe.db.set_value("Award Decision", name, "check_code", new_check_code(), update_modified=False)
		last = names[-1]
