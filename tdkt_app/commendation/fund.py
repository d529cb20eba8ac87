"""The emulation and commendation fund of a year as the rules see it. NĐ 152/2025/NĐ-CP Art. 46, 48."""

from __future__ import annotations

import datetime

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Sum
from frappe.utils import cint, getdate

from tdkt_app.law import rule_packs
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.fund import Fund, check_fund
from tdkt_app.states import PaymentStatus

ALLOCATION, DONATION = "Budget Allocation", "Donation"
CARRIED_FORWARD, ORGANISING = "Carried Forward", "Organising Cost"
INCOME = (ALLOCATION, DONATION, CARRIED_FORWARD)


def fund_of(year: int, except_decision: str = "") -> Fund | None:
	"""Fund of a year in đồng, None where the year has not been opened. Three queries.

	What was carried forward is no allocation of the year: like a donation it does not count against the ceiling.
	`except_decision`: its payments are not counted as spent.
	"""
	row = frappe.db.get_value("Fund Year", {"year": year}, ("region", "expenditure"), as_dict=True)
	if not row:
		return None
	entries = _entries(year)
	return Fund(
		region="highland" if row.region == "Highland" else "lowland",
		expenditure=int(row.expenditure),
		allocated=entries.get(ALLOCATION, 0),
		donated=entries.get(DONATION, 0) + entries.get(CARRIED_FORWARD, 0),
		rewards_spent=_committed(year, except_decision),
		organising_spent=entries.get(ORGANISING, 0),
	)


def findings_of(year: int, day: datetime.date, decision_total: int = 0, decision: str = "") -> list[Finding]:
	"""Ceiling, share of organising, and whether the decision finds its money; none for a year that was not opened."""
	fund = fund_of(year, decision)
	return check_fund(fund, decision_total, rule_packs.active_pack(), day) if fund else []


def check_year_open(year: int) -> None:
	"""Throw when the accounts of a year are closed. A year that was never opened is open."""
	if cint(frappe.db.get_value("Fund Year", {"year": year}, "is_closed")):
		frappe.throw(_("The fund of the year {0} is closed.").format(year), frappe.PermissionError)


def _entries(year: int) -> dict[str, int]:
	entry = frappe.qb.DocType("Fund Entry")
	query = (
		frappe.qb.from_(entry)
		.select(entry.entry_kind, Sum(entry.amount))
		.where(entry.year == year)
		.groupby(entry.entry_kind)
	)
	return {kind: int(amount) for kind, amount in query.run()}


def _committed(year: int, except_decision: str) -> int:
	"""Paid in the year and not returned, and due by decisions of the year."""
	payment = frappe.qb.DocType("Reward Payment")
	first, last = getdate(f"{year}-01-01"), getdate(f"{year}-12-31")
	paid = payment.status.isin([PaymentStatus.PAID, PaymentStatus.TO_BE_RETURNED])
	due = payment.status == PaymentStatus.DUE
	query = (
		frappe.qb.from_(payment)
		.select(payment.status, Coalesce(Sum(payment.amount), 0), Coalesce(Sum(payment.paid_amount), 0))
		.where((paid & payment.paid_on[first:last]) | (due & payment.due_on[first:last]))
		.where(payment.decision != except_decision)
		.groupby(payment.status)
	)
	return sum(int(amount if status == PaymentStatus.DUE else spent) for status, amount, spent in query.run())
