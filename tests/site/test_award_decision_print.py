"""The award decision on every way on which Frappe prints: view, download, attachment, bulk."""

from __future__ import annotations

import io
import json

import pytest
from pypdf import PdfReader, PdfWriter

OFFICER, OUTSIDER = "print-officer@test.example", "print-outsider@test.example"
FORMAT = {"doctype": "Award Decision", "format": "Award Decision"}
DOWNLOAD = "/api/method/frappe.utils.print_format.download_pdf"


@pytest.fixture(autouse=True)
def engine_in_place():
	"""What the hook does before each request and job."""
	from tdkt_app.documents.pdf import ensure_patched

	ensure_patched()


@pytest.fixture
def make_decision():
	"""`make_decision("Đặng Hoàng Nhâm", …)` is a saved draft that gives each of them a giấy khen."""
	import frappe

	def make(*names: str, **fields):
		if not frappe.db.exists("Emulation Unit", "PRINT-X"):
			unit = {"unit_code": "PRINT-X", "unit_name": "Xóm In Thử", "unit_type": "Hamlet"}
			frappe.get_doc({"doctype": "Emulation Unit", **unit}).insert()
		decision = frappe.get_doc(
			{
				"doctype": "Award Decision",
				"subject": "Khen thưởng các cá nhân có thành tích xuất sắc",
				"decision_date": "2026-01-05",
				"period_from": "2025-01-01",
				"period_to": "2025-12-31",
				"reason": "đã có thành tích xuất sắc trong phong trào thi đua",
				"legal_bases": [{"basis": "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"}],
				"signer_name": "Dương Văn Thắng",
				**fields,
			}
		)
		for name in names:
			honoree = {"kind": "Individual", "full_name": name, "unit": "PRINT-X", "position": "Trưởng xóm"}
			person = frappe.get_doc({"doctype": "Honoree", **honoree}).insert()
			decision.append("recipients", {"honoree": person.name, "award_type": "GK"})
		return decision.insert()

	return make


@pytest.fixture
def committed(make_decision, make_user):
	"""A draft that real requests can see; removed afterwards."""
	import frappe

	make_user(OFFICER, "TDKT Officer")
	make_user(OUTSIDER)
	decision = make_decision("Đặng Hoàng Nhâm")
	frappe.db.commit()
	yield decision.name
	frappe.db.rollback()
	frappe.set_user("Administrator")
	honorees = [row.honoree for row in frappe.get_doc("Award Decision", decision.name).recipients]
	for doctype, names in {
		"Award Decision": [decision.name],
		"Honoree": honorees,
		"Emulation Unit": ["PRINT-X"],
	}.items():
		for name in names:
			frappe.delete_doc(doctype, name, force=True)
	frappe.db.commit()


def text_of(pdf: bytes, password: str | None = None) -> str:
	reader = PdfReader(io.BytesIO(pdf), password=password)
	return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def faces_of(pdf: bytes) -> set[str]:
	from tdkt_app.documents.engine import embedded_faces

	return embedded_faces(PdfReader(io.BytesIO(pdf)))


def test_pdf(make_decision):
	import frappe

	pdf = frappe.get_print("Award Decision", make_decision("Đặng Hoàng Nhâm").name, as_pdf=True)
	text = text_of(pdf)
	assert "Về việc khen thưởng các cá nhân có thành tích xuất sắc" in text
	assert "Tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã Cát Nê cho 01 cá nhân" in text
	assert "710.000 đồng (Bằng chữ: Bảy trăm mười nghìn đồng chẵn)" in text  # 0,3 × 2.340.000 rounded up
	assert "Trưởng xóm, Xóm In Thử" in text
	assert "DỰ THẢO" in text and "Get PDF" not in text
	assert all(face.startswith("Tinos") for face in faces_of(pdf))


def test_password(make_decision):
	import frappe

	pdf = frappe.get_print("Award Decision", make_decision("A").name, as_pdf=True, password="mat-khau")
	assert PdfReader(io.BytesIO(pdf)).is_encrypted
	assert "Tặng Giấy khen" in text_of(pdf, "mat-khau")


def test_attachment_of_a_mail(make_decision):
	import frappe

	frappe.db.set_single_value("Print Settings", "send_print_as_pdf", 1)
	name = make_decision("Đặng Hoàng Nhâm").name
	attachment = frappe.attach_print("Award Decision", name, print_format="Award Decision")
	assert attachment["fname"] == f"{name}.pdf"
	assert "Đặng Hoàng Nhâm" in text_of(attachment["fcontent"])


def test_bulk_print_is_one_file(make_decision):
	import frappe
	from frappe.utils.print_format import download_multi_pdf

	names = [make_decision("Đặng Hoàng Nhâm").name, make_decision("Trần Đình Ái").name]
	download_multi_pdf("Award Decision", json.dumps(names), format="Award Decision")
	pdf = frappe.local.response.filecontent
	assert len(PdfReader(io.BytesIO(pdf)).pages) == 4
	text = text_of(pdf)
	assert "Đặng Hoàng Nhâm" in text and "Trần Đình Ái" in text


