"""What a Word template of a print format may merge on this site: `doc`, the fields of the form, and `sheet`, the sheet of
the print format."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model import display_fieldtypes, table_fields
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.utils import cint, flt

from tdkt_app.documents.printed import SHEETS
from tdkt_app.documents.word_template.merge_fields import Group, Many, Node, Text, of_sheet, values_of
from tdkt_app.wording.vietnamese import figure, money

# Types whose values are no text for a paper.
_UNPRINTED = frozenset(
	(
		"Password",
		"Attach",
		"Attach Image",
		"Code",
		"HTML Editor",
		"JSON",
		"Signature",
		"Geolocation",
		"Barcode",
	)
)


def fields_of(print_format: str) -> Group:
	"""The merge fields of a print format of this app. Throws when it has none."""
	if print_format not in SHEETS:
		frappe.throw(_("{0} is not a document that a Word template can replace.").format(_(print_format)))
	meta = frappe.get_meta(frappe.db.get_value("Print Format", print_format, "doc_type"))
	return Group(
		"",
		{
			"doc": _of_meta(meta, _(meta.name)),
			"sheet": of_sheet(SHEETS[print_format][1], _("Worked Out for Print")),
		},
	)


def values_for(doc: Document, print_format: str) -> Mapping[str, Any]:
	"""The values of a document by the names of `fields_of`."""
	sheet_of = SHEETS[print_format][0]
	return values_of({"doc": _values(doc), "sheet": sheet_of(doc)}, fields_of(print_format))


def _of_meta(meta: Meta, label: str) -> Group:
	parts: dict[str, Node] = {}
	for field in _printed_fields(meta):
		name = _(field.label)
		if field.fieldtype in table_fields:
			parts[field.fieldname] = Many(name, _of_meta(frappe.get_meta(field.options), name))
		else:
			parts[field.fieldname] = Text(name)
	return Group(label, parts)


def _printed_fields(meta: Meta) -> Iterator[Any]:
	for field in meta.fields:
		if field.hidden or field.permlevel or not field.label:
			continue
		if field.fieldtype not in display_fieldtypes and field.fieldtype not in _UNPRINTED:
			yield field


def _values(doc: Document) -> dict[str, Any]:
	return {
		field.fieldname: [_values(row) for row in doc.get(field.fieldname) or []]
		if field.fieldtype in table_fields
		else _value(doc.get(field.fieldname), field)
		for field in _printed_fields(doc.meta)
	}


def _value(value: Any, field: Any) -> Any:
	if value is None or value == "":
		return ""
	if field.fieldtype == "Currency":
		return money(value).removesuffix(" đồng")
	if field.fieldtype == "Check":
		return _("Yes") if cint(value) else _("No")
	if field.fieldtype in ("Float", "Percent"):
		return figure(flt(value))
	if field.fieldtype == "Date":
		return datetime.date.fromisoformat(str(value)[:10])
	if field.fieldtype == "Select":
		return _(value)
	return value
