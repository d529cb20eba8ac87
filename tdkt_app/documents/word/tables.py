"""Tables: those that lay out (heading, signatures) without lines, lists with lines and a repeating head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tdkt_app.documents.word.inline import classes

if TYPE_CHECKING:
	from docx.blkcntnr import BlockItemContainer
	from docx.table import Table, _Cell
	from docx.text.paragraph import Paragraph
	from lxml.html import HtmlElement

# Share of the width that the first column of a table without column widths has, by the table's class.
_FIRST_COLUMN = {"heading": 0.4, "closing": 0.46}
_RULE_POINTS = 0.75
_TALL_ROW = 11  # mm, as in the stylesheet of print
_GRID_PADDING = 1.4  # mm
_BAR_POINTS, _BAR_COLOUR = 9, "7A7A7A"  # as in the stylesheet of print


@dataclass(frozen=True)
class Row:
	"""`repeats`: at the top of each page; `with_next`: not the last row of a page; `tall`: with room to sign in."""

	cells: tuple[HtmlElement, ...]
	repeats: bool
	with_next: bool
	strong: bool
	tall: bool = False


@dataclass(frozen=True)
class Layout:
	"""`widths` of the columns in mm."""

	widths: tuple[float, ...]
	rows: tuple[Row, ...]

	@classmethod
	def of(cls, table: HtmlElement, width: float) -> Layout:
		rows = tuple(
			Row(
				cells=tuple(cell for cell in row if cell.tag in ("td", "th")),
				repeats=row.getparent().tag == "thead",
				with_next="group" in classes(row),
				strong="group" in classes(row),
				tall="tall" in classes(row),
			)
			for row in table.iter("tr")
		)
		count = max((sum(_span(cell) for cell in row.cells) for row in rows), default=0)
		return cls(_widths(table, count, width), rows)


def add(container: BlockItemContainer, layout: Layout, grid: bool) -> Table:
	from docx.enum.table import WD_TABLE_ALIGNMENT
	from docx.shared import Mm

	made = container.add_table(0, len(layout.widths))
	if grid:
		made.style = "Table Grid"
	made.autofit, made.alignment = False, WD_TABLE_ALIGNMENT.CENTER
	_cell_padding(made, _GRID_PADDING if grid else 0)
	for column, width in zip(made.columns, layout.widths, strict=True):
		column.width = Mm(width)
	return made


def add_row(table: Table, layout: Layout, row: Row) -> Iterator[tuple[_Cell, HtmlElement, float]]:
	"""A row; its cells with their sources and widths in mm. No row is torn by the end of a page."""
	from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
	from docx.shared import Mm

	made = table.add_row()
	if row.tall:
		made.height, made.height_rule = Mm(_TALL_ROW), WD_ROW_HEIGHT_RULE.AT_LEAST
	_mark(made, "w:cantSplit")
	if row.repeats:
		_mark(made, "w:tblHeader")
	cells, at = made.cells, 0
	for source in row.cells:
		span = _span(source)
		width = sum(layout.widths[at : at + span])
		cell = cells[at].merge(cells[at + span - 1]) if span > 1 else cells[at]
		cell.width = Mm(width)
		if source.tag == "th" or row.tall:
			cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
		yield cell, source, width
		at += span


def align(paragraph: Paragraph, source: HtmlElement) -> None:
	from docx.enum.text import WD_ALIGN_PARAGRAPH

	own = classes(source)
	if "number" in own:
		paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
	elif "order" in own or (source.tag == "th"):
		paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def points(size: float):
	from docx.shared import Pt

	return Pt(size)


def draw_rule(paragraph: Paragraph, length: float, within: float) -> None:
	"""Make an empty paragraph a centred line of `length` mm within a space of `within` mm."""
	from docx.enum.text import WD_LINE_SPACING
	from docx.oxml import OxmlElement
	from docx.oxml.ns import qn
	from docx.shared import Mm, Pt

	shape, aside = paragraph.paragraph_format, max((within - length) / 2, 0)
	shape.left_indent = shape.right_indent = Mm(aside)
	shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
	borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
	for name, value in (
		("val", "single"),
		("sz", str(int(_RULE_POINTS * 8))),
		("space", "0"),
		("color", "000000"),
	):
		line.set(qn(f"w:{name}"), value)
	borders.append(line)
	properties = paragraph._p.get_or_add_pPr()
	properties.insert_element_before(
		borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
	)


def draw_bar(paragraph: Paragraph, length: float, within: float) -> None:
	"""Fill an empty paragraph of a cell of `within` mm, as long as `length` percent of what the padding leaves."""
	from docx.enum.text import WD_LINE_SPACING
	from docx.oxml import OxmlElement
	from docx.oxml.ns import qn
	from docx.shared import Mm, Pt

	shape = paragraph.paragraph_format
	shape.right_indent = Mm((within - 2 * _GRID_PADDING) * (1 - length / 100))
	shape.line_spacing_rule, shape.line_spacing, shape.space_before = (
		WD_LINE_SPACING.EXACTLY,
		Pt(_BAR_POINTS),
		Pt(6),
	)
	filled = OxmlElement("w:shd")
	for name, value in (("val", "clear"), ("color", "auto"), ("fill", _BAR_COLOUR)):
		filled.set(qn(f"w:{name}"), value)
	paragraph._p.get_or_add_pPr().insert_element_before(
		filled, "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
	)


def percent(element: HtmlElement) -> float:
	"""The width its style gives it."""
	found = re.search(r"width:\s*([\d.]+)%", element.get("style") or "")
	return min(float(found[1]), 100) if found else 100


def _span(cell: HtmlElement) -> int:
	return int(cell.get("colspan") or 1)


def _widths(table: HtmlElement, count: int, width: float) -> tuple[float, ...]:
	if not count:
		return ()
	given = [_millimetres(column) for column in table.iter("col")]
	if not given:
		share = next((share for name, share in _FIRST_COLUMN.items() if name in classes(table)), 1 / count)
		given = [width * share] + [None] * (count - 1)
	given = (given + [None] * count)[:count]
	open_columns = given.count(None)
	rest = (width - sum(filter(None, given))) / open_columns if open_columns else 0
	return tuple(rest if column is None else column for column in given)


def _millimetres(column: HtmlElement) -> float | None:
	found = re.search(r"width:\s*([\d.]+)mm", column.get("style") or "")
	return float(found[1]) if found else None


def _mark(row, tag: str) -> None:
	from docx.oxml import OxmlElement

	row._tr.get_or_add_trPr().append(OxmlElement(tag))


def _cell_padding(table: Table, sides: float) -> None:
	"""Left and right, in mm."""
	from docx.oxml import OxmlElement
	from docx.oxml.ns import qn
	from docx.shared import Mm

	padding = OxmlElement("w:tblCellMar")
	for side in ("left", "right"):
		edge = OxmlElement(f"w:{side}")
		edge.set(qn("w:w"), str(Mm(sides).twips))
		edge.set(qn("w:type"), "dxa")
		padding.append(edge)
	table._tbl.tblPr.append(padding)
