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
