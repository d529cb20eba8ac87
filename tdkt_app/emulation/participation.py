"""Checks shared by what units hand in to a campaign: registrations and achievements."""

from collections.abc import Collection

import frappe
from frappe import _
from frappe.model.document import Document

from tdkt_app.states import CampaignState


def check_campaign_is_running(campaign: Document) -> None:
	"""Throw unless units may hand in papers to the campaign."""
	if campaign.workflow_state != CampaignState.LAUNCHED:
		frappe.throw(
			_("Campaign “{0}” is not running: its state is {1}.").format(
				campaign.campaign_title, _(campaign.workflow_state or CampaignState.DRAFT)
			)
		)


def check_campaign_takes_reviews(campaign: Document) -> None:
	"""Throw unless units may write reports on the campaign: while it runs and while it is reviewed."""
	if campaign.workflow_state not in CampaignState.TAKES_REVIEWS:
		frappe.throw(
			_("Campaign “{0}” takes no reports now: its state is {1}.").format(
				campaign.campaign_title, _(campaign.workflow_state or CampaignState.DRAFT)
			)
		)


def check_campaign_admits(campaign: Document, honoree: Document) -> None:
	if not campaign.admits(honoree.kind):
		frappe.throw(
			_("Campaign “{0}” is not open to this kind of honoree: {1}.").format(
				campaign.campaign_title, _(honoree.kind)
			)
		)


def check_honoree_of_unit(honoree: Document, unit: str) -> None:
	"""Throw unless the honoree belongs to the unit or to one below it."""
	bounds = frappe.db.get_value("Emulation Unit", unit, ["lft", "rgt"], as_dict=True)
	own = frappe.db.get_value("Emulation Unit", honoree.unit, ["lft", "rgt"], as_dict=True)
	if not (bounds.lft <= own.lft and own.rgt <= bounds.rgt):
		frappe.throw(
			_("{0} does not belong to the unit {1} or to a unit below it.").format(honoree.full_name, unit)
		)


def check_honorees_of_unit(honorees: Collection[str], unit: str) -> None:
	"""`check_honoree_of_unit` for many records in one query; names all strangers."""
	honoree = frappe.qb.DocType("Honoree")
	own, above = (
		frappe.qb.DocType("Emulation Unit").as_("own"),
		frappe.qb.DocType("Emulation Unit").as_("above"),
	)
	query = (
		frappe.qb.from_(honoree)
		.join(own)
		.on(own.name == honoree.unit)
		.join(above)
		.on(above.name == unit)
		.select(honoree.full_name)
		.where(honoree.name.isin([*honorees, ""]) & ((own.lft < above.lft) | (own.rgt > above.rgt)))
		.orderby(honoree.sort_name)
	)
	strangers = ", ".join(name for (name,) in query.run())
	if strangers:
		frappe.throw(_("{0} does not belong to the unit {1} or to a unit below it.").format(strangers, unit))
