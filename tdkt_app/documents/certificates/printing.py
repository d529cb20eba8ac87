"""Many certificates become one PDF file.

Drawn text by text with ReportLab: places are given in mm and nothing flows, so the page engine would only lay out
anew what is known already.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tdkt_app.documents import fonts
from tdkt_app.documents.certificates.sheet import CENTRE, LINE_HEIGHT, QR, RIGHT, Field, Line, Sheet, fit

if TYPE_CHECKING:
	from reportlab.pdfgen.canvas import Canvas

_POINTS = 72 / 25.4  # in a mm
_GRID_STEP = 10  # mm
_QUIET = 2  # modules around a code
_MASK = 0  # chequered
_FIXED = "fixed"
# From the top of a line's box to the line the letters stand on, as a share of the size.
_BASELINE = (LINE_HEIGHT - 1) / 2 + 0.86

Texts = Mapping[str, str]


class Attention(NamedTuple):
	"""A text that does not fit its box even in the smallest letters: number of the certificate from 0, and the box."""

	number: int
	field: str


class Printed(NamedTuple):
	pdf: bytes
	attention: tuple[Attention, ...]


def print_certificates(
	certificates: Sequence[Texts],
	sheet: Sheet,
	fixed: Texts | None = None,
	grid: bool = False,
	on_page: Callable[[int], None] = lambda done: None,
) -> Printed:
	"""One page for each certificate; what is the same on all of them is drawn once.

	Args:
		certificates: texts by the names of the sheet's fields; absent ones stay empty.
		fixed: texts of the sheet's fixed part; None prints onto blanks that have it.
		grid: lines every 10 mm, to see on a test print how far the printer is off.
		on_page: told how many are done.
	Raises:
		ValueError: nothing to print.
	"""
	if not certificates:
		raise ValueError("no certificates")
	file, attention = io.BytesIO(), []
	paper = _Paper(file, sheet)
	paper.draw_once(fixed, grid)
	for number, texts in enumerate(certificates):
		misfits = paper.page(texts)
		attention += [Attention(number, field) for field in misfits]
		on_page(number + 1)
	paper.canvas.save()
	return Printed(file.getvalue(), tuple(attention))


def check_fit(certificates: Sequence[Texts], sheet: Sheet) -> tuple[Attention, ...]:
	"""The texts that will not fit, without printing anything."""
	return tuple(
		Attention(number, field.name)
		for number, texts in enumerate(certificates)
		for field in sheet.fields
		if field.name != QR
		and texts.get(field.name)
		and not fit(fonts.printable(texts[field.name]), field).fits
	)


class _Paper:
	def __init__(self, file: io.BytesIO, sheet: Sheet):
		self.sheet = sheet
		self.canvas = _canvas(file, sheet)

	def draw_once(self, fixed: Texts | None, grid: bool) -> None:
		self.canvas.beginForm(_FIXED, upperx=self.sheet.width * _POINTS, uppery=self.sheet.height * _POINTS)
		if grid:
			self.lines(_grid(self.sheet), "#77aaaa", 0.15)
		if fixed is not None:
			for line in self.sheet.frame:
				self.lines([line.points], line.colour, line.thickness)
			self.texts(self.sheet.fixed, fixed)
		self.canvas.endForm()

	def page(self, texts: Texts) -> list[str]:
		"""Draw one certificate; the names of the fields whose text does not fit."""
		self.canvas.doForm(_FIXED)
		misfits = self.texts(self.sheet.fields, texts)
		self.canvas.showPage()
		return misfits

	def texts(self, fields: Sequence[Field], texts: Texts) -> list[str]:
		misfits = []
		for field in fields:
			text = texts.get(field.name)
			if text and field.name == QR:
				self.code(text, field)
			elif text and not self.text(text, field):
				misfits.append(field.name)
		return misfits

	def text(self, text: str, field: Field) -> bool:
		"""Draw a text; whether it fits its box."""
		fitted = fit(fonts.printable(text), field)
		self.canvas.setFillColor(field.colour)
		self.canvas.setFont(fonts.face_name(field.bold, field.italic), fitted.size)
		for number, line in enumerate(fitted.lines):
			down = (number * LINE_HEIGHT + _BASELINE) * fitted.size
			self.line(line, field, self._up(field.top) - down)
		return fitted.fits

	def line(self, line: str, field: Field, y: float) -> None:
		left, right = field.left * _POINTS, (field.left + field.width) * _POINTS
		if field.align == CENTRE:
			self.canvas.drawCentredString((left + right) / 2, y, line)
		elif field.align == RIGHT:
			self.canvas.drawRightString(right, y, line)
		else:
			self.canvas.drawString(left, y, line)

	def code(self, address: str, field: Field) -> None:
		"""A QR code; dark modules of a row that touch are one rectangle."""
		rows = _modules(address)
		module = field.width * _POINTS / (len(rows) + 2 * _QUIET)
		left, top = field.left * _POINTS + _QUIET * module, self._up(field.top) - _QUIET * module
		path = self.canvas.beginPath()
		for number, row in enumerate(rows):
			for start, length in _dark(row):
				path.rect(left + start * module, top - (number + 1) * module, length * module, module)
		self.canvas.setFillColor("#000000")
		self.canvas.drawPath(path, stroke=0, fill=1)

	def lines(self, lines: Sequence[Sequence[tuple[float, float]]], colour: str, thickness: float) -> None:
		"""Each through its points, in mm."""
		path = self.canvas.beginPath()
		for first, *others in lines:
			path.moveTo(first[0] * _POINTS, self._up(first[1]))
			for x, y in others:
				path.lineTo(x * _POINTS, self._up(y))
		self.canvas.setStrokeColor(colour)
		self.canvas.setLineWidth(thickness * _POINTS)
		self.canvas.drawPath(path, stroke=1, fill=0)

	def _up(self, top: float) -> float:
		"""PDF counts from the bottom."""
		return (self.sheet.height - top) * _POINTS


def _canvas(file: io.BytesIO, sheet: Sheet) -> Canvas:
	from reportlab.pdfgen.canvas import Canvas

	_register_faces()
	canvas = Canvas(
		file,
		pagesize=(sheet.width * _POINTS, sheet.height * _POINTS),
		initialFontName=fonts.face_name(False, False),
		lang="vi-VN",
		pageCompression=1,
	)
	canvas.setTitle("Giấy khen")
	return canvas


@cache
def _register_faces() -> None:
	"""ReportLab reads TrueType; the files that ship are the same fonts, packed for the web."""
	from fontTools.ttLib import TTFont as WebFont
	from reportlab.pdfbase import pdfmetrics
	from reportlab.pdfbase.ttfonts import TTFont

	for face in fonts.FACES:
		unpacked = io.BytesIO()
		with WebFont(fonts.FOLDER / f"{fonts.FAMILY}-{face}.woff2") as font:
			font.flavor = None
			font.save(unpacked)
		unpacked.seek(0)
		pdfmetrics.registerFont(TTFont(f"{fonts.FAMILY}-{face}", unpacked))


def _modules(address: str) -> list[bytes]:
	"""Error correction M: a stamp's edge or a fold may cover some of it. One mask for all: to weigh all eight takes
	longer than everything else on the page, and every reader takes any."""
	import segno

	return [bytes(row) for row in segno.make(address, error="m", micro=False, mask=_MASK).matrix]


def _dark(row: bytes) -> Iterator[tuple[int, int]]:
	"""(start, length) of each run of dark modules."""
	start = None
	for place, dark in enumerate((*row, 0)):
		if dark and start is None:
			start = place
		elif not dark and start is not None:
			yield start, place - start
			start = None


def _grid(sheet: Sheet) -> list[Line]:
	across = range(0, int(sheet.width) + 1, _GRID_STEP)
	down = range(0, int(sheet.height) + 1, _GRID_STEP)
	return [
		*([(place, 0), (place, sheet.height)] for place in across),
		*([(0, place), (sheet.width, place)] for place in down),
	]
