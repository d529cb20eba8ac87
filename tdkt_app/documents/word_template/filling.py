"""A Word file with merge fields: its problems with their places, and the file with its fields filled in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from tdkt_app.documents.word_template.language import FieldsOnly, Problem
from tdkt_app.documents.word_template.merge_fields import Group, sample_of
from tdkt_app.documents.word_template.package import DAMAGED, Refused, check_package

if TYPE_CHECKING:
	from docxtpl import DocxTemplate

_MARKUP = re.compile(r"<[^>]+>")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")


def problems_of(content: bytes, fields: Group) -> list[Problem]:
	"""What keeps the file from being filled in, in the order of reading; empty when it can be.

	Raises:
	    Refused: it is not a plain Word file.
	"""
	check_package(content)
	template, environment = _opened(content), FieldsOnly(fields)
	found = []
	for source, paragraphs in _parts(template):
		lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", source).split("\n")
		for problem, line in environment.problems("\n".join(lines)):
			text = _MARKUP.sub("", lines[line - 1]) if 0 < line <= len(lines) else ""
			found.append(_placed(problem, text, paragraphs))
	if not found:
		_try_out(content, fields)
	return found


def fill(content: bytes, values: Mapping[str, Any], fields: Group) -> bytes:
	"""The file with its fields filled in.

	Args:
	    values: as from `merge_fields.values_of`, by the names in `fields`.
	Raises:
	    Refused: it is not a plain Word file.
	    jinja2.TemplateError: it has problems (see `problems_of`).
	    TooLong: its loops run longer than any paper needs.
	"""
	check_package(content)
	template = _opened(content)
	template.render(dict(values), FieldsOnly(fields), autoescape=True)
	properties = template.docx.core_properties
	properties.author = properties.last_modified_by = ""
	properties.created = properties.modified = datetime.now(timezone.utc)
	file = io.BytesIO()
	template.save(file)
	return file.getvalue()


def _try_out(content: bytes, fields: Group) -> None:
	"""Two rows in each list: what comes out must still be a Word file."""
	from docx import Document

	try:
		Document(io.BytesIO(fill(content, sample_of(fields), fields)))
	except (AttributeError, KeyError, TypeError, ValueError, SyntaxError) as error:
		raise Refused(DAMAGED) from error


def _opened(content: bytes) -> DocxTemplate:
	from docx.opc.exceptions import PackageNotFoundError
	from docxtpl import DocxTemplate

	template = DocxTemplate(io.BytesIO(content))
	try:
		template.render_init()
		_ = template.docx.element.body, template.docx.core_properties
	except (AttributeError, KeyError, ValueError, SyntaxError, PackageNotFoundError) as error:
		raise Refused(DAMAGED) from error
	return template


def _parts(template: DocxTemplate) -> Iterator[tuple[str, list[str]]]:
	"""Text with tags and its paragraphs, of each part of the file that docxtpl fills in."""
	body = template.docx.element.body
	yield template.patch_xml(template.xml_to_string(body)), _paragraphs(body)
	for kind in (template.HEADER_URI, template.FOOTER_URI):
		for _key, part in template.get_headers_footers(kind):
			yield template.patch_xml(template.get_part_xml(part)), _paragraphs(part.element)
	for part in template.docx.part.package.parts:
		if part.content_type.endswith(".footnotes+xml"):
			yield template.patch_xml(part.blob.decode()), []
	for name in _PROPERTIES:
		text = getattr(template.docx.core_properties, name) or ""
		yield text, [text]


def _paragraphs(root: Element) -> list[str]:
	"""Texts of the paragraphs that have any, in the order of the file, those within tables too."""
	from docx.oxml.ns import qn

	texts = (
		"".join(node.text or "" for node in paragraph.iter(qn("w:t"))) for paragraph in root.iter(qn("w:p"))
	)
	return [text for text in texts if text.strip()]


def _placed(problem: Problem, line: str, paragraphs: list[str]) -> Problem:
	"""The problem with the first paragraph that has its words in a tag; for a broken tag, with the one that is broken."""
	if problem.words:
		words = re.compile(rf"(?<![\w.]){re.escape(problem.words.strip('(…)[] '))}(?!\w)")
		in_tags = (lambda text: any(words.search(tag) for tag in _TAG.findall(text)),)
	else:
		in_tags = (_is_torn, lambda text: bool(line.strip()) and line.strip() in text)
	for fits in in_tags:
		for number, text in enumerate(paragraphs, start=1):
			if fits(text):
				paragraph = " ".join(text.split())[:120]
				return Problem(problem.kind, problem.words, number, paragraph, problem.known)
	return problem


def _is_torn(text: str) -> bool:
	return any(
		text.count(opening) != text.count(closing) for opening, closing in (("{{", "}}"), ("{%", "%}"))
	)
