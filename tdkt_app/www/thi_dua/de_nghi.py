"""Nominations of the unit, and one of them: enter nominees, attach the dossier, hand in, complete what was returned."""

import frappe

from tdkt_app.portal import nomination_pages, own_papers, pages, way

no_cache = 1


def get_context(context):
	work = pages.begin(context, "thi-dua/de-nghi")
	name, is_new = frappe.form_dict.get("name"), frappe.form_dict.get("new")
	context.paper = _paper(name) if name or is_new else None
	if context.paper:
		context.steps = way.of_nomination(context.paper)
		context.decisions = own_papers.decisions("nomination", [name]) if name else []
		_add_choices(context, work)
	else:
		context.nominations = nomination_pages.nominations(work) if context.units else []


def _paper(name: str | None):
	"""The stored nomination, or a new one. Raises frappe.PermissionError for a foreign one."""
	if name:
		paper = frappe.get_doc("Award Nomination", name)
		paper.check_permission("read")
	else:
		paper = frappe.new_doc("Award Nomination")
		paper.update({"name": "", "workflow_state": "Draft"})
	nomination_pages.describe_state(paper)
	return paper


def _add_choices(context, work) -> None:
	context.honorees = pages.people_for(context.paper, work)
	context.awards = nomination_pages.award_types()
	context.achievements = nomination_pages.verified_achievements()
	context.initiatives = nomination_pages.recognised_initiatives()
	context.campaigns = pages.running_campaigns()
	context.accepted = pages.accepted_files()
	context.methods = nomination_pages.methods()
	context.completions = nomination_pages.options("completion")
	context.groups = nomination_pages.options("dossier_group")
