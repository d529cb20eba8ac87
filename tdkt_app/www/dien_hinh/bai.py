"""Story of one approved exemplar. An address that is not published is unknown."""

import frappe

from tdkt_app.portal import public_exemplars, public_pages

no_cache = 1
sitemap = 0


def get_context(context):
	public_pages.speak_vietnamese()
	exemplar = public_exemplars.story(public_pages.sent_text("slug"))
	if not exemplar:
		public_pages.not_found()
	pictures = exemplar.pictures
	public_pages.begin(
		context,
		f"dien-hinh/{exemplar.slug}",
		exemplar.exemplar_title,
		exemplar.description,
		frappe.utils.get_url(pictures[0]["address"]) if pictures else "",
	)
	context.metatags["og:type"] = "article"
	context.exemplar = exemplar
