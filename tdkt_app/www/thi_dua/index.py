"""Home of the unit portal: running campaigns, the unit's achievements and reports with their states and remarks."""

from tdkt_app.portal import announcements, block_scores, pages

no_cache = 1


def get_context(context):
	pages.require_login("thi-dua")
	context.no_breadcrumbs = True
	context.units = pages.units()
	context.leads_a_block = block_scores.leads_a_block()
	context.reminders = pages.reminders()
	context.campaigns = pages.running_campaigns()
	context.unread = announcements.unread() if context.units else 0
	context.achievements = pages.achievements() if context.units else []
	context.reviews = pages.reviews() if context.units else []
	context.returned = [paper for paper in context.achievements if paper.workflow_state == "Returned"]
