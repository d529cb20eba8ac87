"""Public check of a certificate by its code: is it valid, and what stands on it."""

from frappe import _

from tdkt_app.portal import certificate_check, check_page, public_pages

no_cache = 1
sitemap = 0


def get_context(context):
	public_pages.speak_vietnamese()
	check_page.fill(
		context, certificate_check, "kiem-tra", _("Check a Certificate"), _("Code printed on the certificate")
	)
