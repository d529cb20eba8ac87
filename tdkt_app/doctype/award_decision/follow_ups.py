"""Later decisions about an issued one."""

from __future__ import annotations

import frappe


@frappe.whitelist(methods=["GET"])
def follow_ups(decision: str) -> list[dict]:
	"""Issued amendments and annulments of a decision, the oldest first: [{"name", "decision_kind", "decision_number"}].

	Needs the permission to read the decision, and each of them.
	"""
	frappe.get_doc("Award Decision", decision).check_permission("read")
	return frappe.get_list(
		"Award Decision",
		filters={"amends": decision, "docstatus": 1},
		fields=["name", "decision_kind", "decision_number"],
		order_by="decision_date, issued_on",
		limit_page_length=0,
	)
