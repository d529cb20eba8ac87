"""Whether an uploaded workbook is safe to open: looked at as a ZIP package, before any workbook reader sees it."""

from __future__ import annotations

import io
import zipfile
import zlib

import frappe
from frappe import _

from tdkt_app.files.file_types import extension_of

MOST_MB = 3
MOST_UNPACKED_MB = 30
MOST_PARTS = 200
_BYTES_PER_MB = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "xl/workbook.xml"
# Parts that do more than hold cells, by the beginning of their name.
_ACTIVE_PARTS = ("xl/vba", "xl/activex", "xl/embeddings", "xl/macrosheets", "xl/ctrlprops", "customui")
_FOREIGN_PARTS = ("xl/externallinks", "xl/connections", "xl/querytables", "xl/model")


def check_package(file_name: str, content: bytes) -> None:
	"""Throw, saying what to do, unless the content is a plain .xlsx workbook of a reasonable size."""
	_check_name(file_name)
	if len(content) > MOST_MB * _BYTES_PER_MB:
		frappe.throw(_("File {0} is larger than {1} MB.").format(file_name, MOST_MB))
	if content.startswith(_OLE):
		_refuse(_("it is an old .xls file or protected by a password. Save it as .xlsx without a password."))
	try:
		with zipfile.ZipFile(io.BytesIO(content)) as package:
			_check_parts(package)
			_check_xml(package)
	except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
		refuse_damaged()


def _check_name(file_name: str) -> None:
	extension = extension_of(file_name)
	if extension in ("xlsm", "xltm", "xlsb", "xlam"):
		_refuse(_("workbooks with macros are not read. Save it as .xlsx."))
	if extension != "xlsx":
		_refuse(_("only .xlsx workbooks are read. Use the template."))


def _check_parts(package: zipfile.ZipFile) -> None:
	parts = package.infolist()
	names = [part.filename.lower() for part in parts]
	if _WORKBOOK not in names:
		refuse_damaged()
	if any(part.flag_bits & 1 for part in parts):
		_refuse(_("it is an old .xls file or protected by a password. Save it as .xlsx without a password."))
	# No more than the announced size is ever unpacked of a part, so a false one cannot hide a bomb.
	if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_MB * _BYTES_PER_MB:
		_refuse(_("unpacked it is far too large. Copy the rows into the template."))
	if any(name.startswith(_ACTIVE_PARTS) for name in names):
		_refuse(_("workbooks with macros or embedded objects are not read. Copy the rows into the template."))
	if any(name.startswith(_FOREIGN_PARTS) for name in names):
		_refuse(_("it takes data from other files. Copy the rows into the template as values."))


def _check_xml(package: zipfile.ZipFile) -> None:
	"""XML that defines entities can grow without end when it is read; no spreadsheet program writes any."""
	for name in package.namelist():
		if not name.lower().endswith((".xml", ".rels", ".vml")):
			continue
		text = package.read(name)
		if (
			text[:2] in (b"\xff\xfe", b"\xfe\xff")
			or b"\0" in text[:64]
			or b"<!DOCTYPE" in text
			or b"<!ENTITY" in text
		):
			refuse_damaged()
		if b"macroenabled" in text.lower() and name == "[Content_Types].xml":
			_refuse(_("workbooks with macros are not read. Save it as .xlsx."))


def refuse_damaged() -> None:
	_refuse(_("it is damaged or not an .xlsx workbook. Open it in Excel and save it again."))


def _refuse(reason: str) -> None:
	frappe.throw(_("The file cannot be imported: {0}").format(reason), title=_("File Refused"))
