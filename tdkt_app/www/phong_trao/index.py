"""Public list of the campaigns that run, with the plan each was launched by."""

from frappe import _

from tdkt_app.portal import public_campaigns, public_pages

no_cache = 1


def get_context(context):
	public_pages.speak_vietnamese()
	public_pages.begin(
		context,
		"phong-trao",
		_("Emulation Campaigns"),
		_("Campaigns that run, their deadlines and their plans."),
	)
	context.campaigns = public_campaigns.running()
