"""One typeface on every machine, with every Vietnamese letter, as wide as Times New Roman."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import textwrap
import unicodedata

import pytest
from fontTools.ttLib import TTFont

from tdkt_app.documents import engine, fonts

TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = "aăâeêioôơuưy"
CONSONANTS = "bcdđghklmnpqrstvxfjwz"
VIETNAMESE = sorted(
	{
		unicodedata.normalize("NFC", letter)
		for vowel, tone in itertools.product(VOWELS + VOWELS.upper(), TONES)
		for letter in [vowel + tone]
	}
	| set(CONSONANTS + CONSONANTS.upper())
)
# Advance widths of Times New Roman (units of 2048 to the em): upright and bold.
TIMES_NEW_ROMAN = {
	"Regular": {"a": 909, "m": 1593, "W": 1933, "Đ": 1479, " ": 512, "1": 1024},
	"Bold": {"a": 1024, "m": 1706},
}


def faces_in_document(style: str, text: str) -> str:
	return f"{engine.BEGIN}<style>{FACES}{style}</style><p>{text}</p>{engine.END}"


FACES = "".join(
	f"@font-face {{ font-family: Tinos; font-weight: {weight}; font-style: {style};"
	f' src: url("{fonts.URL_PATH}Tinos-{face}.woff2") }}'
	for face, weight, style in [
		("Regular", 400, "normal"), ("Italic", 400, "italic"), ("Bold", 700, "normal"), ("BoldItalic", 700, "italic"),
	]
)  # fmt: skip


def test_there_are_134_letters_with_marks_and_each_is_in_all_four_faces():
	assert len([letter for letter in VIETNAMESE if not letter.isascii()]) == 134
	assert [letter for letter in VIETNAMESE if ord(letter) not in fonts.letters()] == []


@pytest.mark.parametrize("sign", "0123456789₫–—“”‘’…•§°²³½×÷±≤≥→√№™€�")
def test_signs_of_offices_are_there(sign):
	assert ord(sign) in fonts.letters()


@pytest.mark.parametrize("face", TIMES_NEW_ROMAN)
def test_letters_are_as_wide_as_those_of_times_new_roman(face):
	font = TTFont(fonts.FOLDER / f"Tinos-{face}.woff2")
	widths = {letter: font["hmtx"][font.getBestCmap()[ord(letter)]][0] for letter in TIMES_NEW_ROMAN[face]}
	assert widths == TIMES_NEW_ROMAN[face]


def test_every_letter_comes_back_out_of_the_pdf(paper):
	text = textwrap.fill("".join(VIETNAMESE), 20)
	for style in (
		"",
		"p { font-style: italic }",
		"p { font-weight: bold }",
		"p { font: italic bold 16px Tinos }",
	):
		result = paper(faces_in_document("* { font-family: Tinos }" + style, text))
		assert result.flat.split() == text.split()


@pytest.mark.parametrize(
	("written", "printed"),
	[
		(unicodedata.normalize("NFD", "Nguyễn Thị Ưỡng"), "Nguyễn Thị Ưỡng"),
		("Thôn 1 🏅", "Thôn 1 �"),
		("漢字", "��"),
		("a\u200db\ufe0f\u202ec\x07\xad", "abc"),
		("a\u3000b", "a b"),
		("dòng\n\tmột", "dòng\n\tmột"),
	],
)
def test_what_tinos_lacks_is_shown_and_not_borrowed(written, printed):
	assert fonts.printable(written) == printed


def test_only_tinos_is_embedded_whatever_is_written(paper):
	result = paper(
		faces_in_document("* { font-family: Tinos }", "Đặng Hoàng Nhâm 漢字 🏅 <b>phấn đấu</b> ☃ ‱ अ")
	)
	assert result.faces == {"Tinos", "Tinos-Bold"}


@pytest.fixture
def on_machine_with_one_foreign_face(tmp_path):
	"""Runs Python where the system has a single typeface, named Foreign."""
	font = TTFont(fonts.FOLDER / "Tinos-Regular.woff2")
	font.flavor = None
	for record in font["name"].names:
		if record.nameID in (1, 4, 6, 16):
			record.string = "Foreign"
	(tmp_path / "fonts").mkdir()
	font.save(tmp_path / "fonts" / "foreign.ttf")
	configuration = tmp_path / "fonts.conf"
	configuration.write_text(
		f"<fontconfig><dir>{tmp_path}/fonts</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
	)

	def run(code: str) -> str:
		program = "from tdkt_app.documents import engine, fonts\n" + textwrap.dedent(code)
		environment = {
			**os.environ,
			"FONTCONFIG_FILE": str(configuration),
			"PYTHONPATH": os.pathsep.join(sys.path),
		}
		ran = subprocess.run(
			[sys.executable, "-W", "ignore", "-c", program], env=environment, capture_output=True, text=True
		)
		return ran.stdout + ran.stderr

	return run


def test_our_files_suffice(on_machine_with_one_foreign_face):
	source = faces_in_document("* { font-family: Tinos }", "phấn đấu <i>ưỡ</i> <b>ẵ</b> <b><i>Ỹ</i></b>")
	seen = on_machine_with_one_foreign_face(
		f"""
		import io
		from pypdf import PdfReader
		print(*sorted(engine.embedded_faces(PdfReader(io.BytesIO(engine.render({source!r}))))))
		"""
	)
	assert seen.split() == ["Tinos", "Tinos-Bold", "Tinos-Bold-Italic", "Tinos-Italic"]


@pytest.mark.parametrize("cause", ["* { font-family: Foreign }", "fonts of this app are missing"])
def test_a_foreign_face_is_an_error(on_machine_with_one_foreign_face, cause, tmp_path):
	missing = cause.startswith("fonts")
	source = faces_in_document("* { font-family: Tinos }" if missing else cause, "Đình")
	seen = on_machine_with_one_foreign_face(
		f"""
		letters = fonts.letters()
		fonts.letters = lambda: letters
		if {missing}:
			import pathlib
			fonts.FOLDER = pathlib.Path({str(tmp_path / "none")!r})
		engine.render({source!r})
		"""
	)
	assert "ForeignFace: Foreign in a document that is to be set in Tinos" in seen
