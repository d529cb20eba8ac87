"""Public check of a decision by the code printed on it: is it in force, and which signed file is the true one."""

from frappe import _

from tdkt_app.portal import check_page, decision_check, public_pages

no_cache = 1
sitemap = 0


def get_context(context):
	public_pages.speak_vietnamese()
	check_page.fill(
		context, decision_check, "kiem-tra-quyet-dinh", _("Check a Decision"), _("Code of the decision")
	)
