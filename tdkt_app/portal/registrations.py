"""Registrations for campaigns as units make them. Every function works with the caller's permissions, as the desk does."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, formatdate, getdate

from tdkt_app.doctype.campaign_registration.campaign_registration import is_open_to_units
from tdkt_app.portal.working_unit import Work, own_unit
from tdkt_app.states import CampaignState

MOST_AT_ONCE = 100


@frappe.whitelist(methods=["POST"])
def register(
	campaign: str,
	targets: str,
	honorees: str = "[]",
	unit_itself: str | int = 0,
	award_type: str | None = None,
) -> list[str]:
	"""Register the unit worked for, or people of it, with the same targets: all of them or none; returns the names.

	`honorees`: JSON list of names. After the day registration closes they are marked late.
	"""
	who = _chosen(honorees, cint(unit_itself))
	unit = own_unit()
	made = []
	for honoree in who:
		registration = frappe.new_doc("Campaign Registration")
		registration.update(
			{
				"campaign": campaign,
				"unit": unit,
				"honoree": honoree,
				"targets": targets,
				"award_type": award_type or None,
			}
		)
		made.append(registration.insert().name)
	return made


@frappe.whitelist(methods=["POST"])
def revise(name: str, targets: str, award_type: str | None = None) -> None:
	"""Correct targets and title aimed at while registration is open."""
	registration = _writable(name)
	registration.update({"targets": targets, "award_type": award_type or None})
	registration.save()


@frappe.whitelist(methods=["POST"])
def withdraw(name: str) -> None:
	"""Take a registration back while registration is open."""
	_writable(name)
	frappe.delete_doc("Campaign Registration", name)


def campaigns(chosen: str | None) -> list[frappe._dict]:
	"""Running campaigns, that of the link first, then those still open, with the day registration closes."""
	found = frappe.get_list(
		"Emulation Campaign",
		filters={"workflow_state": CampaignState.LAUNCHED},
		fields=[
			"name",
			"campaign_title",
			"workflow_state",
			"registration_deadline",
			"for_individuals",
			"for_collectives",
			"for_households",
		],
		order_by="registration_deadline, name",
		limit_page_length=0,
	)
	for campaign in found:
		campaign.closes = formatdate(campaign.registration_deadline) if campaign.registration_deadline else ""
		campaign.is_late = bool(campaign.registration_deadline and campaign.registration_deadline < getdate())
	return sorted(found, key=lambda campaign: (campaign.name != chosen, campaign.is_late))


def registered(work: Work) -> list[frappe._dict]:
	"""Registrations of the unit worked for and those below for campaigns units know of, the latest first."""
	papers = frappe.get_list(
		"Campaign Registration",
		filters={"unit": ("in", work.scope or [""])},
		fields=[
			"name",
			"title",
			"campaign",
			"honoree",
			"award_type",
			"registered_on",
			"is_late",
			"targets",
		],
		order_by="registered_on desc, name desc",
		limit_page_length=0,
	)
	known = _campaigns_of(papers)
	awards = _award_names(papers)
	for paper in papers:
		campaign = known.get(paper.campaign)
		paper.campaign_title = campaign.campaign_title if campaign else paper.campaign
		paper.award_name = awards.get(paper.award_type, "")
		paper.is_open = bool(campaign and is_open_to_units(campaign))
		paper.day = formatdate(paper.registered_on)
	return papers


def _campaigns_of(papers: Sequence[frappe._dict]) -> dict[str, frappe._dict]:
	rows = frappe.get_list(
		"Emulation Campaign",
		filters={"name": ("in", [*{paper.campaign for paper in papers}, ""])},
		fields=["name", "campaign_title", "workflow_state", "registration_deadline"],
		limit_page_length=0,
	)
	return {row.name: row for row in rows}


def _award_names(papers: Sequence[frappe._dict]) -> dict[str, str]:
	"""Names of what stands in papers the user may read; the catalogue itself is not opened to units."""
	award = frappe.qb.DocType("Award Type")
	names = {paper.award_type for paper in papers if paper.award_type}
	query = frappe.qb.from_(award).select(award.name, award.award_name).where(award.name.isin([*names, ""]))
	return dict(query.run())


def _chosen(honorees: str, unit_itself: int) -> list[str | None]:
	names = frappe.parse_json(honorees)
	if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
		frappe.throw(_("The form could not be read: load the page again."))
	who = [*([None] if unit_itself else []), *dict.fromkeys(names)]
	if not who:
		frappe.throw(_("Choose the unit, or people and households of it, to register."))
	if len(who) > MOST_AT_ONCE:
		frappe.throw(_("At most {0} registrations at a time.").format(MOST_AT_ONCE))
	return who


def _writable(name: str) -> Document:
	registration = frappe.get_doc("Campaign Registration", name)
	registration.check_permission("write")
	return registration
