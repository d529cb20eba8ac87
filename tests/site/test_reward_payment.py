"""Reward money from the decision to the ledger, to the đồng."""

from __future__ import annotations

import pytest

from tests.site.commune import AUDITOR, CHAIRMAN, COUNCIL, MANAGER, NOBODY, OFFICER, UNIT_A
from tests.site.later_decisions import annulled, issued_for

KINDS = ("Individual", "Collective", "Household")
PAID = {"paid_on": "2025-09-10", "method": "Cash", "received_by": "Nguyễn Đình Ái", "document": "PC 12"}
YEAR = 2033


@pytest.fixture
def mixed(commune):
	"""A person 710.000, a collective 1.410.000, a household 1.060.000: together 3.180.000 đồng."""
	return commune.issued(*(commune.achievement(kind=kind, state="Verified") for kind in KINDS))


def payments_of(decision) -> list:
	import frappe

	names = frappe.get_all("Reward Payment", {"decision": decision.name}, pluck="name", order_by="name")
	return [frappe.get_doc("Reward Payment", name) for name in names]


def pay(as_user, payment, **values):
	payment.update({**PAID, **values})
	with as_user(OFFICER):
		return payment.save()


def test_one_payment_for_each_recipient_with_money(commune, mixed):
	payments = payments_of(mixed)
	assert [(p.status, p.amount) for p in payments] == [
		("Due", 710_000),
		("Due", 1_410_000),
		("Due", 1_060_000),
	]
	assert sum(p.amount for p in payments) == mixed.total_amount == 3_180_000
	assert [p.recipient for p in payments] == [row.name for row in mixed.recipients]
	assert {(p.decision_number, str(p.due_on)) for p in payments} == {(mixed.decision_number, "2025-09-05")}


def test_award_without_money_makes_no_payment(commune):
	paper = commune.achievement(kind="Household", state="Verified")
	assert payments_of(commune.issued(paper, award="GDVH")) == []


def test_queries_of_an_issue_do_not_grow_with_the_payments(commune, count_queries):
	from tdkt_app.doctype.reward_payment.payments import open_payments

	def queries_for(count: int) -> int:
		decision = commune.decision(*(commune.achievement(state="Verified") for _ in range(count)))
		with count_queries() as queries:
			assert len(open_payments(decision)) == count
		return len(queries)

	queries_for(1)
	assert queries_for(2) == queries_for(12)


def test_paid_in_full(commune, as_user, mixed):
	payment = pay(as_user, payments_of(mixed)[0])
	assert (payment.status, payment.paid_amount) == ("Paid", 710_000)


def test_gift_in_place_of_money(commune, as_user, mixed):
	import frappe

	payment = payments_of(mixed)[0]
	with pytest.raises(frappe.MandatoryError, match="Gift"):
		pay(as_user, payment, method="Gift of Equal Value")
	payment.reload()
	assert pay(as_user, payment, method="Gift of Equal Value", gift="Quạt cây").paid_amount == 710_000


@pytest.mark.parametrize(
	("values", "said"),
	[
		({"paid_amount": 710_001}, "must not be more than the decision says"),
		({"paid_amount": 709_999}, "why less"),
		({"paid_amount": -1}, "whole number"),
		({"paid_amount": 0.5}, "whole number"),
		({"paid_on": "2025-09-04"}, "must not be before the day of the decision"),
		({"paid_on": "2999-01-01"}, "must not lie in the future"),
		({"method": None}, "Payment Method"),
		({"received_by": None}, "Received By"),
		({"document": None}, "Voucher"),
		({"paid_on": None}, "Fill in the day of the payment"),
		({"method": "Crypto"}, ""),
	],
)
def test_bad_payment(commune, as_user, mixed, values, said):
	import frappe

	payment = payments_of(mixed)[0]
	with pytest.raises(frappe.ValidationError, match=said):
		pay(as_user, payment, **values)
	assert frappe.db.get_value("Reward Payment", payment.name, ("status", "paid_on")) == ("Due", None)


def test_less_is_paid_with_a_reason(commune, as_user, mixed):
	payment = pay(as_user, payments_of(mixed)[0], paid_amount=700_000, note="Người nhận góp lại 10.000 đồng")
	assert payment.paid_amount == 700_000


