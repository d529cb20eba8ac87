"""Files on the documents of this app: who may attach, what, and how long they stay as they are.

Hooked on File. All files are private. Evidence of an achievement is checked by type, size and content, and keeps still
once the verdict on the achievement has been given.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from tdkt_app.corrections import check_evidence_is_flagged
from tdkt_app.file_types import extension_of, is_of_type
from tdkt_app.states import AchievementState

EVIDENCE_OF = "Achievement"
_BYTES_PER_MB = 1024 * 1024


def check_new_file(file: Document, method: str | None = None) -> None:
	"""before_insert of File. Raises frappe.PermissionError or frappe.ValidationError; a refused file leaves the disk."""
	if not _concerns_us(file):
		return
	_check_is_private(file)
	_check_may_write_paper(file)
	if file.attached_to_doctype == EVIDENCE_OF:
		_check_evidence_open(file)
		check_content(file.file_name, file.content)


def check_changed_file(file: Document, method: str | None = None) -> None:
	"""validate of File: nobody makes a file public, or hangs it on another paper, later on."""
	before = file.get_doc_before_save()
	if not before or not (_concerns_us(file) or _concerns_us(before)):
		return
	_check_is_private(file)
	if any(
		file.get(field) != before.get(field)
		for field in ("attached_to_doctype", "attached_to_name", "file_url")
	):
		frappe.throw(_("A file stays with the document it was attached to."), frappe.PermissionError)


def check_deleted_file(file: Document, method: str | None = None) -> None:
	"""on_trash of File: evidence of a decided achievement stays."""
	if file.attached_to_doctype == EVIDENCE_OF:
		_check_evidence_open(file)


def check_content(file_name: str | None, content: bytes | str | None) -> None:
	"""Throw unless the settings allow the type and the size, and the content is what the extension says."""
	if not content:
		# A remote address: what stands behind it can change, and cannot be checked.
		frappe.throw(_("Upload the evidence itself: a link to a file is not evidence."))
	settings = frappe.get_cached_doc("TDKT Settings")
	data = content if isinstance(content, bytes) else content.encode()
	extension, accepted = extension_of(file_name or ""), allowed_extensions(settings)
	if extension not in accepted:
		frappe.throw(
			_("File {0}: this type is not accepted as evidence. Accepted: {1}.").format(
				file_name, ", ".join(accepted)
			)
		)
	if len(data) > settings.evidence_max_mb * _BYTES_PER_MB:
		frappe.throw(_("File {0} is larger than {1} MB.").format(file_name, settings.evidence_max_mb))
	if not is_of_type(data, extension):
		frappe.throw(
			_("File {0}: the content is not what the extension “{1}” says.").format(file_name, extension)
		)


def allowed_extensions(settings: Document) -> list[str]:
	"""Extensions an administrator allows for evidence, lower case, in his order."""
	listed = (settings.evidence_extensions or "").replace("\n", ",").split(",")
	return [extension for part in listed if (extension := part.strip().lstrip(".").lower())]


def _concerns_us(file: Document) -> bool:
	doctype = file.attached_to_doctype
	return bool(doctype) and frappe.get_meta(doctype).module == "TDKT App"


def _check_is_private(file: Document) -> None:
	if not file.is_private:
		frappe.throw(_("Files of this document are confidential: upload the file again as private."))


def _check_may_write_paper(file: Document) -> None:
	"""The oldest platforms attach a file to any document without asking whether the user may write it."""
	if not frappe.db.exists(file.attached_to_doctype, file.attached_to_name):
		frappe.throw(_("Save the document first, then attach the file."))
	frappe.get_doc(file.attached_to_doctype, file.attached_to_name).check_permission("write")


def _check_evidence_open(file: Document) -> None:
	if not frappe.db.exists(EVIDENCE_OF, file.attached_to_name):
		return
	paper = frappe.get_doc(EVIDENCE_OF, file.attached_to_name)
	check_evidence_is_flagged(paper)
	if paper.workflow_state in AchievementState.FROZEN:
		frappe.throw(
			_("The verdict on this achievement has been given: its evidence stays as it is."),
			frappe.PermissionError,
		)
