"""What papers the commune issues under a number have in common: decisions, plans, reports.

A new paper starts with the signer of the settings. When it is issued, it must be complete and be what was sent for
signature; from then on it prints from itself alone, so it keeps the heading of that day.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.commendation.numbering import printed_number, register_entry
from tdkt_app.guards.freezing import refuse_changes

# Who issues it, as the settings name him on the day of issue: a commune that is renamed keeps its old papers.
HEADING = ("authority_name", "commune_name", "superior_authority")


def take_defaults_from_settings(paper: Document, defaults: Mapping[str, str]) -> None:
	"""Fill what is empty. `defaults`: field of the paper → field of TDKT Settings."""
	settings = frappe.get_cached_doc("TDKT Settings")
	for fieldname, setting in defaults.items():
		if not paper.get(fieldname):
			paper.set(fieldname, settings.get(setting))


def refuse_changes_while_issuing(
	paper: Document, set_on_issue: Collection[str], unsaved: str, changed: str
) -> None:
	"""Throw frappe.PermissionError unless what is issued is what was sent for signature.

	`unsaved`, `changed`: what to say when there is no stored draft, and when it differs elsewhere than `set_on_issue`.
	"""
	before = paper.get_doc_before_save()
	if not before:
		frappe.throw(unsaved, frappe.PermissionError)
	refuse_changes(paper, before, set_on_issue, changed)


def check_ready_to_issue(paper: Document, fieldnames: Collection[str], message: str) -> None:
	"""Throw `message` with the labels of the fields that are empty. Source: NĐ 30/2020/NĐ-CP Art. 8."""
	missing = [_(paper.meta.get_label(fieldname)) for fieldname in fieldnames if not paper.get(fieldname)]
	if missing:
		frappe.throw(message.format(", ".join(missing)))


def freeze_heading(paper: Document, fieldnames: Collection[str] = HEADING) -> None:
	settings = frappe.get_cached_doc("TDKT Settings")
	paper.update({fieldname: settings.get(fieldname) for fieldname in fieldnames})


def set_registered_number(paper: Document, date_field: str, printed_field: str) -> None:
	"""Work out the printed number and the key of a number the clerk's register gave; throw when another paper has it.

	The register numbers the papers of all fields of work, so the number is entered, not counted here.
	Source: NĐ 30/2020/NĐ-CP Art. 15: numbers run through a year; the head of the body lays down the series.
	"""
	if not paper.number:
		paper.update({printed_field: None, "register_entry": None})
		return
	entry = register_entry(paper.symbol, getdate(paper.get(date_field)).year, paper.number)
	printed = printed_number(paper.symbol, paper.number)
	other = frappe.db.get_value(
		paper.doctype, {"register_entry": entry, "name": ("!=", paper.name or "")}, "name"
	)
	if other:
		frappe.throw(_("Number {0} is already that of {1} {2}.").format(printed, _(paper.doctype), other))
	paper.update({printed_field: printed, "register_entry": entry})


def freeze_but_for_number(paper: Document, printed_field: str, reason: str) -> None:
	"""Refuse any change of an issued paper. The number alone may come later, and once: the register gives it to the
	signed paper."""
	before = paper.get_doc_before_save()
	given = ("number", printed_field, "register_entry")
	open_fields = ("workflow_state",) if before.number else ("workflow_state", *given)
	paper.update({field: before.get(field) for field in given[1:]})
	refuse_changes(paper, before, open_fields, reason)
