"""The place in a PDF where a signing program puts a digital signature: an empty signature field. Nothing is signed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
	from pypdf import PdfReader, PdfWriter

# id of the signer's block in templates/documents/nd30.html; the engine keeps ids as named destinations.
PLACE = "signature-place"
_NAME = "ChuKySo"
_POINTS_PER_MM = 72 / 25.4
_FROM_LEFT, _WIDTH, _HEIGHT = 14, 62, 26  # mm within the block, whose room above the name is 27 mm high
_PRINTED = 4


def with_field(reader: PdfReader) -> PdfWriter | None:
	"""The document with an empty signature field above the signer's name; None when it names no such place."""
	place = reader.named_destinations.get(PLACE)
	if place is None:
		return None
	from pypdf import PdfWriter
	from pypdf.generic import (
		ArrayObject,
		DictionaryObject,
		FloatObject,
		NameObject,
		NumberObject,
		TextStringObject,
	)

	writer = PdfWriter(clone_from=reader)
	page = writer.pages[reader.get_destination_page_number(place)]
	left, top = float(place.left) + _FROM_LEFT * _POINTS_PER_MM, float(place.top)
	box = (left, top - _HEIGHT * _POINTS_PER_MM, left + _WIDTH * _POINTS_PER_MM, top)
	field = writer._add_object(
		DictionaryObject(
			{
				NameObject("/Type"): NameObject("/Annot"),
				NameObject("/Subtype"): NameObject("/Widget"),
				NameObject("/FT"): NameObject("/Sig"),
				NameObject("/T"): TextStringObject(_NAME),
				NameObject("/F"): NumberObject(_PRINTED),
				NameObject("/P"): page.indirect_reference,
				NameObject("/Rect"): ArrayObject([FloatObject(round(value, 2)) for value in box]),
			}
		)
	)
	annotations = page["/Annots"] if "/Annots" in page else ArrayObject()
	page[NameObject("/Annots")] = ArrayObject([*annotations, field])
	writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
		{NameObject("/Fields"): ArrayObject([field]), NameObject("/SigFlags"): NumberObject(1)}
	)
	return writer