PAID_FIELDS = {
	"paid_on": "2025-09-11",
	"method": "Bank Transfer",
	"paid_amount": 1,
	"received_by": "Ai đó",
	"document": "PC 99",
	"gift": "Quạt",
}


@pytest.mark.parametrize("field", PAID_FIELDS)
@pytest.mark.parametrize("user", [OFFICER, "Administrator"])
def test_paid_field_is_frozen(commune, as_user, mixed, field, user):
	import frappe

	payment = pay(as_user, payments_of(mixed)[0])
	payment.set(field, PAID_FIELDS[field])
	with as_user(user), pytest.raises(frappe.PermissionError, match="Paid"):
		payment.save()


def test_note_stays_open(commune, as_user, mixed):
	payment = pay(as_user, payments_of(mixed)[0])
	payment.note = "Ghi nhầm số chứng từ: đúng là PC 13"
	with as_user(OFFICER):
		assert payment.save().note


SERVER_FIELDS = {
	"amount": 99_000_000,
	"status": "Returned",
	"recipient_name": "Ai đó",
	"decision_number": "99/QĐ",
	"due_on": "2020-01-01",
	"returned_on": "2025-10-10",
	"award_name": "Khác",
	"recipient": "khac",
	"annulled_by": None,
}


@pytest.mark.parametrize("field", SERVER_FIELDS)
def test_server_field_of_a_payment(commune, as_user, mixed, field):
	import frappe

	payment = payments_of(mixed)[0]
	before = payment.get(field)
	payment.set(field, SERVER_FIELDS[field])
	with as_user(OFFICER):
		payment.save()
	assert frappe.db.get_value("Reward Payment", payment.name, field) == before


@pytest.mark.parametrize("user", [OFFICER, "Administrator"])
def test_nobody_makes_or_deletes_a_payment(commune, as_user, mixed, user):
	import frappe

	payment = payments_of(mixed)[0]
	copy = frappe.copy_doc(payment)
	with as_user(user):
		with pytest.raises(frappe.PermissionError):
			copy.insert()
		with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
			frappe.delete_doc("Reward Payment", payment.name, force=True)
	assert frappe.db.exists("Reward Payment", payment.name)


@pytest.mark.parametrize("doctype", ["Reward Payment", "Fund Entry", "Fund Year"])
@pytest.mark.parametrize(
	("user", "reads", "writes"),
	[
		(OFFICER, True, True),
		(CHAIRMAN, True, False),
		(MANAGER, True, False),
		(AUDITOR, True, False),
		(COUNCIL, False, False),
		(UNIT_A, False, False),
		(NOBODY, False, False),
		("Guest", False, False),
	],
)
def test_permissions(commune, doctype, user, reads, writes):
	import frappe

	assert frappe.has_permission(doctype, "read", user=user) is reads
	assert frappe.has_permission(doctype, "write", user=user) is writes
	assert frappe.has_permission(doctype, "export", user=user) is reads
	assert not frappe.has_permission(doctype, "share", user=user)


def test_over_the_wire(commune, http, mixed):
	import frappe

	payment = payments_of(mixed)[0].name
	frappe.db.commit()
	path = f"/api/resource/Reward Payment/{payment}"
	assert http("PUT", path, user=CHAIRMAN, json=PAID).status_code == 403
	assert http("PUT", path, user=UNIT_A, json=PAID).status_code == 403
	assert http("PUT", path, user=OFFICER, json={**PAID, "paid_amount": 99_000_000}).status_code == 417
	assert http("PUT", path, user=OFFICER, json={**PAID, "amount": 99_000_000}).status_code == 200
	stored = frappe.db.get_value("Reward Payment", payment, ("amount", "paid_amount", "status"))
	frappe.db.rollback()
	stored = frappe.db.get_value("Reward Payment", payment, ("amount", "paid_amount", "status"))
	assert stored == (710_000, 710_000, "Paid")
	assert http("PUT", path, user=OFFICER, json={"paid_amount": 1}).status_code == 403
	assert http("DELETE", path, user=OFFICER).status_code == 403


