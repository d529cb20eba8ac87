"""What a file is by its first bytes, whatever its name says. No framework here."""

from __future__ import annotations

import io
import zipfile

_SIGNATURES = {
	"pdf": b"%PDF-",
	"jpg": b"\xff\xd8\xff",
	"jpeg": b"\xff\xd8\xff",
	"png": b"\x89PNG\r\n\x1a\n",
}
_OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}

KNOWN_TYPES = (*_SIGNATURES, *_OFFICE_PARTS)


def extension_of(file_name: str) -> str:
	"""Lower-case extension without the dot, empty when there is none: "Biên bản.PDF" → "pdf"."""
	return file_name.rpartition(".")[2].strip().lower() if "." in file_name else ""


def is_of_type(content: bytes, extension: str) -> bool:
	"""Whether the content is what the extension promises; False for a type this module does not know."""
	if extension in _SIGNATURES:
		return content.startswith(_SIGNATURES[extension])
	if extension in _OFFICE_PARTS:
		return _has_part(content, _OFFICE_PARTS[extension])
	return False


def _has_part(content: bytes, part: str) -> bool:
	try:
		with zipfile.ZipFile(io.BytesIO(content)) as package:
			return part in package.namelist()
	except zipfile.BadZipFile:
		return False
