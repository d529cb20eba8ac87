"""A decision that corrects what another printed; the other stays as it was signed."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, OFFICER
from tests.site.later_decisions import amended, amendment, annulled, issued_for


@pytest.fixture
def decision(commune):
	return issued_for(commune, "Nguyễn Đình Ái", "Trần Thị Bình")


def name_of(row, text: str) -> dict:
	return {"recipient": row.name, "field": "Recipient Name", "new_text": text}


def test_corrected_name_reads_as_amended_everywhere_else(commune, decision):
	import frappe

	from tdkt_app.report.award_register.award_register import execute as register

	printed = decision.as_dict()
	paper = amended(commune, decision, name_of(decision.recipients[0], "Nguyễn Đình Ái Quốc"))
	row = paper.corrections[0]
	assert (row.about, row.old_text) == ("Nguyễn Đình Ái (Giấy khen)", "Nguyễn Đình Ái")
	assert frappe.get_doc("Award Decision", decision.name).as_dict() == printed
	lines = {
		line.recipient_name: line.state
		for line in register({"year": 2025})[1]
		if line.decision == decision.name
	}
	assert lines == {"Nguyễn Đình Ái Quốc": "Corrected", "Trần Thị Bình": ""}


def test_second_amendment_starts_from_the_first(commune, decision):
	amended(commune, decision, name_of(decision.recipients[0], "Nguyễn Đình Á"))
	second = amendment(commune, decision, name_of(decision.recipients[0], "Nguyễn Đình Ánh"))
	assert second.corrections[0].old_text == "Nguyễn Đình Á"


def test_amendment_overtaken_by_another_is_not_issued(commune, decision):
	"""It would print as old what is no longer in force."""
	import frappe

	one = amendment(commune, decision, name_of(decision.recipients[0], "Một"), state="Appraised")
	two = amendment(commune, decision, name_of(decision.recipients[0], "Hai"), state="Appraised")
	commune.act(one, "Issue", CHAIRMAN)
	with pytest.raises(frappe.PermissionError, match="no longer what was sent for signature"):
		commune.act(two, "Issue", CHAIRMAN)


def test_amendment_takes_a_number_and_pays_nothing(commune, decision):
	import frappe

	paper = amended(commune, decision, name_of(decision.recipients[0], "Nguyễn Đình Ánh"))
	assert paper.number == decision.number + 1 and paper.total_amount == 0
	assert not frappe.db.exists("Reward Payment", {"decision": paper.name})


def test_text_of_the_decision_itself(commune, decision):
	paper = amended(commune, decision, {"field": "Reason", "new_text": "có thành tích hiến đất"})
	assert paper.corrections[0].old_text == "đã có thành tích xuất sắc"


@pytest.mark.parametrize(
	("correction", "said"),
	[
		({"field": "Reason", "new_text": "đã có thành tích xuất sắc"}, "the new text is the old one"),
		({"field": "Recipient Name", "new_text": "x"}, "must be one of"),
		({"recipient": "khong-co", "field": "Recipient Name", "new_text": "x"}, "does not stand"),
		({"field": "Subject", "new_text": "x" * 301}, "at most 300 characters"),
		({"field": "Subject", "new_text": ""}, "new_text"),
	],
)
def test_correction_that_is_none(commune, decision, correction, said):
	import frappe

	with pytest.raises(frappe.ValidationError, match=said):
		amendment(commune, decision, correction)


def test_recipient_field_only_for_a_recipient(commune, decision):
	import frappe

	with pytest.raises(frappe.ValidationError, match="must be one of"):
		amendment(
			commune, decision, {"recipient": decision.recipients[0].name, "field": "Subject", "new_text": "x"}
		)


def test_same_text_twice(commune, decision):
	import frappe

	row = decision.recipients[0]
	with pytest.raises(frappe.ValidationError, match="corrected twice"):
		amendment(commune, decision, name_of(row, "Một"), name_of(row, "Hai"))


def test_money_and_award_are_not_corrected(commune, decision):
	import frappe

	with pytest.raises(frappe.ValidationError):
		amendment(
			commune, decision, {"recipient": decision.recipients[0].name, "field": "amount", "new_text": "9"}
		)


def test_parts_of_another_kind(commune, decision):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Does not belong"):
		amendment(
			commune,
			decision,
			name_of(decision.recipients[0], "Một"),
			recipients=[{"honoree": decision.recipients[0].honoree, "award_type": "GK"}],
		)


def test_award_does_not_point_to_another(commune, decision):
	import frappe

	with pytest.raises(frappe.ValidationError, match="is for amendments and annulments"):
		commune.decision(amends=decision.name)


def test_kind_does_not_change_after_the_first_save(commune, decision):
	import frappe

	paper = amendment(commune, decision, name_of(decision.recipients[0], "Một"))
	paper.decision_kind = "Award"
	with pytest.raises(frappe.ValidationError):
		paper.save()


@pytest.mark.parametrize("field", ["field", "new_text", "old_text", "about", "recipient"])
def test_row_of_an_issued_amendment(commune, as_user, decision, field):
	import frappe

	paper = amended(commune, decision, name_of(decision.recipients[0], "Nguyễn Đình Ánh"))
	before = frappe.get_doc("Award Decision", paper.name).as_dict()
	paper.corrections[0].set(field, "Unit Name" if field == "field" else "khác")
	with as_user(CHAIRMAN), pytest.raises((frappe.PermissionError, frappe.ValidationError)):
		paper.save()
	assert frappe.get_doc("Award Decision", paper.name).as_dict() == before


def test_printed_amendment(commune, decision):
	import frappe

	paper = amended(commune, decision, name_of(decision.recipients[0], "Nguyễn Đình <b>Ánh</b>"))
	html = frappe.get_print("Award Decision", paper.name, "Award Decision")
	text = " ".join(frappe.utils.strip_html_tags(html).split())
	assert "<b>Ánh</b>" not in html
	assert f"Sửa đổi nội dung tại Quyết định số {decision.decision_number} ngày 05 tháng 9 năm 2025" in text
	assert "đối với Nguyễn Đình Ái (Giấy khen), tên: “Nguyễn Đình Ái” sửa thành" in text
	assert "Các nội dung khác của Quyết định số" in text and "None" not in text


def test_follow_ups_are_told(commune, as_user, decision):
	from tdkt_app.doctype.award_decision.follow_ups import follow_ups

	one = amended(commune, decision, name_of(decision.recipients[0], "Một"))
	two = annulled(commune, decision, 1)
	with as_user(OFFICER):
		found = follow_ups(decision.name)
	assert [(row.name, row.decision_kind) for row in found] == [
		(one.name, "Amendment"),
		(two.name, "Annulment"),
	]
