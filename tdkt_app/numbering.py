"""Numbers of decisions: per symbol and year, from 1, without gaps or doubles.

A number is taken in the transaction that issues the decision, under a row lock: whoever issues next waits for its
commit, and a rollback gives the number back. The row of a symbol and year is created when a decision is drafted,
because a lock on a row that is not there yet, followed by its insertion, deadlocks under concurrent issue.
"""

from __future__ import annotations

import re

import frappe
from frappe import _

from tdkt_app.vietnamese import unaccent


def register_code(symbol: str, year: int) -> str:
	"""ASCII key of a register: ("QĐ-UBND", 2025) → "QD-UBND-2025"."""
	ascii_symbol = re.sub(r"[^A-Z0-9]+", "-", unaccent(symbol).upper()).strip("-")
	return f"{ascii_symbol}-{year}"


def register_entry(symbol: str, year: int, number: int) -> str:
	"""Key of one number in its register, unique among all decisions: "QD-UBND-2025/12"."""
	return f"{register_code(symbol, year)}/{number}"


def printed_number(symbol: str, number: int) -> str:
	"""Number and symbol as printed, a zero before numbers below 10: "05/QĐ-UBND". Source: NĐ 30/2020/NĐ-CP Phụ lục I."""
	return f"{number:02}/{symbol}"


def open_register(symbol: str, year: int) -> None:
	"""Create the register of `symbol` and `year` unless it is there. Throws when another symbol already has its code."""
	code = register_code(symbol, year)
	known_symbol = frappe.db.get_value("Number Register", code, "symbol")
	if known_symbol is None:
		register = frappe.new_doc("Number Register")
		register.update({"register_code": code, "symbol": symbol, "year": year})
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
	code = register_code(symbol, year)
	last_number = frappe.db.get_value("Number Register", code, "last_number", for_update=True)
	if last_number is None:
		frappe.throw(
			_("Number register {0} is not open: save the draft once more, then issue it.").format(code),
			frappe.DoesNotExistError,
		)
	frappe.db.set_value("Number Register", code, "last_number", last_number + 1)
	return last_number + 1
