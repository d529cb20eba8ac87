"""A decision that takes awards back: what counts afterwards, what is paid back, what stays as it was printed."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, OFFICER, UNIT_A
from tests.site.later_decisions import annulled, annulment, issued_for

NAMES = ("Nguyễn Đình Ái", "Trần Thị Bình", "Lê Văn Cường")


@pytest.fixture
def three(commune):
	"""An issued decision with three recipients of 710.000 đồng each."""
	return issued_for(commune, *NAMES)


def payment_of(row):
	import frappe

	return frappe.get_doc("Reward Payment", {"recipient": row.name})


def pay(as_user, row, **values):
	payment = payment_of(row)
	payment.update(
		{
			"paid_on": "2025-09-10",
			"method": "Cash",
			"received_by": row.recipient_name,
			"document": "PC 12",
			**values,
		}
	)
	with as_user(OFFICER):
		return payment.save()


def followed_up(row):
	import frappe

	return frappe.get_doc("Award Return", {"recipient": row.name})


def test_one_of_three(commune, as_user, three):
	"""Payments, certificates, register, rules, histories: one sentence of the law, seen from every side."""
	import frappe

	from tdkt_app.doctype.award_certificate.register import issue_certificates
	from tdkt_app.law.finding_facts import _past_awards
	from tdkt_app.report.award_register.award_register import execute as register
	from tdkt_app.report.honoree_record.honoree_record import execute as record
	from tdkt_app.report.unit_history.unit_history import execute as history

	issue_certificates(three.name)
	gone, stays, unpaid = three.recipients
	pay(as_user, gone)
	pay(as_user, stays)
	printed = three.as_dict()
	paper = annulled(commune, three, 0)

	assert frappe.get_doc("Award Decision", three.name).as_dict() == printed
	assert (paper.total_amount, paper.in_words) == (710_000, "Bảy trăm mười nghìn đồng chẵn")
	assert [payment_of(row).status for row in three.recipients] == ["To Be Returned", "Paid", "Due"]
	certificates = frappe.get_all(
		"Award Certificate", {"decision": three.name}, ["recipient", "status", "revoked_by"]
	)
	assert {c.recipient: (c.status, c.revoked_by) for c in certificates} == {
		gone.name: ("Revoked", paper.name),
		stays.name: ("Valid", None),
		unpaid.name: ("Valid", None),
	}
	_columns, rows, _message, _chart, summary = register({"year": 2025})
	lines = {row.name: row.state for row in rows if row.decision == three.name}
	assert lines == {gone.name: f"Annulled by {paper.decision_number}", stays.name: "", unpaid.name: ""}
	figures = {figure["label"]: figure["value"] for figure in summary}
	assert figures["Awards Annulled"] == 1
	past = _past_awards({gone.honoree, stays.honoree}, "")
	assert past[gone.honoree] == [] and [award.decision for award in past[stays.honoree]] == [
		three.decision_number
	]
	(award,) = (row for row in record({"honoree": gone.honoree})[1] if row.doctype == "Award Decision")
	assert award.state == f"Annulled by {paper.decision_number}"
	states = {row.title: row.state for row in history({"unit": gone.unit})[1] if row.document == three.name}
	assert states["Giấy khen: Nguyễn Đình Ái"] == f"Annulled by {paper.decision_number}"
	assert states["Giấy khen: Trần Thị Bình"] == ""


def test_an_unpaid_award_is_not_paid_any_more(commune, as_user, three):
	import frappe

	annulled(commune, three, 2)
	assert payment_of(three.recipients[2]).status == "Not to Be Paid"
	with pytest.raises(frappe.PermissionError, match="Not to Be Paid"):
		pay(as_user, three.recipients[2])


def test_whole_decision(commune, three):
	assert annulled(commune, three, 0, 1, 2).annuls_all == 1


def test_rest_of_a_decision_is_not_the_whole(commune, three):
	assert annulled(commune, three, 0).annuls_all == 0
	assert annulled(commune, three, 1, 2).annuls_all == 0


def test_achievement_may_be_rewarded_again(commune, three):
	"""A wrong procedure is made good by a new decision."""
	import frappe

	annulled(commune, three, 0)
	paper = frappe.get_doc("Achievement", three.recipients[0].achievement)
	assert commune.decision(paper).recipients[0].achievement == paper.name


@pytest.mark.parametrize(
	"ground", ["False Declaration", "False Information", "Unlawful Procedure", "Later Conclusion"]
)
def test_ground_is_printed_in_the_words_of_the_law(commune, three, ground):
	paper = annulment(commune, three, 0)
	paper.annulments[0].ground = ground
	paper.save()
	assert len(paper.annulments[0].ground_text) > 30


def test_ground_the_law_does_not_know(commune, three):
	import frappe

	paper = annulment(commune, three, 0)
	paper.annulments[0].ground = "Bad Mood"
	with pytest.raises(frappe.ValidationError):
		paper.save()


@pytest.mark.parametrize(
	("values", "said"),
	[
		({"conclusion": ""}, "needs the conclusion"),
		({"annulment_dossier": []}, "Missing from the annulment dossier"),
		({"annulments": []}, "Awards Annulled"),
		({"amends": None}, "Decision Concerned"),
		({"decision_date": "2025-09-01"}, "must not be before"),
	],
)
def test_incomplete_annulment(commune, three, values, said):
	import frappe

	with pytest.raises(frappe.ValidationError, match=said):
		paper = annulment(commune, three, 0, **values)
		commune.act(paper, "Send for Signature", OFFICER)


def test_award_is_annulled_once(commune, three):
	import frappe

	first = annulled(commune, three, 0)
	with pytest.raises(frappe.ValidationError, match=f"annulled already by {first.decision_number}"):
		annulment(commune, three, 0)


def test_two_annulments_sent_for_signature(commune, three):
	"""Both were good when they were drafted; the second is not any more."""
	import frappe

	one, two = (annulment(commune, three, 0, state="Appraised") for _ in range(2))
	commune.act(one, "Issue", CHAIRMAN)
	with pytest.raises(frappe.ValidationError, match="annulled already"):
		commune.act(two, "Issue", CHAIRMAN)


def test_row_of_another_decision(commune, three):
	import frappe

	other = issued_for(commune, "Người khác")
	with pytest.raises(frappe.ValidationError, match="does not stand in the decision concerned"):
		annulment(
			commune,
			three,
			annulments=[{"recipient": other.recipients[0].name, "ground": "False Declaration"}],
		)


@pytest.mark.parametrize("state", ["Draft", "Appraised"])
def test_only_an_issued_decision_is_annulled(commune, state):
	import frappe

	draft = commune.decision(state=state)
	with pytest.raises(frappe.ValidationError, match="choose an issued awarding decision"):
		annulment(commune, draft, 0)


def test_annulment_is_not_annulled(commune, three):
	import frappe

	paper = annulled(commune, three, 0)
	with pytest.raises(frappe.ValidationError, match="choose an issued awarding decision"):
		annulment(commune, three, 1, amends=paper.name)


def test_payment_made_meanwhile_stops_the_annulment(commune, as_user, three):
	"""What is printed as to be returned is what was paid."""
	import frappe

	paper = annulment(commune, three, 0, state="Appraised")
	pay(as_user, three.recipients[0])
	with pytest.raises(frappe.PermissionError, match="no longer what was sent for signature"):
		commune.act(paper, "Issue", CHAIRMAN)
	assert payment_of(three.recipients[0]).status == "Paid"


def test_figures_are_the_servers(commune, as_user, three):
	pay(as_user, three.recipients[0])
	paper = annulment(commune, three, 0)
	paper.annulments[0].update({"paid_amount": 1, "recipient_name": "Ai đó", "ground_text": "lý do khác"})
	paper.update({"total_amount": 1, "return_days": 99, "annuls_all": 1})
	paper.save()
	row = paper.annulments[0]
	assert (row.paid_amount, row.recipient_name, paper.total_amount) == (710_000, NAMES[0], 710_000)
	assert (paper.return_days, paper.annuls_all) == (15, 0) and row.ground_text != "lý do khác"


@pytest.mark.parametrize("field", ["conclusion", "amends", "decision_kind", "annuls_all", "return_days"])
def test_field_of_an_issued_annulment(commune, as_user, three, field):
	import frappe

	paper = annulled(commune, three, 0)
	before = frappe.get_doc("Award Decision", paper.name).as_dict()
	paper.set(field, {"amends": None, "decision_kind": "Award", "conclusion": "khác"}.get(field, 7))
	with as_user(CHAIRMAN), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
		paper.save()
	assert frappe.get_doc("Award Decision", paper.name).as_dict() == before


@pytest.mark.parametrize(
	"field", ["ground", "details", "paid_amount", "recipient", "recipient_name", "ground_text"]
)
def test_row_of_an_issued_annulment(commune, as_user, three, field):
	import frappe

	paper = annulled(commune, three, 0)
	before = frappe.get_doc("Award Decision", paper.name).as_dict()
	paper.annulments[0].set(field, 5 if field == "paid_amount" else "Later Conclusion")
	with as_user(CHAIRMAN), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
		paper.save()
	assert frappe.get_doc("Award Decision", paper.name).as_dict() == before


def test_printed_annulment(commune, as_user, three):
	import frappe

	pay(as_user, three.recipients[0])
	paper = annulled(commune, three, 0, 1, fund_source="Quỹ thi đua, khen thưởng của xã")
	text = " ".join(
		frappe.utils.strip_html_tags(frappe.get_print("Award Decision", paper.name, "Award Decision")).split()
	)
	assert (
		f"Hủy bỏ kết quả khen thưởng tại Quyết định số {three.decision_number} ngày 05 tháng 9 năm 2025"
		in text
	)
	assert "1. Nguyễn Đình Ái, Xóm Đình: Giấy khen của Chủ tịch" in text
	assert "lý do: gian dối trong kê khai công trạng, thành tích;" in text
	assert "trong thời hạn 15 ngày làm việc kể từ ngày nhận được Quyết định này" in text
	assert (
		"Nguyễn Đình Ái 710.000 đồng. Tổng số tiền thu hồi là 710.000 đồng (Bằng chữ: Bảy trăm mười nghìn đồng chẵn)"
		in text
	)
	assert "nộp vào Quỹ thi đua, khen thưởng của xã" in text and "Kết luận số 12/KL-UBND" in text
	assert "Trần Thị Bình 0" not in text and "None" not in text


# Return of object and money


def test_due_on_the_fifteenth_working_day(commune, as_user, three):
	"""Received on Monday 03/11/2025: 15 working days end on Monday 24/11/2025."""
	pay(as_user, three.recipients[0])
	annulled(commune, three, 0)
	tracked = followed_up(three.recipients[0])
	assert (tracked.status, tracked.amount, tracked.due_on) == ("Awaiting Receipt", 710_000, None)
	tracked.received_on = "2025-11-03"
	with as_user(OFFICER):
		tracked.save()
	assert (tracked.status, str(tracked.due_on)) == ("To Be Returned", "2025-11-24")


def test_late_return_is_said(commune, as_user, three):
	import frappe

	from tdkt_app.law import findings

	annulled(commune, three, 0)
	tracked = followed_up(three.recipients[0])
	tracked.received_on = "2025-11-03"
	tracked.save()
	codes = {row["code"] for row in findings.of_document("Award Return", tracked.name)["findings"]}
	assert "step-overdue" in codes
	tracked.object_returned_on = "2025-11-20"
	tracked.save()
	codes = {row["code"] for row in findings.of_document("Award Return", tracked.name)["findings"]}
	assert "step-overdue" not in codes
	assert frappe.db.get_value("Award Return", tracked.name, "status") == "Returned"


def test_return_is_whole_with_object_and_money(commune, as_user, three):
	pay(as_user, three.recipients[0])
	annulled(commune, three, 0)
	tracked = followed_up(three.recipients[0])
	tracked.update({"received_on": "2025-11-03", "object_returned_on": "2025-11-10"})
	tracked.save()
	assert tracked.status == "To Be Returned"
	tracked.money_returned_on = "2025-11-12"
	tracked.save()
	payment = payment_of(three.recipients[0])
	assert tracked.status == "Returned"
	assert (payment.status, str(payment.returned_on), payment.paid_amount) == (
		"Returned",
		"2025-11-12",
		710_000,
	)


@pytest.mark.parametrize(
	("values", "said"),
	[
		({"received_on": "2025-11-02"}, "must not be before the day of the annulling decision"),
		({"received_on": "2999-01-01"}, "must not lie in the future"),
		({"received_on": "2025-11-05", "object_returned_on": "2025-11-04"}, "must not be before"),
		({"received_on": "2025-11-05", "money_returned_on": "2025-11-06"}, "No money was paid"),
	],
)
def test_impossible_day_of_a_return(commune, three, values, said):
	import frappe

	annulled(commune, three, 0)
	tracked = followed_up(three.recipients[0])
	tracked.update(values)
	with pytest.raises(frappe.ValidationError, match=said):
		tracked.save()


def test_day_that_was_entered_stays(commune, as_user, three):
	import frappe

	annulled(commune, three, 0)
	tracked = followed_up(three.recipients[0])
	tracked.received_on = "2025-11-03"
	tracked.save()
	tracked.received_on = "2025-11-10"
	with pytest.raises(frappe.PermissionError, match="has been entered and stays"):
		tracked.save()


@pytest.mark.parametrize("field", ["amount", "due_on", "status", "recipient_name", "annulment", "recipient"])
def test_server_field_of_a_return(commune, as_user, three, field):
	import frappe

	annulled(commune, three, 0)
	tracked = followed_up(three.recipients[0])
	before = tracked.get(field)
	tracked.set(field, {"amount": 5, "due_on": "2030-01-01", "annulment": three.name}.get(field, "Returned"))
	with as_user(OFFICER):
		tracked.save()
	assert frappe.db.get_value("Award Return", tracked.name, field) == before


@pytest.mark.parametrize(
	("user", "ptype", "allowed"),
	[
		(OFFICER, "write", True),
		(OFFICER, "create", False),
		(OFFICER, "delete", False),
		(CHAIRMAN, "read", True),
		(CHAIRMAN, "write", False),
		(UNIT_A, "read", False),
	],
)
def test_permissions_of_a_return(commune, three, user, ptype, allowed):
	import frappe

	annulled(commune, three, 0)
	name = followed_up(three.recipients[0]).name
	assert frappe.has_permission("Award Return", ptype, doc=name, user=user) is allowed


def test_queries_do_not_grow_with_the_annulled(commune, count_queries):
	decision = issued_for(commune, *(f"Người {number}" for number in range(9)))

	def queries_for(*rows: int) -> int:
		paper = annulment(commune, decision, *rows, state="Appraised")
		with count_queries() as queries:
			commune.act(paper, "Issue", CHAIRMAN)
		return len(queries)

	queries_for(0)
	one, six = queries_for(1), queries_for(2, 3, 4, 5, 6, 7)
	assert six - one <= 5 * 2  # the rows of the decision itself, stored one by one by the framework
