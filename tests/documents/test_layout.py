"""The parts of a document against NĐ 30/2020/NĐ-CP Phụ lục I, measured on the printed page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tdkt_app.documents import engine

FILLER = "{% for n in range(count) %}{% call nd30.paragraph() %}Đoạn {{ n }}.{% endcall %}{% endfor %}"


def near(value: float, tolerance: float = 0.6):
	"""Within what poppler rounds (a point is 0.35 mm)."""
	return pytest.approx(value, abs=tolerance)


def test_marks_of_the_template_are_those_of_the_engine(layout):
	source = layout("x")
	assert source.count(engine.BEGIN) == source.count(engine.END) == 1


def test_page_is_a4_upright(layout, paper):
	assert paper(layout("x")).info["Page size"].startswith("595.276 x 841.89 pts (A4)")


def test_title_of_the_file(layout, paper):
	assert paper(layout("x", "title='Khen thưởng <b>'")).info["Title"] == "Khen thưởng <b>"


@pytest.mark.parametrize(
	("asked", "left", "right", "top"),
	[
		("", 30, 15, 20),
		(", left=35, right=20, top=25", 35, 20, 25),
		(", left=10, right=5, top=0, bottom=0", 30, 15, 20),
		(", left=99, right=99, top=99, bottom=99", 35, 20, 25),
	],
)
def test_margins_stay_within_the_law(layout, paper, asked, left, right, top):
	words = "chữ " * 200
	lines = paper(layout(f"<p>{words}</p>", "title='t'" + asked)).lines(1)
	assert min(line.left for line in lines) == near(left)
	assert max(line.left + line.width for line in lines) == near(210 - right)
	assert top < lines[0].top < top + 4


def test_heading(layout, paper, authority):
	date = "ngày 05 tháng 01 năm 2026"
	result = paper(
		layout("{{ nd30.heading(authority, '05/QĐ-UBND', 'QĐ-UBND', date) }}", authority=authority, date=date)
	)
	country, motto = (
		result.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
		result.line("Độc lập - Tự do - Hạnh phúc"),
	)
	body, commune = result.line("ỦY BAN NHÂN DÂN"), result.line("XÃ CÁT NÊ")
	number, place = result.line("Số: 05/QĐ-UBND"), result.line("Cát Nê, ngày 05 tháng 01 năm 2026")
	assert [
		(line.size, line.bold, line.italic) for line in (country, motto, body, commune, number, place)
	] == [
		(12, True, False),
		(13, True, False),
		(12, True, False),
		(12, True, False),
		(13, False, False),
		(13, False, True),
	]
	assert country.top == near(body.top)
	assert number.top == near(place.top)
	centre = country.left + country.width / 2
	assert motto.left + motto.width / 2 == near(centre, 1)
	assert place.left + place.width / 2 == near(centre, 1)
	assert body.left + body.width < country.left


def test_superior_authority_stands_upright_above(layout, paper, authority):
	authority = replace(authority, superior="HUYỆN ĐẠI TỪ")
	result = paper(layout("{{ nd30.heading(authority, '', 'KH-UBND', None) }}", authority=authority))
	superior, body = result.line("HUYỆN ĐẠI TỪ"), result.line("ỦY BAN NHÂN DÂN")
	assert superior.top < body.top
	assert (superior.size, superior.bold) == (12, False)


def test_number_and_day_are_left_open_for_the_clerk(layout, paper, authority):
	result = paper(layout("{{ nd30.heading(authority, None, 'KH-UBND', None) }}", authority=authority))
	assert re.fullmatch(r"Số:\s{9,}/KH-UBND", result.line("Số:").text)
	assert re.match(r"Cát Nê, ngày\s{6}tháng\s{6}năm", result.line("Cát Nê").text)


def test_type_and_subject(layout, paper):
	result = paper(layout("{{ nd30.title('Kế hoạch', 'Tổ chức phong trào') }}"))
	for text in ("KẾ HOẠCH", "Tổ chức phong trào"):
		line = result.line(text)
		assert (line.size, line.bold) == (14, True)
		assert line.left + line.width / 2 == near((30 + 195) / 2, 1)


@pytest.mark.parametrize(
	("subject", "printed"),
	[
		("Khen thưởng các tập thể", "Về việc khen thưởng các tập thể"),
		("Về việc khen thưởng", "Về việc khen thưởng"),
		("về khen thưởng", "về khen thưởng"),
		("UBND xã khen thưởng.", "Về việc UBND xã khen thưởng"),
	],
)
def test_subject_says_about_what(layout, subject, printed):
	assert f"|{printed}|" in layout("|{{ nd30.regarding(subject) }}|", subject=subject)


def test_bases_end_with_semicolons_and_a_full_stop(layout, paper):
	texts = ["Căn cứ Luật A", "  Luật B;", "", None, "Theo đề nghị của C.,"]
	result = paper(layout("{{ nd30.bases(texts) }}", texts=texts))
	assert [(line.text.strip(), line.italic, line.size) for line in result.lines(1)] == [
		("Căn cứ Luật A;", True, 14),
		("Căn cứ Luật B;", True, 14),
		("Theo đề nghị của C.", True, 14),
	]


def test_article_clause_point(layout, paper):
	body = (
		"{% call nd30.article(2) %}Điều khoản{% endcall %}{% call nd30.clause(1) %}Khoản{% endcall %}"
		"{% call nd30.point('đ') %}Điểm{% endcall %}"
	)
	result = paper(layout(body))
	assert result.flat == "Điều 2. Điều khoản 1. Khoản đ) Điểm"
	assert result.line("Điều 2.").bold
	assert [line.left for line in result.lines(1) if line.left < 45] == [near(30 + 12.7)] * 3


@pytest.mark.parametrize(
	("capacity", "position", "lines"),
	[
		("", "CHỦ TỊCH", ["CHỦ TỊCH"]),
		("", None, ["CHỦ TỊCH"]),
		("TM.", "Chủ tịch", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
		("KT.", "Phó Chủ tịch", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
		("TL.", "Chánh Văn phòng", ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
		("TUQ.", "Trưởng phòng", ["TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG"]),
	],
)
def test_in_whose_name_one_signs(authority, capacity, position, lines):
	assert authority.signs(capacity, position) == lines


def test_closing(layout, paper):
	note = "- Như Điều 3;\n\n  + Đảng ủy xã.\nLưu: VT, VHXH"
	body = "{{ nd30.closing(note, ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], 'Nguyễn Văn A') }}"
	result = paper(layout(body, note=note))
	head, first, last = (
		result.line("Nơi nhận:"),
		result.line("- Như Điều 3;"),
		result.line("- Lưu: VT, VHXH."),
	)
	assert "- Đảng ủy xã;" in result.text
	assert (head.size, head.bold, head.italic) == (12, True, True)
	assert (first.size, first.bold, first.italic, last.size) == (11, False, False, 11)
	assert head.left == near(30) and first.left == near(30)
	capacity, name = result.line("KT. CHỦ TỊCH"), result.line("Nguyễn Văn A")
	assert capacity.top == near(head.top, 1.5)
	assert (capacity.size, capacity.bold, name.size, name.bold) == (14, True, 14, True)
	assert capacity.left + capacity.width / 2 == near(name.left + name.width / 2, 1)
	assert name.top - capacity.top > 25  # room to sign and stamp


def test_missing_signer_leaves_the_place_empty(layout, paper):
	assert paper(layout("{{ nd30.closing(None, ['CHỦ TỊCH'], None) }}")).flat == "Nơi nhận: CHỦ TỊCH"


def test_pages_are_numbered_from_the_second_and_appendices_on_their_own(layout, paper):
	annexed = "{% call nd30.appendix('Danh sách', 'Kèm theo', number) %}" + FILLER + "{% endcall %}"
	body = FILLER + "".join("{% set number = '" + n + "' %}" + annexed for n in ("I", "II"))
	result = paper(layout(body, count=70))
	tops = [page.split("\n", 1)[0].strip() for page in result.pages]
	assert tops == ["Đoạn 0.", "2", "3", "Phụ lục I", "2", "3", "Phụ lục II", "2", "3"]
	number = min(result.lines(2), key=lambda line: line.top)
	assert (number.text, number.size, number.bold) == ("2", 13, False)
	assert number.left + number.width / 2 == near((30 + 195) / 2, 1)
	assert 5 < number.top < 15


def test_appendix_heading(layout, paper):
	body = "{% call nd30.appendix('Danh sách\nkhen thưởng', 'Kèm theo Quyết định số 05/QĐ-UBND', 'II') %}Nội dung{% endcall %}"
	result = paper(layout("Trang đầu" + body))
	assert (
		result.flat
		== "Trang đầu Phụ lục II DANH SÁCH KHEN THƯỞNG (Kèm theo Quyết định số 05/QĐ-UBND) Nội dung"
	)
	word, name, reference = (result.line(text, 2) for text in ("Phụ lục II", "DANH SÁCH", "(Kèm theo"))
	assert [(x.size, x.bold, x.italic) for x in (word, name, reference)] == [
		(14, True, False),
		(14, True, False),
		(14, False, True),
	]


EACH = (
	"{% for count in counts %}<div style='break-before: page'>{% for n in range(count) %}"
	"{% call nd30.paragraph() %}Đoạn {{ n }} của {{ count }}.{% endcall %}{% endfor %}"
)


def test_signature_never_stands_alone(layout, paper):
	"""However far down the page the text ends."""
	counts = range(20, 34)
	body = EACH + "{{ nd30.closing('Lưu: VT', ['CHỦ TỊCH'], 'Người ký ' ~ count) }}</div>{% endfor %}"
	pages = paper(layout(body, counts=counts)).pages
	for count in counts:
		page = next(page for page in pages if f"Người ký {count}" in page)
		assert f"Đoạn {count - 1} của {count}." in page and "CHỦ TỊCH" in page and "Nơi nhận" in page


def test_headings_never_stand_alone(layout, paper):
	"""Neither a title, nor "QUYẾT ĐỊNH:", nor the head of a group in a table is the last on a page."""
	counts = range(22, 36)
	table = (
		"<table class='grid'><thead><tr><th>Đầu bảng</th></tr></thead><tbody><tr class='group'><td>Nhóm</td></tr>"
		"<tr class='group'><td>Loại</td></tr><tr><td>Dòng</td></tr></tbody></table>"
	)
	after = FILLER.replace("count", "9")
	body = EACH + "{{ nd30.decides() }}<p>Sau</p>" + after + table + "</div>{% endfor %}"
	pages = paper(layout(body, counts=counts)).pages
	assert sum("QUYẾT ĐỊNH:" in page for page in pages) == len(counts)
	for page in pages:
		assert page.strip().splitlines()[-1].strip() not in ("QUYẾT ĐỊNH:", "Đầu bảng", "Nhóm", "Loại")


def test_table_head_repeats_and_rows_stay_whole(layout, paper):
	body = (
		"<table class='grid'><thead><tr><th>Đầu bảng</th></tr></thead><tbody>"
		"{% for n in range(60) %}<tr><td>Dòng {{ n }} trên<br>Dòng {{ n }} dưới</td></tr>{% endfor %}</tbody></table>"
	)
	pages = paper(layout(body)).pages
	assert len(pages) > 2
	for page in pages:
		assert page.count("Đầu bảng") == 1
		assert re.findall(r"Dòng (\d+) trên", page) == re.findall(r"Dòng (\d+) dưới", page)


HOSTILE = "<script>alert(1)</script><img src=file:///etc/hostname onerror=x>&amp; {{ 7*7 }} 'nháy' \"kép\""


@pytest.mark.parametrize(
	"part",
	[
		"{{ nd30.title(x, x) }}",
		"{{ nd30.regarding(x) }}",
		"{{ nd30.running(x) }}",
		"{{ nd30.competence(x) }}",
		"{{ nd30.bases([x]) }}",
		"{{ nd30.closing(x, [x], x) }}",
		"{% call nd30.article(x) %}{{ x }}{% endcall %}",
		"{% call nd30.appendix(x, x, x) %}{{ x }}{% endcall %}",
		"{{ nd30.heading({'name': x, 'commune': x, 'superior': x, 'place': x}, x, x, none, x) }}",
		"{{ nd30.heading({'name': x}, none, x, none) }}",
	],
)
def test_text_is_text(layout, part):
	source = layout(part, x=HOSTILE)
	assert "&lt;script&gt;" in source
	assert "<script" not in source and "<img" not in source
	assert "&amp;lt;" not in source  # escaped once
