"""Many units registered for one campaign in one go, each on its own: what one unit lacks does not hold up the others."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe import _
from frappe.utils import cstr, escape_html, strip_html_tags

from tdkt_app.permissions import check_access

AT_ONCE = 50
MOST_UNITS = 2000
DONE_EVENT = "tdkt_units_registered"
_ROW = "unit_registration"
_JOB_SECONDS = 1500


@frappe.whitelist(methods=["POST"])
def register_units(campaign: str, units: str | list, targets: str, award_type: str | None = None) -> dict:
	"""Register units for a running campaign with the same targets. Needs the permission to create
	registrations and to change the campaign: a unit registers itself in the portal.

	`units`: list (or its JSON) of unit names. Returns {"queued": bool, "results": see `register_each`}; more than 50
	units are left to a background job, which tells the user when it is done and writes the outcome on the campaign.
	"""
	check_access("Campaign Registration", "create")
	names = _unit_names(units)
	if not cstr(targets).strip():
		frappe.throw(_("Write the targets the units commit themselves to."), frappe.MandatoryError)
	frappe.get_doc("Emulation Campaign", campaign).check_permission("write")
	if len(names) <= AT_ONCE:
		return {"queued": False, "results": register_each(campaign, names, targets, award_type)}
	# Not after a commit: nothing was written, and the oldest platform commits no such request.
	frappe.enqueue(
		register_in_background,
		queue="long",
		timeout=_JOB_SECONDS,
		campaign=campaign,
		units=names,
		targets=targets,
		award_type=award_type,
	)
	return {"queued": True, "results": []}


def register_in_background(campaign: str, units: list[str], targets: str, award_type: str | None) -> None:
	"""The job: runs as the user who asked for it."""
	results = register_each(campaign, units, targets, award_type, show_progress=True)
	frappe.get_doc("Emulation Campaign", campaign).add_comment("Info", _outcome(results))
	frappe.publish_realtime(
		DONE_EVENT, {"campaign": campaign, "results": results}, user=frappe.session.user, after_commit=True
	)


def register_each(
	campaign: str, units: Sequence[str], targets: str, award_type: str | None, show_progress: bool = False
) -> list[dict]:
	"""One result per unit: {"unit", "registration": name or "", "problem": sentence or ""}."""
	results = []
	for count, unit in enumerate(units, 1):
		results.append(_register(campaign, unit, targets, award_type))
		if show_progress:
			frappe.publish_progress(
				100 * count / len(units), title=_("Registering Units"), description=f"{count}/{len(units)}"
			)
	return results


def _register(campaign: str, unit: str, targets: str, award_type: str | None) -> dict:
	registration = frappe.new_doc("Campaign Registration")
	registration.update({"campaign": campaign, "unit": unit, "targets": targets, "award_type": award_type})
	frappe.db.savepoint(_ROW)
	try:
		registration.insert()
	except (frappe.ValidationError, frappe.DuplicateEntryError, frappe.PermissionError) as error:
		frappe.db.rollback(save_point=_ROW)
		frappe.clear_messages()
		return {
			"unit": unit,
			"registration": "",
			"problem": strip_html_tags(str(error)) or _("Not permitted"),
		}
	return {"unit": unit, "registration": registration.name, "problem": ""}


def _unit_names(units: str | list) -> list[str]:
	names = frappe.parse_json(units)
	if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
		frappe.throw(_("Choose the units to register."))
	if len(names) > MOST_UNITS:
		frappe.throw(_("At most {0} units at a time.").format(MOST_UNITS))
	return list(dict.fromkeys(names))


def _outcome(results: Sequence[dict]) -> str:
	failed = [result for result in results if result["problem"]]
	lines = [_("Units registered: {0}, not registered: {1}.").format(len(results) - len(failed), len(failed))]
	lines += [f"{result['unit']}: {result['problem']}" for result in failed]
	return "<br>".join(map(escape_html, lines))
