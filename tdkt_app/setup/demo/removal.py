"""Taking the demo year away.

Issued decisions and decided papers cannot be deleted by anybody through the documents, and that holds for demo rows too:
they are erased from the tables here. The mark `is_demo` is read only: no client can put it on a paper of people.
"""

from __future__ import annotations

from collections.abc import Callable

import frappe
from frappe.model.rename_doc import get_link_fields

from tdkt_app.setup.demo.acting import DOMAIN

# Documents that link to others first: what still points to a row when its turn comes was entered by people.
DEMO_DOCTYPES = (
	"Council Vote",
	"Vote Receipt",
	"Secret Ballot",
	"Bulk Action Log",
	"Announcement Receipt",
	"Announcement",
	"Exemplar",
	"Reminder Log",
	"Reminder Rule",
	"Campaign Ranking Snapshot",
	"Award Return",
	"Award Certificate",
	"Reward Payment",
	"Fund Entry",
	"Fund Year",
	"Award Decision",
	"Council Meeting",
	"Award Council",
	"Consultation Comment",
	"Public Consultation",
	"Award Nomination",
	"Initiative",
	"Consolidated Report",
	"Campaign Review",
	"Award Hold",
	"Discipline Record",
	"Leave Record",
	"Achievement",
	"Campaign Registration",
	"Emulation Campaign",
	"Criteria Set",
	"Plan Progress Entry",
	"Emulation Plan",
	"Honoree",
	"Emulation Unit",
	"Emulation Block",
)
# Records the framework keeps about a document: table, field of its type, field of its name.
_TRACES = (
	("Version", "ref_doctype", "docname"),
	("Comment", "reference_doctype", "reference_name"),
	("Workflow Action", "reference_doctype", "reference_name"),
	("Notification Log", "document_type", "document_name"),
	("View Log", "reference_doctype", "reference_name"),
	("Access Log", "export_from", "reference_document"),
	("__Auth", "doctype", "name"),
)


def remove_story(progress: Callable[[int, int], None] = lambda done, of: None) -> None:
	"""`progress` hears after each document type how many of all are done."""
	for done, doctype in enumerate(DEMO_DOCTYPES, 1):
		_erase(doctype)
		progress(done, len(DEMO_DOCTYPES))
	_take_back_numbers()


def _erase(doctype: str) -> None:
	kept = _needed_by_people(doctype)
	names = [name for name in _demo_names(doctype) if name not in kept]
	if not names:
		return
	if doctype == "Emulation Unit":
		_delete_units(names)
		return
	for table in frappe.get_meta(doctype).get_table_fields():
		frappe.db.delete(table.options, {"parenttype": doctype, "parent": ("in", names)})
	frappe.db.delete(doctype, {"name": ("in", names)})
	_erase_traces(doctype, names)


def _delete_units(names: list[str]) -> None:
	"""Leaf by leaf through the document, which keeps the tree in order; a unit above a kept one stays."""
	for name in names:
		if not frappe.db.exists("Emulation Unit", {"parent_emulation_unit": name}):
			frappe.delete_doc("Emulation Unit", name, force=True)
	_erase_traces("Emulation Unit", names)


def _demo_names(doctype: str) -> list[str]:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).where(table.is_demo == 1)
	if doctype == "Emulation Unit":
		query = query.orderby(table.lft, order=frappe.qb.desc)
	return [name for (name,) in query.run()]


def _needed_by_people(doctype: str) -> set[str]:
	"""Names that rows of other documents still point to."""
	needed = set()
	for link in get_link_fields(doctype):
		if link.issingle or link.parent == doctype or not frappe.db.table_exists(link.parent):
			continue
		table = frappe.qb.DocType(link.parent)
		needed.update(
			name for (name,) in frappe.qb.from_(table).select(table[link.fieldname]).distinct().run()
		)
	return needed


def _erase_traces(doctype: str, names: list[str]) -> None:
	for file in _files_of(doctype, names):
		frappe.delete_doc("File", file, force=True)
	for table, type_field, name_field in _TRACES:
		frappe.db.delete(table, {type_field: doctype, name_field: ("in", names)})


def _files_of(doctype: str, names: list[str]) -> list[str]:
	file = frappe.qb.DocType("File")
	query = (
		frappe.qb.from_(file)
		.select(file.name)
		.where((file.attached_to_doctype == doctype) & file.attached_to_name.isin(names))
	)
	return [name for (name,) in query.run()]


def _take_back_numbers() -> None:
	"""A register goes back to the highest number still issued."""
	register = frappe.qb.DocType("Number Register")
	for code in [code for (code,) in frappe.qb.from_(register).select(register.name).run()]:
		issued = [*_numbers("Award Decision", "number", code), *_numbers("Award Certificate", "serial", code)]
		frappe.db.set_value("Number Register", code, "last_number", max(issued, default=0))


def _numbers(doctype: str, field: str, code: str) -> list[int]:
	"""Given out by a register; those that came from paper do not move it."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table[field]).where(table.register_entry.like(f"{code}/%"))
	if doctype == "Award Decision":
		query = query.where(table.is_historical == 0)
	return [number for (number,) in query.run()]


def disable_users() -> None:
	"""The accounts stay, since entered papers may name them; nobody can log in with them any more."""
	user = frappe.qb.DocType("User")
	frappe.qb.update(user).set(user.enabled, 0).where(user.name.like(f"%@{DOMAIN}")).run()
	frappe.clear_cache()
