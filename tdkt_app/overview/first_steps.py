"""The first steps of a new commune on the workspace: what the setup page tells, for those who keep the units."""

from __future__ import annotations

import frappe

from tdkt_app.permissions import check_access
from tdkt_app.setup import readiness


@frappe.whitelist()
def first_steps() -> list[dict]:
	"""Steps in their order: [{"label", "description", "route", "done"}]; only those the caller may take.

	Empty once all of them are done. Needs a role that keeps the units.
	"""
	check_access("Emulation Unit", "create")
	steps = readiness.steps()
	if not any(step.missing for step in steps):
		return []
	return [
		{"label": step.title, "description": step.purpose, "route": step.route, "done": not step.missing}
		for step in steps
		if frappe.has_permission(step.doctype, "write")
	]
