"""Personal identifier of an honoree: everybody sees its last four digits, officers and managers the whole of it.

The whole number is in no column of the document but encrypted in the framework's password store, so no list, filter,
sorting, export, report, link search, version or backup of a table can tell more than the mask does. Uniqueness rests on
a keyed fingerprint. Who looked at a number stands in the access log.
"""

from __future__ import annotations

import hashlib
import hmac

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.model.document import Document
from frappe.utils import cstr
from frappe.utils.password import (
	get_decrypted_password,
	get_encryption_key,
	remove_encrypted_password,
	set_encrypted_password,
)

from tdkt_app.access import personal_id
from tdkt_app.access.roles import MANAGER, OFFICER
from tdkt_app.permissions import check_access

FIELD = "personal_id"
_MAY_SEE = frozenset((OFFICER, MANAGER))
_NEW = "new_personal_id"


@frappe.whitelist(methods=["POST"])
def reveal(honoree: str) -> str:
	"""The whole identifier of an honoree, "" when there is none. Officers and managers only; the look is logged.

	POST, since it writes the log. Raises frappe.PermissionError.
	"""
	_check_may_see()
	doc = frappe.get_doc("Honoree", honoree)
	doc.check_permission("read")
	make_access_log(doctype="Honoree", document=honoree, method="Personal Identifier")
	return whole(honoree)


@frappe.whitelist(methods=["POST"])
def find(number: str) -> str | None:
	"""Name of the honoree with this identifier. Officers and managers only.

	POST, so that the number stands in no log of addresses. Raises frappe.PermissionError, and frappe.ValidationError
	for what is no identifier.
	"""
	_check_may_see()
	return _owner_of(_fingerprint(_clean(number)))


def whole(honoree: str) -> str:
	"""The identifier, "" when there is none. For code that asked for the permission."""
	return get_decrypted_password("Honoree", honoree, FIELD, raise_exception=False) or ""


def settle(doc: Document) -> None:
	"""Check a number that was entered and leave its mask in the document; `store` keeps it once the document is saved.

	Throws, naming field and remedy: not twelve digits, not a person, or the number of somebody else.
	"""
	entered, before = cstr(doc.get(FIELD)).strip(), doc.get_doc_before_save()
	doc.flags[_NEW] = None
	if before and entered == cstr(before.get(FIELD)):
		doc.set(FIELD, entered or None)
	elif not entered:
		doc.flags[_NEW] = "" if before else None
		doc.update({FIELD: None, "personal_id_key": None})
	else:
		_take(doc, entered)
	if doc.get(FIELD) and doc.kind != "Individual":
		frappe.throw(
			_("{0} is for persons: leave it empty for the kind {1}.").format(_label(doc), _(doc.kind))
		)


def store(doc: Document) -> None:
	"""Runs once the document is in the database."""
	number = doc.flags.get(_NEW)
	if number:
		set_encrypted_password("Honoree", doc.name, number, FIELD)
	elif number == "":
		remove_encrypted_password("Honoree", doc.name, FIELD)
	doc.flags[_NEW] = None


def check_one_person(kept: Document, double: Document) -> None:
	"""Two identifiers are two persons."""
	both = {doc.personal_id_key for doc in (kept, double) if doc.personal_id_key}
	if len(both) > 1:
		frappe.throw(
			_("{0} and {1} have different personal identifiers: they are two persons.").format(
				kept.name, double.name
			)
		)


def _take(doc: Document, entered: str) -> None:
	number = _clean(entered)
	key = _fingerprint(number)
	owner = _owner_of(key)
	if owner and owner != doc.name:
		if not _MAY_SEE.intersection(frappe.get_roles()):  # the owner may be of another unit
			frappe.throw(
				_("{0}: this number is entered already. Ask the standing body.").format(_label(doc)),
				frappe.DuplicateEntryError,
			)
		frappe.throw(
			_("{0}: this number belongs to {1} ({2}). If both are one person, merge them.").format(
				_label(doc), frappe.db.get_value("Honoree", owner, "full_name"), owner
			),
			frappe.DuplicateEntryError,
		)
	doc.flags[_NEW] = number
	doc.update({FIELD: personal_id.masked(number), "personal_id_key": key})
	_warn_of_differences(doc, personal_id.bearer(number))


def _warn_of_differences(doc: Document, bearer: personal_id.Bearer) -> None:
	"""A warning only: what was entered before may be the mistake."""
	differs = [
		_(doc.meta.get_label(field))
		for field, told in (("birth_year", bearer.birth_year), ("sex", bearer.sex))
		if doc.get(field) and cstr(doc.get(field)) != cstr(told)
	]
	if differs:
		frappe.msgprint(
			_("{0}: by its digits the person is {1}, born {2}. Compare: {3}.").format(
				_label(doc), _(bearer.sex), bearer.birth_year, ", ".join(differs)
			),
			indicator="orange",
		)


def _clean(entered: str) -> str:
	try:
		return personal_id.clean(cstr(entered))
	except ValueError:
		frappe.throw(
			_(
				"{0}: enter all {1} digits. In a workbook, format the cell as text to keep the leading 0."
			).format(_("Personal Identifier"), personal_id.LENGTH)
		)


def _fingerprint(number: str) -> str:
	"""Keyed with the site's secret: without it nobody can try out numbers."""
	return hmac.new(get_encryption_key().encode(), f"honoree:{number}".encode(), hashlib.sha256).hexdigest()


def _owner_of(key: str) -> str | None:
	return frappe.db.get_value("Honoree", {"personal_id_key": key})


def _check_may_see() -> None:
	check_access("Honoree", "read")
	if not _MAY_SEE.intersection(frappe.get_roles()):
		frappe.throw(
			_("Only officers and managers see personal identifiers."),
			frappe.PermissionError,
		)


def _label(doc: Document) -> str:
	return _(doc.meta.get_label(FIELD))
