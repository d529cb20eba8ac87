"""The checklist of a nomination's dossier: one row for each item the rules ask for, files beside it."""

from __future__ import annotations

from frappe import _
from frappe.model.document import Document

from tdkt_app.doctype.award_nomination.candidates import candidates_of
from tdkt_app.files import evidence_files
from tdkt_app.law import rule_packs
from tdkt_app.law.finding_facts import Facts
from tdkt_app.rules.dossier import required_items


def settle(nomination: Document) -> None:
	"""List the items the rules ask for today; what a unit added stays. Files must be those of this nomination.

	A row whose item the rules no longer ask for is dropped while nothing was handed in with it.
	"""
	required = items_asked_for(nomination) if nomination.nominees else {}
	evidence_files.check_own_files(nomination, {row.file for row in nomination.dossier if row.file})
	codes = {label: code for code, label in required.items()}
	rows = []
	for row in nomination.dossier:
		row.item = row.item if row.item in required else codes.get(row.item_name, "")
		row.is_required = int(bool(row.item))
		if row.item:
			row.item_name = required[row.item]
		elif not (row.file or row.on_paper):
			continue
		row.item_name = row.item_name or _("Other Paper")
		rows.append(row)
	listed = {row.item for row in rows}
	nomination.set("dossier", rows)
	for code, label in required.items():
		if code not in listed:
			nomination.append("dossier", {"item": code, "item_name": label, "is_required": 1})
	for idx, row in enumerate(nomination.dossier, start=1):
		row.idx = idx


def items_asked_for(nomination: Document) -> dict[str, str]:
	"""Codes and names of what the dossier must contain for all nominees together."""
	pack, items = rule_packs.active_pack(), {}
	for one in Facts(candidates_of(nomination)).nominations():
		items.update(required_items(one, pack))
	return items
