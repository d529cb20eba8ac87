"""The one typeface of printed documents: Tinos, metric twin of Times New Roman, shipped by this app.

A machine that lacks it would otherwise print some Vietnamese letters from another face.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

FAMILY = "Tinos"
FOLDER = Path(__file__).resolve().parents[1] / "public" / "fonts" / "tinos"
URL_PATH = "/assets/tdkt_app/fonts/tinos/"
FACES = ("Regular", "Italic", "Bold", "BoldItalic")

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@cache
def letters() -> frozenset[int]:
	"""Code points that all four faces hold."""
	from fontTools.ttLib import TTFont

	held = []
	for face in FACES:
		with TTFont(FOLDER / f"{FAMILY}-{face}.woff2", lazy=True) as font:
			held.append(frozenset(font.getBestCmap()))
	return frozenset.intersection(*held)


def printable(text: str) -> str:
	"""The same text with nothing in it that would be taken from another face, or would turn its direction.

	Letters and their marks are joined (NFC); invisible characters (joiners, direction marks, controls) vanish. What
	Tinos lacks becomes a space if it is a space, and else prints as U+FFFD, which a reader notices and corrects.
	"""
	text = unicodedata.normalize("NFC", text)
	return text.translate({ord(char): _printed(char) for char in set(text)})


def face_name(bold: bool, italic: bool) -> str:
	return f"{FAMILY}-{_face(bold, italic)}"


def width(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
	"""Width in mm of one line of text set in `size` points, without kerning."""
	units, advances = _advances(_face(bold, italic))
	return sum(advances.get(ord(char), units // 2) for char in text) / units * size * 25.4 / 72


def _face(bold: bool, italic: bool) -> str:
	return f"{'Bold' if bold else ''}{'Italic' if italic else ''}" or "Regular"


@cache
def _advances(face: str) -> tuple[int, dict[int, int]]:
	"""Units of an em, and how far each letter goes."""
	from fontTools.ttLib import TTFont

	with TTFont(FOLDER / f"{FAMILY}-{face}.woff2", lazy=True) as font:
		metrics = font["hmtx"].metrics
		return font["head"].unitsPerEm, {code: metrics[name][0] for code, name in font.getBestCmap().items()}


def _printed(char: str) -> str:
	if char in "\n\t":
		return char
	if char.isspace():
		return char if ord(char) in letters() else " "
	if unicodedata.category(char) in ("Cc", "Cf") or unicodedata.name(char, "").startswith(
		"VARIATION SELECTOR"
	):
		return ""
	return char if ord(char) in letters() else _REPLACEMENT
