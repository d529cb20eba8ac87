"""The initiative of a nominee was a text; it is a link now. A text that names no initiative goes on in the row's summary."""

import frappe
from frappe import _

_TABLE = "Award Nominee"


def execute() -> None:
	"""Before the schemas are synchronised: afterwards the texts would stand in a column of links, cut to its width."""
	if not frappe.db.table_exists(_TABLE) or not frappe.db.has_column(_TABLE, "initiative"):
		return
	nominee = frappe.qb.DocType(_TABLE)
	rows = (
		frappe.qb.from_(nominee)
		.select(nominee.name, nominee.initiative, nominee.summary)
		.where(nominee.initiative.isnotnull() & (nominee.initiative != ""))
		.run(as_dict=True)
	)
	known, language = _initiatives(), frappe.db.get_default("lang") or "vi"
	for row in rows:
		if row.initiative not in known:
			text = _("Initiative: {0}", lang=language).format(row.initiative)
			moved = {"initiative": None, "summary": "\n".join(filter(None, (row.summary, text)))}
			frappe.db.set_value(_TABLE, row.name, moved, update_modified=False)


def _initiatives() -> set[str]:
	"""None on a site that did not know the document yet."""
	if not frappe.db.table_exists("Initiative"):
		return set()
	initiative = frappe.qb.DocType("Initiative")
	return {name for (name,) in frappe.qb.from_(initiative).select(initiative.name).run()}
