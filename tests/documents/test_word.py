"""The Word file: same words and pages as the PDF, real styles and tables, nothing read from outside."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tdkt_app.documents import word
from tests.documents.conftest import Paper
from tests.documents.test_award_decision import decision, recipient

PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="


def opened(docx: bytes):
	from docx import Document

	return Document(io.BytesIO(docx))


def words(paper: Paper) -> list[str]:
	"""In order of reading within each column, so compared as a bag; a hyphen counts as a word, because a line may end at it."""
	return sorted(paper.in_order.replace("-", " - ").split())


@pytest.mark.parametrize("name", ["long_decision", "emulation_plan"])
def test_it_reads_and_breaks_like_its_pdf(papers, name):
	pdf, office = papers.pdf(name), papers.office(name)
	assert words(office) == words(pdf)
	assert office.info["Pages"] == pdf.info["Pages"] != "1"
	assert office.info["Page size"].startswith("595")


def test_parts_have_the_styles_of_their_names(decision_html):
	document = opened(word.render(decision_html(decision([recipient("Nguyễn Đình Ái")]))))
	styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.text}
	assert styles["Quyết định"] == "Tên loại"
	assert styles["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"] == "Căn cứ"
	assert next(style for text, style in styles.items() if text.startswith("Điều 1.")) == "Nội dung"
	heading = document.tables[0]
	assert [p.style.name for p in heading.cell(0, 1).paragraphs] == ["Quốc hiệu", "Tiêu ngữ", "Đường kẻ"]
	assert heading.cell(1, 0).paragraphs[0].style.name == "Số, ký hiệu"


def test_the_list_is_a_table_whose_head_repeats_and_whose_rows_stay_whole(decision_html):
	document = opened(word.render(decision_html(decision([recipient("Nguyễn Đình Ái")]))))
	grid = next(table for table in document.tables if table.style.name == "Table Grid")
	rows = grid._tbl.tr_lst
	assert [bool(row.xpath("w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * (len(rows) - 1)
	assert all(row.xpath("w:trPr/w:cantSplit") for row in rows)
	assert grid.cell(1, 1)._tc is grid.cell(1, 3)._tc  # the head of a group spans the rest


def test_pages_are_numbered_from_the_second_and_anew_in_an_appendix(decision_html):
	document = opened(word.render(decision_html(decision([recipient("Nguyễn Đình Ái")]))))
	first, appendix = document.sections
	assert first.different_first_page_header_footer and appendix.different_first_page_header_footer
	assert "PAGE" in first.header._element.xml
	assert appendix._sectPr.xpath("w:pgNumType/@w:start") == ["1"]
	assert not first._sectPr.xpath("w:pgNumType")


def test_margins_are_those_of_the_pdf(layout):
	document = opened(word.render(layout("<p>Nội dung</p>", "title='Thử', left=35, top=25, right=20")))
	section = document.sections[0]
	sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
	assert [round(side.mm) for side in sides] == [25, 20, 20, 35]


def test_capitals_are_letters_of_the_style_and_not_of_the_text(layout):
	document = opened(word.render(layout("{{ nd30.title('Quyết định', 'Về việc khen thưởng') }}")))
	run = document.paragraphs[0].runs[0]
	assert (run.text, run.font.all_caps) == ("Quyết định", True)


@pytest.mark.parametrize(
	"text",
	[
		"<script>alert(1)</script>",
		"<img src='file:///etc/passwd'>",
		"Lê Thị O'Brien & “Con”",
		"{{ 7 * 7 }}",
		'=HYPERLINK("http://example.org")',
	],
)
def test_text_stays_text(layout, text):
	document = opened(word.render(layout("{% call nd30.paragraph() %}{{ text }}{% endcall %}", text=text)))
	assert [paragraph.text for paragraph in document.paragraphs] == [text]


@pytest.mark.parametrize(
	"source",
	["file:///etc/hostname", "http://127.0.0.1:1/x.png", "/assets/x.png", "data:text/html;base64,PGI+"],
)
def test_no_picture_is_read_from_outside(layout, source):
	docx = word.render(layout("<p>Trước</p><p><img src='" + source + "'></p>"))
	assert not [name for name in zipfile.ZipFile(io.BytesIO(docx)).namelist() if "media" in name]
	assert [p.text for p in opened(docx).paragraphs] == ["Trước"]


def test_a_picture_within_the_document_is_kept(layout):
	docx = word.render(layout(f"<p><img style='width: 20mm' src='{PIXEL}'></p>"))
	assert [name for name in zipfile.ZipFile(io.BytesIO(docx)).namelist() if "media" in name]
	assert round(opened(docx).inline_shapes[0].width.mm) == 20


def test_the_file_names_no_machine_and_no_person(decision_html):
	docx = zipfile.ZipFile(io.BytesIO(word.render(decision_html(decision([recipient("Nguyễn Đình Ái")])))))
	core = docx.read("docProps/core.xml").decode()
	assert not re.search(r"<dc:creator>[^<]+</dc:creator>|<cp:lastModifiedBy>[^<]+<", core)
