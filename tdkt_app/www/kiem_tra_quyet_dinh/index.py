"""Public check of a decision by the code printed on it: is it in force, and which signed file is the true one."""

import frappe
from frappe import _

from tdkt_app.portal import check_limit, decision_check, public_pages

no_cache = 1
sitemap = 0


def get_context(context):
	public_pages.speak_vietnamese()
	public_pages.begin(context, "kiem-tra-quyet-dinh", _("Check a Decision"))
	context.code = check_limit.as_written(frappe.form_dict.get("ma"))
	if context.code:
		context.answer = decision_check.answer(context.code)
		context.sentence = decision_check.sentence(context.answer["status"])
