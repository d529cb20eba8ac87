"""Files on the documents of this app: who may attach, what, and how long they stay as they are.

Hooked on File. All files are private. What units hand in (evidence of an achievement, papers of a nomination's dossier,
attachments of a review and so on) is checked by type, size and content. Files keep still once the paper has been decided
on. Pictures are drawn anew (`pictures`).
"""

from __future__ import annotations

from collections.abc import Collection

import frappe
from frappe import _
from frappe.core.doctype.file.utils import delete_file
from frappe.model.document import Document

from tdkt_app.files import pictures
from tdkt_app.files.file_types import extension_of, is_of_type
from tdkt_app.guards.corrections import check_evidence_is_flagged
from tdkt_app.states import (
	AchievementState,
	AnnouncementState,
	CampaignState,
	ExemplarState,
	InitiativeState,
	NominationState,
	ReviewState,
)

EVIDENCE_OF = frozenset(
	("Achievement", "Announcement", "Award Nomination", "Campaign Review", "Exemplar", "Initiative")
)
PICTURES_OF = frozenset(("Exemplar",))
_BYTES_PER_MB = 1024 * 1024


def check_new_file(file: Document, method: str | None = None) -> None:
	"""before_insert of File. Raises frappe.PermissionError or frappe.ValidationError; a refused file leaves the disk."""
	if not _concerns_us(file):
		return
	_check_is_private(file)
	_check_may_write_paper(file)
	if file.attached_to_doctype in _OPEN_CHECKS:
		_check_evidence_open(file)
	if file.attached_to_doctype in EVIDENCE_OF:
		check_content(file.file_name, file.content, file.attached_to_doctype)
		if _is_picture(file.file_name):
			_draw_anew(file)


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
	"""on_trash of File: files of a decided paper stay, signed copies of decisions too."""
	from tdkt_app.doctype.award_decision import signed_copy

	if signed_copy.is_kept(file):
		frappe.throw(_("This is or was the signed copy of a decision: it stays."), frappe.PermissionError)
	if file.attached_to_doctype in _OPEN_CHECKS:
		_check_evidence_open(file)


def check_content(file_name: str | None, content: bytes | str | None, doctype: str = "") -> None:
	"""Throw unless the settings allow the type and the size, and the content is what the extension says.

	`doctype`: of the paper; some take pictures only.
	"""
	if not content:
		# A remote address: what stands behind it can change, and cannot be checked.
		frappe.throw(_("Upload the evidence itself: a link to a file is not evidence."))
	settings = frappe.get_cached_doc("TDKT Settings")
	data = content if isinstance(content, bytes) else content.encode()
	extension, accepted = extension_of(file_name or ""), allowed_extensions(settings)
	if doctype in PICTURES_OF:
		accepted = [extension for extension in accepted if extension in pictures.EXTENSIONS]
	if extension not in accepted:
		frappe.throw(
			_("File {0}: this type is not accepted here. Accepted: {1}.").format(
				file_name, ", ".join(accepted)
			)
		)
	if len(data) > settings.evidence_max_mb * _BYTES_PER_MB:
		frappe.throw(_("File {0} is larger than {1} MB.").format(file_name, settings.evidence_max_mb))
	if not is_of_type(data, extension):
		frappe.throw(
			_("File {0}: the content is not what the extension “{1}” says.").format(file_name, extension)
		)
	if _is_picture(file_name):
		_drawn_anew(file_name, data)


def check_own_files(doc: Document, urls: Collection[str]) -> None:
	"""Throw unless every file was handed in with this paper: a link to another paper's file would open that file."""
	foreign = sorted(set(urls) - own_file_urls(doc)) if urls else []
	if foreign:
		frappe.throw(
			_("Not a file of this document: {0}. Save first, then attach the file here.").format(
				", ".join(foreign)
			)
		)


def own_file_urls(doc: Document) -> set[str]:
	file = frappe.qb.DocType("File")
	query = (
		frappe.qb.from_(file)
		.select(file.file_url)
		.where((file.attached_to_doctype == doc.doctype) & (file.attached_to_name == (doc.name or "")))
	)
	return {url for (url,) in query.run()}


def allowed_extensions(settings: Document) -> list[str]:
	"""Extensions an administrator allows for evidence, lower case, in his order."""
	listed = (settings.evidence_extensions or "").replace("\n", ",").split(",")
	return [extension for part in listed if (extension := part.strip().lstrip(".").lower())]


def _is_picture(file_name: str | None) -> bool:
	return extension_of(file_name or "") in pictures.EXTENSIONS


def _draw_anew(file: Document) -> None:
	"""Put the picture alone in the place of the upload, which the framework has written by now."""
	uploaded = file.file_url
	content = _drawn_anew(file.file_name, file.content)
	if not frappe.db.exists(
		"File", {"file_url": uploaded}
	):  # else it is another document's, of the same content
		delete_file(uploaded)
	file.save_file(content=content, ignore_existing_file_check=True)


def _drawn_anew(file_name: str, content: bytes) -> bytes:
	try:
		return pictures.drawn_anew(content, extension_of(file_name))
	except ValueError:
		frappe.throw(
			_("File {0}: this is not a picture that can be opened, or it is far too large.").format(file_name)
		)


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
	if not frappe.db.exists(file.attached_to_doctype, file.attached_to_name):
		return
	paper = frappe.get_doc(file.attached_to_doctype, file.attached_to_name)
	_OPEN_CHECKS[paper.doctype](paper)


def _check_achievement_open(achievement: Document) -> None:
	check_evidence_is_flagged(achievement)
	if achievement.workflow_state in AchievementState.FROZEN:
		frappe.throw(
			_("The verdict on this achievement has been given: its evidence stays as it is."),
			frappe.PermissionError,
		)


def _check_nomination_open(nomination: Document) -> None:
	"""Files come and go with the hand that may write the nomination."""
	nomination.check_permission("write")
	if nomination.workflow_state in NominationState.FROZEN:
		frappe.throw(
			_("The verdict on this nomination has been given: its dossier stays as it is."),
			frappe.PermissionError,
		)


def _check_review_open(review: Document) -> None:
	if review.workflow_state in ReviewState.FROZEN:
		frappe.throw(_("This report has been accepted: its files stay as they are."), frappe.PermissionError)


def _check_campaign_open(campaign: Document) -> None:
	if campaign.workflow_state in CampaignState.FROZEN:
		frappe.throw(_("This campaign is over: its files stay as they are."), frappe.PermissionError)


def _check_exemplar_open(exemplar: Document) -> None:
	if exemplar.workflow_state in ExemplarState.FROZEN:
		frappe.throw(_("This exemplar was published: its pictures stay as they are."), frappe.PermissionError)


def _check_initiative_open(initiative: Document) -> None:
	if initiative.workflow_state in InitiativeState.FROZEN:
		frappe.throw(
			_("The Council has decided on this initiative: its files stay as they are."),
			frappe.PermissionError,
		)


def _check_announcement_open(announcement: Document) -> None:
	if announcement.workflow_state in AnnouncementState.FROZEN:
		frappe.throw(
			_("This announcement was published: its files stay as they are."), frappe.PermissionError
		)


_OPEN_CHECKS = {
	"Exemplar": _check_exemplar_open,
	"Initiative": _check_initiative_open,
	"Announcement": _check_announcement_open,
	"Achievement": _check_achievement_open,
	"Award Nomination": _check_nomination_open,
	"Campaign Review": _check_review_open,
	"Emulation Campaign": _check_campaign_open,
}
