"""Names without marks for rows of decisions that were there before the field was."""

import frappe

from tdkt_app.doctype.award_decision.recipients import store_search_names

_AT_ONCE = 500


def execute() -> None:
	line = frappe.qb.DocType("Award Decision Recipient")
	query = (
		frappe.qb.from_(line)
		.select(line.name, line.recipient_name)
		.where((line.recipient_name != "") & (line.search_name.isnull() | (line.search_name == "")))
		.orderby(line.name)
		.limit(_AT_ONCE)
	)
	last = ""
	while names := dict(query.where(line.name > last).run()):
		store_search_names(names)
		last = list(names)[-1]
