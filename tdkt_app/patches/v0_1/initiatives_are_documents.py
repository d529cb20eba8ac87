"""The initiative of a recipient was a text; it is a link now. The text stays beside it and goes on to count."""

import frappe

_TABLE = "Award Decision Recipient"


def execute() -> None:
	"""Before the schemas are synchronised: afterwards the texts would stand in a column of links."""
	if not frappe.db.table_exists(_TABLE) or frappe.db.has_column(_TABLE, "initiative_paper"):
		return
	if frappe.db.has_column(_TABLE, "initiative"):
		frappe.db.sql_ddl(f"ALTER TABLE `tab{_TABLE}` CHANGE `initiative` `initiative_paper` varchar(200)")
