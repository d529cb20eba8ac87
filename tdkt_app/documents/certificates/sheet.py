"""Where each text of a certificate stands, in mm from the top left corner of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tdkt_app.documents import fonts

LEFT, CENTRE, RIGHT = "left", "center", "right"
QR = "qr"
LINE_HEIGHT = 1.25
_STEP = 0.5  # points by which letters shrink


Line = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Field:
	"""A box for one text.

	Attributes:
		name: key of the text; "qr" takes an address and becomes a QR code as wide as the box.
		left, top, width: mm; the first line begins at `top`.
		size, smallest: points; letters shrink from one to the other until the text fits into `lines`.
	"""

	name: str
	left: float
	top: float
	width: float
	size: float = 14
	smallest: float = 10
	lines: int = 1
	bold: bool = False
	italic: bool = False
	capitals: bool = False
	align: str = CENTRE
	colour: str = "#000000"


@dataclass(frozen=True)
class Stroke:
	"""A line through points in mm, `thickness` in mm."""

	points: Line
	colour: str
	thickness: float


@dataclass(frozen=True)
class Sheet:
	"""`fixed` and `frame`: what is the same on every certificate, and on a bought blank already."""

	width: float
	height: float
	fields: tuple[Field, ...]
	fixed: tuple[Field, ...] = ()
	frame: tuple[Stroke, ...] = ()


class Fitted(NamedTuple):
	"""`size` in points; `fits` is False when even the smallest letters leave the text too long."""

	lines: tuple[str, ...]
	size: float
	fits: bool


def fit(text: str, field: Field) -> Fitted:
	"""Break a text into the lines of its box, with the largest letters in which it fits."""
	text = text.upper() if field.capitals else text
	size = field.size
	while True:
		lines = tuple(_broken(text, field, size))
		fits = len(lines) <= field.lines and all(_width(line, field, size) <= field.width for line in lines)
		if fits or size - _STEP < field.smallest:
			return Fitted(lines, size, fits)
		size -= _STEP


def _broken(text: str, field: Field, size: float) -> list[str]:
	"""Word by word; a line end in the text is kept."""
	broken = []
	for paragraph in text.splitlines() or [""]:
		line = ""
		for word in paragraph.split():
			longer = f"{line} {word}".strip()
			if line and _width(longer, field, size) > field.width:
				broken.append(line)
				longer = word
			line = longer
		broken.append(line)
	return broken


def _width(line: str, field: Field, size: float) -> float:
	return fonts.width(line, size, field.bold, field.italic)
