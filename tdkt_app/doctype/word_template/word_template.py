"""A commune's own Word file in the place of the one that is made of a print format (Word Template)."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from tdkt_app.documents import merge_context, word_template
from tdkt_app.documents.printed import SHEETS
from tdkt_app.documents.word_template import package, starter
from tdkt_app.files.evidence_files import check_own_files
from tdkt_app.files.file_types import extension_of
from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required
from tdkt_app.permissions import check_access

_MOST_PROBLEMS = 20


class WordTemplate(Document):
	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.take_document_type()
		self.check_file()
		self.be_the_only_active_one()

	def take_document_type(self):
		merge_context.fields_of(self.print_format)
		self.document_type = frappe.db.get_value("Print Format", self.print_format, "doc_type")

	def check_file(self):
		if not self.template_file:
			if cint(self.is_active):
				frappe.throw(_("Attach the Word file before you make the template active."))
			return
		check_own_files(self, [self.template_file])
		check_template(self.template_file, content_of(self), self.print_format)

	def be_the_only_active_one(self):
		self.active_for = self.print_format if cint(self.is_active) else None
		if not self.active_for:
			return
		other = frappe.db.get_value(
			"Word Template",
			{"active_for": self.active_for, "name": ("!=", self.name or "")},
			"template_title",
		)
		if other:
			frappe.throw(
				_("“{0}” is the active template of {1}. Make it inactive first.").format(
					other, _(self.print_format)
				)
			)


def content_of(template: Document) -> bytes:
	"""The uploaded file."""
	owner = {
		"file_url": template.template_file,
		"attached_to_doctype": template.doctype,
		"attached_to_name": template.name,
	}
	content = frappe.get_doc("File", owner).get_content()
	return content if isinstance(content, bytes) else content.encode()


def active_template(print_format: str) -> Document | None:
	"""The template that stands in for the Word file of a print format."""
	name = frappe.db.get_value("Word Template", {"active_for": print_format}, "name")
	return frappe.get_doc("Word Template", name) if name else None


def check_template(file_name: str, content: bytes, print_format: str) -> None:
	"""Throw, naming each wrong field and its paragraph, unless the file can be filled in for the print format."""
	if extension_of(file_name) in ("docm", "dotm", "doc", "dot"):
		_refuse(package.ACTIVE if extension_of(file_name).endswith("m") else package.PROTECTED)
	if extension_of(file_name) != "docx":
		_refuse(package.NOT_WORD)
	try:
		problems = word_template.problems_of(content, merge_context.fields_of(print_format))
	except word_template.Refused as refused:
		_refuse(refused.reason)
	if problems:
		frappe.throw(
			[sentence(problem) for problem in problems[:_MOST_PROBLEMS]],
			title=_("The Template Cannot Be Filled In"),
			as_list=True,
		)


def sentence(problem: word_template.Problem) -> str:
	"""What is wrong, where, and what to write instead; safe to show as HTML."""
	from tdkt_app.documents.word_template import language

	said = {
		language.UNKNOWN_FIELD: _("There is no field “{0}”. Known here: {1}."),
		language.UNKNOWN_NAME: _("There is no field “{0}”. Known here: {1}."),
		language.NOT_ALLOWED: _(
			"“{0}” is not allowed in a template: write fields, lists and conditions only."
		),
		language.NO_LIST: _("“{0}” is not a list: it cannot be repeated."),
		language.IS_LIST: _("“{0}” is a list: repeat it with for … endfor."),
		language.IS_GROUP: _("“{0}” holds several fields: write one of {1} behind it."),
		language.UNCLOSED: _("The tag “{0}” is not closed."),
		language.BROKEN: _("A tag is not written as it must be: “{0}”."),
	}[problem.kind]
	escape = frappe.utils.escape_html
	text = said.format(escape(problem.words or "…"), escape(", ".join(problem.known[:40])))
	if not problem.number:
		return text
	return _("Paragraph {0} (“{1}”): {2}").format(problem.number, escape(problem.paragraph), text)


def _refuse(reason: str) -> None:
	frappe.throw(
		{
			package.TOO_LARGE: _("The file is larger than {0} MB, or far too large when unpacked.").format(
				package.MOST_MB
			),
			package.NOT_WORD: _("Only Word files (.docx) can be templates."),
			package.PROTECTED: _(
				"The file is an old .doc file or protected by a password. Save it as .docx without a password."
			),
			package.ACTIVE: _("Word files with macros or embedded objects are not taken. Save it as .docx."),
			package.FOREIGN: _(
				"The file takes pictures, a template or data from other places. Insert them into the file itself."
			),
			package.DAMAGED: _(
				"The file is damaged, or its tags tear a table apart. Open it in Word and save it again."
			),
		}[reason],
		title=_("File Refused"),
	)


@frappe.whitelist(methods=["GET"])
def merge_fields(print_format: str) -> list[dict]:
	"""The merge fields of a print format for the help of the form, in reading order.

	Each {"label", "kind": "field" | "list" | "group", "depth", "write": what to write into the Word file}. Needs the
	permission to read templates.
	"""
	check_access("Word Template", "read")
	return starter.lines(merge_context.fields_of(print_format))


@frappe.whitelist(methods=["GET"])
def download_starter(print_format: str) -> None:
	"""Answer with a Word file that holds all merge fields of a print format, to start a template from."""
	check_access("Word Template", "read")
	frappe.response.filename = f"{print_format}.docx"
	frappe.response.filecontent = starter.file_of(merge_context.fields_of(print_format), _(print_format))
	frappe.response.type = "download"


@frappe.whitelist(methods=["GET"])
def print_formats() -> list[str]:
	"""Print formats that a template can stand in for."""
	check_access("Word Template", "read")
	return list(SHEETS)
