"""The sheet that ships: giấy khen on A4, whole or onto a bought blank.

Contents: Phụ lục of the decree on award objects; domain practice. An administrator changes places and letters per blank.
"""

from __future__ import annotations

from tdkt_app.documents.certificates.sheet import LEFT, Field, Sheet, Stroke

_RED, _GOLD = "#b3001b", "#8a5a00"
A4 = (297.0, 210.0)

# Texts of one certificate, in the order in which they are read.
TEXTS = (
	Field("recipient", 30, 92, 237, size=26, smallest=16, lines=1, bold=True, colour=_RED),
	Field("place", 30, 106, 237, size=16, smallest=11, lines=1),
	Field("achievement", 35, 117, 227, size=17, smallest=11, lines=3, italic=True),
	Field("decision", 25, 151, 110, size=12, smallest=9, lines=2, align=LEFT),
	Field("register", 25, 163, 110, size=12, smallest=9, lines=1, align=LEFT),
	Field("day", 165, 145, 110, size=14, smallest=10, lines=1, italic=True),
	Field("position", 165, 152, 110, size=14, smallest=10, lines=2, bold=True),
	Field("signer", 165, 187, 110, size=15, smallest=10, lines=1, bold=True),
	Field("qr", 25, 171, 20),
	Field("code", 47, 183, 70, size=8, smallest=6, lines=2, align=LEFT),
)


def name_of_award(width: float) -> Field:
	"""GIẤY KHEN in large letters, in the middle of a sheet as wide as that; a bought blank has it already."""
	return Field("title", 30, 66, width - 60, size=44, smallest=20, bold=True, capitals=True, colour=_RED)


def fixed_part(width: float, height: float) -> tuple[tuple[Field, ...], tuple[Stroke, ...]]:
	"""Heading and frame of a sheet of that size in mm: what a bought blank has on it already."""
	room = {"left": 30, "width": width - 60}
	texts = (
		Field("country", top=25, size=17, smallest=10, bold=True, **room),
		Field("motto", top=33, size=16, smallest=10, bold=True, **room),
		Field("authority", top=48, size=17, smallest=10, bold=True, capitals=True, **room),
		Field("awards", top=58, size=17, smallest=12, bold=True, **room),
	)
	boxes = (_box(width, height, *line) for line in ((9, _RED, 1.6), (12, _GOLD, 0.5), (13.5, _GOLD, 0.25)))
	return texts, (*boxes, *_corners(width, height, 16, 10))


def _box(width: float, height: float, inset: float, colour: str, thickness: float) -> Stroke:
	right, bottom = width - inset, height - inset
	corners = [
		(inset, inset),
		(right, inset),
		(right, bottom),
		(inset, bottom),
		(inset, inset),
		(right, inset),
	]
	return Stroke(corners, colour, thickness)


def _corners(width: float, height: float, inset: float, arm: float) -> list[Stroke]:
	return [
		Stroke([(x, y + down * arm), (x, y), (x + right * arm, y)], _RED, 0.9)
		for x, right in ((inset, 1), (width - inset, -1))
		for y, down in ((inset, 1), (height - inset, -1))
	]


_FIXED, _FRAME = fixed_part(*A4)
STANDARD = Sheet(*A4, fields=(name_of_award(A4[0]), *TEXTS), fixed=_FIXED, frame=_FRAME)
