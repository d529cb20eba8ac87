"""Public honour roll: awards of published decisions, by name, year, unit and award."""

from frappe import _

from tdkt_app.portal import honour_roll, public_pages

no_cache = 1


def get_context(context):
	public_pages.speak_vietnamese()
	public_pages.begin(
		context,
		"vinh-danh",
		_("Honour Roll"),
		_("Individuals, collectives and households commended by published decisions."),
	)
	wanted = honour_roll.Wanted.of_request()
	context.wanted = wanted
	context.is_selection = any(wanted.sent.values())
	context.choices = honour_roll.choices()
	context.awards, context.paging = honour_roll.awards(wanted)
	context.links = context.paging.links("/vinh-danh", wanted.sent)
