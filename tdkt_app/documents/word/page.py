"""The sheet: A4, margins, page numbers from the second page on. Source: NĐ 30/2020/NĐ-CP Phụ lục I, Phần I, I."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
	from docx.document import Document
	from docx.section import Section

WIDTH, HEIGHT = 210, 297  # mm


class Margins(NamedTuple):
	"""In mm."""

	top: float = 20
	right: float = 15
	bottom: float = 20
	left: float = 30


def width(landscape: bool) -> int:
	return HEIGHT if landscape else WIDTH


def margins(written: str | None) -> Margins:
	"""From "top right bottom left" in mm, as the macro `paper` writes them."""
	return Margins(*map(float, written.split())) if written else Margins()


def set_up(section: Section, given: Margins, landscape: bool = False) -> None:
	from docx.enum.section import WD_ORIENT
	from docx.shared import Mm

	section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
	section.page_width, section.page_height = Mm(width(landscape)), Mm(width(not landscape))
	section.top_margin, section.right_margin = Mm(given.top), Mm(given.right)
	section.bottom_margin, section.left_margin = Mm(given.bottom), Mm(given.left)
	section.header_distance = section.footer_distance = Mm(10)
	section.different_first_page_header_footer = True
	_page_number(section)


def new_section(document: Document) -> None:
	"""An appendix: on its own page, counting from 1. Source: Phần I, III.1.đ."""
	from docx.enum.section import WD_SECTION
	from docx.oxml import OxmlElement
	from docx.oxml.ns import qn

	section = document.add_section(WD_SECTION.NEW_PAGE)
	section.different_first_page_header_footer = True
	numbers = OxmlElement("w:pgNumType")
	numbers.set(qn("w:start"), "1")
	section._sectPr.append(numbers)


def _page_number(section: Section) -> None:
	from docx.enum.text import WD_ALIGN_PARAGRAPH
	from docx.oxml import OxmlElement
	from docx.oxml.ns import qn
	from docx.shared import Pt

	paragraph = section.header.paragraphs[0]
	paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
	for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
		run = paragraph.add_run()
		run.font.size = Pt(13)
		if kind:
			mark = OxmlElement("w:fldChar")
			mark.set(qn("w:fldCharType"), kind)
		else:
			mark = OxmlElement("w:instrText")
			mark.text = text
		run._r.append(mark)
