"""Public check of a certificate by its code: is it valid, and what stands on it."""

import frappe
from frappe import _

from tdkt_app.portal import certificate_check, check_limit, public_pages

no_cache = 1
sitemap = 0


def get_context(context):
	public_pages.speak_vietnamese()
	public_pages.begin(context, "kiem-tra", _("Check a Certificate"))
	context.code = check_limit.as_written(frappe.form_dict.get("ma"))
	if context.code:
		context.answer = certificate_check.answer(context.code)
		context.sentence = certificate_check.sentence(context.answer["status"])
