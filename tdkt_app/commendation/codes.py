"""Record names made from codes, and codes by which papers are checked.

MariaDB's collation takes "HUY" and "HỦY" for the same key, so a name is ASCII and the Vietnamese stands in the title.
"""

import base64
import re
import secrets

import frappe
from frappe import _
from frappe.model.document import Document

_CHECK_CODE_BYTES = 20  # 160 bits are 32 letters in base 32, which tells no small letters from capitals
_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")


def clean_code(doc: Document, fieldname: str) -> None:
	"""Trim and upper-case the code of a document; throw when it is not letters A–Z, digits and single hyphens."""
	code = (doc.get(fieldname) or "").strip().upper()
	if not _CODE.fullmatch(code):
		frappe.throw(
			_("{0}: use letters A–Z without marks, digits and single hyphens, not “{1}”.").format(
				_(doc.meta.get_label(fieldname)), doc.get(fieldname)
			)
		)
	doc.set(fieldname, code)


def new_check_code() -> str:
	"""A verification code that cannot be guessed: 160 random bits, in letters and digits that are not confused."""
	return base64.b32encode(secrets.token_bytes(_CHECK_CODE_BYTES)).decode()
