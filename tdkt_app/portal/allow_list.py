"""What a user without desk access may call.

Frappe's general entrances were made for office staff. Several of them answer a portal user beyond his permissions:
`frappe.client.get_count` counts any document, link search can be told to ignore permissions, `get_list` of a row type
returns the rows of all units, `upload_file` runs any whitelisted method, `expand_links` opens linked documents. So the
rule is turned round for these users: no entrance is open but the ones below. Pages of the website are not concerned.

To guests the framework's entrances are left but one: on its oldest version the options of a link field of a web form are
the names of all documents of a type, those of all users among them.

A session of a website user has no token against forged requests until a page asks for one, and without one the framework
takes every request. So a session that writes in the portal must have its token: the pages of the portal get it one.
"""

from __future__ import annotations

import frappe
from frappe import _

PORTAL_PREFIX = "tdkt_app.portal."
_CLOSED_TO_GUESTS = frozenset(("frappe.website.doctype.web_form.web_form.get_link_options",))
_FRAMEWORK_METHODS = frozenset(
	(
		"login",
		"logout",
		"web_logout",
		"frappe.auth.get_logged_user",
		"frappe.core.doctype.user.user.reset_password",
		"frappe.core.doctype.user.user.update_password",
		"frappe.core.doctype.user.user.test_password_strength",
		"frappe.realtime.get_user_info",
		"frappe.translate.load_all_translations",
		"frappe.website.doctype.website_settings.website_settings.is_chat_enabled",
	)
)


def refuse_unlisted_calls() -> None:
	"""Hook `auth_hooks`: runs once the user is known, before anything is done for him.

	Raises frappe.PermissionError for a user without desk access who calls anything that is not listed.
	"""
	request = getattr(frappe.local, "request", None)
	if not request or request.method == "OPTIONS":
		return
	methods = _called_methods(request.path)
	if frappe.session.user == "Guest" and _CLOSED_TO_GUESTS.intersection(methods):
		raise frappe.PermissionError(_("This is not open to guests."))
	if not _is_portal_user():
		return
	for method in methods:
		if method not in _FRAMEWORK_METHODS and not (method or "").startswith(PORTAL_PREFIX):
			raise frappe.PermissionError(_("This is not open to users of the unit portal."))
		if (method or "").startswith(PORTAL_PREFIX):
			_check_session_has_token(request)


def _check_session_has_token(request) -> None:
	"""The framework compares the token; here it is made sure that there is one. Keys of an API carry no session."""
	writes = request.method not in ("GET", "HEAD")
	by_session = not request.headers.get("Authorization")
	if writes and by_session and not frappe.session.data.csrf_token and not frappe.conf.ignore_csrf:
		frappe.throw(_("Open a page of the portal first, then send the form again."), frappe.CSRFTokenError)


def _is_portal_user() -> bool:
	user = frappe.session.user if frappe.session else "Guest"
	if user in ("Guest", "Administrator"):
		return False
	return not frappe.get_cached_doc("User", user).has_desk_access()


def _called_methods(path: str) -> list[str | None]:
	"""Methods a request names, by parameter and by path; None stands for an entrance that is not a method call."""
	methods = []
	if frappe.form_dict.get("cmd"):
		methods.append(frappe.form_dict.cmd)
	parts = [part for part in path.split("/") if part]
	if parts and parts[0] == "api":
		parts = parts[2:] if parts[1:2] in (["v1"], ["v2"]) else parts[1:]
		is_method = len(parts) == 2 and parts[0] == "method"
		methods.append(parts[1] if is_method else None)
	return methods
