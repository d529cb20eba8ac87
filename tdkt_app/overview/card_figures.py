"""Figures of the number cards that no list counts by itself; each with the report behind it, whose rows add up to it.

Every figure is read from that report, with the permissions of whoever looks. The document type of such a card only says
who sees it: one that the readers of the report read, and nobody else.
"""

from __future__ import annotations

from typing import Any

import frappe

from tdkt_app.report import given
from tdkt_app.report.award_register import award_register
from tdkt_app.report.commendation_summary import commendation_summary
from tdkt_app.report.fund_ledger import fund_ledger
from tdkt_app.report.overdue_dossiers import overdue_dossiers
from tdkt_app.report.review_progress import review_progress


@frappe.whitelist()
def overdue_reports(filters: Any = None) -> dict:
	"""Reports of units that are past their day, of whatever year."""
	asked = {"show": "Overdue"}
	return _card("Review Progress", {**asked, "year": ""}, len(review_progress.execute(asked)[1]))


@frappe.whitelist()
def overdue_nominations(filters: Any = None) -> dict:
	asked = {"show": overdue_dossiers.OVERDUE}
	return _card("Overdue Dossiers", asked, len(overdue_dossiers.execute(asked)[1]))


@frappe.whitelist()
def awards_this_year(filters: Any = None) -> dict:
	"""Awards of this year's decisions that stand."""
	asked = {"year": given.this_year(), "only_standing": 1}
	return _card("Award Register", asked, len(award_register.execute(asked)[1]))


@frappe.whitelist()
def fund_spent(filters: Any = None) -> dict:
	"""Đồng spent on rewards and on organising this year."""
	asked = {"year": given.this_year()}
	rows = fund_ledger.execute(asked)[1]
	return _card("Fund Ledger", asked, sum(row.rewards + row.organising for row in rows), "Currency")


@frappe.whitelist()
def direct_workers(filters: Any = None) -> dict:
	"""Percent of the individuals rewarded this year who work directly."""
	asked = {"year": given.this_year()}
	rows = commendation_summary.execute(asked)[1]
	direct, individuals = (sum(row[field] for row in rows) for field in ("direct", "individuals"))
	return _card("Commendation Summary", asked, commendation_summary.share(direct, individuals), "Percent")


def _card(report: str, filters: dict, value: float, fieldtype: str = "Int") -> dict:
	"""As the framework's card of type "Custom" reads it."""
	return {
		"value": value,
		"fieldtype": fieldtype,
		"route": ["query-report", report],
		"route_options": filters,
	}
