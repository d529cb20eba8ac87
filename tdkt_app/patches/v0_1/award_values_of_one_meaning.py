""" "Title", "Form" and "State" mean other things elsewhere in the desk: kinds and levels of awards get names of their own."""

import frappe

_NEW = {"Title": "Emulation Title", "Form": "Form of Commendation", "State": "National"}
# Values of rules that name kinds or levels, as codes separated by commas.
_NAMED_IN = ("level", "levels", "kinds")


def execute() -> None:
	award_type = frappe.qb.DocType("Award Type")
	for field in (award_type.kind, award_type.decided_by):
		for old, new in _NEW.items():
			frappe.qb.update(award_type).set(field, new).where(field == old).run()
	value = frappe.qb.DocType("Award Rule Value")
	rows = frappe.qb.from_(value).select(value.name, value.value).where(value.value_name.isin(_NAMED_IN))
	for row in rows.run(as_dict=True):
		codes = [code.strip() for code in (row.value or "").split(",")]
		renamed = ", ".join(_NEW.get(code, code) for code in codes)
		if renamed != row.value:
			frappe.db.set_value("Award Rule Value", row.name, "value", renamed, update_modified=False)
