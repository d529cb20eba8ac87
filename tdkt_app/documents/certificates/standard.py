"""The sheet that ships: giấy khen on A4, whole or onto a bought blank.

Contents: Phụ lục of the decree on award objects; domain practice. An administrator changes places and letters per blank.
"""

from __future__ import annotations

from tdkt_app.documents.certificates.sheet import LEFT, Field, Sheet, Stroke

_RED, _GOLD = "#b3001b", "#8a5a00"
A4 = (297.0, 210.0)

# Texts of one certificate, in the order in which they are read.
_TEXTS = (
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
# What a bought blank has printed on it already.
_FIXED = (
	Field("country", 30, 25, 237, size=17, smallest=12, bold=True),
	Field("motto", 30, 33, 237, size=16, smallest=12, bold=True),
	Field("authority", 30, 48, 237, size=17, smallest=12, lines=1, bold=True, capitals=True),
	Field("awards", 30, 58, 237, size=17, smallest=12, bold=True),
	Field("title", 30, 66, 237, size=44, smallest=30, bold=True, colour=_RED),
)


def _box(inset: float, colour: str, thickness: float) -> Stroke:
	right, bottom = A4[0] - inset, A4[1] - inset
	corners = [
		(inset, inset),
		(right, inset),
		(right, bottom),
		(inset, bottom),
		(inset, inset),
		(right, inset),
	]
	return Stroke(corners, colour, thickness)


def _corners(inset: float, arm: float) -> list[Stroke]:
	return [
		Stroke([(x, y + down * arm), (x, y), (x + right * arm, y)], _RED, 0.9)
		for x, right in ((inset, 1), (A4[0] - inset, -1))
		for y, down in ((inset, 1), (A4[1] - inset, -1))
	]


STANDARD = Sheet(
	*A4,
	fields=_TEXTS,
	fixed=_FIXED,
	frame=(_box(9, _RED, 1.6), _box(12, _GOLD, 0.5), _box(13.5, _GOLD, 0.25), *_corners(16, 10)),
)
