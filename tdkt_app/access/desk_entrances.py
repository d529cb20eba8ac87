"""Entrances of the framework's desk that answer beyond a user's permissions, held to them.

On some versions counting asks for no permission, link search can be told to ignore it, the lists of linked papers and the
counts on a form show papers the reader may not see, and the history of a paper shows fields of a level closed to him, and
choices as they are stored, in English.
Portal users reach none of these (`portal.allow_list`). Hooked in the place of the framework's methods, which still do the
work; papers of other apps get the framework's own answer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

import frappe
from frappe import _, client
from frappe.desk import notifications, search
from frappe.desk.form import linked_with, load
from frappe.model.meta import Meta
from frappe.utils import cint, global_search

from tdkt_app.access.roles import SEES_ALL_ROWS
from tdkt_app.overview import quick_find
from tdkt_app.permissions import check_access

_HISTORY = ("changed", "added", "removed", "row_changed")


@frappe.whitelist()
def get_count(doctype: str, filters: str | dict | list | None = None, **others: Any) -> int:
	"""Of the papers the user sees. Raises frappe.PermissionError when no role opens their type."""
	if not _is_ours(doctype):
		return frappe.call(client.get_count, doctype=doctype, filters=filters, **others)
	check_access(doctype, "read")
	return len(
		frappe.get_list(doctype, filters=frappe.parse_json(filters), pluck="name", limit_page_length=0)
	)


@frappe.whitelist()
def search_link(doctype: str, txt: str, ignore_user_permissions: Any = False, **others: Any) -> Any:
	"""Among the papers the user sees."""
	ignore = ignore_user_permissions and not _is_ours(doctype)
	return frappe.call(search.search_link, doctype=doctype, txt=txt, ignore_user_permissions=ignore, **others)


@frappe.whitelist()
def search_widget(doctype: str, txt: str, ignore_user_permissions: Any = False, **others: Any) -> Any:
	"""Among the papers the user sees."""
	ignore = ignore_user_permissions and not _is_ours(doctype)
	return frappe.call(
		search.search_widget, doctype=doctype, txt=txt, ignore_user_permissions=ignore, **others
	)


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | int | None:
	"""Of a paper the user may read; of any other its bare name."""
	if _is_ours(doctype):
		seen = frappe.has_permission(doctype) and frappe.get_list(doctype, filters={"name": docname}, limit=1)
		if not seen:
			return docname
	return search.get_link_title(doctype, docname)


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: str | list | None = None) -> dict:
	"""Counts of linked papers on a form; none for those who do not see every row, since they count all papers."""
	if not SEES_ALL_ROWS.intersection(frappe.get_roles()):
		items = [item for item in frappe.parse_json(items or "[]") if not _is_ours(item)]
	return notifications.get_open_count(doctype, name, items)


@frappe.whitelist()
def get_linked(doctype: str, docname: str) -> dict:
	"""Papers that link to this one and that the user sees, by document type."""
	if _is_ours(doctype):
		frappe.get_doc(doctype, docname).check_permission("read")
	# Some versions refuse the whole list for one type that is closed to the user.
	links = linked_with.get_linked_doctypes(doctype).items()
	open_links = {type_: link for type_, link in links if frappe.has_permission(type_)}
	linked = linked_with.get_linked_docs(doctype, docname, open_links)
	return {
		type_: rows
		for type_, found in linked.items()
		if (rows := found if not _is_ours(type_) else _seen(type_, found))
	}


@frappe.whitelist()
def get_submitted_linked(doctype: str, name: str, **others: Any) -> dict:
	"""Submitted papers that hang on this one and that the user sees."""
	if _is_ours(doctype):
		frappe.get_doc(doctype, name).check_permission("read")
	linked = frappe.call(linked_with.get_submitted_linked_docs, doctype=doctype, name=name, **others)
	docs = linked["docs"]
	seen = [row for row in docs if not _is_ours(row["doctype"])]
	for type_ in sorted({row["doctype"] for row in docs if _is_ours(row["doctype"])}):
		seen += _seen(type_, [row for row in docs if row["doctype"] == type_])
	return {**linked, "docs": seen, "count": len(seen)}


@frappe.whitelist()
def search_everywhere(text: str, start: Any = 0, limit: Any = 20, doctype: str = "") -> list[dict]:
	"""The search bar: papers of this app by words with or without marks, then what the framework's index has.

	That index knows no rows a user may not see: of our papers only those he sees are given out.
	"""
	ours = [] if cint(start) else quick_find.find(text, cint(limit), doctype)
	indexed = global_search.search(text, start=start, limit=limit, doctype=doctype)
	known = {(row.doctype, row.name) for row in ours}
	further = [row for row in indexed if (row["doctype"], row["name"]) not in known]
	seen = [row for row in further if not _is_ours(row["doctype"])]
	for type_ in dict.fromkeys(row["doctype"] for row in further if _is_ours(row["doctype"])):
		seen += _seen(type_, [row for row in further if row["doctype"] == type_])
	return [*ours, *seen]


@frappe.whitelist()
def getdoc(doctype: str, name: str, **others: Any) -> Any:
	"""The form, and in its history no field of a level that is closed to the user."""
	answer = frappe.call(load.getdoc, doctype=doctype, name=name, **others)
	_close_history(doctype)
	return answer


@frappe.whitelist()
def get_docinfo(doctype: str, name: str) -> Any:
	"""What stands around the form, likewise."""
	answer = load.get_docinfo(doctype=doctype, name=name)
	_close_history(doctype)
	return answer


def _is_ours(doctype: str) -> bool:
	return bool(frappe.db.exists("DocType", doctype)) and frappe.get_meta(doctype).module == "TDKT App"


def _seen(doctype: str, rows: Collection[dict]) -> list[dict]:
	if not frappe.has_permission(doctype, "read"):
		return []
	names = frappe.get_list(
		doctype, filters={"name": ("in", [row["name"] for row in rows])}, pluck="name", limit_page_length=0
	)
	return [row for row in rows if row["name"] in names]


def _close_history(doctype: str) -> None:
	"""Fields of a closed level leave the record of changes; what is stored in English is put into the reader's words."""
	docinfo = frappe.response.get("docinfo")
	if not docinfo or not _is_ours(doctype):
		return
	meta = frappe.get_meta(doctype)
	closed = _closed_fields(meta)
	for version in docinfo.get("versions") or ():
		record = json.loads(version["data"] or "{}")
		_leave_out(closed, record)
		_put_into_words(meta, record)
		version["data"] = json.dumps(record, ensure_ascii=False)


def _closed_fields(meta: Meta) -> frozenset[str]:
	levels = meta.get_permlevel_access("read")
	return frozenset(field.fieldname for field in meta.fields if field.permlevel not in levels)


def _leave_out(fields: Iterable[str], record: dict) -> None:
	"""Of the record of a change, where each entry begins with the field of the paper."""
	for kind in _HISTORY:
		if record.get(kind):
			record[kind] = [entry for entry in record[kind] if entry[0] not in fields]


def _put_into_words(meta: Meta, record: dict) -> None:
	"""States and choices: an entry is field, value before, value after; of a row: table, place, name, such entries."""
	_translate(meta, record.get("changed") or ())
	for table, _place, _name, entries in record.get("row_changed") or ():
		if field := meta.get_field(table):
			_translate(frappe.get_meta(field.options), entries)


def _translate(meta: Meta, entries: Iterable[list]) -> None:
	for entry in entries:
		field = meta.get_field(entry[0])
		if field and (field.fieldtype == "Select" or field.options == "Workflow State"):
			entry[1:] = [_(value) if value and isinstance(value, str) else value for value in entry[1:]]
