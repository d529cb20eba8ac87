"""Award Hold, Discipline Record, Leave Record: what they stop, and who learns of them."""

from __future__ import annotations

import pytest

from tests.site.commune import AUDITOR, CHAIRMAN, COUNCIL, HAMLET_A, MANAGER, NOBODY, OFFICER, UNIT_A

CONFIDENTIAL = ("Award Hold", "Discipline Record", "Leave Record")


def new(doctype, honoree, **values):
	import frappe

	defaults = {
		"Award Hold": {"ground": "complaint", "opened_on": "2025-11-01", "document": "Đơn số 5/TB-UBND"},
		"Discipline Record": {
			"form": "khiển trách",
			"document": "QĐ 9/QĐ-UBND",
			"started_on": "2025-01-01",
			"served_until": "2025-03-31",
		},
		"Leave Record": {"kind": "maternity", "leave_from": "2025-02-01", "leave_to": "2025-07-31"},
	}
	return frappe.get_doc({"doctype": doctype, "honoree": honoree, **defaults[doctype], **values})


def findings_of(doc):
	from tdkt_app.law.findings import of_document

	return {row["code"]: row for row in of_document(doc.doctype, doc.name)["findings"]}


@pytest.fixture
def held(commune):
	"""A nomination under appraisal whose nominee is held."""
	doc = commune.nomination(state="Under Appraisal")
	return doc, new("Award Hold", doc.nominees[0].honoree).insert()


def test_a_hold_stops_the_appraisal_until_it_is_closed(commune, held):
	import frappe

	doc, hold = held
	found = findings_of(doc)["on-hold"]
	assert found["severity"] == "block" and found["article"] == "NĐ 152/2025/NĐ-CP Điều 4.4"
	assert "Xác minh đơn thư khiếu nại, tố cáo" in found["message"] and "Đơn số 5" in found["message"]
	with pytest.raises(frappe.ValidationError, match="Not to be considered while"):
		commune.act(doc, "Finish Appraisal", OFFICER)
	hold.update({"closed_on": "2025-11-20", "releasing_document": "KL 7/KL-UBND"}).save()
	assert "hold-released" in findings_of(doc)
	assert commune.act(doc, "Finish Appraisal", OFFICER).workflow_state == "Appraised"


def test_a_hold_stops_a_decision(commune):
	import frappe

	decision = commune.decision()
	new("Award Hold", decision.recipients[0].honoree, opened_on="2025-09-01").insert()
	with pytest.raises(frappe.ValidationError, match="Not to be considered while"):
		commune.act(decision, "Send for Signature", OFFICER)


def test_the_council_is_not_told_of_a_hold_by_a_draft(commune, as_user):
	import frappe

	decision = commune.decision()
	hold = new("Award Hold", decision.recipients[0].honoree, opened_on="2025-09-01").insert()
	with as_user(COUNCIL), pytest.raises(frappe.PermissionError):
		findings_of(decision)
	hold.update({"closed_on": "2025-09-03", "releasing_document": "KL 7/KL-UBND", "fault_found": 1}).save()
	with as_user(CHAIRMAN):
		assert "hold-ended-with-fault" in findings_of(decision)


def test_an_override_does_not_tell_the_ground(commune, as_user):
	import frappe

	from tdkt_app.law import findings

	decision = commune.decision()
	hold = new("Award Hold", decision.recipients[0].honoree, opened_on="2025-09-01")
	hold.update({"closed_on": "2025-09-03", "releasing_document": "KL 7", "fault_found": 1}).insert()
	with as_user(OFFICER):
		found = findings_of(decision)["hold-ended-with-fault"]
		findings.override(decision.doctype, decision.name, found["id"], "Đã xem xét, lỗi nhẹ")
	message = frappe.db.get_value("Finding Override", {"reference_name": decision.name}, "message")
	assert message == "A proceeding that is confidential has ended."


def test_a_unit_does_not_learn_of_a_hold_by_handing_in(commune):
	doc = commune.nomination()
	new("Award Hold", doc.nominees[0].honoree).insert()
	assert commune.act(doc, "Submit", UNIT_A).workflow_state == "Submitted"


@pytest.mark.parametrize("doctype", CONFIDENTIAL)
def test_who_reads_and_writes(commune, as_user, http, doctype):
	import frappe

	paper = new(doctype, commune.honoree().name).insert()
	frappe.db.commit()
	path = f"/api/resource/{doctype}/{paper.name}"
	for user in (OFFICER, CHAIRMAN, MANAGER, AUDITOR):
		assert http("GET", path, user=user).status_code == 200
	for user in (COUNCIL, UNIT_A, NOBODY, None):
		assert http("GET", path, user=user).status_code == 403
		assert http("GET", f"/api/resource/{doctype}", user=user).status_code == 403
	for user in (CHAIRMAN, MANAGER, AUDITOR, COUNCIL, UNIT_A, NOBODY):
		assert http("PUT", path, user=user, json={"document": "x"}).status_code == 403
		assert http("DELETE", path, user=user).status_code in (403, 417)
	with as_user(OFFICER):
		assert new(doctype, commune.honoree(HAMLET_A).name).insert().name


def test_a_closed_hold_is_frozen_and_no_hold_is_deleted(commune):
	import frappe

	hold = new("Award Hold", commune.honoree().name).insert()
	with pytest.raises(frappe.PermissionError, match="stays on record"):
		frappe.delete_doc("Award Hold", hold.name)
	hold.reload()
	hold.update({"closed_on": "2025-11-20", "releasing_document": "KL 7/KL-UBND"}).save()
	hold.fault_found = 1
	with pytest.raises(frappe.PermissionError, match="has been closed"):
		hold.save()


@pytest.mark.parametrize(
	("values", "said"),
	[
		({"closed_on": "2025-11-20"}, "document that closes the hold"),
		({"fault_found": 1}, "day on which the hold was closed"),
		({"releasing_document": "KL 7"}, "day on which the hold was closed"),
		({"closed_on": "2025-10-01", "releasing_document": "KL 7"}, "must not be before"),
		({"honoree": None}, "honoree"),
	],
)
def test_a_hold_is_complete(commune, values, said):
	import frappe

	values = {"honoree": commune.honoree().name, **values}
	with pytest.raises(frappe.ValidationError, match=said):
		new("Award Hold", values.pop("honoree"), **values).insert()


def test_discipline_and_leave_are_said(commune):
	doc = commune.nomination(state="Under Appraisal")
	honoree = doc.nominees[0].honoree
	new("Discipline Record", honoree).insert()
	new("Leave Record", honoree).insert()
	found = findings_of(doc)
	assert "01/04/2025" in found["period-before-discipline-end"]["message"]
	assert found["leave-counts-as-work"]["message"].startswith("181 days")
