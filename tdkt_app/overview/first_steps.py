"""What a new commune sets up before its first campaign, and what of it is there already: read from the data."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import nowdate

from tdkt_app.permissions import check_access


@dataclass(frozen=True)
class Step:
	"""`doctype`: where the step is taken, by whoever may create (of settings: change) one."""

	label: str
	description: str
	doctype: str
	done: bool


@frappe.whitelist()
def first_steps() -> list[dict]:
	"""Steps in their order: [{"label", "description", "doctype", "done"}]; only those the caller may take.

	Empty once all of them are done. Needs a role that keeps the units.
	"""
	check_access("Emulation Unit", "create")
	steps = _steps()
	if all(step.done for step in steps):
		return []
	return [vars(step) for step in steps if frappe.has_permission(step.doctype, "write")]


def _steps() -> tuple[Step, ...]:
	settings = frappe.get_cached_doc("TDKT Settings")
	return (
		Step(
			_("Name the Commune and Its Signer"),
			_("Names, symbols and signer stand on every paper."),
			"TDKT Settings",
			bool(settings.signer_name and settings.commune_name and settings.superior_authority),
		),
		Step(
			_("Enter the Units"),
			_("Hamlets, schools, offices and unions; a list comes in from Excel."),
			"Emulation Unit",
			_there("Emulation Unit", {"parent_emulation_unit": ("is", "set")}),
		),
		Step(
			_("Enter the Council"),
			_("Its members vote on nominations."),
			"Award Council",
			_there("Award Council", {}),
		),
		Step(
			_("Check the Base Salary"),
			_("Reward money is counted from the one in force on the day of the decision."),
			"Base Salary",
			_there("Base Salary", {"effective_from": ("<=", nowdate()), "verified": 1}),
		),
		Step(
			_("Enter the People"),
			_("Individuals, collectives and households that may be rewarded; a list comes in from Excel."),
			"Honoree",
			_there("Honoree", {}),
		),
		Step(
			_("Prepare the First Campaign"),
			_("The checklist on its form says what is missing before the launch."),
			"Emulation Campaign",
			_there("Emulation Campaign", {}),
		),
	)


def _there(doctype: str, filters: dict) -> bool:
	return bool(frappe.get_list(doctype, filters=filters, pluck="name", limit_page_length=1))
