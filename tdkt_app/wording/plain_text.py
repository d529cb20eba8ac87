"""Texts that are written and shown as text. Other places print them, some of them on public pages."""

from __future__ import annotations

import re

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, escape_html

_MARKUP = re.compile(r"<[a-z!/?][^>]{0,20}", re.IGNORECASE)


def refuse_markup(doc: Document, *fieldnames: str) -> None:
	"""Throw, naming the field and what was found, when a text contains markup; “a < b” is text.

	The framework's own filter lets texts pass that are JSON or call themselves Markdown, and writes “a &lt; b”; the long
	texts that are checked here go without it.
	"""
	for fieldname in fieldnames:
		if found := _MARKUP.search(cstr(doc.get(fieldname))):
			frappe.throw(
				_("{0} is plain text: take “{1}” out.").format(
					_(doc.meta.get_label(fieldname)), escape_html(found.group())
				)
			)
