"""Styles of the parts of an administrative document, by the names the decree gives them.

Sizes and places are those of templates/documents/nd30.css; source: NĐ 30/2020/NĐ-CP Phụ lục I, Phần I, II and mục V.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
	from docx.document import Document

FACE = "Times New Roman"
# CSS counts a line as 1.2 times the size; Word counts in the face's own lines of 1.149.
LINE = 1.2 / 1.149


@dataclass(frozen=True)
class Style:
	"""`size`, `before`, `after` in points; `indent` of the first line and `aside` (left and right) in mm; `outline`:
	level in Word's navigation."""

	size: float = 14
	bold: bool = False
	italic: bool = False
	align: str = "CENTER"
	indent: float = 0
	aside: float = 0
	before: float = 0
	after: float = 0
	with_next: bool = False
	outline: int = 0
	line: float = 1.15 / 1.149


BODY, TABLE, RULE = "Nội dung", "Bảng", "Đường kẻ"
STYLES = {
	"Cơ quan chủ quản": Style(12),
	"Cơ quan ban hành": Style(12, bold=True),
	"Quốc hiệu": Style(12, bold=True),
	"Tiêu ngữ": Style(13, bold=True),
	"Số, ký hiệu": Style(13, before=6),
	"Địa danh, thời gian": Style(13, italic=True, before=6),
	"Dự thảo": Style(13, bold=True, before=4),
	"Tên loại": Style(bold=True, before=16, with_next=True, outline=1, line=LINE),
	"Trích yếu": Style(bold=True, aside=12, with_next=True, line=LINE),
	"Kính gửi": Style(before=6, after=6, line=LINE),
	"Thẩm quyền ban hành": Style(bold=True, before=12, after=6, with_next=True, line=LINE),
	"Căn cứ": Style(italic=True, align="JUSTIFY", indent=12.7, before=6, line=LINE),
	"Mục": Style(bold=True, align="JUSTIFY", indent=12.7, before=6, with_next=True, outline=2, line=LINE),
	BODY: Style(align="JUSTIFY", indent=12.7, before=6, line=LINE),
	"Căn giữa": Style(before=6, line=LINE),
	"Tên biểu đồ": Style(bold=True, before=10, with_next=True, line=LINE),
	TABLE: Style(13, align="LEFT", before=3, after=3, line=LINE),
	"Nơi nhận": Style(11, align="LEFT"),
	"Nơi nhận (tiêu đề)": Style(12, bold=True, italic=True, align="LEFT"),
	"Người ký": Style(bold=True),
	"Phụ lục": Style(bold=True, with_next=True, outline=1, line=LINE),
	"Kèm theo": Style(italic=True, aside=12, before=3, with_next=True, line=LINE),
	RULE: Style(1),
}


def define(document: Document) -> None:
	"""Write the styles into the document, and the face, size and language that all text starts from."""
	from docx.enum.style import WD_STYLE_TYPE
	from docx.enum.text import WD_ALIGN_PARAGRAPH
	from docx.shared import Mm, Pt

	_whole_document(document)
	for name, style in STYLES.items():
		made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
		made.base_style, made.quick_style = document.styles["Normal"], True
		made.font.size, made.font.bold, made.font.italic = Pt(style.size), style.bold, style.italic
		shape = made.paragraph_format
		shape.alignment = WD_ALIGN_PARAGRAPH[style.align]
		shape.first_line_indent = Mm(style.indent)
		shape.left_indent = shape.right_indent = Mm(style.aside)
		shape.space_before, shape.space_after = Pt(style.before), Pt(style.after)
		shape.line_spacing = style.line
		shape.keep_with_next, shape.widow_control = style.with_next, True
		if style.outline:
			_outline(made, style.outline)


def _whole_document(document: Document) -> None:
	from docx.oxml.ns import qn
	from docx.shared import Pt, RGBColor

	normal = document.styles["Normal"]
	normal.font.name, normal.font.size, normal.font.color.rgb = FACE, Pt(14), RGBColor(0, 0, 0)
	fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
	for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
		fonts.set(qn(script), FACE)
	for language in document.styles.element.iter(qn("w:lang")):
		language.set(qn("w:val"), "vi-VN")


def _outline(style, level: int) -> None:
	from docx.oxml import OxmlElement
	from docx.oxml.ns import qn

	outline = OxmlElement("w:outlineLvl")
	outline.set(qn("w:val"), str(level - 1))
	style.element.get_or_add_pPr().append(outline)
