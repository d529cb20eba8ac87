"""Public page: lists of nominees that are open for comments, for everybody."""

from frappe.utils import formatdate

from tdkt_app.portal import consultations

no_cache = 1


def get_context(context):
	context.no_breadcrumbs = True
	context.lists = consultations.open_lists()
	for one in context.lists:
		one.until = formatdate(one.closes_on)
