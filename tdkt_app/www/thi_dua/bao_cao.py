"""One achievement of the unit: report it, attach evidence, hand it in, correct it when it was returned."""

import frappe

from tdkt_app.portal import own_papers, pages, way

no_cache = 1


def get_context(context):
	work = pages.begin(context, "thi-dua/bao-cao")
	context.paper = _paper(frappe.form_dict.get("name"))
	context.campaigns = _with_own_campaign(pages.running_campaigns(), context.paper)
	context.honorees = pages.people_for(context.paper, work)
	context.content_areas = pages.content_areas()
	context.accepted = pages.accepted_files()
	context.steps = way.of_achievement(context.paper)
	context.decisions = (
		own_papers.decisions("achievement", [context.paper.name]) if context.paper.name else []
	)
	context.criteria = pages.criteria([campaign.name for campaign in context.campaigns], context.paper)


def _paper(name: str | None):
	"""The stored report, or a new one begun from a campaign's link. Raises frappe.PermissionError for a foreign one."""
	if name:
		paper = frappe.get_doc("Achievement", name)
		paper.check_permission("read")
	else:
		paper = frappe.new_doc("Achievement")
		paper.update({"name": "", "campaign": frappe.form_dict.get("campaign"), "workflow_state": "Draft"})
	pages.describe_state(paper)
	pages.describe_corrections(paper)
	return paper


def _with_own_campaign(campaigns: list, paper) -> list:
	"""A returned report keeps its campaign though that has ended."""
	if paper.campaign and paper.campaign not in [campaign.name for campaign in campaigns]:
		own = frappe.get_list(
			"Emulation Campaign", filters={"name": paper.campaign}, fields=["name", "campaign_title"]
		)
		return [*own, *campaigns]
	return campaigns
