"""Rows of a workbook → documents, all or none.

A look at a file is the import itself, taken back: what the preview finds good, the import finds good, because the same
controllers, permissions and rules have judged it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, strip_html_tags
from frappe.utils.global_search import update_global_search

from tdkt_app.excel.cells import BadCell, value_of
from tdkt_app.excel.links import Choices, choices_of
from tdkt_app.excel.reading import Line, Table
from tdkt_app.excel.sheets import Sheet

_WHOLE_IMPORT, _ONE_ROW = "excel_import", "excel_row"


@dataclass(frozen=True)
class Problem:
	"""A bad cell; `fieldname` is empty when the row as a whole is bad."""

	row: int
	fieldname: str
	expected: str


@dataclass
class Entry:
	"""A row on its way to a document."""

	line: Line
	values: dict[str, object]


@dataclass(frozen=True)
class Outcome:
	"""`names` of what was kept."""

	names: list[str]
	problems: list[Problem]


def bring_in(sheet: Sheet, table: Table, keep: bool) -> Outcome:
	"""Insert the rows as the acting user; taken back when there is any problem, or `keep` is False."""
	entries, problems = read_entries(sheet, table)
	frappe.db.savepoint(_WHOLE_IMPORT)
	try:
		with unseen_by_others(silent=not keep):
			documents = list(_insert_all(sheet, entries, problems, _left_out(sheet, table, entries)))
	except Exception:
		frappe.db.rollback(save_point=_WHOLE_IMPORT)
		raise
	problems.sort(key=lambda problem: problem.row)
	if problems or not keep:
		frappe.db.rollback(save_point=_WHOLE_IMPORT)
		return Outcome([], problems)
	for document in documents:
		update_global_search(document)
	return Outcome([document.name for document in documents], problems)


def read_entries(sheet: Sheet, table: Table) -> tuple[list[Entry], list[Problem]]:
	"""Rows whose cells are good, those that others name first. The number of queries does not grow with the rows."""
	links = choices_of(sheet)
	_admit_rows_of_file(sheet, table, links)
	entries, problems = read_cells(sheet, table, links)
	problems += _repeated(sheet, entries)
	entries = _without(entries, problems)
	if sheet.doctype in links:
		entries, circles = _in_order(sheet, entries)
		problems += circles
	return entries, problems


def read_cells(
	sheet: Sheet, table: Table, links: dict[str, Choices] | None = None
) -> tuple[list[Entry], list[Problem]]:
	"""Rows whose cells are good, each cell judged on its own."""
	links = choices_of(sheet) if links is None else links
	entries, problems = [], []
	for line in table.lines:
		values, faults = _values(sheet, table, line, links)
		problems += faults
		if not faults:
			entries.append(Entry(line, values))
	return entries, problems


def _values(
	sheet: Sheet, table: Table, line: Line, links: dict[str, Choices]
) -> tuple[dict[str, object], list[Problem]]:
	values, faults = {}, []
	for column in table.columns:
		try:
			value = value_of(column, line.cells[column.fieldname], links)
		except BadCell as bad:
			faults.append(Problem(line.number, column.fieldname, str(bad)))
			continue
		if value is not None:
			values[column.fieldname] = value
	return values, faults


def _admit_rows_of_file(sheet: Sheet, table: Table, links: dict[str, Choices]) -> None:
	"""A row may name another row of the same file by its code."""
	code = _code_field(sheet)
	if not code or sheet.doctype not in links:
		return
	title = frappe.get_meta(sheet.doctype).get_title_field()
	for line in table.lines:
		if line.cells[code].text:
			links[sheet.doctype].add(line.cells[code].text.upper(), line.cells[title].text)


def _code_field(sheet: Sheet) -> str:
	autoname = frappe.get_meta(sheet.doctype).autoname or ""
	return autoname.removeprefix("field:") if autoname.startswith("field:") else ""


def _self_links(sheet: Sheet) -> list[str]:
	return [column.fieldname for column in sheet.columns if column.options == sheet.doctype]


def _repeated(sheet: Sheet, entries: Sequence[Entry]) -> list[Problem]:
	"""Rows that are the same thing as an earlier row or as a document that exists."""
	table = frappe.qb.DocType(sheet.doctype)
	stored = (
		frappe.qb.from_(table).select(table.name, *(table[name] for name in sheet.identity)).run(as_dict=True)
	)
	existing = {_identity(sheet, row): row.name for row in stored}
	seen: dict[tuple, int] = {}
	problems = []
	for entry in entries:
		identity, number = _identity(sheet, entry.values), entry.line.number
		if identity in existing:
			expected = _("a new entry: {0} exists already. Take this row out of the file").format(
				existing[identity]
			)
		elif identity in seen:
			expected = _("a new entry: the same stands in row {0}").format(seen[identity])
		else:
			seen[identity] = number
			continue
		problems.append(Problem(number, sheet.identity[0], expected))
	return problems


def _identity(sheet: Sheet, row: dict) -> tuple[str, ...]:
	return tuple(" ".join(cstr(row.get(name) or "").split()).casefold() for name in sheet.identity)


def _without(entries: Iterable[Entry], problems: Iterable[Problem]) -> list[Entry]:
	bad = {problem.row for problem in problems}
	return [entry for entry in entries if entry.line.number not in bad]


def _in_order(sheet: Sheet, entries: Sequence[Entry]) -> tuple[list[Entry], list[Problem]]:
	"""Rows after those they name; rows that name each other in a circle are problems."""
	code = _code_field(sheet)
	self_links = _self_links(sheet)
	waiting = {str(entry.values[code]).upper(): entry for entry in entries}
	ordered: list[Entry] = []

	def named_by(entry: Entry) -> dict[str, str]:
		return {str(entry.values[f]): f for f in self_links if entry.values.get(f) in waiting}

	while ready := [name for name, entry in waiting.items() if not named_by(entry)]:
		ordered += [waiting.pop(name) for name in ready]
	problems = []
	for name, entry in waiting.items():
		circle = _circle(name, {key: list(named_by(other)) for key, other in waiting.items()})
		if circle:
			fieldname = named_by(entry)[circle[1]]
			expected = _("another unit: these name each other in a circle: {0}").format(" → ".join(circle))
			problems.append(Problem(entry.line.number, fieldname, expected))
	return ordered, problems


def _circle(start: str, named: dict[str, list[str]]) -> list[str]:
	"""The way from a row back to itself, empty when there is none."""
	ways, seen = [[start]], set()
	while ways:
		way = ways.pop(0)
		for name in named[way[-1]]:
			if name == start:
				return [*way, start]
			if name not in seen:
				seen.add(name)
				ways.append([*way, name])
	return []


def _left_out(sheet: Sheet, table: Table, entries: Sequence[Entry]) -> set[str]:
	"""Codes of the rows that will not become documents."""
	code = _code_field(sheet)
	if not code:
		return set()
	names = {line.cells[code].text.upper() for line in table.lines}
	return names.difference(_name_in_file(sheet, entry) for entry in entries)


def _insert_all(
	sheet: Sheet, entries: Sequence[Entry], problems: list[Problem], failed: set[str]
) -> Iterator[Document]:
	self_links = _self_links(sheet)
	for entry in entries:
		if failed.intersection(str(entry.values.get(fieldname)) for fieldname in self_links):
			failed.add(_name_in_file(sheet, entry))
			continue  # its own fault can be judged only when the row it names is good
		frappe.db.savepoint(_ONE_ROW)
		document = frappe.new_doc(sheet.doctype)
		document.update(entry.values)
		try:
			document.insert()
		except (frappe.ValidationError, frappe.DuplicateEntryError) as error:
			frappe.db.rollback(save_point=_ONE_ROW)
			frappe.clear_messages()
			message = strip_html_tags(str(error))
			problems.append(Problem(entry.line.number, _field_in(sheet, message), message))
			failed.add(_name_in_file(sheet, entry))
		else:
			yield document


def _name_in_file(sheet: Sheet, entry: Entry) -> str:
	return str(entry.values.get(_code_field(sheet)) or "").upper()


def _field_in(sheet: Sheet, message: str) -> str:
	"""The first field whose label stands in a message of a controller."""
	said = message.casefold()
	places = {}
	for column in sheet.written:
		place = said.find(_(column.label).casefold())
		if place >= 0:
			# Of two labels at one place the longer is meant: “Unit” and “Unit Code”.
			places[place, -len(column.label)] = column.fieldname
	return places[min(places)] if places else ""


@contextmanager
def unseen_by_others(silent: bool) -> Iterator[None]:
	"""Nothing that may be taken back reaches the search index, and a mere look sends no notifications."""
	before, in_import = frappe.local.conf.get("disable_global_search"), frappe.flags.in_import
	frappe.local.conf.disable_global_search = 1
	frappe.flags.in_import = in_import or silent
	try:
		yield
	finally:
		frappe.local.conf.disable_global_search = before
		frappe.flags.in_import = in_import
