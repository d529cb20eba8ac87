"""Giấy khen on paper: texts in their boxes, small letters for long names, codes that can be read, one file for all."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tdkt_app.documents import fonts
from tdkt_app.documents.certificates.printing import check_fit, print_certificates
from tdkt_app.documents.certificates.sheet import Field, fit
from tdkt_app.documents.certificates.standard import STANDARD
from tests.documents.conftest import Paper
from tests.documents.samples import CERTIFICATE as TEXTS
from tests.documents.samples import CERTIFICATE_FIXED as FIXED

BOX = Field("recipient", 30, 92, 100, size=26, smallest=16)


@pytest.fixture
def printed(tmp_path):
	def print_(*certificates: dict, **options) -> Paper:
		path = tmp_path / "certificates.pdf"
		path.write_bytes(print_certificates(certificates, STANDARD, **options).pdf)
		return Paper(path)

	return print_


def picture(paper: Paper, page: int = 1, dots_per_inch: int = 200) -> Image.Image:
	target = paper.path.with_suffix("")
	command = [
		"pdftoppm",
		"-gray",
		"-r",
		dots_per_inch,
		"-f",
		page,
		"-l",
		page,
		"-singlefile",
		paper.path,
		target,
	]
	subprocess.run([str(part) for part in command], check=True)
	return Image.open(target.with_suffix(".pgm"))


def test_a_whole_sheet_has_everything_and_only_tinos(printed):
	paper = printed(TEXTS, fixed=FIXED)
	for text in (*FIXED.values(), *(text for name, text in TEXTS.items() if name != "qr")):
		assert text.lower() in paper.in_order.lower()
	assert paper.info["Page size"].startswith("841.89 x 595.2")
	assert {face.partition("-")[0] for face in paper.faces} == {"Tinos"}


def test_on_a_blank_nothing_is_printed_that_it_has_already(printed):
	paper = printed({**TEXTS, "title": ""})
	assert TEXTS["recipient"] in paper.flat
	printed_there = {**FIXED, "authority": FIXED["authority"].upper()}
	assert not any(text in paper.flat for text in printed_there.values())


def test_texts_stand_where_the_sheet_says(printed):
	line = printed(TEXTS).line("Vào sổ khen thưởng")
	field = next(field for field in STANDARD.fields if field.name == "register")
	assert line.left == pytest.approx(field.left, abs=0.7)
	assert line.top == pytest.approx(field.top, abs=1.5)


def test_moving_a_field_moves_its_text(tmp_path):
	moved = replace(
		STANDARD,
		fields=tuple(
			replace(field, left=60, top=100) if field.name == "register" else field
			for field in STANDARD.fields
		),
	)
	path = tmp_path / "moved.pdf"
	path.write_bytes(print_certificates([TEXTS], moved).pdf)
	line = Paper(path).line("Vào sổ khen thưởng")
	assert (line.left, line.top) == (pytest.approx(60, abs=0.7), pytest.approx(100, abs=1.5))


def test_each_has_its_own_page_text_and_code(printed):
	people = [
		{**TEXTS, "recipient": f"Bà Hoàng Thị {name}", "qr": f"https://x.example/{name}"} for name in "ABC"
	]
	paper = printed(*people, fixed=FIXED)
	assert [re.search(r"Bà Hoàng Thị (\w)", page)[1] for page in paper.pages] == ["A", "B", "C"]
	assert all("GIẤY KHEN" in page for page in paper.pages)
	for page, person in enumerate(people, 1):
		assert modules(picture(paper, page), person["qr"]) == matrix(person["qr"])


def test_the_code_on_paper_is_the_address(printed):
	paper = printed(TEXTS, fixed=FIXED, grid=False)
	assert modules(picture(paper), TEXTS["qr"]) == matrix(TEXTS["qr"])


def matrix(address: str) -> list[list[bool]]:
	return [
		[bool(module) for module in row] for row in segno.make(address, error="m", micro=False, mask=0).matrix
	]


def modules(page: Image.Image, address: str) -> list[list[bool]]:
	"""Darkness at the middle of each module, found from the sheet's own measures."""
	field = next(field for field in STANDARD.fields if field.name == "qr")
	count, dots = len(matrix(address)), page.width / STANDARD.width
	step = field.width / (count + 4)
	return [
		[
			page.getpixel(
				(
					int((field.left + (column + 2.5) * step) * dots),
					int((field.top + (row + 2.5) * step) * dots),
				)
			)
			< 128
			for column in range(count)
		]
		for row in range(count)
	]


def test_grid_for_a_test_print(printed):
	"""A line every 10 mm: the middle of a square is white, its edge is not."""
	page = picture(printed({"recipient": "x"}, grid=True))
	dots = page.width / STANDARD.width
	assert page.getpixel((int(205 * dots), int(35 * dots))) == 255
	assert min(page.getpixel((int(200 * dots) + shift, int(35 * dots))) for shift in range(-2, 3)) < 255


def test_a_long_name_is_set_smaller(printed):
	usual = printed(TEXTS).line("Đặng Hoàng Nhâm").size
	long = {
		**TEXTS,
		"recipient": "Tập thể cán bộ, giáo viên, nhân viên Trường Trung học cơ sở xã Cát Nê và các tổ",
	}
	assert printed(long).line("Tập thể cán bộ").size < usual


def test_what_does_not_fit_is_reported_and_printed_all_the_same():
	too_long = {**TEXTS, "recipient": "Nguyễn " * 30}
	done = print_certificates([TEXTS, too_long], STANDARD)
	assert done.attention == check_fit([TEXTS, too_long], STANDARD) == ((1, "recipient"),)


@pytest.mark.parametrize("text", ["<b>Ái</b>", "<script>alert(1)</script>", "{{ 7*7 }}", 'O\'Brien & "Sơn"'])
def test_text_is_printed_as_text(printed, text):
	assert text in printed({"recipient": text}).flat


def test_a_picture_of_another_place_is_not_read(printed):
	assert printed({"recipient": "<img src='http://127.0.0.1:1/x.png'>"}).flat.count("img src") == 1


def test_nothing_to_print_is_refused():
	with pytest.raises(ValueError, match="no certificates"):
		print_certificates([], STANDARD)


@settings(deadline=None, max_examples=60)
@given(
	st.lists(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyAĐỄỘ", min_size=1, max_size=12), min_size=1, max_size=20),
	st.integers(1, 3),
)
def test_no_word_is_lost_and_lines_stay_within_their_box(words, lines):
	field = replace(BOX, lines=lines)
	fitted = fit(" ".join(words), field)
	assert " ".join(fitted.lines).split() == words
	assert field.smallest <= fitted.size <= field.size
	if fitted.fits:
		assert len(fitted.lines) <= lines
		assert all(fonts.width(line, fitted.size, field.bold) <= field.width for line in fitted.lines)
	else:
		assert fitted.size - 0.5 < field.smallest


@pytest.mark.parametrize(("bold", "italic"), [(False, False), (True, False), (False, True), (True, True)])
def test_measured_widths_are_those_on_paper(tmp_path, bold, italic):
	"""Kerning may take a little; never does the engine need more than was measured."""
	text, field = (
		"Đã có thành tích xuất sắc",
		Field("recipient", 30, 30, 200, size=20, bold=bold, italic=italic, align="left"),
	)
	path = tmp_path / "width.pdf"
	path.write_bytes(print_certificates([{"recipient": text}], replace(STANDARD, fields=(field,))).pdf)
	assert Paper(path).line(text).width == pytest.approx(fonts.width(text, 20, bold, italic), rel=0.03)
