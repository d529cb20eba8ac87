from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.emulation.participation import (
	check_campaign_admits,
	check_campaign_is_running,
	check_honoree_of_unit,
)
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required
from tdkt_app.permissions import sees_all_rows
from tdkt_app.states import CampaignState

_CORRECTED_BY_UNITS = ("targets", "award_type")


class CampaignRegistration(Document):
	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.check_unit_may_correct()
		self.check_campaign()
		self.check_honoree()
		self.check_not_registered_yet()
		self.set_title()
		self.stamp_registration()

	def on_trash(self):
		if not sees_all_rows():
			check_is_open_to_units(self.campaign)

	def check_unit_may_correct(self):
		"""What a unit committed itself to stands once registration has closed, as it does for the others."""
		before = self.get_doc_before_save()
		if not before or sees_all_rows():
			return
		check_is_open_to_units(before.campaign)
		refuse_changes(
			self,
			before,
			(*_CORRECTED_BY_UNITS, "title", "is_late"),
			_("A unit corrects targets and title aimed at; for another honoree or campaign register anew."),
		)

	def check_campaign(self):
		if self.is_new() or self.has_value_changed("campaign"):
			check_campaign_is_running(frappe.get_doc("Emulation Campaign", self.campaign))

	def check_honoree(self):
		if self.honoree:
			honoree = frappe.get_doc("Honoree", self.honoree)
			check_honoree_of_unit(honoree, self.unit)
			check_campaign_admits(frappe.get_doc("Emulation Campaign", self.campaign), honoree)

	def check_not_registered_yet(self):
		same = {"campaign": self.campaign, "unit": self.unit, "honoree": self.honoree or ("is", "not set")}
		other = frappe.db.get_value("Campaign Registration", {**same, "name": ("!=", self.name or "")})
		if other:
			frappe.throw(
				_("Already registered for this campaign: {0}.").format(other), frappe.DuplicateEntryError
			)

	def set_title(self):
		self.title = (
			frappe.db.get_value("Honoree", self.honoree, "full_name")
			if self.honoree
			else frappe.db.get_value("Emulation Unit", self.unit, "unit_name")
		)

	def stamp_registration(self):
		if not self.registered_on:
			self.registered_on = getdate()
		deadline = frappe.db.get_value("Emulation Campaign", self.campaign, "registration_deadline")
		self.is_late = int(bool(deadline) and getdate(self.registered_on) > deadline)


def is_open_to_units(campaign: Mapping) -> bool:
	"""Whether units may still correct and withdraw registrations. `campaign`: workflow_state, registration_deadline."""
	deadline = campaign["registration_deadline"]
	return campaign["workflow_state"] == CampaignState.LAUNCHED and (
		not deadline or getdate() <= getdate(deadline)
	)


def check_is_open_to_units(name: str) -> None:
	"""Throw frappe.PermissionError once registration for the campaign has closed."""
	fields = ("workflow_state", "registration_deadline", "campaign_title")
	campaign = frappe.db.get_value("Emulation Campaign", name, fields, as_dict=True)
	if not is_open_to_units(campaign):
		frappe.throw(
			_(
				"Registration for “{0}” has closed: the registration stands. Ask the standing body for a change."
			).format(campaign.campaign_title),
			frappe.PermissionError,
		)