def test_list_is_marked_and_the_bad_one_named(commune, as_user, mixed):
	from tdkt_app.doctype.reward_payment.bulk import mark_as_paid

	one, two, three = payments_of(mixed)
	pay(as_user, one)
	chosen = [one.name, {"name": two.name, "received_by": "Tổ trưởng"}, three.name]
	with as_user(OFFICER):
		results = mark_as_paid(chosen, "2025-09-12", "Bank Transfer", "UNC 5")["results"]
	assert [bool(row["problem"]) for row in results] == [True, False, False] and "Paid" in results[0][
		"problem"
	]
	assert [(p.status, p.received_by) for p in payments_of(mixed)] == [
		("Paid", "Nguyễn Đình Ái"),
		("Paid", "Tổ trưởng"),
		("Paid", "Hộ ông Thịnh"),
	]


@pytest.mark.parametrize("user", [CHAIRMAN, AUDITOR, UNIT_A])
def test_only_the_officer_marks_a_list(commune, as_user, mixed, user):
	import frappe

	from tdkt_app.doctype.reward_payment.bulk import mark_as_paid

	with as_user(user), pytest.raises(frappe.PermissionError):
		mark_as_paid([payments_of(mixed)[0].name], "2025-09-12", "Cash", "PC 1")


@pytest.mark.parametrize("payments", ["[]", [], "x", [1], [{"name": ""}], ["a"] * 3 + [None]])
def test_bad_list(commune, as_user, payments):
	import frappe

	from tdkt_app.doctype.reward_payment.bulk import mark_as_paid

	with as_user(OFFICER), pytest.raises((frappe.ValidationError, ValueError)):
		mark_as_paid(payments, "2025-09-12", "Cash", "PC 1")


# Fund


@pytest.fixture
def fund(commune, as_user):
	"""Year 2033, highland, 10 billion of regular expenditure."""
	import frappe

	def open_year(**values):
		with as_user(OFFICER):
			return frappe.get_doc(
				{
					"doctype": "Fund Year",
					"year": YEAR,
					"region": "Highland",
					"expenditure": 10_000_000_000,
					**values,
				}
			).insert()

	return open_year


def entry(kind: str, amount: int, **values):
	import frappe

	return frappe.get_doc(
		{
			"doctype": "Fund Entry",
			"entry_date": "2025-02-01",
			"year": YEAR,
			"entry_kind": kind,
			"amount": amount,
			"source": "Ngân sách xã",
			**values,
		}
	).insert()


def codes_of(doctype: str, name: str) -> set[str]:
	from tdkt_app.law import findings

	return {row["code"] for row in findings.of_document(doctype, name)["findings"]}


@pytest.mark.parametrize(
	("region", "allocated", "too_much"),
	[
		("Highland", 150_000_000, False),  # 1,5 % of 10 billion
		("Highland", 150_000_001, True),
		("Lowland", 100_000_000, False),  # 1,0 %
		("Lowland", 100_000_001, True),
	],
)
def test_ceiling_of_the_fund(fund, region, allocated, too_much):
	year = fund(region=region)
	entry("Budget Allocation", allocated)
	assert ("fund-above-ceiling" in codes_of("Fund Year", year.name)) is too_much


def test_donations_do_not_count_against_the_ceiling(fund):
	year = fund()
	entry("Budget Allocation", 150_000_000)
	entry("Donation", 500_000_000)
	assert "fund-above-ceiling" not in codes_of("Fund Year", year.name)


@pytest.mark.parametrize(("spent", "too_much"), [(20_000_000, False), (20_000_001, True)])
def test_organising_share(fund, spent, too_much):
	"""20 % of 100 million."""
	year = fund()
	entry("Budget Allocation", 100_000_000)
	entry("Organising Cost", spent)
	assert ("organising-above-share" in codes_of("Fund Year", year.name)) is too_much


