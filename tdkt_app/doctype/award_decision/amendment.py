"""Amending decisions: what an issued decision printed wrongly, and how it reads now.

Corrected are texts. A wrong award or a wrong sum is not a misprint: it is annulled and decided anew.
"""

from __future__ import annotations

from collections.abc import Collection

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from tdkt_app.doctype.award_decision.kinds import concerned_decision
from tdkt_app.permissions import check_access

OF_RECIPIENT = ("Recipient Name", "Position or Address", "Unit Name")
OF_DECISION = ("Subject", "Reason")
_FIELDNAMES = {
	"Recipient Name": "recipient_name",
	"Position or Address": "recipient_title",
	"Unit Name": "unit_name",
	"Subject": "subject",
	"Reason": "reason",
}
_MOST_LETTERS = {"Recipient Name": 200, "Position or Address": 250, "Unit Name": 200, "Subject": 300}


def fill_in(decision: Document) -> None:
	"""Name what each row concerns and the text in force before it; refuse rows that correct nothing or twice."""
	concerned = concerned_decision(decision)
	recipients = {row.name: row for row in concerned.recipients}
	in_force = texts_in_force([concerned.name], except_in=decision.name)
	seen = set()
	for row in decision.corrections:
		row.recipient = row.recipient or ""
		_check_place(row, recipients)
		if (row.recipient, row.field) in seen:
			_refuse(row, _("the same is corrected twice"))
		seen.add((row.recipient, row.field))
		printed = recipients[row.recipient] if row.recipient else concerned
		row.about = _about(printed) if row.recipient else _("The decision itself")
		row.old_text = in_force.get((row.recipient or concerned.name, row.field)) or cstr(
			printed.get(_FIELDNAMES[row.field])
		)
		row.new_text = cstr(row.new_text).strip()
		if row.new_text == row.old_text.strip():
			_refuse(row, _("the new text is the old one"))
		if len(row.new_text) > _MOST_LETTERS.get(row.field, 2000):
			_refuse(row, _("at most {0} characters").format(_MOST_LETTERS.get(row.field, 2000)))


def texts_in_force(decisions: Collection[str], except_in: str | None = None) -> dict[tuple[str, str], str]:
	"""Corrected texts of issued amendments, the latest for each: (recipient row or decision, field) → text."""
	row, decision = frappe.qb.DocType("Decision Correction"), frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(row)
		.join(decision)
		.on(decision.name == row.parent)
		.select(row.recipient, decision.amends, row.field, row.new_text)
		.where((row.docstatus == 1) & decision.amends.isin(list(decisions) or [""]))
		.where(decision.name != (except_in or ""))
		.orderby(decision.decision_date, decision.issued_on, row.idx)
	)
	return {(recipient or amended, field): text for recipient, amended, field, text in query.run()}


def corrected(rows: Collection[frappe._dict], name: str = "name", decision: str = "decision") -> set[str]:
	"""Put the texts in force into rows of recipients; returns the names of the rows that were corrected.

	`name`, `decision`: keys of a row under which the names of recipient row and decision stand.
	"""
	texts, changed = texts_in_force({row[decision] for row in rows}), set()
	if not texts:
		return changed
	for row in rows:
		for field in OF_RECIPIENT:
			if text := texts.get((row[name], field)):
				row[_FIELDNAMES[field]] = text
				changed.add(row[name])
	return changed


@frappe.whitelist(methods=["GET"])
def correctable(decision: str) -> list[dict]:
	"""Recipients of an issued decision for the form: [{"recipient", "about"}]. Needs the permission to read it."""
	check_access("Award Decision", "create")
	concerned = frappe.get_doc("Award Decision", decision)
	concerned.check_permission("read")
	return [{"recipient": row.name, "about": _about(row)} for row in concerned.recipients]


def _check_place(row: Document, recipients: dict[str, Document]) -> None:
	if row.recipient and row.recipient not in recipients:
		_refuse(row, _("the recipient does not stand in the decision concerned"))
	fields = OF_RECIPIENT if row.recipient else OF_DECISION
	if row.field not in fields:
		_refuse(row, _("the field must be one of: {0}").format(", ".join(_(field) for field in fields)))


def _about(recipient: Document) -> str:
	return f"{recipient.recipient_name} ({recipient.award_name})"


def _refuse(row: Document, why: str) -> None:
	frappe.throw(_("{0}, row {1}: {2}.").format(_("Corrections"), row.idx, why))
