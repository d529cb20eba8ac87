"""The sheet that ships: giấy khen on A4, whole or onto a bought blank.

Contents: Phụ lục of the decree on award objects; domain practice. An administrator changes places and letters per blank.
"""

from __future__ import annotations

from tdkt_app.documents.certificates.sheet import LEFT, Field, Sheet

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

_FRAME = (
	f'<rect x="9" y="9" width="279" height="192" fill="none" stroke="{_RED}" stroke-width="1.6"/>',
	f'<rect x="12" y="12" width="273" height="186" fill="none" stroke="{_GOLD}" stroke-width="0.5"/>',
	f'<rect x="13.5" y="13.5" width="270" height="183" fill="none" stroke="{_GOLD}" stroke-width="0.25"/>',
	*(
		f'<path d="M {x} {y + down * 10} V {y} H {x + right * 10}" fill="none" stroke="{_RED}" stroke-width="0.9"/>'
		for x, right in ((16, 1), (281, -1))
		for y, down in ((16, 1), (194, -1))
	),
)

STANDARD = Sheet(*A4, fields=_TEXTS, fixed=_FIXED, frame=_FRAME)