def test_ledger(commune, as_user, fund):
	"""+ 100.000.000 + 5.000.000 − 3.000.000 − 710.000 − 1.410.000 = 99.880.000"""
	import frappe

	from tdkt_app.report.fund_ledger.fund_ledger import execute

	fund()
	entry("Budget Allocation", 100_000_000)
	entry("Donation", 5_000_000, source="Doanh nghiệp Hòa Bình")
	entry("Organising Cost", 3_000_000, source="Hội nghị sơ kết")
	one, two, _unpaid = payments_of(
		commune.issued(*(commune.achievement(kind=k, state="Verified") for k in KINDS))
	)
	pay(as_user, one)
	pay(as_user, two)
	frappe.db.set_value("Reward Payment", {"name": ("in", [one.name, two.name])}, "paid_on", f"{YEAR}-03-01")
	with as_user(CHAIRMAN):
		_columns, rows, _message, _chart, summary = execute({"year": YEAR})
	figures = {row["label"]: row["value"] for row in summary}
	assert figures == {
		"Income": 105_000_000,
		"Spent on Rewards": 2_120_000,
		"Spent on Organising": 3_000_000,
		"Share for Organising": 21_000_000,
		"Balance": 99_880_000,
	}
	assert rows[-1].balance == 99_880_000


def test_returned_money_comes_back_into_the_ledger(commune, as_user):
	import frappe

	from tdkt_app.report.fund_ledger.fund_ledger import execute

	decision = issued_for(commune, "Nguyễn Đình Ái")
	before = execute({"year": 2025})[1]
	payment = pay(as_user, payments_of(decision)[0])
	annulled(commune, decision, 0)
	tracked = frappe.get_doc("Award Return", {"recipient": payment.recipient})
	tracked.update({"received_on": "2025-11-03", "money_returned_on": "2025-11-12"})
	tracked.save()
	rows = [row for row in execute({"year": 2025})[1] if row not in before and row.document == payment.name]
	assert [row.rewards for row in rows] == [710_000, -710_000]


def test_ledger_of_a_year_that_was_not_opened(commune):
	from tdkt_app.report.fund_ledger.fund_ledger import execute

	_columns, rows, message, _chart, _summary = execute({"year": 2044})
	assert rows == [] and "has not been opened" in message


def test_queries_of_the_ledger_do_not_grow(commune, as_user, fund, count_queries):
	from tdkt_app.report.fund_ledger.fund_ledger import execute

	fund()

	def queries_for(count: int) -> int:
		for _ in range(count):
			entry("Donation", 1_000)
		with count_queries() as queries:
			execute({"year": YEAR})
		return len(queries)

	queries_for(1)
	assert queries_for(1) == queries_for(15)


def test_decision_that_finds_no_money_is_warned(commune, as_user):
	"""80 % of 1.000.000 is left for rewards: 800.000 for two of 710.000 are not enough."""
	import frappe

	frappe.get_doc(
		{"doctype": "Fund Year", "year": 2031, "region": "Highland", "expenditure": 10_000_000_000}
	).insert()
	entry("Budget Allocation", 1_000_000, year=2031)
	papers = [commune.achievement(state="Verified") for _ in range(2)]
	dates = {"decision_date": "2031-09-05"}
	assert "fund-short" in codes_of("Award Decision", commune.decision(*papers, **dates).name)
	one = commune.achievement(state="Verified")
	assert "fund-short" not in codes_of("Award Decision", commune.decision(one, **dates).name)


def test_closed_year_stands_still(commune, as_user, mixed):
	import frappe

	year = frappe.get_doc(
		{"doctype": "Fund Year", "year": 2025, "region": "Highland", "expenditure": 1_000_000_000}
	).insert()
	old = entry("Donation", 5_000, year=2025)
	year.is_closed = 1
	year.save()
	for act in (
		lambda: entry("Donation", 5_000, year=2025),
		lambda: old.update({"amount": 6_000}).save(),
		lambda: frappe.get_doc("Fund Entry", old.name).update({"year": 2026}).save(),
		lambda: frappe.delete_doc("Fund Entry", old.name),
		lambda: pay(as_user, payments_of(mixed)[0]),
		lambda: year.update({"expenditure": 1}).save(),
	):
		with pytest.raises(frappe.PermissionError, match="is closed"):
			act()


@pytest.mark.parametrize("amount", [0, -5, 0.5])
def test_amount_of_an_entry(commune, amount):
	import frappe

	with pytest.raises(frappe.ValidationError, match=r"đồng|negative"):
		entry("Donation", amount)


def test_year_of_a_fund_stands_once(fund):
	import frappe

	fund()
	with pytest.raises(frappe.DuplicateEntryError):
		fund()
