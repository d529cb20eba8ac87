"""Parts of the document, from the top down: page, paragraphs, tables, appendices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tdkt_app.documents import fonts
from tdkt_app.documents.word import page, styles, tables
from tdkt_app.documents.word.inline import PLAIN, Letters, Picture, classes, letters_of, runs, text_of, write

if TYPE_CHECKING:
	from docx.blkcntnr import BlockItemContainer
	from docx.text.paragraph import Paragraph
	from lxml.html import HtmlElement

_BLOCKS = frozenset(
	("article", "section", "div", "p", "table", "ul", "ol", "li", "figure", "h1", "h2", "h3", "h4", "hr")
)
_SILENT = frozenset(("style", "script", "title", "head", "colgroup"))
# Class of a part → its style.
_STYLE_OF = {
	"superior": "Cơ quan chủ quản",
	"authority": "Cơ quan ban hành",
	"country": "Quốc hiệu",
	"motto": "Tiêu ngữ",
	"draft": "Dự thảo",
	"addressee": "Kính gửi",
	"competence": "Thẩm quyền ban hành",
	"decides": "Thẩm quyền ban hành",
	"basis": "Căn cứ",
	"article-head": "Mục",
	"chart-title": "Tên biểu đồ",
	"centred": "Căn giữa",
	"receivers": "Nơi nhận",
	"receivers-head": "Nơi nhận (tiêu đề)",
	"signature": "Người ký",
	"reference": "Kèm theo",
}
_RULE_SHARE = 0.4  # of the text above; NĐ 30 allows a third to a half
_SIGNATURE_ROOM = 76  # points between the position and the name
_ABOVE_CLOSING = 12  # points
_BELOW_APPENDIX_NAME = 9  # points


@dataclass(frozen=True)
class _Place:
	"""Where the next paragraph goes: container, its width in mm, the style and letters there."""

	container: BlockItemContainer
	width: float
	style: str
	letters: Letters = PLAIN


class Writer:
	def __init__(self):
		from docx import Document

		self.document = Document()
		styles.define(self.document)
		self.last: Paragraph | None = None
		self.cell_waits: Paragraph | None = None

	def article(self, element: HtmlElement) -> None:
		margins = page.margins(element.get("data-margins"))
		landscape = bool(element.get("data-landscape"))
		page.set_up(self.document.sections[0], margins, landscape)
		width = page.width(landscape) - margins.left - margins.right
		self.blocks(element, _Place(self.document, width, styles.BODY))

	def blocks(self, element: HtmlElement, place: _Place) -> None:
		"""Content of an element: blocks each for themselves, text between them as paragraphs."""
		loose: list[tuple[str | Picture, Letters]] = []
		if element.text:
			loose.append((element.text, place.letters))
		for child in element:
			if isinstance(child.tag, str) and child.tag in _BLOCKS:
				self.paragraph(loose, place)
				loose = []
				self.block(child, place)
			elif isinstance(child.tag, str) and child.tag not in _SILENT:
				if child.tag == "br":
					loose.append(("\n", Letters(keeps_lines=True)))
				else:
					loose.extend(runs(child, letters_of(child, place.letters)))
			if child.tail:
				loose.append((child.tail, place.letters))
		self.paragraph(loose, place)

	def block(self, element: HtmlElement, outside: _Place) -> None:
		own = classes(element)
		place = _Place(
			outside.container,
			outside.width,
			self._style(element, outside),
			letters_of(element, outside.letters),
		)
		if element.tag == "hr":
			return
		if "annexed" in own:
			page.new_section(self.document)
			self.blocks(element, place)
		elif element.tag == "table":
			self.table(element, place)
		elif "rule" in own:
			return  # drawn with the text above it
		elif "bar" in own:
			tables.draw_bar(self._new_paragraph(place, styles.RULE), tables.percent(element), place.width)
		elif "title" in own:
			self.title(element, place)
		elif "measured" in own or any("rule" in classes(child) for child in element):
			self.measured(element, place)
		elif "signer" in own:
			made = self.blocks_or_empty(element, place)
			made.paragraph_format.space_before = tables.points(_SIGNATURE_ROOM)
		elif element.tag in ("ul", "ol"):
			self.listed(element, place)
		else:
			self.blocks(element, place)

	def title(self, element: HtmlElement, place: _Place) -> None:
		"""Type and subject; in an appendix its number, its name and what it belongs to."""
		in_appendix = any("annexed" in classes(parent) for parent in element.iterancestors())
		names = iter(("Phụ lục", "Phụ lục", "Kèm theo") if in_appendix else ("Tên loại", "Trích yếu"))
		for child in element:
			self.block(child, replace(place, style=next(names, place.style)))
		if in_appendix:
			self.last.paragraph_format.space_after = tables.points(_BELOW_APPENDIX_NAME)

	def measured(self, element: HtmlElement, place: _Place) -> None:
		"""Text with a rule below it, whose length is a share of the text's."""
		self.blocks(element, place)
		rule = next((child for child in element if "rule" in classes(child)), None)
		if rule is None:
			return
		room = place.width - 2 * styles.STYLES[place.style].aside
		width = min(self._width_of(element, place), room)
		length = width if "whole" in classes(rule) else width * _RULE_SHARE
		tables.draw_rule(self._new_paragraph(place, styles.RULE), length, within=place.width)

	def listed(self, element: HtmlElement, place: _Place) -> None:
		for number, item in enumerate(element.iterchildren("li"), 1):
			mark = f"{number}. " if element.tag == "ol" else "- "
			self.paragraph([(mark, place.letters), *runs(item, place.letters)], place)

	def table(self, element: HtmlElement, place: _Place) -> None:
		own = classes(element)
		if "closing" in own and self.last is not None:
			self.last.paragraph_format.keep_with_next = True
		layout = tables.Layout.of(element, place.width)
		if "closing" in own:
			self._new_paragraph(place, styles.RULE).paragraph_format.space_before = tables.points(
				_ABOVE_CLOSING
			)
			self.last.paragraph_format.keep_with_next = True
		made = tables.add(place.container, layout, grid="grid" in own)
		for number, row in enumerate(layout.rows):
			for cell, source, width in tables.add_row(made, layout, row):
				inside = _Place(cell, width, self._cell_style(own, row, source, number), place.letters)
				if row.strong or source.tag == "th":
					inside = replace(inside, letters=replace(inside.letters, bold=True))
				self.cell(source, inside, row.with_next or "closing" in own)
		self.last = None

	def cell(self, source: HtmlElement, place: _Place, with_next: bool) -> None:
		self.cell_waits = place.container.paragraphs[0]
		self.blocks(source, place)
		if self.cell_waits is not None:  # an empty cell keeps the paragraph it was born with
			self.cell_waits.style = place.style
			self.cell_waits = None
		for paragraph in place.container.paragraphs:
			tables.align(paragraph, source)
			if with_next:
				paragraph.paragraph_format.keep_with_next = True

	def paragraph(self, pieces: list[tuple[str | Picture, Letters]], place: _Place) -> Paragraph | None:
		if not text_of(pieces) and not any(isinstance(content, Picture) for content, _letters in pieces):
			return None
		made = self._new_paragraph(place, place.style)
		write(made, pieces)
		return made

	def blocks_or_empty(self, element: HtmlElement, place: _Place) -> Paragraph:
		self.blocks(element, place)
		if not (element.text_content() or "").strip():
			return self._new_paragraph(place, place.style)
		return self.last

	def _new_paragraph(self, place: _Place, style: str) -> Paragraph:
		if self.cell_waits is not None:
			made, self.cell_waits = self.cell_waits, None
			made.style = style
		else:
			made = place.container.add_paragraph(style=style)
		self.last = made
		return made

	def _style(self, element: HtmlElement, outside: _Place) -> str:
		return _named_style(element) or outside.style

	def _cell_style(self, table: set[str], row: tables.Row, source: HtmlElement, number: int) -> str:
		if own := _named_style(source):
			return own
		if "heading" in table and number:
			return "Số, ký hiệu" if row.cells[0] is source else "Địa danh, thời gian"
		return styles.TABLE if "grid" in table else "Căn giữa"

	def _width_of(self, element: HtmlElement, place: _Place) -> float:
		"""Widest line of a measured box in mm."""
		widths = [
			fonts.width(line, styles.STYLES[style].size, styles.STYLES[style].bold)
			for text, style in self._lines(element, place)
			for line in text.split("\n")
		]
		return max(widths, default=0)

	def _lines(self, element: HtmlElement, place: _Place) -> Iterator[tuple[str, str]]:
		style = self._style(element, place)
		blocks = [child for child in element if child.tag in _BLOCKS and "rule" not in classes(child)]
		if blocks and not (element.text or "").strip():
			for child in blocks:
				yield from self._lines(child, _Place(place.container, place.width, style, place.letters))
		else:
			yield text_of(list(runs(element, letters_of(element, place.letters)))), style


def _named_style(element: HtmlElement) -> str | None:
	own = classes(element)
	return next((style for name, style in _STYLE_OF.items() if name in own), None)
