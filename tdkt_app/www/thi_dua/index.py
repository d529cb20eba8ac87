"""Home of the unit portal: what is due, campaigns, the unit's place in its block, its papers with their states."""

import frappe
from frappe.utils import cint

from tdkt_app.portal import announcements, block_scores, due, own_papers, pages, standing_in_block
from tdkt_app.states import CampaignState

no_cache = 1
SHOWN, _DECISIONS = 20, 5


def get_context(context):
	work = pages.begin(context, "thi-dua")
	context.leads_a_block = block_scores.leads_a_block()
	context.reminders = pages.reminders()
	known = pages.campaigns()
	context.campaigns = [campaign for campaign in known if campaign.workflow_state == CampaignState.LAUNCHED]
	if not work.current:
		return
	addressed = announcements.announcements()
	context.achievements = pages.achievements(work)
	context.reviews = pages.reviews(work)
	context.registered = due.registrations(work, [campaign.name for campaign in known])
	context.due = due.things_due(
		work, known, context.registered, context.achievements, context.reviews, addressed
	)
	context.decisions = own_papers.decisions("unit", work.scope, most=_DECISIONS)
	context.places = standing_in_block.places(work.current.name)
	context.unread = sum(paper.waits for paper in addressed)
	context.hidden = 0 if cint(frappe.form_dict.get("all")) else max(len(context.achievements) - SHOWN, 0)
	if context.hidden:
		context.achievements = context.achievements[:SHOWN]
