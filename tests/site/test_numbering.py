"""Numbers of decisions: 1, 2, 3 … per symbol and year, whoever issues at the same moment."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.site.commune import CHAIRMAN

REPO = Path(__file__).parents[2]
PROCESSES, NUMBERS_EACH = 4, 12
# One process of several: takes numbers, every fourth time gives the transaction up and starts again.
ISSUER = """
import sys, frappe
from tdkt_app.commendation.numbering import issue_number

site, symbol, year, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
frappe.init(site=site, sites_path=".")
frappe.connect()
taken = attempts = 0
while taken < wanted:
	attempts += 1
	number = issue_number(symbol, year)
	if attempts % 4 == 0:
		frappe.db.rollback()
	else:
		frappe.db.commit()
		taken += 1
		print(number)
"""


def last_number(symbol: str, year: int) -> int:
	import frappe

	return frappe.db.get_value("Number Register", {"symbol": symbol, "year": year}, "last_number")


def test_numbers_follow_each_other_as_printed(commune):
	first = commune.issued(symbol="QĐ-THU", decision_date="2025-09-05")
	second = commune.issued(symbol="QĐ-THU", decision_date="2025-09-20")
	assert [first.decision_number, second.decision_number] == ["01/QĐ-THU", "02/QĐ-THU"]
	assert [first.register_entry, second.register_entry] == ["QD-THU-2025/1", "QD-THU-2025/2"]


def test_year_is_that_of_the_decision(commune):
	commune.issued(symbol="QĐ-THU", decision_date="2025-12-31")
	next_year = commune.issued(symbol="QĐ-THU", decision_date="2026-01-02")
	assert next_year.register_entry == "QD-THU-2026/1"


def test_draft_has_no_number_and_takes_none(commune):
	draft = commune.decision(symbol="QĐ-THU", number=7, decision_number="07/QĐ-THU")
	assert (draft.number, draft.decision_number, draft.register_entry) == (0, None, None)
	assert last_number("QĐ-THU", 2025) == 0


def test_a_failed_issue_gives_its_number_back(commune):
	import frappe

	decision = commune.decision(symbol="QĐ-THU", state="Appraised")
	frappe.db.savepoint("issue")
	commune.act(decision, "Issue", CHAIRMAN)
	frappe.db.rollback(save_point="issue")
	assert commune.act(decision, "Issue", CHAIRMAN).decision_number == "01/QĐ-THU"


def test_copy_of_a_decision_has_no_number(commune):
	import frappe

	copy = frappe.copy_doc(commune.issued(symbol="QĐ-THU"), ignore_no_copy=False)
	copy.docstatus = 0  # the framework keeps it in tests only
	copy.recipients[0].achievement = None
	copy.update({"number": 1, "decision_number": "01/QĐ-THU"})
	copy.insert()
	assert (copy.number, copy.decision_number, copy.register_entry, copy.issued_on) == (0, None, None, None)


def test_one_number_stands_once(commune):
	"""The last line of defence is the database's own."""
	import frappe

	first, second = commune.issued(symbol="QĐ-THU"), commune.issued(symbol="QĐ-THU")
	with pytest.raises(Exception) as refusal:
		frappe.db.set_value("Award Decision", second.name, "register_entry", first.register_entry)
	assert frappe.db.is_duplicate_entry(refusal.value)


def test_symbols_that_look_alike_in_ascii_do_not_share_a_register(commune):
	import frappe

	from tdkt_app.commendation.numbering import open_register

	open_register("QĐ-THU", 2025)
	with pytest.raises(frappe.ValidationError, match="cannot be told from"):
		open_register("QD-THU", 2025)


def test_number_of_a_register_that_is_not_open(site):
	import frappe

	from tdkt_app.commendation.numbering import issue_number

	with pytest.raises(frappe.DoesNotExistError, match="QD-CHUA-MO-2025"):
		issue_number("QĐ-CHƯA-MỞ", 2025)


def test_opening_a_register_twice_changes_nothing(site):
	import frappe

	from tdkt_app.commendation.numbering import issue_number, open_register

	open_register("QĐ-THU", 2025)
	issue_number("QĐ-THU", 2025)
	open_register("QĐ-THU", 2025)
	assert last_number("QĐ-THU", 2025) == 1
	assert frappe.db.count("Number Register", {"symbol": "QĐ-THU", "year": 2025}) == 1


def test_settings_open_the_register_of_their_symbol(site):
	import frappe
	from frappe.utils import getdate

	settings = frappe.get_doc("TDKT Settings")
	settings.decision_symbol = "QĐ-CAIDAT"
	settings.save()
	assert last_number("QĐ-CAIDAT", getdate().year) == 0


def test_parallel_issue_leaves_no_gap_and_no_double(site):
	import frappe

	from tdkt_app.commendation.numbering import open_register

	symbol, year = f"QĐ-{frappe.generate_hash(length=6).upper()}", 2025
	open_register(symbol, year)
	frappe.db.commit()

	def run(_worker: int) -> list[int]:
		command = [sys.executable, "-c", ISSUER, site, symbol, str(year), str(NUMBERS_EACH)]
		env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPO), os.environ.get("PYTHONPATH", "")])}
		done = subprocess.run(command, cwd=os.getcwd(), env=env, capture_output=True, text=True, timeout=120)
		assert done.returncode == 0, done.stderr
		return [int(line) for line in done.stdout.split()]

	with ThreadPoolExecutor(PROCESSES) as pool:
		taken = sorted(number for numbers in pool.map(run, range(PROCESSES)) for number in numbers)
	frappe.db.rollback()
	assert taken == list(range(1, PROCESSES * NUMBERS_EACH + 1))
	assert last_number(symbol, year) == PROCESSES * NUMBERS_EACH
