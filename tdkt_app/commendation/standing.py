"""Which awards stand: an award counts until an issued decision annuls it (Law 06/2022/QH15 Art. 93.2).

The row of the old decision stays as it was printed; that it is annulled is read from the annulling decision.
"""

from __future__ import annotations

from collections.abc import Collection

import frappe
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion


def annulled_rows() -> QueryBuilder:
	"""Subquery: names of the recipient rows that issued decisions annul."""
	annulment = frappe.qb.DocType("Decision Annulment")
	return frappe.qb.from_(annulment).select(annulment.recipient).where(annulment.docstatus == 1)


def stands(line: Table) -> Criterion:
	"""Condition on the table of `Award Decision Recipient`: the award has not been annulled."""
	return line.name.notin(annulled_rows())


def annulments_of(rows: Collection[str], as_of_now: bool = False) -> dict[str, frappe._dict]:
	"""For each annulled recipient row its annulling decision: {"decision", "decision_number", "decision_date"}.

	`as_of_now`: as it stands now, not as it stood when the transaction began; locks what it reads.
	"""
	annulment, decision = frappe.qb.DocType("Decision Annulment"), frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(annulment)
		.join(decision)
		.on(decision.name == annulment.parent)
		.select(
			annulment.recipient,
			decision.name.as_("decision"),
			decision.decision_number,
			decision.decision_date,
		)
		.where((annulment.docstatus == 1) & annulment.recipient.isin(list(rows) or [""]))
	)
	query = query.for_update() if as_of_now else query
	return {row.pop("recipient"): row for row in query.run(as_dict=True)}
