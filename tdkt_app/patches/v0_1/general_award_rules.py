"""Award Rule held reward money only; a row is now one of any rule. Rows of money become rows of money.multiplier."""

import frappe

from tdkt_app.setup.catalogue import create_legal_documents, create_national_pack
from tdkt_app.setup.memory import SeededRows

_KEPT = ("award_type", "honoree_kind", "effective_from", "effective_to", "legal_source", "verified", "note")


def execute() -> None:
	if not frappe.db.has_column("Award Rule", "multiplier"):
		return
	create_legal_documents(SeededRows())
	pack = create_national_pack()
	old = frappe.qb.DocType("Award Rule")
	query = frappe.qb.from_(old).select(old.name, old.multiplier, *(old[field] for field in _KEPT))
	for row in query.where(old.rule_key.isnull() | (old.rule_key == "")).run(as_dict=True):
		rule = frappe.new_doc("Award Rule")
		rule.update({field: row[field] for field in _KEPT})
		rule.update({"rule_pack": pack, "rule_key": "money.multiplier"})
		multiplier = f"{row.multiplier:.3f}".rstrip("0").rstrip(".")
		rule.append("rule_values", {"value_name": "multiplier", "value": multiplier})
		rule.flags.shipped = True
		frappe.db.delete("Award Rule", {"name": row.name})
		rule.insert()
