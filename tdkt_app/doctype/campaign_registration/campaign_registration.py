import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.freezing import keep_server_fields
from tdkt_app.participation import (
	check_campaign_admits,
	check_campaign_is_running,
	check_honoree_of_unit,
)
from tdkt_app.required import check_required


class CampaignRegistration(Document):
	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.check_campaign()
		self.check_honoree()
		self.check_not_registered_yet()
		self.set_title()
		self.stamp_registration()

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
