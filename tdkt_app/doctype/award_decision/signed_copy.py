"""The signed file of an issued decision: what the portal and the public pages serve as the decision itself.

Signing happens outside (a program of the Government Cipher Committee, or pen and scanner); the server keeps the file and
its SHA-256, so that whoever holds a copy can compare. It is replaced with a reason only, which is kept.
"""

from __future__ import annotations

import hashlib
import io
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, get_datetime_str, now_datetime
from pypika import Case
from pypika.queries import Table

from tdkt_app.files.evidence_files import check_own_files
from tdkt_app.files.file_types import extension_of, is_of_type
from tdkt_app.states import DecisionState

MOST_MB = 25
PUBLIC_STATES = (DecisionState.PUBLISHED,)
FIELDS = ("signed_copy", "signed_copy_hash", "signed_copy_on", "signed_copy_by", "signed_copy_log")
# What a PDF can do besides being read.
_ACTIVE_ACTIONS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")
_MOST_REASON = 500


@frappe.whitelist(methods=["POST"])
def attach(decision: str, file_url: str, reason: str = "") -> str:
	"""Make a PDF that was uploaded to an issued decision its signed copy; the file's SHA-256.

	Replacing one needs a reason. Needs the permission to write the decision.
	"""
	paper = frappe.get_doc("Award Decision", decision, for_update=True)
	paper.check_permission("write")
	if cint(paper.docstatus) != 1:
		frappe.throw(_("Only an issued decision has a signed copy."))
	check_own_files(paper, [file_url])
	reason = cstr(reason).strip()[:_MOST_REASON]
	if paper.signed_copy and not reason:
		frappe.throw(_("Write why the signed copy is replaced."), frappe.MandatoryError)
	content = content_of(paper.name, file_url)
	check_pdf(file_url, content)
	values = {
		"signed_copy": file_url,
		"signed_copy_hash": hashlib.sha256(content).hexdigest(),
		"signed_copy_on": now_datetime(),
		"signed_copy_by": frappe.session.user,
		"signed_copy_log": _logged(paper, reason),
	}
	frappe.db.set_value("Award Decision", paper.name, values)
	paper.add_comment("Info", _("Signed copy: {0}").format(values["signed_copy_hash"]))
	return values["signed_copy_hash"]


def content_of(decision: str, file_url: str) -> bytes:
	owner = {"file_url": file_url, "attached_to_doctype": "Award Decision", "attached_to_name": decision}
	content = frappe.get_doc("File", owner).get_content()
	return content if isinstance(content, bytes) else content.encode()


def unchanged_content(decision: frappe._dict) -> bytes | None:
	"""The signed file as it was when its hash was taken; None when it is gone or is another one now."""
	try:
		content = content_of(decision.name, decision.signed_copy)
	except (OSError, frappe.DoesNotExistError):
		content = b""
	if hashlib.sha256(content).hexdigest() == decision.signed_copy_hash:
		return content
	frappe.log_error(f"Signed copy of {decision.name} is not the file that was attached")
	return None


def public_code(decision: Table) -> Case:
	"""Column of a query over published decisions: the code by which everybody may read the signed file, "" without one."""
	return Case().when(decision.signed_copy != "", decision.check_code).else_("").as_("signed_file")


def is_kept(file: Document) -> bool:
	"""Whether the file is or was the signed copy of the decision it hangs on."""
	if file.attached_to_doctype != "Award Decision":
		return False
	fields = ("signed_copy", "signed_copy_log")
	now, before = frappe.db.get_value("Award Decision", file.attached_to_name, fields) or ("", "")
	return file.file_url == now or file.file_url in (before or "").split()


def check_pdf(file_name: str, content: bytes) -> None:
	"""Throw unless the content is a PDF that opens without a password and does nothing but be read."""
	from pypdf import PdfReader
	from pypdf.errors import PyPdfError

	if extension_of(file_name) != "pdf" or not is_of_type(content, "pdf"):
		frappe.throw(_("The signed copy must be a PDF file."))
	if len(content) > MOST_MB * 1024 * 1024:
		frappe.throw(_("File {0} is larger than {1} MB.").format(file_name, MOST_MB))
	try:
		reader = PdfReader(io.BytesIO(content))
		pages = 0 if reader.is_encrypted else len(reader.pages)
		active = bool(pages) and any(map(_acts, _objects(reader)))
	except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
		frappe.throw(_("The PDF file is damaged. Save or scan it again."))
	if not pages:
		frappe.throw(_("The PDF file has no page, or is protected by a password."))
	if active:
		frappe.throw(_("The PDF file has scripts or attachments. Save it as a plain PDF and sign that."))


def _objects(reader: Any):
	from pypdf.generic import IndirectObject

	for generation, numbers in reader.xref.items():
		for number in numbers:
			yield reader.get_object(IndirectObject(number, generation, reader))
	for number in reader.xref_objStm:
		yield reader.get_object(IndirectObject(number, 0, reader))


def _acts(thing: Any) -> bool:
	"""Whether an object, or one written within it, is a script, starts something or holds a file."""
	if isinstance(thing, dict):
		if thing.get("/S") in _ACTIVE_ACTIONS or "/JS" in thing or thing.get("/Type") == "/EmbeddedFile":
			return True
		return any(_acts(thing.raw_get(key)) for key in thing)
	return isinstance(thing, list) and any(map(_acts, list.__iter__(thing)))


def _logged(paper: Document, reason: str) -> str | None:
	"""One line for each copy that was replaced: when it came, its file, its hash, and why it went."""
	if not paper.signed_copy:
		return paper.signed_copy_log
	line = " ".join(
		(
			get_datetime_str(paper.signed_copy_on),
			paper.signed_copy,
			paper.signed_copy_hash,
			" ".join(reason.split()),
		)
	)
	return "\n".join(filter(None, (paper.signed_copy_log, line)))
