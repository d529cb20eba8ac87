"""Public list of approved exemplars, by field."""

from frappe import _

from tdkt_app.portal import public_exemplars, public_pages

no_cache = 1


def get_context(context):
	public_pages.speak_vietnamese()
	public_pages.begin(
		context,
		"dien-hinh",
		_("Exemplars"),
		_("Good people, good deeds and new models of the commune."),
	)
	context.area = public_pages.sent_text("linh_vuc")
	context.is_selection = bool(context.area)
	context.areas = public_exemplars.content_areas()
	context.exemplars, context.paging = public_exemplars.exemplars(
		context.area, public_pages.sent_number("trang")
	)
	context.links = context.paging.links("/dien-hinh", {"linh_vuc": context.area})
