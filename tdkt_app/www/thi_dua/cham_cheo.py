"""Papers of the block a unit leads: the list, and one paper with its criteria to score."""

import frappe

from tdkt_app.portal import block_scores, pages

no_cache = 1


def get_context(context):
	pages.begin(context, "thi-dua/cham-cheo")
	name = frappe.form_dict.get("name")
	context.paper = block_scores.paper_of_block(name) if name else None
	context.papers = [] if name else block_scores.papers()
