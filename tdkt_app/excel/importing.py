"""Rows of a workbook → documents, all or none: new ones, and in update mode changes of those that exist.

A look at a file is the import itself, taken back: what the preview finds good, the import finds good, because the same
controllers, permissions and rules have judged it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, flt, formatdate, getdate, strip_html_tags
from frappe.utils.global_search import update_global_search

from tdkt_app.excel.cells import BadCell, value_of
from tdkt_app.excel.links import Choices, choices_of
from tdkt_app.excel.reading import Line, Table
from tdkt_app.excel.sheets import Column, Sheet

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
_WHOLE_IMPORT, _ONE_ROW = "excel_import", "excel_row"


@dataclass(frozen=True)
class Problem:
	"""A bad cell; `fieldname` is empty when the row as a whole is bad."""

	row: int
	fieldname: str
	expected: str


@dataclass
class Entry:
	"""A row on its way to a document; `stored` is the document it is about, when there is one."""

	line: Line
	values: dict[str, object]
	stored: frappe._dict | None = None


@dataclass(frozen=True)
class Change:
	"""What a good row does: new, changed or unchanged; `before` holds the old text of each changed field."""

	kind: str
	before: dict[str, str]


@dataclass(frozen=True)
class Outcome:
	"""`names` of what was kept; `changes` by row number."""

	names: list[str]
	problems: list[Problem]
	changes: dict[int, Change] = field(default_factory=dict)

	def counts(self) -> dict[str, int]:
		"""{"created", "changed", "unchanged"}: number of rows; of documents where several rows make one."""
		kinds = [change.kind for change in self.changes.values()]
		return {
			"created": kinds.count(NEW) if kinds else len(self.names),
			"changed": kinds.count(CHANGED),
			"unchanged": kinds.count(UNCHANGED),
		}


def bring_in(sheet: Sheet, table: Table, keep: bool, update: bool = False) -> Outcome:
	"""Write the rows as the acting user; taken back when there is any problem, or `keep` is False.

	`update`: a row about a document that exists changes it; an empty cell leaves the stored value.
	"""
	entries, problems = read_entries(sheet, table, update)
	changes: dict[int, Change] = {}
	frappe.db.savepoint(_WHOLE_IMPORT)
	try:
		with unseen_by_others(silent=not keep):
			written = _write_all(sheet, entries, problems, _left_out(sheet, table, entries), changes)
			documents = list(written)
	except Exception:
		frappe.db.rollback(save_point=_WHOLE_IMPORT)
		raise
	problems.sort(key=lambda problem: problem.row)
	if problems or not keep:
		frappe.db.rollback(save_point=_WHOLE_IMPORT)
		return Outcome([], problems, changes)
	for document in documents:
		update_global_search(document)
	return Outcome([document.name for document in documents], problems, changes)


def read_entries(sheet: Sheet, table: Table, update: bool = False) -> tuple[list[Entry], list[Problem]]:
	"""Rows whose cells are good, those that others name first. The number of queries does not grow with the rows."""
	links = choices_of(sheet)
	_admit_rows_of_file(sheet, table, links)
	entries, problems = read_cells(sheet, table, links)
	problems += find_stored(sheet, entries, update)
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
	return {**values, **sheet.fixed}, faults


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


def find_stored(sheet: Sheet, entries: Sequence[Entry], update: bool) -> list[Problem]:
	"""Give each row the document it is about, by its code or by what makes two rows the same thing.

	Problems: a code nobody has, two rows about one thing, and without `update` a row about what exists.
	"""
	stored = _stored_rows(sheet)
	by_name = {row.name: row for row in stored}
	by_identity = {_identity(sheet, row): row for row in stored}
	code_column = next((column.fieldname for column in sheet.columns if column.is_code), None)
	seen: dict[object, int] = {}
	problems = []
	for entry in entries:
		number, code = entry.line.number, entry.values.pop(code_column, None)
		identity = _identity(sheet, entry.values)
		entry.stored = by_name.get(cstr(code).upper())
		if not entry.stored and not (code and update):  # without update a code may be that of another site
			entry.stored = by_identity.get(identity)
		thing = entry.stored.name if entry.stored else identity
		if code and update and not entry.stored:
			problems.append(
				Problem(number, code_column, _("a code that exists; leave the cell empty for a new entry"))
			)
		elif thing in seen:
			expected = _("a new entry: the same stands in row {0}").format(seen[thing])
			problems.append(Problem(number, sheet.identity[0], expected))
		elif entry.stored and not update:
			expected = _(
				"a new entry: {0} exists already. Take this row out of the file, or choose to update"
			).format(entry.stored.name)
			problems.append(Problem(number, code_column if code else sheet.identity[0], expected))
		else:
			seen[thing] = number
	return problems


def _stored_rows(sheet: Sheet) -> list[frappe._dict]:
	table = frappe.qb.DocType(sheet.doctype)
	fields = dict.fromkeys(("name", *sheet.identity, *(column.fieldname for column in sheet.written)))
	query = frappe.qb.from_(table).select(*(table[name] for name in fields))
	for fieldname, value in sheet.fixed.items():
		query = query.where(table[fieldname] == value)
	return query.run(as_dict=True)


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


def _write_all(
	sheet: Sheet,
	entries: Sequence[Entry],
	problems: list[Problem],
	failed: set[str],
	changes: dict[int, Change],
) -> Iterator[Document]:
	self_links = _self_links(sheet)
	for entry in entries:
		if failed.intersection(str(entry.values.get(fieldname)) for fieldname in self_links):
			failed.add(_name_in_file(sheet, entry))
			continue  # its own fault can be judged only when the row it names is good
		change = change_of(sheet, entry)
		if change.kind != UNCHANGED:
			document = _write(sheet, entry, change, problems)
			if document is None:
				failed.add(_name_in_file(sheet, entry))
				continue
			yield document
		changes[entry.line.number] = change


def _write(sheet: Sheet, entry: Entry, change: Change, problems: list[Problem]) -> Document | None:
	"""The written document; None when its controller refused it, which is noted as a problem."""
	frappe.db.savepoint(_ONE_ROW)
	try:
		if change.kind == NEW:
			return frappe.new_doc(sheet.doctype).update(entry.values).insert()
		document = frappe.get_doc(sheet.doctype, entry.stored.name)
		return document.update({field: entry.values[field] for field in change.before}).save()
	except (frappe.ValidationError, frappe.DuplicateEntryError) as error:
		frappe.db.rollback(save_point=_ONE_ROW)
		frappe.clear_messages()
		message = strip_html_tags(str(error))
		problems.append(Problem(entry.line.number, field_in(sheet, message), message))
		return None


def change_of(sheet: Sheet, entry: Entry) -> Change:
	"""What the row does to the stored document."""
	if entry.stored is None:
		return Change(NEW, {})
	before = {
		column.fieldname: shown(column, entry.stored.get(column.fieldname))
		for column in sheet.written
		if column.fieldname in entry.values
		and not _same(column, entry.values[column.fieldname], entry.stored.get(column.fieldname))
	}
	return Change(CHANGED if before else UNCHANGED, before)


def shown(column: Column, value: object) -> str:
	"""A stored value as it would stand in the cell."""
	if column.fieldtype in ("Select", "Check"):
		return column.choices().get(value or (0 if column.fieldtype == "Check" else ""), "")
	if column.fieldtype == "Date":
		return formatdate(value, "dd/MM/yyyy") if value else ""
	if column.fieldtype == "Float":
		return f"{flt(value):g}"
	return cstr(value)


def _same(column: Column, one: object, other: object) -> bool:
	if column.fieldtype in ("Int", "Check"):
		return cint(one) == cint(other)
	if column.fieldtype == "Float":
		return flt(one, 6) == flt(other, 6)
	if column.fieldtype == "Date":
		return bool(one) == bool(other) and (not one or getdate(one) == getdate(other))
	return cstr(one).strip() == cstr(other).strip()


def _name_in_file(sheet: Sheet, entry: Entry) -> str:
	return str(entry.values.get(_code_field(sheet)) or "").upper()


def field_in(sheet: Sheet, message: str) -> str:
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
