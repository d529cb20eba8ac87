"""Public check of a certificate by its code: is it valid, and what stands on it."""

import frappe

from tdkt_app.portal import certificate_check

no_cache = 1
sitemap = 0


def get_context(context):
	# Whoever holds a certificate reads Vietnamese; the language of the browser says nothing about that.
	frappe.local.lang = "vi"
	context.no_breadcrumbs = True
	context.code = certificate_check.as_written(frappe.form_dict.get("ma"))
	if context.code:
		context.answer = certificate_check.answer(context.code)
		context.sentence = certificate_check.sentence(context.answer["status"])
