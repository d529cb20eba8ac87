"""Certificates onto paper: which, by whom, with which texts, in one file, and what a sheet may look like."""

from __future__ import annotations

import io
import json

import pytest
from pypdf import PdfReader

from tests.site.commune import AUDITOR, CHAIRMAN, COUNCIL, NOBODY, OFFICER, UNIT_A


def text_of(pdf: bytes) -> list[str]:
	return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture
def sheet(site):
	import frappe

	return frappe.get_doc("Certificate Sheet", {"is_default": 1})


@pytest.fixture
def certificates(commune):
	"""Names of the certificates of an issued decision for one of each kind."""
	from tdkt_app.doctype.award_certificate.register import issue_certificates

	man = commune.honoree(sex="Male", position="Trưởng xóm")
	papers = [
		commune.achievement(state="Verified", honoree=man.name),
		commune.achievement(state="Verified", kind="Collective"),
		commune.achievement(state="Verified", kind="Household"),
	]
	return issue_certificates(commune.issued(*papers).name)


def downloaded(sheet, names) -> bytes:
	import frappe

	from tdkt_app.doctype.award_certificate.printing import download

	download(sheet.name, json.dumps(names))
	assert frappe.response.type == "pdf"
	return frappe.response.filecontent


def test_each_on_its_page_in_the_order_of_numbers(certificates, sheet, as_user):
	with as_user(OFFICER):
		man, collective, household = text_of(downloaded(sheet, certificates[::-1]))
	assert "Ông Nguyễn Đình Ái" in man and "Trưởng xóm, Xóm Đình" in man
	assert "Chi hội Phụ nữ" in collective and "Ông" not in collective
	assert "Hộ ông Thịnh" in household
	assert all(
		"GIẤY KHEN" in page and "Đã có thành tích xuất sắc" in page for page in (man, collective, household)
	)
	assert [
		page.partition("Vào sổ khen thưởng số: ")[2].split("/")[0] for page in (man, collective, household)
	] == [
		"01",
		"02",
		"03",
	]


def test_paper_says_what_the_certificate_says(certificates, sheet):
	import frappe

	certificate = frappe.get_doc("Award Certificate", certificates[0])
	(page,) = text_of(downloaded(sheet, certificates[:1]))
	assert f"Quyết định số {certificate.decision_number} ngày 05 tháng 9 năm 2025" in page
	assert certificate.verification_code in page.replace("-", "")


@pytest.mark.parametrize("user", [UNIT_A, NOBODY, "Guest"])
def test_others_print_none(certificates, sheet, as_user, user):
	import frappe

	with as_user(user), pytest.raises(frappe.PermissionError):
		downloaded(sheet, certificates)


@pytest.mark.parametrize("user", [OFFICER, CHAIRMAN, AUDITOR])
def test_who_reads_them_may_print_them(certificates, sheet, as_user, user):
	with as_user(user):
		assert len(text_of(downloaded(sheet, certificates))) == 3


def test_replaced_ones_are_not_printed(certificates, sheet):
	from tdkt_app.doctype.award_certificate.printing import prepare
	from tdkt_app.doctype.award_certificate.register import reissue

	new = reissue(certificates[0], "In sai tên")
	ready = prepare(sheet.name, certificates=[*certificates, new])
	assert ready["certificates"] == [*certificates[1:], new]


def test_what_does_not_fit_is_told_before_printing(commune, sheet):
	from tdkt_app.doctype.award_certificate.printing import prepare
	from tdkt_app.doctype.award_certificate.register import issue_certificates

	long = commune.honoree(full_name="Nguyễn Thị " + "Hoàng Minh " * 11)
	decision = commune.issued(commune.achievement(state="Verified", honoree=long.name))
	issue_certificates(decision.name)
	ready = prepare(sheet.name, decision=decision.name)
	assert [(row["recipient"], row["text"]) for row in ready["attention"]] == [
		(long.full_name, "The text “recipient” does not fit its place.")
	]


def test_texts_of_certificates_take_a_fixed_number_of_queries(commune, sheet, count_queries, certificates):
	from tdkt_app.doctype.award_certificate.printing import prepare

	prepare(sheet.name, certificates=certificates)
	with count_queries() as one:
		prepare(sheet.name, certificates=certificates[:1])
	with count_queries() as three:
		prepare(sheet.name, certificates=certificates)
	assert len(one) == len(three)


def test_the_job_leaves_a_file_and_a_message(certificates, sheet, as_user):
	import frappe

	from tdkt_app.doctype.award_certificate.printing import print_in_background

	with as_user(OFFICER):
		print_in_background(sheet.name, certificates)
	told = frappe.get_last_doc("Notification Log", {"for_user": OFFICER})
	assert told.subject.startswith("3 giấy khen")
	file = frappe.get_doc("File", {"attached_to_name": told.document_name, "is_private": 1})
	assert len(text_of(file.get_content())) == 3


def test_a_test_print_needs_no_certificate(site, sheet):
	import frappe

	from tdkt_app.doctype.award_certificate.printing import download_test

	download_test(sheet.name)
	(page,) = text_of(frappe.response.filecontent)
	assert "Ông Nguyễn Văn Mẫu" in page


@pytest.mark.parametrize(
	("change", "message"),
	[
		({"left_mm": -1}, "does not lie on the paper"),
		({"left_mm": 200, "width_mm": 100}, "does not lie on the paper"),
		({"top_mm": 210}, "does not lie on the paper"),
		({"size_pt": 8}, "sizes go from"),
		({"max_lines": 0}, "from 1 to 12 lines"),
		({"colour": "red; } * {"}, "a colour is written"),
	],
)
def test_a_sheet_that_cannot_be_printed_is_refused(sheet, change, message):
	import frappe

	sheet.texts[0].update(change)
	with pytest.raises(frappe.ValidationError, match=message):
		sheet.save()


def test_paper_of_impossible_size_is_refused(sheet):
	import frappe

	sheet.paper_width = 20
	with pytest.raises(frappe.ValidationError, match="must be from 90 to 450 mm"):
		sheet.save()


def test_one_sheet_is_the_default(sheet):
	import frappe

	copy = frappe.copy_doc(sheet).insert()
	assert frappe.get_all("Certificate Sheet", {"is_default": 1}, pluck="name") == [copy.name]


def test_a_moved_printer_moves_every_text(sheet):
	before = sheet.as_sheet().fields[1]
	sheet.update({"offset_left": 2, "offset_top": -1.5})
	after = sheet.as_sheet().fields[1]
	assert (after.left - before.left, after.top - before.top) == (2, -1.5)


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL, AUDITOR, UNIT_A])
def test_sheets_are_the_officers(sheet, user):
	import frappe

	assert not frappe.has_permission("Certificate Sheet", "write", doc=sheet.name, user=user)
