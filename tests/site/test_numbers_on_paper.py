"""Numbers that come from paper: registers kept by hand, and decisions of the past."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.site.commune import AUDITOR, CHAIRMAN, COUNCIL, MANAGER, OFFICER, UNIT_A
from tests.site.later_decisions import historical

REPO = Path(__file__).parents[2]
OTHER_OFFICER = "officer-2@test.example"
# One process of several: enters the same number for its own decision.
CLERK = """
import sys, frappe
from tdkt_app.commendation.numbering import enter_number, register_entry

site, symbol, year, number, decision = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5]
frappe.init(site=site, sites_path=".")
frappe.connect()
try:
	given = enter_number(symbol, year, number, decision)
	entry = {"number": given.number, "register_entry": register_entry(symbol, year, given.key)}
	frappe.db.set_value("Award Decision", decision, entry)
	frappe.db.commit()
	print("taken")
except frappe.DuplicateEntryError:
	frappe.db.rollback()
	print("refused")
"""


@pytest.fixture
def by_hand():
	"""`by_hand("QĐ-TAY", 2025)`: that register is kept on paper."""
	import frappe

	from tdkt_app.commendation.numbering import open_register, register_code

	def keep(symbol: str, year: int) -> None:
		open_register(symbol, year)
		register = frappe.get_doc("Number Register", register_code(symbol, year))
		register.numbering = "Manual"
		register.save()

	return keep


@pytest.fixture
def second(make_user):
	return make_user(OTHER_OFFICER, "TDKT Officer")


def confirmed(decision, user: str):
	import frappe

	from tdkt_app.doctype.award_decision.historical import confirm

	before = frappe.session.user
	frappe.set_user(user)
	try:
		return confirm([decision.name])["results"][0]["problem"]
	finally:
		frappe.set_user(before)


def test_number_is_entered_and_printed_as_the_clerk_wrote_it(commune, by_hand):
	by_hand("QĐ-TAY", 2025)
	one = commune.issued(symbol="QĐ-TAY", manual_number="7")
	two = commune.issued(symbol="QĐ-TAY", manual_number="07a")
	assert (one.decision_number, one.register_entry, one.number) == ("07/QĐ-TAY", "QD-TAY-2025/7", 7)
	assert (two.decision_number, two.register_entry) == ("07a/QĐ-TAY", "QD-TAY-2025/7a")


def test_paper_register_needs_its_number(commune, by_hand):
	import frappe

	by_hand("QĐ-TAY", 2025)
	with pytest.raises(frappe.ValidationError, match="Number in the Paper Register"):
		commune.issued(symbol="QĐ-TAY")


def test_number_stands_once_in_its_year(commune, by_hand):
	import frappe

	by_hand("QĐ-TAY", 2025)
	first = commune.issued(symbol="QĐ-TAY", manual_number="7")
	with pytest.raises(frappe.DuplicateEntryError, match=first.name):
		commune.issued(symbol="QĐ-TAY", manual_number="07")
	by_hand("QĐ-TAY", 2026)
	assert commune.issued(symbol="QĐ-TAY", manual_number="7", decision_date="2026-02-02").number == 7


@pytest.mark.parametrize("number", ["0", "abc", "7/QĐ-UBND", "-3", "1.5", "١", "7ab", "12345678"])
def test_what_is_no_number(commune, by_hand, number):
	import frappe

	by_hand("QĐ-TAY", 2025)
	with pytest.raises(frappe.ValidationError, match="Write the number without its symbol"):
		commune.decision(symbol="QĐ-TAY", manual_number=number)


def test_automatic_register_takes_no_entered_number(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="are automatic"):
		commune.decision(symbol="QĐ-THU", manual_number="7")


def test_new_year_goes_on_by_hand(by_hand):
	from tdkt_app.commendation.numbering import is_manual, open_register

	by_hand("QĐ-TAY", 2025)
	open_register("QĐ-TAY", 2026)
	assert is_manual("QĐ-TAY", 2026)


def test_automatic_numbers_go_on_after_the_paper(commune):
	import frappe

	from tdkt_app.commendation.numbering import open_register

	open_register("QĐ-THU", 2025)
	register = frappe.get_doc("Number Register", "QD-THU-2025")
	register.paper_last_number = 40
	register.save()
	assert commune.issued(symbol="QĐ-THU").decision_number == "41/QĐ-THU"
	register.reload()
	register.paper_last_number = 50
	with pytest.raises(frappe.ValidationError, match="before the first automatic number"):
		register.save()


@pytest.mark.parametrize(
	("user", "allowed"), [(MANAGER, True), (OTHER_OFFICER, False), (CHAIRMAN, False), (AUDITOR, False)]
)
def test_who_sets_how_numbers_come(commune, second, user, allowed):
	import frappe

	assert frappe.has_permission("Number Register", "write", user=user) is allowed


@pytest.mark.parametrize("field", ["last_number", "symbol", "year"])
def test_manager_does_not_move_a_register(commune, as_user, field):
	import frappe

	register = frappe.get_last_doc("Number Register")
	register.set(field, "QĐ-KHAC" if field == "symbol" else 77)
	with as_user(MANAGER), pytest.raises((frappe.PermissionError, frappe.ValidationError)):
		register.save()


def test_one_number_in_parallel(commune, site, by_hand):
	"""Six clerks enter the same number for six decisions at one moment: one has it."""
	import frappe

	symbol = f"QĐ-{frappe.generate_hash(length=6).upper()}"
	by_hand(symbol, 2025)
	decisions = [commune.decision(symbol=symbol).name for _ in range(6)]
	frappe.db.commit()

	def run(decision: str) -> str:
		command = [sys.executable, "-c", CLERK, site, symbol, "2025", "9", decision]
		env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPO), os.environ.get("PYTHONPATH", "")])}
		done = subprocess.run(command, cwd=os.getcwd(), env=env, capture_output=True, text=True, timeout=180)
		assert done.returncode == 0, done.stderr
		return done.stdout.strip().splitlines()[-1]

	with ThreadPoolExecutor(6) as pool:
		outcomes = sorted(pool.map(run, decisions))
	frappe.db.rollback()
	assert outcomes == ["refused"] * 5 + ["taken"]


# Decisions of the past


def test_decision_of_the_past_counts_after_the_second_person(commune, second):
	import frappe

	from tdkt_app.law.finding_facts import _past_awards

	decision = historical(commune, OFFICER)
	honoree = decision.recipients[0].honoree
	assert _past_awards({honoree}, "")[honoree] == []
	assert confirmed(decision, second) == ""
	decision.reload()
	assert (decision.docstatus, decision.decision_number, decision.confirmed_by) == (1, "15/QĐ-UBND", second)
	assert (decision.workflow_state, decision.total_amount) == ("Issued", 300_000)
	(award,) = _past_awards({honoree}, "")[honoree]
	assert (award.decision, award.period, award.year) == ("15/QĐ-UBND", None, 2019)
	assert not frappe.db.exists("Reward Payment", {"decision": decision.name})
	assert decision.signer_name is None and decision.authority_name is None


def test_it_takes_no_automatic_number_and_leaves_none_out(commune, second):
	decision = historical(commune, OFFICER, symbol="QĐ-THU", decision_date="2024-05-05", manual_number="2")
	assert confirmed(decision, second) == ""
	numbers = [commune.issued(symbol="QĐ-THU", decision_date="2024-09-09").number for _ in range(3)]
	assert numbers == [1, 3, 4]


def test_chairman_may_confirm(commune):
	assert confirmed(historical(commune, OFFICER), CHAIRMAN) == ""


def test_confirmed_decision_is_issued_and_may_be_published(commune):
	from tdkt_app.portal.honour_roll import Wanted, awards

	decision = historical(commune, OFFICER)
	assert confirmed(decision, CHAIRMAN) == ""
	decision.reload()
	assert decision.workflow_state == "Issued"
	assert awards(Wanted(year=2019))[0] == []
	published = commune.act(decision, "Publish", OFFICER)
	assert published.workflow_state == "Published" and published.published_on
	(award,) = awards(Wanted(year=2019))[0]
	assert (award.decided, award.decision_number) == ("20/12/2019", "15/QĐ-UBND")


def test_nobody_confirms_what_he_wrote(commune, second):
	import frappe

	decision = historical(commune, OFFICER)
	assert "second person" in confirmed(decision, OFFICER)
	decision.reload()
	with commune.as_user(second):
		decision.subject = "Khen thưởng năm 2019 (đã đối chiếu)"
		decision.save()
	assert "second person" in confirmed(decision, second)
	assert confirmed(decision, OFFICER) == ""
	assert frappe.db.get_value("Award Decision", decision.name, "confirmed_by") == OFFICER


@pytest.mark.parametrize("user", [COUNCIL, MANAGER, AUDITOR, UNIT_A])
def test_others_do_not_confirm(commune, user):
	import frappe

	decision = historical(commune, OFFICER)
	with pytest.raises(frappe.PermissionError):
		confirmed(decision, user)


def test_confirming_changes_nothing_else(commune, as_user):
	import frappe

	decision = historical(commune, OFFICER)
	decision.reason = "lý do khác"
	with as_user(CHAIRMAN), pytest.raises(frappe.PermissionError, match="no longer what was sent"):
		decision.submit()


def test_a_decision_of_today_is_not_confirmed_past_the_chairman(commune, as_user, second):
	import frappe

	draft = commune.decision(state="Draft")
	draft.is_historical = 1
	with as_user(second), pytest.raises((frappe.PermissionError, frappe.ValidationError)):
		draft.submit()
	assert "is not a decision of the past" in confirmed(commune.decision(), second)


@pytest.mark.parametrize(
	("values", "said"),
	[
		({"decision_date": "2025-01-01"}, "the paper register was kept until"),
		({"paper_archive": None}, "where its paper is kept"),
		({"manual_number": "7/QĐ"}, "without its symbol"),
		({"row": {"amount": -5}}, "whole number of đồng"),
		({"row": {"amount": 0.5}}, "whole number of đồng"),
		({"decision_kind": "Annulment"}, "Does not belong"),
	],
)
def test_bad_entry(commune, values, said):
	import frappe

	with pytest.raises(frappe.ValidationError, match=said):
		historical(commune, OFFICER, **values)


def test_number_is_needed_to_confirm(commune):
	assert "Number in the Paper Register" in confirmed(
		historical(commune, OFFICER, manual_number=None), CHAIRMAN
	)


def test_same_number_twice_is_told_with_the_other(commune):
	first = historical(commune, OFFICER)
	second = historical(commune, OFFICER, manual_number="015")
	assert confirmed(first, CHAIRMAN) == ""
	assert first.name in confirmed(second, CHAIRMAN)


def test_another_authority_has_its_own_numbers(commune):
	own = historical(commune, OFFICER)
	province = historical(commune, OFFICER, issued_by="UBND tỉnh Thái Nguyên", row={"award_type": "BK"})
	assert confirmed(own, CHAIRMAN) == "" and confirmed(province, CHAIRMAN) == ""
	province.reload()
	assert province.decision_number == "15/QĐ-UBND"


def test_names_and_money_are_those_of_the_paper(commune):
	decision = historical(
		commune,
		OFFICER,
		row={"recipient_name": "Ng. Đình Ái", "unit_name": "Thôn Đình cũ", "amount": 150_000},
	)
	row = decision.recipients[0]
	assert (row.recipient_name, row.unit_name, row.amount, row.base_salary) == (
		"Ng. Đình Ái",
		"Thôn Đình cũ",
		150_000,
		0,
	)


def test_rules_are_shown_and_do_not_stop(commune, as_user):
	"""A giấy khen of 2019 finds no rule of 2019; it was given all the same."""
	from tdkt_app.law import findings

	decision = historical(commune, OFFICER, period_from="2019-01-01", period_to="2019-12-01")
	with as_user(OFFICER):
		assert findings.of_document("Award Decision", decision.name)["findings"]
	assert confirmed(decision, CHAIRMAN) == ""


def test_flag_does_not_change_after_the_first_save(commune):
	import frappe

	decision = historical(commune, OFFICER)
	decision.is_historical = 0
	with pytest.raises(frappe.ValidationError):
		decision.save()


@pytest.mark.parametrize(
	"field", ["manual_number", "paper_archive", "scan", "issued_by", "confirmed_by", "subject"]
)
def test_field_of_a_confirmed_decision(commune, as_user, field):
	import frappe

	decision = historical(commune, OFFICER)
	assert confirmed(decision, CHAIRMAN) == ""
	decision.reload()
	before = decision.as_dict()
	decision.set(field, "Administrator" if field == "confirmed_by" else "99")
	with as_user(CHAIRMAN), pytest.raises((frappe.PermissionError, frappe.ValidationError)):
		decision.save()
	assert frappe.get_doc("Award Decision", decision.name).as_dict() == before


def test_over_the_wire(commune, http, second):
	"""PUT with docstatus 1 by the one who entered it is refused, by the second person it is a confirmation."""
	import frappe

	decision = historical(commune, OFFICER, manual_number="615")
	frappe.db.commit()
	path = f"/api/resource/Award Decision/{decision.name}"
	assert http("PUT", path, user=OFFICER, json={"docstatus": 1}).status_code == 403
	assert http("PUT", path, user=second, json={"docstatus": 1, "reason": "khác"}).status_code == 403
	assert http("PUT", path, user=second, json={"docstatus": 1}).status_code == 200


def test_guest_and_forged_flag_over_the_wire(commune, http):
	import frappe

	decision = commune.decision(symbol="QĐ-THU")
	frappe.db.commit()
	path = f"/api/resource/Award Decision/{decision.name}"
	forged = {"docstatus": 1, "is_historical": 1, "manual_number": "3"}
	assert http("PUT", path, user=OFFICER, json=forged).status_code in (403, 417)
	assert http("PUT", path, json={"docstatus": 1}).status_code in (401, 403)
