"""What holds for every paper: one face, hostile text as text, long names within their cells, the same words in Word, and a
first page that looks as it did."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from tests.documents import thumbnails
from tests.documents.samples import SAMPLES
from tests.documents.test_word import words

EVERY_PAPER = pytest.mark.parametrize("name", SAMPLES)
# Share of the pixels that may differ by more than a shade, as another build of the engine draws edges a little otherwise.
_SHADE, _MOST = 64, 0.004


@EVERY_PAPER
def test_it_is_a4_in_tinos_with_nothing_unfilled(papers, name):
	result = papers.pdf(name)
	assert result.faces <= {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-Bold-Italic"}
	assert result.info["Page size"].endswith("(A4)")
	assert not any(
		sign in result.text for sign in ("{{", "None", "&nbsp;", "&amp;", "\N{REPLACEMENT CHARACTER}")
	)


@EVERY_PAPER
def test_hostile_text_and_long_names_stay_text_on_the_page(papers, name):
	"""Script, markup, template signs, an apostrophe and a name of 121 letters in every field that people write."""
	html = papers.html(name, "hostile")
	assert "<script" not in html and 'src="file:' not in html
	assert html.count("<img") == papers.html(name).count("<img")
	result = papers.pdf(name, "hostile")
	flat = result.in_order.lower().replace(" ", "")
	assert "<script>alert('x')</script>" in flat and "{{7*7}}" in flat and "o'brien&“con”" in flat
	width = float(result.info["Page size"].split()[0]) * 25.4 / 72
	pieces = [line for page in range(1, int(result.info["Pages"]) + 1) for line in result.lines(page)]
	assert any("ngẵ" in piece.text for piece in pieces)
	assert all(piece.left > 29 and piece.left + piece.width < width - 14 for piece in pieces)


@EVERY_PAPER
def test_empty_it_is_still_a_paper(papers, name):
	"""No rows, no signer, no text: it prints its heading, and says nothing that a machine would say."""
	flat = papers.pdf(name, "empty").flat
	assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in flat
	assert not any(sign in flat for sign in ("None", "{{", "}}", "[]", "Undefined"))


@EVERY_PAPER
def test_word_has_the_same_words(papers, name):
	office = papers.office(name)
	assert words(office) == words(papers.pdf(name))
	assert office.faces and int(office.info["Pages"]) >= 1


@pytest.mark.parametrize("name", thumbnails.TITLES)
def test_the_first_page_looks_as_it_did(papers, name, tmp_path):
	"""`python -m tests.documents.thumbnails` stores what is printed now."""
	page = thumbnails.drawn(papers.first_page_of(name).path, tmp_path / "page")
	stored = thumbnails.FOLDER / f"{name}.png"
	before = Image.open(stored).convert("L")
	assert page.size == before.size
	differing = ImageChops.difference(page, before).point(lambda shade: 255 if shade > _SHADE else 0)
	share = differing.histogram()[255] / (page.width * page.height)
	assert share <= _MOST, f"{share:.2%} of the first page differ from {stored.name}"


def test_the_guide_shows_every_paper():
	assert set(thumbnails.TITLES) == {*SAMPLES, "certificate"}
	assert (thumbnails.FOLDER / "README.md").read_text(encoding="utf-8") == thumbnails.index()
