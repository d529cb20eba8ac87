"""Registrations of the unit for campaigns: those made, and a new one for the unit and its people."""

import frappe

from tdkt_app.portal import nomination_pages, pages, registrations

no_cache = 1


def get_context(context):
	work = pages.begin(context, "thi-dua/dang-ky")
	context.chosen = frappe.form_dict.get("campaign")
	context.campaigns = registrations.campaigns(context.chosen)
	context.registrations = registrations.registered(work)
	context.honorees = pages.honorees(work)
	context.awards = nomination_pages.award_types()
