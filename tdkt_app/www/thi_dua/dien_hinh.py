"""Exemplars: those published and the units' own proposals; one of them with its pictures, or a new proposal."""

import frappe

from tdkt_app.doctype.exemplar.exemplar import MOST_PICTURES
from tdkt_app.portal import exemplars, pages

no_cache = 1


def get_context(context):
	work = pages.begin(context, "thi-dua/dien-hinh")
	name, is_new = frappe.form_dict.get("name"), "new" in frappe.form_dict
	context.paper = exemplars.exemplar(name) if name or is_new else None
	if not context.paper:
		context.exemplars = exemplars.exemplars(work)
	elif context.paper.is_open:
		context.kinds = context.paper.meta.get_field("exemplar_kind").options.split("\n")
		context.honorees = pages.people_for(context.paper, work)
		context.content_areas = pages.content_areas()
		context.most_pictures = MOST_PICTURES
