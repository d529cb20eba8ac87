"""Whether an uploaded Word file is safe to open: looked at as a ZIP package, before any reader of Word sees it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

MOST_MB = 3
MOST_UNPACKED_MB = 24
MOST_PARTS = 300
_BYTES_PER_MB = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCUMENT = "word/document.xml"
_ACTIVE_PARTS = (
	"word/vba",
	"word/activex",
	"word/embeddings",
	"word/afchunk",
	"customui",
	"word/attachedtoolbars",
)
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.I)
_HYPERLINK = b"/relationships/hyperlink"
# Fields of Word that read other files or start programs; Word may write their name in several runs.
_READING_FIELDS = re.compile(
	r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD|MACROBUTTON)\b"
)
_INSTRUCTION = re.compile(r"<w:instrText[^>]*>([^<]*)</w:instrText>|w:instr\s*=\s*[\"']([^\"']*)[\"']")


class Refused(ValueError):
	"""The file is not taken. `reason` is one of the constants below."""

	def __init__(self, reason: str):
		super().__init__(reason)
		self.reason = reason


TOO_LARGE, NOT_WORD, PROTECTED, ACTIVE, FOREIGN, DAMAGED = (
	"too-large",
	"not-word",
	"protected",
	"active",
	"foreign",
	"damaged",
)


def check_package(content: bytes) -> None:
	"""Raise `Refused` unless the content is a plain .docx file of a reasonable size."""
	if len(content) > MOST_MB * _BYTES_PER_MB:
		raise Refused(TOO_LARGE)
	if content.startswith(_OLE):
		raise Refused(PROTECTED)
	try:
		with zipfile.ZipFile(io.BytesIO(content)) as package:
			_check_parts(package)
			for name in package.namelist():
				_check_part(name, package.read(name))
	# What the ZIP reader raises on damage; an unknown packing raises NotImplementedError, a locked part RuntimeError.
	except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
		raise Refused(DAMAGED) from error


def _check_parts(package: zipfile.ZipFile) -> None:
	parts = package.infolist()
	names = [part.filename.lower() for part in parts]
	if _DOCUMENT not in names:
		raise Refused(NOT_WORD)
	if any(part.flag_bits & 1 for part in parts):
		raise Refused(PROTECTED)
	# No more than the announced size is ever unpacked of a part, so a false one cannot hide a bomb.
	if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_MB * _BYTES_PER_MB:
		raise Refused(TOO_LARGE)
	if any(name.startswith(_ACTIVE_PARTS) for name in names):
		raise Refused(ACTIVE)


def _check_part(name: str, content: bytes) -> None:
	name = name.lower()
	if not name.endswith((".xml", ".rels", ".vml")):
		return
	unusual = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:64]
	if unusual or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
		raise Refused(DAMAGED)
	if name == "[content_types].xml" and b"macroenabled" in content.lower():
		raise Refused(ACTIVE)
	if name.endswith(".rels"):
		if any(_HYPERLINK not in relation for relation in _EXTERNAL.findall(content)):
			raise Refused(FOREIGN)
		return
	instructions = "".join(
		run or attribute for run, attribute in _INSTRUCTION.findall(content.decode("utf-8", "replace"))
	)
	if _READING_FIELDS.search(instructions.upper()):
		raise Refused(FOREIGN)
