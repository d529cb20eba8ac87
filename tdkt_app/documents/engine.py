"""A marked HTML document becomes a PDF, by WeasyPrint. Knows nothing of Frappe."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tdkt_app.documents import fetcher, fonts, signature_field

if TYPE_CHECKING:
	from pypdf import PdfReader, PdfWriter

# templates/documents/nd30.html writes these around every document.
BEGIN, END = "<!--tdkt-document-->", "<!--/tdkt-document-->"


class ForeignFace(Exception):
	"""The engine took letters from a typeface that is not ours."""


def render(html: str) -> bytes:
	"""PDF of the marked document inside `html` (a whole print view or the document alone), with an empty field for a
	digital signature where one person signs.

	Raises:
	    ForeignFace: our fonts could not be read, so letters came from whatever the machine has.
	"""
	from pypdf import PdfReader
	from weasyprint import HTML

	document = html.partition(BEGIN)[2].partition(END)[0]
	page = f'<!doctype html><html lang="vi"><body style="margin: 0">{fonts.printable(document)}</body></html>'
	pdf = HTML(string=page, base_url=fetcher.BASE_URL, url_fetcher=fetcher.fetch).write_pdf()
	reader = PdfReader(io.BytesIO(pdf))
	if foreign := {face for face in embedded_faces(reader) if not face.startswith(fonts.FAMILY)}:
		raise ForeignFace(f"{', '.join(sorted(foreign))} in a document that is to be set in {fonts.FAMILY}")
	writer = signature_field.with_field(reader)
	return _file_of(writer) if writer else pdf


def deliver(pdf: bytes, output: PdfWriter | None = None, password: str | None = None) -> bytes | PdfWriter:
	"""What Frappe expects back: `output` with the pages added, or the file, encrypted if a password is asked for."""
	from pypdf import PdfReader, PdfWriter

	if output is None and not password:
		return pdf
	writer = PdfWriter() if output is None else output
	writer.append_pages_from_reader(PdfReader(io.BytesIO(pdf)))
	if output is not None:
		return output
	writer.encrypt(password)
	return _file_of(writer)


def _file_of(writer: PdfWriter) -> bytes:
	file = io.BytesIO()
	writer.write(file)
	return file.getvalue()


def embedded_faces(reader: PdfReader) -> set[str]:
	"""Names of the typefaces on the pages, without the tag of the subset ("ABCDEF+Tinos-Bold" → "Tinos-Bold")."""
	names = set()
	for page in reader.pages:
		resources = page["/Resources"]
		fonts_of_page = resources["/Font"] if "/Font" in resources else {}
		names |= {fonts_of_page[key]["/BaseFont"] for key in fonts_of_page}
	return {name.lstrip("/").rpartition("+")[2] for name in names}
