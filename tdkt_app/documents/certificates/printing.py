"""Many certificates become one PDF file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from tdkt_app.documents import engine, fonts
from tdkt_app.documents.certificates.sheet import LINE_HEIGHT, QR, Field, Fitted, Sheet, fit
from tdkt_app.documents.certificates.stamping import Code, stamp

_GRID_STEP = 10  # mm

Texts = Mapping[str, str]


class Attention(NamedTuple):
	"""A text that does not fit its box even in the smallest letters: number of the certificate from 0, and the box."""

	number: int
	field: str


class Printed(NamedTuple):
	pdf: bytes
	attention: tuple[Attention, ...]


def print_certificates(
	certificates: Sequence[Texts], sheet: Sheet, fixed: Texts | None = None, grid: bool = False
) -> Printed:
	"""One page for each certificate, all set in one go; what is the same on all of them is drawn once.

	Args:
		certificates: texts by the names of the sheet's fields; absent ones stay empty.
		fixed: texts of the sheet's fixed part; None prints onto blanks that have it.
		grid: lines every 10 mm, to see on a test print how far the printer is off.
	Raises:
		ValueError: nothing to print.
	"""
	if not certificates:
		raise ValueError("no certificates")
	attention: list[Attention] = []
	pages = [
		_page(sheet.fields, texts, lambda field, number=number: attention.append(Attention(number, field)))
		for number, texts in enumerate(certificates)
	]
	codes = [
		Code(number, texts[QR], field.left, field.top, field.width)
		for field in sheet.fields
		if field.name == QR
		for number, texts in enumerate(certificates)
		if texts.get(QR)
	]
	below = None
	if fixed is not None or grid:
		drawing = _page(sheet.fixed if fixed is not None else (), fixed or {}, lambda field: None)
		below = _render(sheet, [drawing], _background(sheet, fixed is not None, grid))
	return Printed(stamp(_render(sheet, pages), below, codes), tuple(attention))


def _render(sheet: Sheet, pages: Iterable[str], background: str = "") -> bytes:
	html = f"<style>{_style(sheet)}{background}</style>{''.join(pages)}"
	return engine.render(engine.BEGIN + html + engine.END)


def _page(fields: Iterable[Field], texts: Texts, misfit: Callable[[str], None]) -> str:
	boxes = []
	for field in fields:
		text = texts.get(field.name)
		if not text or field.name == QR:
			continue
		fitted = fit(fonts.printable(text), field)
		if not fitted.fits:
			misfit(field.name)
		boxes.append(_box(field, fitted))
	return f"<section>{''.join(boxes)}</section>"


def _box(field: Field, fitted: Fitted) -> str:
	size = f' style="font-size: {fitted.size}pt"' if fitted.size != field.size else ""
	return f'<p class="{field.name}"{size}>{"<br>".join(map(escape, fitted.lines))}</p>'


def _style(sheet: Sheet) -> str:
	return "\n".join(
		(
			*fonts.faces(),
			f"@page {{ size: {sheet.width}mm {sheet.height}mm; margin: 0 }}",
			f"section {{ position: relative; height: {sheet.height}mm; break-after: page }}",
			"section:last-child { break-after: auto }",
			f"p {{ position: absolute; margin: 0; white-space: nowrap; font: 14pt/{LINE_HEIGHT} {fonts.FAMILY} }}",
			*(_rule(field) for field in (*sheet.fixed, *sheet.fields) if field.name != QR),
		)
	)


def _rule(field: Field) -> str:
	return (
		f".{field.name} {{ left: {field.left}mm; top: {field.top}mm; width: {field.width}mm; "
		f"font-size: {field.size}pt; font-weight: {700 if field.bold else 400}; "
		f"font-style: {'italic' if field.italic else 'normal'}; text-align: {field.align}; color: {field.colour} }}"
	)


def _background(sheet: Sheet, framed: bool, grid: bool) -> str:
	"""The page's own drawing: frame and grid."""
	width, height = sheet.width, sheet.height
	drawn = [*(sheet.frame if framed else ()), *(_grid(width, height) if grid else ())]
	svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{"".join(drawn)}</svg>'
	return f'@page {{ background: url("data:image/svg+xml,{quote(svg)}") 0 0 / 100% 100% no-repeat }}'


def _grid(width: float, height: float) -> Iterable[str]:
	upright = [f"M {place} 0 V {height}" for place in range(0, int(width) + 1, _GRID_STEP)]
	level = [f"M 0 {place} H {width}" for place in range(0, int(height) + 1, _GRID_STEP)]
	yield f'<path d="{" ".join((*upright, *level))}" fill="none" stroke="#77aaaa" stroke-width="0.15"/>'
