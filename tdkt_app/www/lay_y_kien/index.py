"""Public page: lists of nominees that are open for comments, for everybody."""

from frappe import _

from tdkt_app.portal import consultations, public_pages

no_cache = 1


def get_context(context):
	public_pages.speak_vietnamese()
	public_pages.begin(context, "lay-y-kien", _("Public Consultation on Commendation"))
	context.lists = consultations.open_lists()
	for one in context.lists:
		one.until = public_pages.shown_day(one.closes_on)
