"""What a client may not change, whatever the path: form, REST, import, bulk edit.

Two rules for all documents of this app. A field marked read only in the schema is written by its controller and by
nobody else. A document that has been decided on keeps every value it was decided with.
"""

from __future__ import annotations

from collections.abc import Collection

import frappe
from frappe import _
from frappe.model import display_fieldtypes, table_fields
from frappe.model.document import Document
from frappe.utils import cint, cstr, flt, get_datetime_str, getdate

_BY_FRAMEWORK = frozenset(("amended_from", "workflow_state"))
_MONEY_DIGITS = 6


def keep_server_fields(doc: Document) -> None:
	"""Put the stored value back over whatever was sent in a read-only field, and in who created the document when.

	A new document starts with the defaults of the schema. Runs before validation, so that checks and computations
	never see a forged value. The workflow's own field is left to the workflow guard.
	"""
	before = doc.get_doc_before_save()
	for df in doc.meta.fields:
		if not df.read_only or df.fieldname in _BY_FRAMEWORK or df.fieldtype in display_fieldtypes:
			continue
		doc.set(df.fieldname, before.get(df.fieldname) if before else _schema_default(df))
	if before:
		doc.owner, doc.creation = before.owner, before.creation


def changed_fields(doc: Document, before: Document, except_for: Collection[str] = ()) -> list[str]:
	"""Names of the fields whose value differs from `before`, child rows included, in schema order."""
	return [
		df.fieldname
		for df in doc.meta.fields
		if df.fieldtype not in display_fieldtypes
		and df.fieldname not in except_for
		and _comparable(doc, df) != _comparable(before, df)
	]


def value_of(doc: Document, fieldname: str) -> object:
	"""The value of a field in a form that compares equal when nothing was changed, child rows included."""
	return _comparable(doc, doc.meta.get_field(fieldname))


def refuse_changes(doc: Document, before: Document, except_for: Collection[str], reason: str) -> None:
	"""Throw `reason` and the labels of the fields when anything but `except_for` differs from `before`."""
	changed = changed_fields(doc, before, except_for)
	if changed:
		labels = ", ".join(_(doc.meta.get_label(fieldname)) for fieldname in changed)
		frappe.throw(
			_("{0} Changed: {1}.").format(reason, labels),
			frappe.PermissionError,
			title=_("No Longer Changeable"),
		)


def _schema_default(df) -> object:
	return cint(df.default) if df.fieldtype in ("Int", "Check") else df.default


def _comparable(doc: Document, df) -> object:
	if df.fieldtype in table_fields:
		fields = [f for f in frappe.get_meta(df.options).fields if f.fieldtype not in display_fieldtypes]
		return [[_comparable(row, field) for field in fields] for row in doc.get(df.fieldname) or []]
	value = doc.get(df.fieldname)
	if df.fieldtype in ("Int", "Check"):
		return cint(value)
	if df.fieldtype in ("Float", "Currency", "Percent"):
		return flt(value, _MONEY_DIGITS)
	if df.fieldtype == "Date":
		return getdate(value) if value else None
	if df.fieldtype == "Datetime":
		return get_datetime_str(value) if value else None
	return cstr(value)
