"""Text within a paragraph: runs with their letters, blanks as a browser would see them."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tdkt_app.documents import fonts

if TYPE_CHECKING:
	from docx.text.paragraph import Paragraph
	from lxml.html import HtmlElement

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=\s]+)\Z")
BREAK = "\n"


@dataclass(frozen=True)
class Letters:
	bold: bool | None = None
	italic: bool | None = None
	underlined: bool | None = None
	capitals: bool = False
	keeps_lines: bool = False


PLAIN = Letters()


@dataclass(frozen=True)
class Picture:
	"""`width` in mm, None for the picture's own."""

	data: bytes
	width: float | None


def classes(element: HtmlElement) -> set[str]:
	return set((element.get("class") or "").split())


def letters_of(element: HtmlElement, outside: Letters) -> Letters:
	"""Letters inside an element."""
	own, tag = classes(element), element.tag
	return replace(
		outside,
		bold=True if tag in ("b", "strong") or "strong" in own else outside.bold,
		italic=True if tag in ("i", "em") else outside.italic,
		underlined=True if tag == "u" else outside.underlined,
		capitals=outside.capitals or "capitals" in own,
		keeps_lines=outside.keeps_lines or bool(own & {"name", "kept"}),
	)


def runs(element: HtmlElement, letters: Letters) -> Iterator[tuple[str | Picture, Letters]]:
	"""Pieces of an element's content, breaks as `BREAK`."""
	if element.tag == "img":
		if picture := _picture(element):
			yield picture, letters
		return
	if element.text:
		yield element.text, letters
	for child in element:
		if not isinstance(child.tag, str):  # a comment
			pass
		elif child.tag == "br":
			yield BREAK, replace(letters, keeps_lines=True)
		else:
			yield from runs(child, letters_of(child, letters))
		if child.tail:
			yield child.tail, letters


def write(paragraph: Paragraph, pieces: list[tuple[str | Picture, Letters]]) -> None:
	for content, letters in _as_seen(pieces):
		if isinstance(content, Picture):
			_add_picture(paragraph, content)
			continue
		run = paragraph.add_run(fonts.printable(content))
		run.bold, run.italic, run.underline = letters.bold, letters.italic, letters.underlined
		if letters.capitals:
			run.font.all_caps = True


def text_of(pieces: list[tuple[str | Picture, Letters]]) -> str:
	"""What is read, capitals as they are seen."""
	return "".join(
		content.upper() if letters.capitals else content
		for content, letters in _as_seen(pieces)
		if isinstance(content, str)
	)


def _as_seen(pieces: list[tuple[str | Picture, Letters]]) -> list[tuple[str | Picture, Letters]]:
	"""Several blanks count as one, and as none at the ends of a line."""
	seen: list[tuple[str | Picture, Letters]] = []
	at_start = True
	for content, letters in pieces:
		if isinstance(content, str):
			if letters.keeps_lines:
				lines = content.split(BREAK)
				content = BREAK.join(_BLANKS.sub(" ", line) for line in lines)
			else:
				content = _BLANKS.sub(" ", content)
			if at_start:
				content = content.lstrip(" ")
			if content.startswith(BREAK) and seen and isinstance(seen[-1][0], str):
				seen[-1] = seen[-1][0].rstrip(" "), seen[-1][1]
			if not content:
				continue
			at_start = content[-1] in (" ", BREAK)
		else:
			at_start = False
		seen.append((content, letters))
	while seen and isinstance(seen[-1][0], str):
		last = seen[-1][0].rstrip(" \n")
		if last:
			seen[-1] = last, seen[-1][1]
			break
		seen.pop()
	return seen


def _picture(element: HtmlElement) -> Picture | None:
	source = _PICTURE.match(element.get("src") or "")
	if not source:
		return None
	try:
		data = base64.b64decode(source[1], validate=False)
	except binascii.Error:
		return None
	width = re.search(r"width:\s*([\d.]+)mm", element.get("style") or "")
	return Picture(data, float(width[1]) if width else None)


def _add_picture(paragraph: Paragraph, picture: Picture) -> None:
	from docx.shared import Mm

	width = Mm(picture.width) if picture.width else None
	paragraph.add_run().add_picture(io.BytesIO(picture.data), width=width)
