"""What is not set by the engine page by page: the fixed part, drawn once for all, and the QR codes, drawn as squares."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_POINTS = 72 / 25.4  # in a mm
_QUIET = 2  # modules around the code


class Code(NamedTuple):
	"""A QR code of `address`, `left`, `top` and `width` in mm on the page with that number, from 0."""

	page: int
	address: str
	left: float
	top: float
	width: float


def stamp(pdf: bytes, below: bytes | None, codes: Sequence[Code]) -> bytes:
	"""The same pages with the page of `below` under each of them, and the codes on theirs."""
	from pypdf import PdfReader, PdfWriter
	from pypdf.generic import ArrayObject, DictionaryObject, NameObject

	writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
	fixed = writer._add_object(_form(below, writer)) if below else None
	drawn = {code.page: _squares(code, float(writer.pages[code.page].mediabox.height)) for code in codes}
	for number, page in enumerate(writer.pages):
		operators = [drawn.get(number, "")]
		if fixed is not None:
			resources = page["/Resources"].get_object()
			forms = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
			forms[NameObject("/Fixed")] = fixed
			operators.insert(0, "q /Fixed Do Q\n")
		first = writer._add_object(_stream("".join(operators).encode()))
		own = page.raw_get("/Contents")
		own = list(own.get_object()) if isinstance(own.get_object(), ArrayObject) else [own]
		page[NameObject("/Contents")] = ArrayObject([first, *own])
	file = io.BytesIO()
	writer.write(file)
	return file.getvalue()


def _form(pdf: bytes, writer):
	"""The first page of a file as a drawing that other pages can use."""
	from pypdf import PdfReader
	from pypdf.generic import NameObject

	page = PdfReader(io.BytesIO(pdf)).pages[0]
	form = _stream(page.get_contents().get_data())
	form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
	form[NameObject("/BBox")] = page.mediabox
	form[NameObject("/Resources")] = page["/Resources"].clone(writer)
	return form


def _stream(operators: bytes):
	from pypdf.generic import DecodedStreamObject

	stream = DecodedStreamObject()
	stream.set_data(operators)
	return stream.flate_encode()


def _squares(code: Code, page_height: float) -> str:
	"""Dark modules of a row that touch are one rectangle. Error correction M: a fold may cover some of it."""
	import segno

	rows = [bytes(row) for row in segno.make(code.address, error="m", micro=False).matrix]
	module = code.width * _POINTS / (len(rows) + 2 * _QUIET)
	left = code.left * _POINTS + _QUIET * module
	top = page_height - code.top * _POINTS - _QUIET * module
	parts = [
		f"{left + start * module:.3f} {top - (number + 1) * module:.3f} {length * module:.3f} {module:.3f} re"
		for number, row in enumerate(rows)
		for start, length in _dark(row)
	]
	return f"q 0 g {' '.join(parts)} f Q\n"


def _dark(row: bytes) -> Iterator[tuple[int, int]]:
	"""(start, length) of each run of dark modules."""
	start = None
	for place, dark in enumerate((*row, 0)):
		if dark and start is None:
			start = place
		elif not dark and start is not None:
			yield start, place - start
			start = None
