"""Fund ledger (sổ theo dõi quỹ): what came in, what rewards and organising cost, what is left.

The number of queries does not grow with the rows.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import itemgetter

import frappe
from frappe import _
from frappe.query_builder.functions import Cast, Concat
from frappe.utils import cint, getdate
from pypika.terms import ValueWrapper

from tdkt_app.commendation.fund import INCOME, fund_of
from tdkt_app.law import rule_packs
from tdkt_app.report.layout import bars, column, figure
from tdkt_app.report.readable import rows_of
from tdkt_app.rules.fund import Fund, check_fund, organising_share
from tdkt_app.rules.messages import sentence
from tdkt_app.states import PaymentStatus

Row = frappe._dict
_PAID = (PaymentStatus.PAID, PaymentStatus.TO_BE_RETURNED, PaymentStatus.RETURNED)


def execute(filters: Mapping | None = None) -> tuple:
	year = cint((filters or {}).get("year")) or getdate().year
	rows = [*_entries(year), *_payments(year), *_returns(year)]
	rows.sort(key=itemgetter("date", "document"))
	balance = 0
	for row in rows:
		balance += row["income"] - row["rewards"] - row["organising"]
		row["balance"] = balance
	fund, day = fund_of(year), min(getdate(), getdate(f"{year}-12-31"))
	return columns(), rows, _message(fund, year, day), chart(rows), summary(rows, fund, day)


def _entries(year: int) -> list[Row]:
	found = frappe.get_list(
		"Fund Entry",
		filters={"year": year},
		fields=["name", "entry_date", "entry_kind", "amount", "source", "document"],
		limit_page_length=0,
	)
	return [
		_row(
			entry.entry_date,
			"Fund Entry",
			entry.name,
			f"{_(entry.entry_kind)}: {entry.source}",
			entry.document,
			income=int(entry.amount) if entry.entry_kind in INCOME else 0,
			organising=0 if entry.entry_kind in INCOME else int(entry.amount),
		)
		for entry in found
	]


def _payments(year: int) -> list[Row]:
	payment = frappe.qb.DocType("Reward Payment")
	first, last = _days(year)
	query = (
		frappe.qb.from_(payment)
		.select(
			payment.paid_on.as_("date"),
			ValueWrapper("Reward Payment").as_("doctype"),
			payment.name.as_("document"),
			Concat(payment.recipient_name, " (", payment.award_name, ")").as_("content"),
			payment.document.as_("voucher"),
			ValueWrapper(0).as_("income"),
			Cast(payment.paid_amount, "SIGNED").as_("rewards"),
			ValueWrapper(0).as_("organising"),
		)
		.where(rows_of("Reward Payment") & payment.status.isin(_PAID) & payment.paid_on[first:last])
	)
	return query.run(as_dict=True)


def _returns(year: int) -> list[Row]:
	"""Money that came back after an annulment, on the day it came back."""
	found = frappe.get_list(
		"Reward Payment",
		filters={"returned_on": ("between", _days(year)), "status": PaymentStatus.RETURNED},
		fields=["name", "returned_on", "recipient_name", "paid_amount"],
		limit_page_length=0,
	)
	return [
		_row(
			payment.returned_on,
			"Reward Payment",
			payment.name,
			_("Returned after an annulment: {0}").format(payment.recipient_name),
			"",
			rewards=-int(payment.paid_amount),
		)
		for payment in found
	]


def _days(year: int) -> list[str]:
	return [f"{year}-01-01", f"{year}-12-31"]


def _row(
	date: datetime.date,
	doctype: str,
	name: str,
	content: str,
	voucher: str | None,
	income=0,
	rewards=0,
	organising=0,
) -> Row:
	return Row(
		date=getdate(date),
		doctype=doctype,
		document=name,
		content=content,
		voucher=voucher,
		income=income,
		rewards=rewards,
		organising=organising,
	)


def _message(fund: Fund | None, year: int, day: datetime.date) -> str:
	"""What the rules say about the fund, above the table."""
	if not fund:
		return _(
			"The fund of {0} has not been opened: enter a Fund Year to have its ceiling checked."
		).format(year)
	found = check_fund(fund, 0, rule_packs.active_pack(), day)
	said = (f"{sentence(one, rule_packs.translated)} ({one.article})" for one in found)
	return "<br>".join(map(frappe.utils.escape_html, said))


_MONEY = {"income": "Income", "rewards": "Spent on Rewards", "organising": "Spent on Organising"}


def chart(rows: Sequence[Row]) -> dict | None:
	"""Income and spending by month."""
	sums: Counter = Counter()
	for row in rows:
		month = row["date"].month
		for field in _MONEY:
			if row[field]:
				sums[field, month] += row[field]
	months = sorted({month for _field, month in sums})
	datasets = [(_(label), [sums[field, month] for month in months]) for field, label in _MONEY.items()]
	return bars([_("Month {0}").format(month) for month in months], datasets)


def summary(rows: Sequence[Row], fund: Fund | None, day: datetime.date) -> list[dict]:
	rule = rule_packs.active_pack().find("money.fund", day).rule if fund else None
	shown = [
		(_("Income"), sum(row["income"] for row in rows), "Blue"),
		(_("Spent on Rewards"), sum(row["rewards"] for row in rows), "Red"),
		(_("Spent on Organising"), sum(row["organising"] for row in rows), "Orange"),
		*([(_("Share for Organising"), int(organising_share(fund, rule)), "Gray")] if rule else []),
		(_("Balance"), rows[-1].balance if rows else 0, "Green"),
	]
	return [figure(*one, "Currency") for one in shown]


def columns() -> list[dict]:
	return [
		column("date", _("Date"), "Date", 110),
		column("content", _("Content"), "Data", 330),
		column("voucher", _("Voucher"), "Data", 150),
		column("income", _("Income"), "Currency", 140),
		column("rewards", _("Spent on Rewards"), "Currency", 140),
		column("organising", _("Spent on Organising"), "Currency", 140),
		column("balance", _("Balance"), "Currency", 140),
		column("document", _("Document"), "Dynamic Link", 160, options="doctype"),
	]
