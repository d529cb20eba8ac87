import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from tdkt_app.doctype.campaign_review import results
from tdkt_app.emulation.participation import check_campaign_takes_reviews, check_honorees_of_unit
from tdkt_app.emulation.periods import check_date_order
from tdkt_app.files import evidence_files
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required
from tdkt_app.states import ReviewState

INTERIM, FINAL = "Interim", "Final"
# Day a review is due: kind of review → field of the campaign.
DUE_FIELDS = {INTERIM: "interim_deadline", FINAL: "report_deadline"}
_TITLE_LENGTH = 300
_ACCEPTANCE_FIELDS = ("workflow_state", "officer_remark", "accepted_by", "accepted_on")


class CampaignReview(Document):
	"""Report of a unit on a campaign. Source: the plan of the commune, section IV.2: units report to the standing body."""

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.freeze_once_accepted()
		check_date_order(self, "period_from", "period_to")
		self.check_campaign()
		self.check_one_final_review()
		self.check_exemplars()
		evidence_files.check_own_files(self, {row.file for row in self.attachments})
		results.settle(self)
		self.set_title()
		self.set_due_date()
		self.check_step()

	def on_trash(self):
		if (self.workflow_state or ReviewState.DRAFT) != ReviewState.DRAFT:
			frappe.throw(
				_("Only a draft can be deleted: what was handed in stays on record."), frappe.PermissionError
			)

	def freeze_once_accepted(self):
		"""A workflow action may reopen the report; it changes nothing else."""
		before = self.get_doc_before_save()
		if not before or before.workflow_state not in ReviewState.FROZEN:
			return
		acts = self.workflow_state != before.workflow_state
		refuse_changes(self, before, _ACCEPTANCE_FIELDS if acts else (), _("This report has been accepted."))

	def check_campaign(self):
		if self.is_new() or self.has_value_changed("campaign"):
			check_campaign_takes_reviews(frappe.get_doc("Emulation Campaign", self.campaign))

	def check_one_final_review(self):
		"""The key is unique in the database, too, for two who write at the same time."""
		self.final_key = f"{self.campaign}/{self.unit}" if self.review_kind == FINAL else None
		other = self.final_key and frappe.db.get_value(
			self.doctype, {"final_key": self.final_key, "name": ("!=", self.name or "")}
		)
		if other:
			frappe.throw(
				_("The unit already has a final review of this campaign: {0}. Continue that one.").format(
					other
				),
				frappe.DuplicateEntryError,
			)

	def check_exemplars(self):
		check_honorees_of_unit([row.honoree for row in self.exemplars if row.honoree], self.unit)

	def set_title(self):
		unit = frappe.db.get_value("Emulation Unit", self.unit, "unit_name")
		campaign = frappe.db.get_value("Emulation Campaign", self.campaign, "campaign_title")
		self.title = f"{unit}: {campaign}"[:_TITLE_LENGTH]

	def set_due_date(self):
		"""Follows the campaign until the report is handed in."""
		if not self.submitted_on:
			self.due_date = frappe.db.get_value(
				"Emulation Campaign", self.campaign, DUE_FIELDS[self.review_kind]
			)

	def check_step(self):
		"""What a step needs, and the stamps it leaves."""
		before = self.get_doc_before_save()
		old_state = (before and before.workflow_state) or ReviewState.DRAFT
		if (self.workflow_state or ReviewState.DRAFT) == old_state:
			return
		if self.workflow_state == ReviewState.SUBMITTED:
			self.check_complete()
			self.stamp_submission()
		elif self.workflow_state == ReviewState.ACCEPTED:
			self.check_complete()
			self.stamp_submission()
			self.accepted_by, self.accepted_on = frappe.session.user, now_datetime()
		elif self.workflow_state in ReviewState.NEEDS_REMARK and not (self.officer_remark or "").strip():
			frappe.throw(_("Write in the remark what is to be corrected."), frappe.MandatoryError)

	def check_complete(self):
		if not (self.organisation or "").strip():
			frappe.throw(
				_("{0}: write how the campaign was carried out before you hand in the report.").format(
					_(self.meta.get_label("organisation"))
				),
				frappe.MandatoryError,
			)

	def stamp_submission(self):
		"""The first time counts: a report that was returned is not late because of that."""
		if not self.submitted_on:
			self.submitted_on = now_datetime()
			self.is_late = int(bool(self.due_date) and getdate(self.submitted_on) > getdate(self.due_date))
