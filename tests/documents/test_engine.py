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
