"""Start page for everybody: where the public pages are, and how much is on them."""

from frappe import _

from tdkt_app.portal import consultations, honour_roll, public_campaigns, public_pages

no_cache = 1


def get_context(context):
	public_pages.speak_vietnamese()
	public_pages.begin(
		context,
		"thi-dua-khen-thuong",
		_("Emulation and Commendation"),
		_("Campaigns, honour roll, exemplars and public consultation of the commune."),
	)
	context.figures = [
		("phong-trao", public_campaigns.count(), _("Campaigns Running")),
		("vinh-danh", honour_roll.awards_of_this_year(), _("Awards This Year")),
		("lay-y-kien", consultations.count_open(), _("Lists under Consultation")),
	]
