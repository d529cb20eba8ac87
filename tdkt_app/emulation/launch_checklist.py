"""What a campaign needs before it is submitted for approval and launched.

Which items count, and whether a missing one holds the campaign up, is a list in TDKT Settings; what each item looks at is
here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt

from tdkt_app.states import CampaignState

REQUIRED = "Required"
# States in which nothing has been asked of anybody yet.
_BEFORE_APPROVAL = (CampaignState.DRAFT, CampaignState.CANCELLED)


@dataclass(frozen=True)
class Item:
	"""`field`: where the form jumps to; `is_there(campaign, at_least)`."""

	field: str
	is_there: Callable[[Document, int], bool]


@dataclass(frozen=True)
class Check:
	item: str
	field: str
	demand: str
	done: bool
	at_least: int


def _filled(field: str, *others: str) -> Item:
	return Item(field, lambda campaign, _at_least: any(_text(campaign, name) for name in (field, *others)))


def _rows(field: str) -> Item:
	return Item(field, lambda campaign, at_least: len(campaign.get(field) or []) >= max(at_least, 1))


def _text(campaign: Document, field: str) -> str:
	return str(campaign.get(field) or "").strip()


def _is_covered(campaign: Document, _at_least: int) -> bool:
	planned = flt(campaign.planned_amount)
	return bool(planned) and planned <= flt(campaign.budget)


# The words are the options of Launch Check.
ITEMS = {
	"Slogan": _filled("slogan"),
	"Plan or Plan Document": _filled("plan", "plan_document"),
	"Content Areas": _rows("content_areas"),
	"Objectives": _filled("objectives"),
	"Measures": _filled("measures"),
	"Who May Take Part": Item(
		"for_individuals",
		lambda campaign, _at_least: any(
			campaign.get(flag) for flag in ("for_individuals", "for_collectives", "for_households")
		),
	),
	"Criteria": _rows("criteria"),
	"Registration Closes": _filled("registration_deadline"),
	"Review Date": _filled("review_date"),
	"Planned Awards": _rows("planned_awards"),
	"Budget Covers Planned Awards": Item("budget", _is_covered),
	"Attachments": _rows("attachments"),
}


def checks_of(campaign: Document) -> list[Check]:
	"""Every item of the settings, in their order. A campaign always has title, launching unit, days and year."""
	return [
		Check(
			row.item,
			ITEMS[row.item].field,
			row.demand,
			ITEMS[row.item].is_there(campaign, cint(row.at_least)),
			cint(row.at_least),
		)
		for row in frappe.get_cached_doc("TDKT Settings").launch_checks
		if row.item in ITEMS
	]


def enforce(campaign: Document) -> None:
	"""Throw, naming them, while a required item is missing in a campaign that leaves the draft or is launched; say which
	recommended ones are.

	Holds under any workflow: a state that is neither draft nor cancelled asks something of others.
	"""
	before = campaign.get_doc_before_save()
	old = (before and before.workflow_state) or CampaignState.DRAFT
	new = campaign.workflow_state or CampaignState.DRAFT
	if new == old or new in _BEFORE_APPROVAL or old in CampaignState.KNOWN_TO_UNITS:
		return
	undone = [check for check in checks_of(campaign) if not check.done]
	missing = [check for check in undone if check.demand == REQUIRED]
	if missing:
		frappe.throw(
			_("Missing for the launch: {0}. Fill them in, then take this step again.").format(
				", ".join(map(_worded, missing))
			),
			frappe.MandatoryError,
			title=_("Launch Checklist"),
		)
	if undone:
		frappe.msgprint(
			_("Recommended for the launch, but missing: {0}.").format(", ".join(map(_worded, undone))),
			indicator="orange",
			alert=True,
		)


@frappe.whitelist(methods=["GET"])
def of_campaign(name: str) -> list[dict]:
	"""The checklist of a campaign the caller may read: {"item", "label", "field", "demand", "done", "at_least"}."""
	campaign = frappe.get_doc("Emulation Campaign", name)
	campaign.check_permission("read")
	return [{**asdict(check), "label": _worded(check)} for check in checks_of(campaign)]


def _worded(check: Check) -> str:
	if check.at_least > 1:
		return _("{0} (at least {1})").format(_(check.item), check.at_least)
	return _(check.item)
