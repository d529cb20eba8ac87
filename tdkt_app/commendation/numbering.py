"""Numbers of decisions: per symbol and year, from 1, without gaps or doubles.

A number is taken in the transaction that issues the decision, under a row lock: whoever issues next waits for its
commit, and a rollback gives the number back. The row of a symbol and year is created when a decision is drafted,
because a lock on a row that is not there yet, followed by its insertion, deadlocks under concurrent issue.
"""

from __future__ import annotations

import itertools
import re
from itertools import islice
from typing import NamedTuple

import frappe
from frappe import _

from tdkt_app.wording.vietnamese import unaccent

MANUAL = "Manual"
_WRITTEN_NUMBER = re.compile(r"0*(\d{1,6})([A-Za-z]?)", re.ASCII)


class GivenNumber(NamedTuple):
	"""A number of a register; on paper one may have been put between: "15a" is (15, "a")."""

	number: int
	letter: str

	@property
	def key(self) -> str:
		return f"{self.number}{self.letter}"


def register_code(symbol: str, year: int) -> str:
	"""ASCII key of a register: ("QĐ-UBND", 2025) → "QD-UBND-2025"."""
	ascii_symbol = re.sub(r"[^A-Z0-9]+", "-", unaccent(symbol).upper()).strip("-")
	return f"{ascii_symbol}-{year}"


def register_entry(symbol: str, year: int, number: int | str) -> str:
	"""Key of one number in its register, unique among all decisions: "QD-UBND-2025/12"."""
	return f"{register_code(symbol, year)}/{number}"


def printed_number(symbol: str, number: int, letter: str = "") -> str:
	"""Number and symbol as printed, a zero before numbers below 10: "05/QĐ-UBND". Source: NĐ 30/2020/NĐ-CP Phụ lục I."""
	return f"{number:02}{letter}/{symbol}"


def open_register(symbol: str, year: int) -> None:
	"""Create the register of `symbol` and `year` unless it is there. Throws when another symbol already has its code."""
	code = register_code(symbol, year)
	known_symbol = frappe.db.get_value("Number Register", code, "symbol")
	if known_symbol is None:
		register = frappe.new_doc("Number Register")
		register.update({"register_code": code, "symbol": symbol, "year": year})
		register.numbering = _latest_numbering(symbol)
		# Nobody holds the permission to create registers: they are opened here and nowhere else.
		register.insert(ignore_permissions=True, ignore_if_duplicate=True)
	elif known_symbol != symbol:
		frappe.throw(
			_("Symbol {0} cannot be told from {1} in the register {2}. Use one of them.").format(
				symbol, known_symbol, code
			)
		)


def issue_number(symbol: str, year: int) -> int:
	"""The next number of the register; holds its row lock until the transaction ends.

	Throws frappe.DoesNotExistError when the register has not been opened.
	"""
	return issue_numbers(symbol, year, 1)[0]


def issue_numbers(symbol: str, year: int, count: int) -> list[int]:
	"""The next `count` numbers of the register, under one lock; see `issue_number`.

	Automatic numbers go on after the last one on paper and leave out those that were entered from paper.
	"""
	code = register_code(symbol, year)
	register = _locked(code)
	last = max(register.last_number, register.paper_last_number)
	entered = _entered_above(code, last)
	numbers = list(islice((number for number in itertools.count(last + 1) if number not in entered), count))
	if numbers:
		frappe.db.set_value("Number Register", code, "last_number", numbers[-1])
	return numbers


def lock_register(symbol: str, year: int) -> None:
	"""Hold the register until the transaction ends, before anything is read that its numbers depend on.

	Locks taken in this order by everybody do not deadlock.
	"""
	_locked(register_code(symbol, year))


def is_manual(symbol: str, year: int) -> bool:
	"""Whether the numbers of the register are given on paper and only entered here."""
	return frappe.db.get_value("Number Register", register_code(symbol, year), "numbering") == MANUAL


def enter_number(symbol: str, year: int, text: str, decision: str) -> GivenNumber:
	"""Take a number given on paper for a decision; holds the register's row lock until the transaction ends.

	Throws when the text is no number, or another decision has it.
	"""
	code = register_code(symbol, year)
	_locked(code)
	given = read_number(text)
	entry = f"{code}/{given.key}"
	other = frappe.db.get_value(
		"Award Decision",
		{"register_entry": entry, "name": ("!=", decision)},
		("name", "subject"),
		as_dict=True,
		for_update=True,
	)
	if other:
		frappe.throw(
			_("Number {0} of the year {1} already stands in the decision {2} ({3}).").format(
				printed_number(symbol, *given), year, other.name, other.subject
			),
			frappe.DuplicateEntryError,
		)
	return given


def read_number(text: str) -> GivenNumber:
	""" "12", "05" or "15a" as clerks write numbers. Throws for anything else."""
	found = _WRITTEN_NUMBER.fullmatch((text or "").strip())
	if not found or not int(found[1]):
		frappe.throw(
			_(
				"Number in the Paper Register: “{0}” is none. Write the number without its symbol: 12 or 15a."
			).format(text or "")
		)
	return GivenNumber(int(found[1]), found[2].lower())


def _latest_numbering(symbol: str) -> str | None:
	"""A new year goes on as the year before."""
	return frappe.db.get_value("Number Register", {"symbol": symbol}, "numbering", order_by="year desc")


def _locked(code: str) -> frappe._dict:
	fields = ("last_number", "paper_last_number")
	register = frappe.db.get_value("Number Register", code, fields, as_dict=True, for_update=True)
	if register is None:
		frappe.throw(
			_("Number register {0} is not open: save the draft once more, then issue it.").format(code),
			frappe.DoesNotExistError,
		)
	return register


def _entered_above(code: str, number: int) -> set[int]:
	"""Numbers from paper that lie ahead. Read as it stands now, not as it stood when the transaction began."""
	table = frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(table)
		.select(table.number)
		.where(table.register_entry.like(f"{code}/%") & (table.number > number))
	)
	return {entered for (entered,) in query.for_update().run()}