def test_preview_of_a_form_on_the_desk(make_decision):
	"""The desk sends the document as JSON: dates are text, numbers may be."""
	import frappe
	from frappe.www.printview import get_html_and_style

	document = make_decision("Đặng Hoàng Nhâm")
	html = get_html_and_style(frappe.as_json(document.as_dict()), print_format="Award Decision")["html"]
	assert "ngày 05 tháng 01 năm 2026" in html
	assert "Đặng Hoàng Nhâm" in html


def test_hostile_text_is_printed_as_text(make_decision):
	import frappe

	bad = "<script>alert(1)</script><img src=file:///etc/hostname onerror=alert(1)>"
	decision = make_decision("Đặng Hoàng Nhâm")
	for fieldname in ("subject", "reason", "fund_source", "signer_name", "recipients_note"):
		decision.db_set(fieldname, bad)
	decision.recipients[0].db_set("recipient_name", bad)
	decision.legal_bases[0].db_set("basis", bad)
	html = frappe.get_print("Award Decision", decision.name)
	document = html.partition("<!--tdkt-document-->")[2].partition("<!--/tdkt-document-->")[0]
	assert document.count("&lt;script&gt;") >= 7
	assert "<script" not in document and "<img" not in document
	printed = text_of(frappe.get_print("Award Decision", decision.name, as_pdf=True)).replace(" ", "")
	assert printed.count("<script>alert(1)</script>") >= 6


def test_other_html_goes_through_the_framework_untouched(monkeypatch):
	import frappe.utils.pdf
	import pdfkit

	given = []
	page = io.BytesIO()
	writer = PdfWriter()
	writer.add_blank_page(100, 100)
	writer.write(page)
	monkeypatch.setattr(
		pdfkit, "from_string", lambda html, *args, **kwargs: given.append(html) or page.getvalue()
	)
	monkeypatch.setattr(frappe.utils.pdf, "get_wkhtmltopdf_version", lambda: "0.12.6")
	pdf = frappe.utils.pdf.get_pdf("<p>Báo cáo</p>", {"page-size": "A4"})
	assert PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width == 100
	assert "Báo cáo" in given[0]


def test_engine_is_put_in_place_once():
	import frappe.email.email_body
	import frappe.utils.pdf
	import frappe.utils.print_format

	from tdkt_app.documents.pdf import ensure_patched

	before = frappe.utils.pdf.get_pdf
	ensure_patched()
	assert frappe.utils.pdf.get_pdf is before
	assert frappe.utils.print_format.get_pdf is before
	assert frappe.email.email_body.get_pdf is before


def test_queries_do_not_grow_with_the_recipients(make_decision, count_queries):
	from tdkt_app.documents.printed import award_decision_sheet

	few, many = make_decision("A"), make_decision(*(f"Người {n}" for n in range(20)))
	award_decision_sheet(few)
	with count_queries() as queries:
		award_decision_sheet(many)
	assert queries == []


def test_officer_downloads_it(http, committed):
	reply = http("GET", DOWNLOAD, user=OFFICER, query_string={**FORMAT, "name": committed})
	assert reply.status_code == 200
	assert reply.mimetype == "application/pdf"
	assert "Đặng Hoàng Nhâm" in text_of(reply.data)
	assert all(face.startswith("Tinos") for face in faces_of(reply.data))


def test_nobody_else_reads_it(http, committed):
	replies = [
		http("GET", path, user=user, query_string={**FORMAT, "name": committed})
		for path in (DOWNLOAD, "/printview")
		for user in (OUTSIDER, None)
	]
	# Some platforms answer as if there were no such document.
	assert {reply.status_code for reply in replies} <= {403, 404}
	assert not any("Nhâm" in reply.get_data(as_text=True) for reply in replies)


def test_desk_does_not_ask_for_wkhtmltopdf():
	"""The oldest platform takes the first override of a method, newer ones the last: there must be one."""
	import frappe

	hooks = frappe.get_hooks("override_whitelisted_methods")["frappe.utils.pdf.is_wkhtmltopdf_valid"]
	assert [frappe.get_attr(hook)() for hook in hooks] == [True]


@pytest.mark.parametrize("face", ["Regular", "Italic", "Bold", "BoldItalic"])
def test_browsers_find_the_fonts(face):
	"""The address in the stylesheet leads to the file that ships, through the folder of assets."""
	import frappe

	path = frappe.get_app_path("tdkt_app", "public", "fonts", "tinos", f"Tinos-{face}.woff2")
	html = frappe.render_template(
		"tdkt_app/templates/documents/nd30.css", {"top": 20, "right": 15, "bottom": 20, "left": 30}
	)
	assert f'url("/assets/tdkt_app/fonts/tinos/Tinos-{face}.woff2")' in html
	with open(path, "rb") as font:
		assert font.read(4) == b"wOF2"
