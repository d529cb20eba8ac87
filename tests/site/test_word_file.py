"""Word files of printed documents: who gets one, of which print formats."""

from __future__ import annotations

import io

import pytest

from tests.site.commune import AUDITOR, CHAIRMAN, MANAGER, NOBODY, OFFICER, UNIT_A

FORMAT = "Award Decision"


def downloaded(name: str, print_format: str = FORMAT) -> bytes:
	import frappe

	from tdkt_app.documents.word_file import download

	download("Award Decision", name, print_format)
	assert (frappe.response.type, frappe.response.filename) == ("download", f"{name}.docx")
	return frappe.response.filecontent


@pytest.mark.parametrize("user", [OFFICER, CHAIRMAN, MANAGER, AUDITOR])
def test_who_may_print_gets_the_word_file(commune, as_user, user):
	from docx import Document

	decision = commune.decision()
	with as_user(user):
		document = Document(io.BytesIO(downloaded(decision.name)))
	text = "\n".join(paragraph.text for paragraph in document.paragraphs)
	assert "Về việc khen thưởng cá nhân có thành tích" in text
	assert "Nguyễn Đình Ái" in [cell.text for table in document.tables for cell in table._cells]


@pytest.mark.parametrize("user", [UNIT_A, NOBODY, "Guest"])
def test_others_get_none(commune, as_user, user):
	import frappe

	decision = commune.decision()
	with as_user(user), pytest.raises(frappe.PermissionError):
		downloaded(decision.name)


def test_a_print_format_of_another_layout_has_none(commune):
	import frappe

	decision = commune.decision()
	with pytest.raises(frappe.ValidationError, match="has no Word version"):
		downloaded(decision.name, "Standard")


def test_a_copy_made_by_the_site_has_one_too(commune):
	"""Boot names it and the file carries its wording."""
	import frappe
	from docx import Document

	from tdkt_app.documents.word_file import add_to_boot

	copy = frappe.copy_doc(frappe.get_doc("Print Format", FORMAT))
	copy.update({"name": "Quyết định của xã", "standard": "No", "module": None, "custom_format": 1})
	copy.html = (
		'{%- import "tdkt_app/templates/documents/nd30.html" as nd30 -%}'
		'{% call nd30.paper(title="x") %}{{ nd30.title("Quyết định", "Câu của xã") }}{% endcall %}'
	)
	copy.insert()
	boot = frappe._dict()
	add_to_boot(boot)
	ours = [FORMAT, "Ceremony Script", "Reward Receipts"]
	assert boot.tdkt_word_formats["Award Decision"] == [*ours, copy.name]
	document = Document(io.BytesIO(downloaded(commune.decision().name, copy.name)))
	assert "Câu của xã" in [paragraph.text for paragraph in document.paragraphs]


def template_of(*paragraphs: str, user: str = MANAGER, file_name: str = "mau.docx", **fields):
	"""A Word Template as the form makes one: saved, then the file attached, then active."""
	import frappe
	from docx import Document

	document, content = Document(), io.BytesIO()
	for text in paragraphs:
		document.add_paragraph(text)
	document.save(content)
	frappe.set_user(user)
	try:
		values = {"template_title": "Mẫu của xã", "print_format": FORMAT, **fields}
		template = frappe.get_doc({"doctype": "Word Template", **values}).insert()
		owner = {"attached_to_doctype": template.doctype, "attached_to_name": template.name}
		file = {"file_name": file_name, "content": content.getvalue(), "is_private": 1, **owner}
		template.template_file = frappe.get_doc({"doctype": "File", **file}).insert().file_url
		template.is_active = 1
		return template.save()
	finally:
		frappe.set_user("Administrator")


def text_of(content: bytes) -> list[str]:
	from docx import Document

	return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs if paragraph.text]


def test_an_active_template_takes_the_place_of_our_word_file(commune, as_user):
	decision = commune.decision()
	template = template_of(
		"{{ doc.subject }} ngày {{ doc.decision_date }}",
		"{% for award in sheet.awards %}{{ award.counts }}{% endfor %}",
		"Tiền: {{ doc.total_amount }}",
	)
	assert (template.document_type, template.active_for) == ("Award Decision", FORMAT)
	with as_user(OFFICER):
		subject, counts, money = text_of(downloaded(decision.name))
		assert len(text_of(downloaded(decision.name, "Reward Receipts"))) == 3
	assert subject.startswith(f"{decision.subject} ngày ") and subject.count("/") == 2
	assert counts == "01 cá nhân"
	assert money.removeprefix("Tiền: ").replace(".", "") == str(int(decision.total_amount))
	template.is_active = 0
	template.save()
	assert "Về việc khen thưởng" in " ".join(text_of(downloaded(decision.name)))


def test_a_wrong_field_is_named_with_its_paragraph(commune):
	import frappe

	with pytest.raises(frappe.ValidationError) as refused:
		template_of("Mở đầu", "Về {{ doc.subjekt }} <b>", "{{ frappe.db }}")
	first, second = refused.value.args[0]
	assert first.startswith("Paragraph 2 (“Về {{ doc.subjekt }} &lt;b&gt;”): ")
	assert "“doc.subjekt”" in first and "subject" in first and "“frappe”" in second


@pytest.mark.parametrize(
	("fields", "message"),
	[
		({"file_name": "mau.docm"}, "macros"),
		({"file_name": "mau.pdf"}, "Only Word files"),
		({"print_format": "Standard"}, "Standard"),
	],
)
def test_what_can_be_no_template_is_refused(commune, fields, message):
	import frappe

	with pytest.raises((frappe.ValidationError, frappe.DoesNotExistError), match=message):
		template_of("{{ doc.subject }}", **fields)


def test_one_template_is_active_at_a_time(commune):
	import frappe

	template_of("{{ doc.subject }}")
	with pytest.raises(frappe.ValidationError, match="Mẫu của xã"):
		template_of("{{ doc.subject }}", template_title="Mẫu khác")


@pytest.mark.parametrize("user", [OFFICER, CHAIRMAN, AUDITOR, UNIT_A, NOBODY])
def test_only_managers_make_templates(commune, user):
	import frappe

	with pytest.raises(frappe.PermissionError):
		template_of("{{ doc.subject }}", user=user)


def test_a_file_of_another_paper_is_no_template(commune):
	"""It would open that paper's file to whoever downloads the Word file."""
	import frappe

	other = template_of("Khác", print_format="Ceremony Script")
	mine = frappe.get_doc(
		{"doctype": "Word Template", "template_title": "x", "print_format": FORMAT}
	).insert()
	mine.template_file = other.template_file
	with pytest.raises(frappe.ValidationError, match="Not a file of this document"):
		mine.save()


def test_the_help_names_every_field_of_every_document(commune, as_user):
	"""Labels are Vietnamese and what it says to write can be filled in."""
	import frappe

	from tdkt_app.doctype.word_template.word_template import download_starter, merge_fields, print_formats
	from tdkt_app.documents import merge_context, word_template

	with as_user(OFFICER):
		for print_format in print_formats():
			lines = merge_fields(print_format)
			assert {line["depth"] for line in lines} >= {0, 1, 2}
			assert all(line["label"] for line in lines if line["kind"] != "end"), print_format
			download_starter(print_format)
			fields = merge_context.fields_of(print_format)
			assert word_template.problems_of(frappe.response.filecontent, fields) == []
