"""A commune's own Word file: what is filled in, what is refused and where, and that no template reaches further."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from jinja2 import TemplateError

from tdkt_app.documents import word_template
from tdkt_app.documents.achievement_sheet import AchievementSheet
from tdkt_app.documents.appraisal_sheet import AppraisalSheet
from tdkt_app.documents.award_sheet import AwardSheet, award_sheet
from tdkt_app.documents.ballot_sheet import BallotSheet
from tdkt_app.documents.ceremony_sheet import CeremonySheet
from tdkt_app.documents.consultation_sheet import ConsultationSheet
from tdkt_app.documents.count_sheet import CountSheet
from tdkt_app.documents.invitation_sheet import InvitationSheet
from tdkt_app.documents.launch_sheet import LaunchSheet
from tdkt_app.documents.minutes_sheet import MinutesSheet
from tdkt_app.documents.nomination_sheet import NominationSheet
from tdkt_app.documents.plan_sheet import PlanSheet
from tdkt_app.documents.receipts_sheet import ReceiptsSheet
from tdkt_app.documents.registration_sheet import RegistrationSheet
from tdkt_app.documents.report_sheet import ReportSheet
from tdkt_app.documents.review_sheet import ReviewSheet
from tdkt_app.documents.word_template import language, merge_fields, package, starter
from tdkt_app.documents.word_template.merge_fields import Group, Text
from tests.documents.conftest import AWARD_TYPES
from tests.documents.test_award_decision import HOUSEHOLD, NHAM, SCHOOL, decision, recipient

SHEETS = (
	AchievementSheet,
	AppraisalSheet,
	AwardSheet,
	BallotSheet,
	CeremonySheet,
	ConsultationSheet,
	CountSheet,
	InvitationSheet,
	LaunchSheet,
	MinutesSheet,
	NominationSheet,
	PlanSheet,
	ReceiptsSheet,
	RegistrationSheet,
	ReportSheet,
	ReviewSheet,
)
FIELDS = Group(
	"", {"doc": Group("", {"subject": Text("")}), "sheet": merge_fields.of_sheet(AwardSheet, "Bản in")}
)


def docx(
	*paragraphs: str, table: tuple[tuple[str, ...], ...] = (), header: str = "", title: str = ""
) -> bytes:
	document = Document()
	for text in paragraphs:
		document.add_paragraph(text)
	if table:
		made = document.add_table(len(table), len(table[0]))
		for row, texts in zip(made.rows, table, strict=True):
			for cell, text in zip(row.cells, texts, strict=True):
				cell.text = text
	document.sections[0].header.paragraphs[0].text = header
	document.core_properties.title = title
	return saved(document)


def saved(document) -> bytes:
	file = io.BytesIO()
	document.save(file)
	return file.getvalue()


def with_part(content: bytes, name: str, text: bytes) -> bytes:
	"""The same package with one part more, or another one in its place."""
	file = io.BytesIO()
	with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
		for part in old.namelist():
			if part != name:
				new.writestr(part, old.read(part))
		new.writestr(name, text)
	return file.getvalue()


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
	with zipfile.ZipFile(io.BytesIO(content)) as package_:
		part = package_.read(name)
	assert old in part
	return with_part(content, name, part.replace(old, new, 1))


@pytest.fixture
def values(authority):
	def of(*recipients, **fields):
		paper = decision(list(recipients), **fields)
		given = {"doc": {"subject": paper.subject}, "sheet": award_sheet(paper, AWARD_TYPES, authority)}
		return merge_fields.values_of(given, FIELDS)

	return of


def texts(content: bytes) -> list[str]:
	document = Document(io.BytesIO(content))
	cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
	return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def problem(*paragraphs: str, **parts) -> language.Problem:
	(found,) = word_template.problems_of(docx(*paragraphs, **parts), FIELDS)
	return found


def test_fields_lists_and_header_are_filled_in(values):
	template = docx(
		"Số: {{ doc.subject|upper }}",
		"{%p for award in sheet.awards %}",
		"{{ award.award }}: {{ award.counts }}",
		"{%p endfor %}",
		"{% if sheet.total %}Tổng {{ sheet.total }}{% endif %}",
		header="{{ sheet.authority.in_sentence }}",
	)
	assert word_template.problems_of(template, FIELDS) == []
	filled = word_template.fill(
		template, values(NHAM, SCHOOL, HOUSEHOLD, subject="Khen <b> & 'thưởng'"), FIELDS
	)
	assert texts(filled) == [
		"Số: KHEN <B> & 'THƯỞNG'",
		"Giấy khen của Chủ tịch Ủy ban nhân dân xã Cát Nê: 01 tập thể, 01 hộ gia đình và 01 cá nhân",
		"Tổng 3.180.000 đồng",
	]
	header = Document(io.BytesIO(filled)).sections[0].header.paragraphs[0]
	assert header.text == "Ủy ban nhân dân xã Cát Nê"


def test_rows_of_a_table_repeat(values):
	table = (
		("{%tr for award in sheet.awards %}", ""),
		("{{ loop.index }}", "{% for list in award.lists %}{{ list.recipients|length }} {% endfor %}"),
		("{%tr endfor %}", ""),
	)
	filled = word_template.fill(docx(table=table), values(NHAM, SCHOOL), FIELDS)
	assert texts(filled) == ["1", "1 1 "]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.__name__)
def test_the_starter_of_each_paper_has_all_fields_and_can_be_filled_in(sheet):
	"""Each field has a Vietnamese name; what the help says to write is what can be filled in."""
	fields = Group("", {"sheet": merge_fields.of_sheet(sheet, "Bản in")})
	content = starter.file_of(fields, "Mẫu")
	assert word_template.problems_of(content, fields) == []
	filled = texts(word_template.fill(content, merge_fields.sample_of(fields), fields))
	assert not any("{" in text for text in filled)
	labels = [line["label"] for line in starter.lines(fields) if line["kind"] == "field"]
	assert labels and all(any(f"{label}: …" in text for text in filled) for label in labels)


def test_hostile_text_of_a_paper_stays_text(values):
	bad = "<w:p>{{ 7 * 7 }}</w:p>{% include 'x' %}&amp;\x00\x07"
	filled = word_template.fill(docx("{{ doc.subject }}"), values(NHAM, subject=bad), FIELDS)
	assert texts(filled) == ["<w:p>{{ 7 * 7 }}</w:p>{% include 'x' %}&amp;"]


@pytest.mark.parametrize(
	("text", "kind", "words"),
	[
		("{{ doc.subjekt }}", language.UNKNOWN_FIELD, "doc.subjekt"),
		("{{ tên }}", language.UNKNOWN_NAME, "tên"),
		("{{ sheet.authority.nam }}", language.UNKNOWN_FIELD, "sheet.authority.nam"),
		("{{ sheet.awards }}", language.IS_LIST, "sheet.awards"),
		("{{ sheet.authority }}", language.IS_GROUP, "sheet.authority"),
		("{% for x in sheet.total %}{{ x }}{% endfor %}", language.NO_LIST, "sheet.total"),
		("{% for award in sheet.awards %}{{ award.nam }}{% endfor %}", language.UNKNOWN_FIELD, "award.nam"),
		("{% for award in sheet.awards %}", language.UNCLOSED, "for"),
		("{% fo award in sheet.awards %}", language.BROKEN, "fo"),
		("{{ doc.subject }", language.BROKEN, ""),
		("{{ }}", language.BROKEN, ""),
	],
)
def test_a_wrong_field_is_named_with_its_paragraph(text, kind, words):
	found = problem("Mở đầu", "", "Đoạn hai", f"Ở đây: {text} có lỗi", "{{ doc.subject }}")
	assert (found.kind, found.words) == (kind, words)
	assert (found.number, found.paragraph) == (3, f"Ở đây: {text} có lỗi")


def test_all_problems_are_told_at_once_in_header_table_and_properties():
	content = docx(
		"{{ doc.mot }}",
		"{{ doc.hai }}",
		table=(("Bảng", "{{ doc.ba }}"),),
		header="{{ doc.bon }}",
		title="{{ doc.nam }}",
	)
	found = word_template.problems_of(content, FIELDS)
	assert [problem.words for problem in found] == ["doc.mot", "doc.hai", "doc.ba", "doc.bon", "doc.nam"]
	assert [problem.number for problem in found] == [1, 2, 4, 1, 1]


@pytest.mark.parametrize(
	"text",
	[
		"{{ ''.__class__ }}",
		"{{ doc.__class__ }}",
		"{{ doc['__class__'] }}",
		"{{ doc.subject.__init__.__globals__ }}",
		"{{ doc.subject.format(doc) }}",
		"{{ sheet.awards.append(1) }}",
		"{{ doc|attr('__class__') }}",
		"{{ sheet.awards|map(attribute='__class__')|list }}",
		"{% for n in range(1000000000) %}x{% endfor %}",
		"{{ range(1000000000)|list }}",
		"{{ 'a' * 1000000000 }}",
		"{{ 9 ** 999999999 }}",
		"{{ '%0999999999d' % 1 }}",
		"{{ 'a'|center(999999999) }}",
		"{% for n in [1, 2, 3] %}{% endfor %}",
		"{% set x = 'a' %}",
		"{% include 'tdkt_app/hooks.py' %}",
		"{% import 'x' as x %}",
		"{% extends 'x' %}",
		"{% macro m() %}{{ m() }}{% endmacro %}",
		"{% block b %}{% endblock %}",
		"{% filter upper %}x{% endfilter %}",
		"{{ lipsum(1000) }}",
		"{{ cycler.__init__ }}",
		"{{ self }}",
		"{{ frappe.db }}",
		"{% for award in sheet.awards recursive %}{{ loop(award) }}{% endfor %}",
		"{% do 1 %}",
	],
)
def test_a_template_can_do_no_more_than_merge(text, values):
	content = docx(f"Trước {text} sau")
	assert word_template.problems_of(content, FIELDS)
	with pytest.raises(TemplateError):
		word_template.fill(content, values(NHAM), FIELDS)


def test_loops_within_loops_are_bounded(values):
	names = "abcde"
	opening = "".join(f"{{% for {name} in sheet.awards %}}" for name in names)
	content = docx(opening + "x" + "{% endfor %}" * len(names))
	many = merge_fields.values_of({"sheet": {"awards": [{}] * 30}}, FIELDS)
	with pytest.raises(merge_fields.TooLong):
		word_template.fill(content, many, FIELDS)


def test_two_thousand_recipients_fit(values):
	content = docx(
		"{%p for award in sheet.awards %}",
		"{%p for list in award.lists %}",
		"{%p for recipient in list.recipients %}",
		"{{ recipient.name }}",
		*["{%p endfor %}"] * 3,
	)
	rows = [recipient(f"Người {number}") for number in range(2000)]
	assert len(texts(word_template.fill(content, values(*rows), FIELDS))) == 2000


PLAIN = docx("Nội dung")


@pytest.mark.parametrize(
	("content", "reason"),
	[
		(b"", package.DAMAGED),
		(b"%PDF-1.7", package.DAMAGED),
		(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", package.PROTECTED),
		(PLAIN[: len(PLAIN) // 2], package.DAMAGED),
		(b"x" * (package.MOST_MB * 1024 * 1024 + 1), package.TOO_LARGE),
		(with_part(PLAIN, "word/media/x.bin", b"\0" * (25 * 1024 * 1024)), package.TOO_LARGE),
		(with_part(PLAIN, "word/vbaProject.bin", b"x"), package.ACTIVE),
		(with_part(PLAIN, "word/embeddings/oleObject1.bin", b"x"), package.ACTIVE),
		(
			changed(PLAIN, "[Content_Types].xml", b"document.main+xml", b"document.macroEnabled.main+xml"),
			package.ACTIVE,
		),
		(
			changed(
				PLAIN, "word/_rels/document.xml.rels", b"<Relationship ", b'<Relationship TargetMode="External" '
			),
			package.FOREIGN,
		),
		(
			changed(
				PLAIN, "word/document.xml", b"<w:body>",
				b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:body>',
			),
			package.DAMAGED,
		),
		(
			changed(
				PLAIN, "word/document.xml", "Nội dung".encode(),
				b"</w:t></w:r><w:r><w:instrText>INCLUDE</w:instrText><w:instrText>TEXT \"/etc/hostname\"</w:instrText>"
				b"</w:r><w:r><w:t>",
			),
			package.FOREIGN,
		),
		(with_part(PLAIN, "word/document.xml", b"<x/>"), package.DAMAGED),
	],
)  # fmt: skip
def test_only_plain_word_files_are_taken(content, reason):
	with pytest.raises(word_template.Refused) as refused:
		word_template.problems_of(content, FIELDS)
	assert refused.value.reason == reason


def test_tags_that_tear_a_table_apart_are_refused():
	torn = docx(table=(("{% if doc.subject %}a", "b"), ("c", "d{% endif %}")))
	content = changed(torn, "word/document.xml", b"<w:tblGrid>", b"{% if not doc.subject %}<w:tblGrid>")
	with pytest.raises(word_template.Refused):
		word_template.problems_of(
			changed(content, "word/document.xml", b"</w:tblGrid>", b"</w:tblGrid>{% endif %}"), FIELDS
		)
