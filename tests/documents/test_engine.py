"""What Frappe is given back: the file, an encrypted file, or its own writer with the pages added."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from tdkt_app.documents import engine

DOCUMENT = f"{engine.BEGIN}<p>Đình</p>{engine.END}"


@pytest.fixture(scope="module")
def pdf() -> bytes:
	return engine.render(
		f"<html>Không in<div>{engine.BEGIN}<style>*{{font-family: Tinos}}</style>{engine.END}</div></html>"
	)


def test_only_what_stands_between_the_marks_is_printed(pdf):
	assert "Không in" not in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_plain_file(pdf):
	assert engine.deliver(pdf) is pdf


def test_pages_are_added_to_the_writer_of_a_bulk_print(pdf):
	writer = PdfWriter()
	assert engine.deliver(pdf, writer) is writer
	assert engine.deliver(pdf, writer) is writer
	assert len(writer.pages) == 2


def test_password(pdf):
	reader = PdfReader(io.BytesIO(engine.deliver(pdf, password="mat-khau-1")))
	assert reader.is_encrypted
	assert not reader.decrypt("khac")
	assert reader.decrypt("mat-khau-1")
	assert len(reader.pages) == 1


def test_a_paper_that_one_person_signs_has_an_empty_field_there(papers):
	"""Above the name, on its page, as wide as a stamp needs; nothing signs it here."""
	from pypdf import PdfReader

	paper = papers.pdf("long_decision")
	reader = PdfReader(paper.path)
	(field,) = reader.trailer["/Root"]["/AcroForm"]["/Fields"]
	assert (field.get_object()["/FT"], "/V" in field.get_object()) == ("/Sig", False)
	number = next(n for n, page in enumerate(paper.pages, 1) if "Dương Văn Thắng" in page)
	assert field in list(reader.pages[number - 1]["/Annots"])
	left, bottom, right, top = (float(value) * 25.4 / 72 for value in field.get_object()["/Rect"])
	name, position = paper.line("Dương Văn Thắng", number), paper.line("CHỦ TỊCH", number)
	assert left < name.left and name.left + name.width < right and right - left > 55
	assert 297 - bottom < name.top + 1 and 297 - top > position.top


def test_where_several_sign_there_is_none(papers):
	from pypdf import PdfReader

	assert "/AcroForm" not in PdfReader(papers.pdf("council_minutes").path).trailer["/Root"]


def test_the_code_of_a_decision_leads_to_the_check_page(papers):
	"""The QR code holds the address with the code, in PDF and Word alike; a draft has none."""
	import segno

	from tests.documents.samples import CODE

	html = papers.html("award_decision")
	address = f"https://cat-ne.example/kiem-tra-quyet-dinh?ma={CODE}"
	assert segno.make(address, error="m").png_data_uri(scale=6, border=2) in html
	assert html.count("<img") == 1 and "<img" not in papers.html("long_decision")
