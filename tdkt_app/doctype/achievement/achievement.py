import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from tdkt_app.emulation import scoring
from tdkt_app.emulation.participation import (
	check_campaign_admits,
	check_campaign_is_running,
	check_honoree_of_unit,
)
from tdkt_app.emulation.periods import check_date_order
from tdkt_app.files import attachments, evidence_files
from tdkt_app.guards import corrections
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required
from tdkt_app.states import AchievementState

_VERIFICATION_FIELDS = (
	"workflow_state",
	"submitted_on",
	"verified_by",
	"verified_on",
	"returned_on",
	"verifier_remark",
)


class Achievement(Document):
	def before_validate(self):
		keep_server_fields(self)
		corrections.keep_flags(self)

	def validate(self):
		check_required(self)
		self.freeze_after_verdict()
		corrections.check_changes(self)
		check_date_order(self, "period_from", "period_to")
		honoree = frappe.get_doc("Honoree", self.honoree)
		check_honoree_of_unit(honoree, self.unit)
		self.check_campaign(honoree)
		self.check_evidence_files()
		scoring.settle(self)
		self.check_step()
		corrections.settle(self)

	def on_trash(self):
		if (self.workflow_state or AchievementState.DRAFT) != AchievementState.DRAFT:
			frappe.throw(
				_("Only a draft can be deleted: what was handed in stays on record."), frappe.PermissionError
			)

	def add_evidence(self, file_name: str, content: bytes, description: str = "") -> None:
		"""Store a private file with this paper and list it; the caller saves."""
		attachments.add_file(self, "evidence", file_name, content, description)

	def freeze_after_verdict(self):
		"""A workflow action may reopen the paper; it changes nothing else."""
		before = self.get_doc_before_save()
		if not before or before.workflow_state not in AchievementState.FROZEN:
			return
		acts = self.workflow_state != before.workflow_state
		changeable = _VERIFICATION_FIELDS if acts else ()
		refuse_changes(self, before, changeable, _("The verdict on this achievement has been given."))

	def check_campaign(self, honoree):
		if self.on_the_spot and not self.campaign:
			return
		if not self.campaign:
			frappe.throw(
				_("Choose a campaign, or mark the achievement as on the spot."), frappe.MandatoryError
			)
		campaign = frappe.get_doc("Emulation Campaign", self.campaign)
		if self.is_new() or self.has_value_changed("campaign"):
			check_campaign_is_running(campaign)
		check_campaign_admits(campaign, honoree)

	def check_evidence_files(self):
		evidence_files.check_own_files(self, {row.file for row in self.evidence})

	def check_step(self):
		"""What a step needs, and the stamps it leaves."""
		before = self.get_doc_before_save()
		if not before or self.workflow_state == before.workflow_state:
			return
		if self.workflow_state == AchievementState.SUBMITTED:
			self.check_evidence_is_there()
			scoring.check_mandatory_scores(self)
			self.submitted_on = now_datetime()
		elif self.workflow_state == AchievementState.VERIFIED:
			self.verified_by, self.verified_on = frappe.session.user, now_datetime()
		elif self.workflow_state == AchievementState.RETURNED:
			self.returned_on = now_datetime()
		if self.workflow_state in AchievementState.NEEDS_REMARK and not (self.verifier_remark or "").strip():
			frappe.throw(
				_("Write in the verifier's remark what is missing or why it is rejected."),
				frappe.MandatoryError,
			)

	def check_evidence_is_there(self):
		required = {"parent": self.campaign, "parenttype": "Emulation Campaign", "evidence_required": 1}
		if self.campaign and not self.evidence and frappe.db.exists("Campaign Criterion", required):
			frappe.throw(_("This campaign asks for evidence: attach at least one file."))
