"""Files that guests may read: pictures of published exemplars, the plan of a running campaign, signed decisions
that were published.

Files stay private: these entrances ask at each call whether the paper is public. What is not, and what does not
exist, get the same answer.
"""

from __future__ import annotations

from collections.abc import Callable

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from werkzeug.wrappers import Response

from tdkt_app.doctype.award_decision import signed_copy
from tdkt_app.documents import engine
from tdkt_app.files import pictures
from tdkt_app.files.file_types import extension_of
from tdkt_app.portal import public_campaigns, public_exemplars
from tdkt_app.portal.check_limit import as_written
from tdkt_app.portal.public_pages import speak_vietnamese

_SMALL = 640  # pixels: a card of the list
_PICTURES, _PLANS, _MINUTE = 600, 20, 60  # per address, which a village may share
_KEPT = 24 * 60 * 60  # seconds a drawn file is kept on the server
_BY_BROWSERS = 600  # seconds: so long a picture may be seen after its withdrawal
_TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}
_FORMATS = {"Emulation Plan": "Emulation Plan", "Emulation Campaign": "Campaign Launch"}


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=_PICTURES, seconds=_MINUTE)
def picture(row: str, small: str = "") -> Response:
	"""Answer with the picture of that row, if its exemplar is published; with `small` at most 640 pixels wide and high."""
	found = public_exemplars.published_picture(row)
	extension = extension_of(found.file or "") if found else ""
	if extension not in _TYPES:
		return _unknown()
	owner = {"file_url": found.file, "attached_to_doctype": "Exemplar", "attached_to_name": found.exemplar}
	file = frappe.db.get_value("File", owner, "name")
	if not file:
		return _unknown()

	def drawn() -> bytes:
		content = frappe.get_doc("File", file).get_content()
		return pictures.drawn_anew(content, extension, _SMALL) if small else content

	content = _kept(f"tdkt_picture|{file}", drawn) if small else drawn()
	return _file(content, _TYPES[extension])


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=_PLANS, seconds=_MINUTE)
def plan(campaign: str) -> Response:
	"""Answer with the PDF of the plan a running campaign was launched by."""
	found = public_campaigns.plan_of(campaign)
	if not found:
		return _unknown()
	doctype, name = found
	# What is printed again is what has changed since: a number that came, a date that was moved.
	modified = frappe.db.get_value(doctype, name, "modified")
	content = _kept(f"tdkt_plan|{name}|{modified}", lambda: _printed(doctype, name))
	response = _file(content, "application/pdf")
	response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
	return response


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=_PLANS, seconds=_MINUTE)
def signed_decision(code: str) -> Response:
	"""Answer with the signed file of the published decision that carries this code."""
	fields = ("name", "decision_number", "signed_copy", "signed_copy_hash")
	public = {
		"check_code": as_written(code) or "-",
		"docstatus": 1,
		"workflow_state": ("in", signed_copy.PUBLIC_STATES),
	}
	found = frappe.db.get_value("Award Decision", public, fields, as_dict=True)
	content = signed_copy.unchanged_content(found) if found and found.signed_copy else None
	if content is None:
		return _unknown()
	response = _file(content, "application/pdf")
	response.headers["Content-Disposition"] = f'inline; filename="{found.name}.pdf"'
	return response


def _printed(doctype: str, name: str) -> bytes:
	"""The caller has made sure that the paper is public; guests have no permission to print anything."""
	speak_vietnamese()
	frappe.flags.ignore_print_permissions = True
	try:
		html = frappe.get_print(doctype, name, _FORMATS[doctype], no_letterhead=1)
	finally:
		frappe.flags.ignore_print_permissions = False
	if engine.BEGIN not in html:
		frappe.throw(_("The plan cannot be printed now."))
	return engine.render(html)


def _kept(key: str, make: Callable[[], bytes]) -> bytes:
	content = frappe.cache.get_value(key, expires=True)
	if content is None:
		content = make()
		frappe.cache.set_value(key, content, expires_in_sec=_KEPT)
	return content


def _file(content: bytes, mimetype: str) -> Response:
	response = Response(content, mimetype=mimetype)
	response.headers["Cache-Control"] = f"public, max-age={_BY_BROWSERS}"
	response.headers["X-Content-Type-Options"] = "nosniff"
	return response


def _unknown() -> Response:
	return Response(_("Not found"), status=404, mimetype="text/plain")
