"""What the setup page of a commune shows and does. For managers of the app and of the system only."""

from __future__ import annotations

import frappe
from frappe import _

from tdkt_app.access.roles import MANAGER
from tdkt_app.setup.demo import farewell
from tdkt_app.setup.readiness import has_own_units, steps

_ROLES = frozenset((MANAGER, "System Manager"))


@frappe.whitelist(methods=["GET"])
def overview() -> dict:
	"""{"steps": see `readiness.Step.as_dict`, "demo": [[document, number of demo rows]]} in a fixed number of queries."""
	_check_role()
	return {
		"steps": [step.as_dict() for step in steps()],
		"demo": [[_(doctype), count] for doctype, count in farewell.rows().items()],
	}


@frappe.whitelist(methods=["POST"])
def remove_demo_data(seen: int) -> None:
	"""Have a background job take the demo year away; its outcome comes as a notification.

	`seen`: number of demo rows the person was told. Throws when it is another by now.
	"""
	_check_role()
	farewell.start(frappe.utils.cint(seen))


def add_to_boot(bootinfo: frappe._dict) -> None:
	"""Hook `extend_bootinfo`: a commune without units starts on the setup page."""
	bootinfo.tdkt_setup_due = _may_set_up() and not has_own_units()


def _check_role() -> None:
	if not _may_set_up():
		frappe.throw(_("Only {0} set the commune up.").format(_(MANAGER)), frappe.PermissionError)


def _may_set_up() -> bool:
	return not _ROLES.isdisjoint(frappe.get_roles())
