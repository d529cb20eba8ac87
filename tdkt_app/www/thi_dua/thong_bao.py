"""Announcements for the user's units: the list, or one of them, which counts as read once it is open."""

import frappe

from tdkt_app.portal import announcements, pages

no_cache = 1


def get_context(context):
	pages.begin(context, "thi-dua/thong-bao")
	name = frappe.form_dict.get("name")
	context.paper = announcements.announcement(name) if name else None
	context.announcements = [] if name else announcements.announcements()
