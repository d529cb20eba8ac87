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
		store_search_names(_as_they_read(names))
		last = list(names)[-1]


def _as_they_read(names: dict[str, str]) -> dict[str, str]:
	"""With the corrections of issued amendments."""
	row, decision = frappe.qb.DocType("Decision Correction"), frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(row)
		.join(decision)
		.on(decision.name == row.parent)
		.select(row.recipient, row.new_text)
		.where((row.docstatus == 1) & (row.field == "Recipient Name") & row.recipient.isin(list(names)))
		.orderby(decision.decision_date, decision.issued_on, row.idx)
	)
	return {**names, **dict(query.run())}
