"""People, collectives and households of the unit: the list with search, one of them, or a new one."""

import frappe
from frappe.utils import cint

from tdkt_app.portal import own_papers, pages, people
from tdkt_app.portal.people import Search
from tdkt_app.portal.public_pages import sent_number, sent_text

no_cache = 1


def get_context(context):
	work = pages.begin(context, "thi-dua/con-nguoi")
	context.kinds = frappe.get_meta("Honoree").get_options("kind").split("\n")
	name, is_new = frappe.form_dict.get("name"), "new" in frappe.form_dict
	context.person = people.person(name, work) if name or is_new else None
	if context.person:
		context.certificates = own_papers.certificates(name) if name else []
		context.decisions = own_papers.decisions("honoree", [name]) if name else []
		return
	kind = sent_text("kind")
	context.search = Search(
		sent_text("q"), kind if kind in context.kinds else "", bool(cint(sent_text("moved")))
	)
	context.people, context.paging = people.people(work, context.search, sent_number("trang"))
	context.links = context.paging.links(
		"/thi-dua/con-nguoi",
		{"q": context.search.text, "kind": context.search.kind, "moved": int(context.search.moved)},
	)
