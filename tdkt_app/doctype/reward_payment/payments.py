"""Reward payments of a decision: made on issue, lapsed or to be returned after an annulment. No query per row."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now

from tdkt_app.guards.set_insert import insert_rows
from tdkt_app.states import PaymentStatus


def open_payments(decision: Document) -> list[str]:
	"""One payment for each recipient with money; called when the decision is issued."""
	return insert_rows(
		"Reward Payment",
		[
			{
				"decision": decision.name,
				"decision_number": decision.decision_number,
				"due_on": decision.decision_date,
				"status": PaymentStatus.DUE,
				"amount": int(row.amount),
				"honoree": row.honoree,
				"recipient_name": row.recipient_name,
				"award_name": row.award_name,
				"recipient": row.name,
				"unit": row.unit,
				"unit_name": row.unit_name,
				"is_demo": decision.is_demo or 0,
			}
			for row in decision.recipients
			if row.amount
		],
	)


def paid_amounts(recipients: Iterable[str]) -> dict[str, int]:
	"""Đồng paid out and not returned, by recipient row."""
	return {
		row.recipient: int(row.paid_amount or 0)
		for row in _of(recipients)
		if row.status == PaymentStatus.PAID
	}


def annul(decision: Document) -> None:
	"""After an annulment: what was not paid is not to be paid, what was paid is to be returned.

	Throws when somebody was paid after the annulment was drafted: its printed sum would be wrong.
	"""
	printed = {row.recipient: int(row.paid_amount or 0) for row in decision.annulments}
	payments = _of(printed, lock=True)
	for payment in payments:
		paid = int(payment.paid_amount or 0) if payment.status == PaymentStatus.PAID else 0
		if paid != printed[payment.recipient]:
			frappe.throw(
				_(
					"{0} has been paid since this annulment was drafted: return it, save it and send it again."
				).format(payment.recipient_name)
			)
	_set_status(payments, PaymentStatus.PAID, PaymentStatus.TO_BE_RETURNED, decision.name)
	_set_status(payments, PaymentStatus.DUE, PaymentStatus.NOT_TO_BE_PAID, decision.name)


def return_money(recipient: str, returned_on: object) -> None:
	"""The money of one annulled award came back."""
	payment = frappe.qb.DocType("Reward Payment")
	frappe.qb.update(payment).set(payment.status, PaymentStatus.RETURNED).set(
		payment.returned_on, getdate(returned_on)
	).set(payment.modified, now()).where(
		(payment.recipient == recipient) & (payment.status == PaymentStatus.TO_BE_RETURNED)
	).run()


def _of(recipients: Iterable[str], lock: bool = False) -> list[frappe._dict]:
	payment = frappe.qb.DocType("Reward Payment")
	query = (
		frappe.qb.from_(payment)
		.select(payment.name, payment.recipient, payment.recipient_name, payment.status, payment.paid_amount)
		.where(payment.recipient.isin(list(recipients) or [""]))
	)
	return (query.for_update() if lock else query).run(as_dict=True)


def _set_status(payments: Collection[frappe._dict], old: str, new: str, annulled_by: str) -> None:
	names = [row.name for row in payments if row.status == old]
	if names:
		payment = frappe.qb.DocType("Reward Payment")
		frappe.qb.update(payment).set(payment.status, new).set(payment.annulled_by, annulled_by).set(
			payment.modified, now()
		).where(payment.name.isin(names)).run()
