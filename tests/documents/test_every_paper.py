"""What holds for every paper: one face, hostile text as text, long names within their cells, the same words in Word."""

from __future__ import annotations

import pytest

from tdkt_app.documents import word
from tests.documents.samples import SAMPLES, with_text
from tests.documents.test_word import office_home, printed_by_office, words  # noqa: F401

FORMATS = pytest.mark.parametrize("folder", SAMPLES)
HOSTILE = "<script>alert('x')</script><img src=\"file:///etc/hostname\">{{ 7 * 7 }}"
NAME = "Nguyễn" + "ưỡngẵ" * 23  # no blank to break it at


@FORMATS
def test_only_tinos_is_embedded(printed_as, folder):
	result = printed_as(folder, SAMPLES[folder]())
	assert result.faces <= {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-Bold-Italic"}
	assert result.info["Page size"].endswith("(A4)")
	assert not any(
		sign in result.text for sign in ("{{", "None", "&nbsp;", "&amp;", "\N{REPLACEMENT CHARACTER}")
	)


@FORMATS
def test_hostile_text_is_printed_as_text(printed_as, format_html, folder):
	document = with_text(SAMPLES[folder](), HOSTILE)
	html = format_html(folder, document)
	assert "<script" not in html and "<img" not in html
	flat = printed_as(folder, document).flat.lower().replace(" ", "")
	assert "<script>alert('x')</script>" in flat and "{{7*7}}" in flat


@FORMATS
def test_a_long_name_stays_on_the_page(printed_as, folder):
	result = printed_as(folder, with_text(SAMPLES[folder](), NAME))
	pieces = [line for page in range(1, int(result.info["Pages"]) + 1) for line in result.lines(page)]
	assert any("ngẵ" in piece.text for piece in pieces)
	assert all(piece.left > 29 and piece.left + piece.width < 196 for piece in pieces)


@FORMATS
def test_word_has_the_same_words(format_html, paper, printed_by_office, folder):  # noqa: F811
	html = format_html(folder, SAMPLES[folder]())
	pdf, office = paper(html), printed_by_office(word.render(html))
	assert words(office) == words(pdf)
	assert office.faces and int(office.info["Pages"]) >= 1
