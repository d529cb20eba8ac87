"""Awards of the past as one list: rows of a workbook → decisions of the past, all or none.

Rows with the same number, day and issuer are one decision. Whom a row means is found by code, or by name, kind and unit;
a name that fits nobody exactly but resembles somebody is refused with those it may mean: nobody is merged silently.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, strip_html_tags

from tdkt_app.commendation.numbering import register_code
from tdkt_app.excel.importing import Entry, Outcome, Problem, read_cells, unseen_by_others
from tdkt_app.excel.reading import Table
from tdkt_app.excel.sheets import Column, Sheet
from tdkt_app.wording.vietnamese import unaccent

DOCTYPE = "Award Decision"
_WHOLE_IMPORT, _ONE_DECISION = "history_import", "history_decision"
_ALIKE = 0.85
_SHOWN = 5
# What all rows of one decision have in common.
_OF_DECISION = ("subject", "period_from", "period_to", "reason", "paper_archive")


def sheet() -> Sheet:
	"""Columns of the list: first the decision, then whom it awards with what."""
	decision, recipient, honoree = map(frappe.get_meta, (DOCTYPE, "Award Decision Recipient", "Honoree"))

	def column(meta, fieldname: str, required: bool = False, **more) -> Column:
		df = meta.get_field(fieldname)
		return Column(
			fieldname=more.pop("called", fieldname),
			label=more.pop("label", df.label),
			fieldtype=more.pop("fieldtype", "Int" if df.fieldtype == "Currency" else df.fieldtype),
			options=df.options or "",
			required=required,
			length=int(df.length or 140),
			**more,
		)

	return Sheet(
		DOCTYPE,
		(
			column(decision, "manual_number", True),
			column(decision, "symbol", True),
			column(decision, "decision_date", True),
			column(decision, "issued_by"),
			column(decision, "subject", True),
			column(decision, "reason", True),
			column(decision, "period_from"),
			column(decision, "period_to"),
			column(decision, "paper_archive", True),
			column(recipient, "honoree"),
			column(honoree, "kind", True),
			column(honoree, "full_name", True),
			column(honoree, "birth_year"),
			column(honoree, "unit", True),
			column(recipient, "award_type", True),
			column(recipient, "amount"),
			Column("is_new", "Register a New Honoree", "Check"),
		),
		identity=("manual_number", "symbol", "decision_date", "issued_by"),
	)


def bring_in(of: Sheet, table: Table, keep: bool) -> Outcome:
	"""Insert the decisions as the acting user; taken back when there is any problem, or `keep` is False."""
	entries, problems = read_cells(of, table)
	people = _People(entries)
	frappe.db.savepoint(_WHOLE_IMPORT)
	try:
		with unseen_by_others(silent=not keep):
			for entry in entries:
				try:
					entry.values["honoree"] = people.find(entry)
				except frappe.ValidationError as error:
					frappe.clear_messages()
					problems.append(Problem(entry.line.number, "full_name", strip_html_tags(str(error))))
			bad = {problem.row for problem in problems}
			decisions = _grouped(entries)
			names = [
				name
				for rows in decisions.values()
				if not bad.intersection(entry.line.number for entry in rows)
				and (name := _insert(rows, problems))
			]
	except Exception:
		frappe.db.rollback(save_point=_WHOLE_IMPORT)
		raise
	problems.sort(key=lambda problem: problem.row)
	if problems or not keep:
		frappe.db.rollback(save_point=_WHOLE_IMPORT)
		return Outcome([], problems)
	return Outcome(names, problems)


def _grouped(entries: Iterable[Entry]) -> dict[tuple, list[Entry]]:
	decisions: dict[tuple, list[Entry]] = defaultdict(list)
	for entry in entries:
		values = entry.values
		symbol = f"{values['symbol']} {values.get('issued_by') or ''}"
		register = register_code(symbol, getdate(values["decision_date"]).year)
		decisions[register, str(values["manual_number"]).lstrip("0").casefold()].append(entry)
	return decisions


def _insert(rows: Sequence[Entry], problems: list[Problem]) -> str:
	"""The name of the decision, empty when it is bad."""
	first = rows[0].values
	for entry in rows[1:]:
		for fieldname in ("decision_date", *_OF_DECISION):
			if entry.values.get(fieldname) != first.get(fieldname):
				expected = _("the same as in row {0}, which is of the same decision").format(
					rows[0].line.number
				)
				problems.append(Problem(entry.line.number, fieldname, expected))
				return ""
	decision = frappe.new_doc(DOCTYPE)
	decision.update({"is_historical": 1, "symbol": first["symbol"], "decision_date": first["decision_date"]})
	decision.update({"manual_number": first["manual_number"], "issued_by": first.get("issued_by")})
	decision.update({fieldname: first.get(fieldname) for fieldname in _OF_DECISION})
	for entry in rows:
		decision.append("recipients", _recipient(entry.values))
	frappe.db.savepoint(_ONE_DECISION)
	try:
		_check_not_entered(decision)
		decision.insert()
	except (frappe.ValidationError, frappe.DuplicateEntryError) as error:
		frappe.db.rollback(save_point=_ONE_DECISION)
		frappe.clear_messages()
		problems.append(Problem(rows[0].line.number, "manual_number", strip_html_tags(str(error))))
		return ""
	return decision.name


def _recipient(values: dict) -> dict:
	return {
		"honoree": values["honoree"],
		"award_type": values["award_type"],
		"recipient_name": values["full_name"],
		"unit": values["unit"],
		"amount": values.get("amount") or 0,
	}


def _check_not_entered(decision: Document) -> None:
	"""A list that is brought in twice brings nothing twice, confirmed or not."""
	same = {
		"manual_number": decision.manual_number,
		"symbol": decision.symbol,
		"decision_date": decision.decision_date,
		"issued_by": decision.issued_by or ("is", "not set"),
	}
	if other := frappe.db.get_value(DOCTYPE, same):
		frappe.throw(
			_("a new decision: {0} has this number and day. Take its rows out of the file").format(other)
		)


@dataclass(frozen=True)
class _Person:
	name: str
	full_name: str
	search_name: str
	kind: str
	unit: str
	unit_name: str
	birth_year: int

	def shown(self) -> str:
		born = f", {self.birth_year}" if self.birth_year else ""
		return f"{self.name} – {self.full_name}{born} ({self.unit_name})"


class _People:
	"""The honorees the rows may mean, read once; those a file registers join them."""

	def __init__(self, entries: Sequence[Entry]):
		self.entries = entries
		self.known = [
			_Person(**row)
			for row in _honorees({entry.values["kind"] for entry in entries if "kind" in entry.values})
		]
		self.successors = _successors({entry.values["unit"] for entry in entries})
		self.registered: dict[tuple, str] = {}

	def find(self, entry: Entry) -> str:
		"""Name of the honoree, registered when nobody resembles him. Throws with the candidates when in doubt."""
		values = entry.values
		if values.get("honoree"):
			return self._named(values)
		key = (values["kind"], unaccent(values["full_name"]), values["unit"], cint(values.get("birth_year")))
		if key in self.registered:
			return self.registered[key]
		alike = self._alike(values)
		exact = [person for person in alike if self._is_same(person, values)]
		if len(exact) == 1 and not values.get("is_new"):
			return exact[0].name
		if alike and not values.get("is_new"):
			shown = "; ".join(person.shown() for person in (exact or alike)[:_SHOWN])
			frappe.throw(
				_("the code of the one that is meant, or “{0}” in the column “{1}”. It may be: {2}").format(
					_("Yes"), _("Register a New Honoree"), shown
				)
			)
		self.registered[key] = _register(values)
		return self.registered[key]

	def _named(self, values: dict) -> str:
		person = next((one for one in self.known if one.name == values["honoree"]), None)
		if person is None or person.kind != values["kind"]:
			frappe.throw(_("an honoree of the kind {0} under this code").format(_(values["kind"])))
		if not _resembles(person.search_name, unaccent(values["full_name"])):
			frappe.throw(_("the name of the honoree with this code, which is {0}").format(person.full_name))
		return person.name

	def _alike(self, values: dict) -> list[_Person]:
		wanted, units = unaccent(values["full_name"]), self.successors[values["unit"]]
		return [
			person
			for person in self.known
			if person.kind == values["kind"]
			and (
				person.search_name == wanted
				or (person.unit in units and _resembles(person.search_name, wanted))
			)
		]

	def _is_same(self, person: _Person, values: dict) -> bool:
		born = cint(values.get("birth_year"))
		return (
			person.full_name.casefold() == values["full_name"].casefold()
			and person.unit in self.successors[values["unit"]]
			and (not born or not person.birth_year or born == person.birth_year)
		)


def _resembles(one: str, other: str) -> bool:
	return difflib.SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _honorees(kinds: set[str]) -> list[dict]:
	rows = frappe.get_list(
		"Honoree",
		filters={"kind": ("in", list(kinds) or [""])},
		fields=["name", "full_name", "search_name", "kind", "unit", "birth_year"],
		limit_page_length=0,
	)
	table = frappe.qb.DocType("Emulation Unit")
	titles = dict(frappe.qb.from_(table).select(table.name, table.unit_name).run())
	return [
		{**row, "unit_name": titles.get(row.unit, row.unit), "birth_year": cint(row.birth_year)}
		for row in rows
	]


def _successors(units: set[str]) -> dict[str, set[str]]:
	"""For each unit itself and the units that took it over: there its people are registered now."""
	table = frappe.qb.DocType("Emulation Unit")
	rows = (
		frappe.qb.from_(table)
		.select(table.name, table.succeeded_by)
		.where(table.succeeded_by.isnotnull())
		.run()
	)
	followed = dict(rows)
	found = {}
	for unit in units:
		found[unit], step = {unit}, followed.get(unit)
		while step and step not in found[unit]:
			found[unit].add(step)
			step = followed.get(step)
	return found


def _register(values: dict) -> str:
	honoree = frappe.new_doc("Honoree")
	honoree.update({field: values.get(field) for field in ("kind", "full_name", "birth_year", "unit")})
	return honoree.insert().name
