"""One report of the unit on a campaign: write it, attach files, hand it in, correct it when it was returned."""

import frappe
from frappe import _

from tdkt_app.doctype.campaign_review.results import first_values
from tdkt_app.portal import pages, way
from tdkt_app.states import ReviewState

no_cache = 1


def get_context(context):
	work = pages.begin(context, "thi-dua/tong-ket")
	context.review = _review(frappe.form_dict, context.units)
	context.paper, context.steps = context.review, way.of_review(context.review)
	context.accepted = pages.accepted_files()
	context.campaigns = pages.campaigns_to_review(context.review.campaign)
	context.honorees = pages.people_for(context.review, work)


def _review(asked, units):
	"""The stored report, or a new one begun from a campaign's link. Raises frappe.PermissionError for a foreign one."""
	if asked.get("name"):
		review = frappe.get_doc("Campaign Review", asked["name"])
		review.check_permission("read")
	else:
		review = frappe.new_doc("Campaign Review")
		review.update({"name": "", "campaign": asked.get("campaign"), "workflow_state": ReviewState.DRAFT})
		review.unit = _unit(asked.get("unit"), units)
		if review.campaign and review.unit:
			review.update(first_values(review.campaign, review.unit))
	pages.describe_review(review)
	return review


def _unit(asked, units):
	names = [unit.name for unit in units]
	if asked and asked not in names:
		frappe.throw(_("This unit is not yours."), frappe.PermissionError)
	return asked or next(iter(names), None)
