"""Evidence: private, of a known type, as large as allowed, and still once the verdict is given."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.site.commune import COUNCIL, HAMLET_A, OFFICER, PDF, UNIT_A, UNIT_B

PLACE = b"21.5942 N 105.8482 E"


def picture(kind: str = "PNG", **values) -> bytes:
	from PIL import Image

	data = io.BytesIO()
	Image.new("RGB", (4, 4)).save(data, kind, **values)
	return data.getvalue()


def photo() -> bytes:
	"""As a camera leaves it: with the place it was taken at, and something behind its end."""
	from PIL import Image

	told = Image.Exif()
	told[0x010E] = PLACE.decode()  # description
	return picture("JPEG", exif=told) + b"<script>"


PNG = picture()


def office_file(part: str) -> bytes:
	data = io.BytesIO()
	with zipfile.ZipFile(data, "w") as package:
		package.writestr("[Content_Types].xml", "<Types/>")
		package.writestr(part, "<x/>")
	return data.getvalue()


def attach(achievement, **values):
	import frappe

	return frappe.get_doc(
		{
			"doctype": "File",
			"file_name": "bien-ban.pdf",
			"content": PDF,
			"is_private": 1,
			"attached_to_doctype": achievement.doctype,
			"attached_to_name": achievement.name,
			**values,
		}
	).insert()


@pytest.mark.parametrize(
	("file_name", "content"),
	[
		("bien-ban.pdf", PDF),
		("Biên bản họp xóm.PDF", PDF),
		("anh.png", PNG),
		("anh.jpeg", photo()),
		("bao-cao.docx", office_file("word/document.xml")),
		("so-lieu.xlsx", office_file("xl/workbook.xml")),
	],
)
def test_accepted(commune, as_user, file_name, content):
	achievement = commune.achievement()
	with as_user(UNIT_A):
		commune.with_evidence(achievement, file_name, content)
	assert achievement.evidence[0].file.startswith("/private/files/")


@pytest.mark.parametrize(
	("file_name", "content", "message"),
	[
		("virus.exe", b"MZ\x90", "not accepted"),
		("trang.html", b"<script>", "not accepted"),
		("hinh.svg", b"<svg onload='x'/>", "not accepted"),
		("khong-duoi", PDF, "not accepted"),
		("gia.pdf", b"MZ\x90\x00", "content is not"),
		("gia.png", PDF, "content is not"),
		("gia.jpg", PNG, "content is not"),
		("hong.png", PNG[:40], "not a picture"),
		("gia.docx", office_file("xl/workbook.xml"), "content is not"),
		("gia.xlsx", b"PK\x03\x04 hong", "content is not"),
		("rong.pdf", b" ", "content is not"),
	],
)
def test_refused(commune, as_user, file_name, content, message):
	import frappe

	achievement = commune.achievement()
	with as_user(UNIT_A), pytest.raises(frappe.ValidationError, match=message):
		commune.with_evidence(achievement, file_name, content)


def test_a_photo_is_kept_without_what_the_camera_wrote(commune, as_user):
	import frappe

	achievement, sent = commune.achievement(), photo()
	assert PLACE in sent and b"<script>" in sent
	with as_user(UNIT_A):
		commune.with_evidence(achievement, "anh.jpg", sent)
	kept = frappe.get_doc("File", {"file_url": achievement.evidence[0].file}).get_content()
	kept = kept if isinstance(kept, bytes) else kept.encode("latin-1")
	assert kept.startswith(b"\xff\xd8") and PLACE not in kept and b"<script>" not in kept


def test_size_is_the_administrators(commune):
	import frappe

	frappe.db.set_single_value("TDKT Settings", "evidence_max_mb", 1)
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	achievement = commune.achievement()
	commune.with_evidence(achievement, content=PDF + b"0" * (1024 * 1024 - len(PDF)))
	with pytest.raises(frappe.ValidationError, match="larger than 1 MB"):
		commune.with_evidence(achievement, content=PDF + b"1" * (1024 * 1024 - len(PDF) + 1))


def test_refused_file_leaves_the_disk(commune):
	import os

	import frappe

	achievement = commune.achievement()
	path = frappe.get_site_path("private", "files", "gia-mao-tren-dia.pdf")
	frappe.db.commit()
	with pytest.raises(frappe.ValidationError):
		attach(achievement, file_name="gia-mao-tren-dia.pdf", content=b"MZ gia mao tren dia")
	frappe.db.rollback()
	assert not os.path.exists(path)


def test_public_file_is_refused(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="confidential"):
		attach(commune.achievement(), is_private=0, content=PDF + b"cong khai")


def test_file_does_not_become_public_later(commune):
	import frappe

	file = attach(commune.achievement(), content=PDF + b"sau nay")
	file.is_private = 0
	with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
		file.save()


def test_remote_address_is_not_evidence(commune):
	import frappe

	with pytest.raises(frappe.ValidationError):
		attach(commune.achievement(), content=None, file_url="https://example.test/bien-ban.pdf")


def test_file_of_another_paper_is_not_listed_as_evidence(commune, as_user):
	"""Listing it would be harmless, linking it to an own File record would open it."""
	import frappe

	foreign = commune.with_evidence(commune.achievement("TEST-B"), content=PDF + b"cua B").evidence[0].file
	own = commune.achievement()
	own.append("evidence", {"file": foreign})
	with as_user(UNIT_A), pytest.raises(frappe.ValidationError, match="Not a file of this document"):
		own.save()


@pytest.mark.parametrize("user", [UNIT_B, COUNCIL])
def test_attaching_needs_the_right_to_write_the_paper(commune, as_user, user):
	import frappe

	achievement = commune.achievement(HAMLET_A)
	with as_user(user), pytest.raises(frappe.PermissionError):
		attach(achievement)


def test_attaching_to_a_paper_that_is_not_there(commune, as_user):
	import frappe

	ghost = frappe._dict(doctype="Achievement", name="TT-2025-99999")
	with as_user(OFFICER), pytest.raises(frappe.ValidationError, match="Save the document first"):
		attach(ghost)


def test_unit_user_attaches_nothing_while_the_paper_is_being_verified(commune, as_user):
	import frappe

	achievement = commune.achievement(state="Under Verification")
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		attach(achievement)


@pytest.mark.parametrize("state", ["Verified", "Rejected"])
def test_no_file_is_added_after_the_verdict(commune, state):
	import frappe

	with pytest.raises(frappe.PermissionError, match="verdict"):
		attach(commune.achievement(state=state))


@pytest.mark.parametrize("state", ["Verified", "Rejected"])
def test_no_file_is_deleted_after_the_verdict(commune, state):
	import frappe

	achievement = commune.achievement()
	file = attach(achievement)
	achievement.db_set("workflow_state", state)
	with pytest.raises(frappe.PermissionError, match="verdict"):
		frappe.delete_doc("File", file.name)


def test_officer_attaches_the_plan_to_a_campaign(commune, as_user):
	campaign = commune.campaign("Draft")
	with as_user(OFFICER):
		assert (
			attach(campaign, file_name="ke-hoach.txt", content=b"Ke hoach").attached_to_name == campaign.name
		)


def test_files_of_other_apps_are_not_our_business(site):
	import frappe

	file = frappe.get_doc(
		{"doctype": "File", "file_name": "x.txt", "content": b"x", "is_private": 0}
	).insert()
	assert file.file_url.startswith("/files/")


def test_only_types_that_can_be_recognised_may_be_allowed(site):
	import frappe

	settings = frappe.get_doc("TDKT Settings")
	settings.evidence_extensions = "pdf, exe"
	with pytest.raises(frappe.ValidationError, match="exe"):
		settings.save()
