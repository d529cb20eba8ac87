"""Documents a cell may name: written into the drop-down lists, found again when the file is read.

Everything is read with the permissions of the acting user, one query per document type.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping

import frappe

from tdkt_app.excel.sheets import Column, Sheet

_SEPARATOR = " – "


class Choices:
	"""The documents of one type that a column may name."""

	def __init__(self, titles: Mapping[str, str]):
		self.titles = dict(titles)
		self._by_code = {_key(name): name for name in self.titles}
		self._by_title: dict[str, list[str]] = {}
		for name, title in self.titles.items():
			self._by_title.setdefault(_key(title), []).append(name)

	def labels(self) -> list[str]:
		return [self.label(name) for name in self.titles]

	def label(self, name: str | None) -> str:
		"""As it stands in a file: code and title."""
		title = self.titles.get(name or "", "")
		return f"{name}{_SEPARATOR}{title}" if title and title != name else name or ""

	def find(self, text: str) -> list[str]:
		"""Names the text may mean: the code, code and title as in the lists, or the title."""
		for code in (text, text.partition(_SEPARATOR)[0]):
			if _key(code) in self._by_code:
				return [self._by_code[_key(code)]]
		return self._by_title.get(_key(text), [])

	def add(self, name: str, title: str) -> None:
		"""A document that is made by the file itself."""
		if _key(name) not in self._by_code:
			self.titles[name] = title
			self._by_code[_key(name)] = name
			self._by_title.setdefault(_key(title), []).append(name)


def choices_of(sheet: Sheet) -> dict[str, Choices]:
	"""Per linked document type, what may be chosen."""
	return {doctype: Choices(_titles(column)) for doctype, column in sheet.links().items()}


def labels_of(sheet: Sheet, rows: Collection[Mapping]) -> dict[str, Choices]:
	"""Per linked document type, the titles of what stands in the rows, whatever its state is now."""
	found = {}
	for doctype in sheet.links():
		fieldnames = [column.fieldname for column in sheet.columns if column.options == doctype]
		names = {row[fieldname] for row in rows for fieldname in fieldnames if row.get(fieldname)}
		found[doctype] = Choices(_read(doctype, {"name": ("in", list(names))}) if names else {})
	return found


def _titles(column: Column) -> dict[str, str]:
	return _read(column.options, dict(column.filters))


def _read(doctype: str, filters: dict) -> dict[str, str]:
	title = frappe.get_meta(doctype).get_title_field()
	rows = frappe.get_list(
		doctype, filters=filters, fields=["name", title], order_by="name", limit_page_length=0
	)
	return {row.name: row[title] or row.name for row in rows}


def _key(text: str) -> str:
	return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
