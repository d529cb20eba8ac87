"""People, collectives and households of a unit, as the unit keeps them. Works with the caller's permissions."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from tdkt_app.portal.public_pages import Paging
from tdkt_app.portal.working_unit import Work, unit_of_work
from tdkt_app.wording.vietnamese import unaccent

PAGE = 50
_TEXTS = ("full_name", "kind", "position", "address", "sex", "ethnicity")
_NUMBERS = (
	"birth_year",
	"member_count",
	"is_manager",
	"direct_labour",
	"is_party_member",
	"is_whole_unit",
)
_MEMBER_FIELDS = ("full_name", "relation", "birth_year", "is_head")


@dataclass(frozen=True)
class Search:
	"""What a reader looks for; empty texts narrow nothing."""

	text: str = ""
	kind: str = ""
	moved: bool = False


@frappe.whitelist(methods=["POST"])
def save(values: str, name: str | None = None) -> str:
	"""Enter somebody of the unit worked for, or correct an entry; returns its name.

	`values`: JSON object of the fields of the form; "unit" may be a unit below the current one; "members": rows of a
	household. What is not sent stays as it is.
	"""
	sent = _form(values)
	person = _writable(name) if name else frappe.new_doc("Honoree")
	if not name or "unit" in sent:
		person.unit = unit_of_work(sent.get("unit"))
	person.update({field: str(sent[field] or "").strip() or None for field in _TEXTS if field in sent})
	person.update({field: cint(sent[field]) for field in _NUMBERS if field in sent})
	if "members" in sent:
		person.set("members", [_member(row) for row in sent["members"]])
	return (person.save() if name else person.insert()).name


@frappe.whitelist(methods=["POST"])
def mark_moved(name: str, moved: str | int = 1) -> None:
	"""Somebody has left the unit (or, with 0, is back): no longer offered for new papers, kept in the old ones."""
	person = _writable(name)
	person.is_active = int(not cint(moved))
	person.save()


def people(work: Work, search: Search, page: int) -> tuple[list[frappe._dict], Paging]:
	"""One page of the list by given name. Marks do not matter: "nguyen" finds "Nguyễn"."""
	filters = {"unit": ("in", work.scope or [""]), "is_active": int(not search.moved)}
	if search.text:
		filters["search_name"] = ("like", f"%{_literal(unaccent(search.text))}%")
	if search.kind:
		filters["kind"] = search.kind
	total = len(frappe.get_list("Honoree", filters=filters, pluck="name", limit_page_length=0))
	paging = Paging.of(total, page, PAGE)
	rows = frappe.get_list(
		"Honoree",
		filters=filters,
		fields=["name", "full_name", "kind", "unit", "position", "birth_year", "address"],
		order_by="sort_name, name",
		limit_start=paging.offset,
		limit_page_length=PAGE,
	)
	unit_names = {unit.name: unit.unit_name for unit in work.below}
	for row in rows:
		row.unit_name = unit_names[row.unit]
	return rows, paging


def person(name: str | None, work: Work) -> Document:
	"""The stored entry, or an empty one of the unit worked for. Raises frappe.PermissionError for a foreign one."""
	if name:
		found = frappe.get_doc("Honoree", name)
		found.check_permission("read")
		return found
	found = frappe.new_doc("Honoree")
	found.update({"name": "", "unit": work.current.name if work.current else None, "kind": "Individual"})
	return found


def _form(values: str) -> dict:
	sent = frappe.parse_json(values)
	members = sent.get("members", []) if isinstance(sent, dict) else None
	if not isinstance(members, list) or not all(isinstance(row, dict) for row in members):
		frappe.throw(_("The form could not be read: load the page again."))
	return sent


def _member(row: dict) -> dict:
	read = {"birth_year": cint, "is_head": cint}
	return {field: read.get(field, str)(row.get(field) or "") for field in _MEMBER_FIELDS}


def _writable(name: str) -> Document:
	found = frappe.get_doc("Honoree", name)
	found.check_permission("write")
	return found


def _literal(text: str) -> str:
	"""Signs that LIKE reads as "anything" are meant as they stand."""
	return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
