import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime, nowdate

from tdkt_app.doctype.award_nomination import dossier, nominees
from tdkt_app.emulation.periods import check_date_order
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required
from tdkt_app.law import findings
from tdkt_app.states import CampaignState, NominationState

_VERDICT_FIELDS = (
	"workflow_state",
	"submitted_on",
	"received_on",
	"appraised_by",
	"appraised_on",
	"return_reason",
	"return_legal_ground",
	"appraisal_note",
)


class AwardNomination(Document):
	"""Dossier of one unit for one occasion: who is put forward for which award, and on what papers."""

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.freeze_after_verdict()
		check_date_order(self, "period_from", "period_to")
		self.check_campaign()
		nominees.settle(self)
		dossier.settle(self)
		self.check_step()

	def on_trash(self):
		if (self.workflow_state or NominationState.DRAFT) != NominationState.DRAFT:
			frappe.throw(
				_("Only a draft can be deleted: what was handed in stays on record."), frappe.PermissionError
			)
		findings.drop_overrides(self)

	def freeze_after_verdict(self):
		"""A workflow action may reopen the paper; it changes nothing else."""
		before = self.get_doc_before_save()
		if not before or before.workflow_state not in NominationState.FROZEN:
			return
		acts = self.workflow_state != before.workflow_state
		changeable = _VERDICT_FIELDS if acts else ()
		refuse_changes(self, before, changeable, _("The verdict on this nomination has been given."))

	def check_campaign(self):
		if not self.campaign or not (self.is_new() or self.has_value_changed("campaign")):
			return
		state = frappe.db.get_value("Emulation Campaign", self.campaign, "workflow_state")
		if state not in CampaignState.KNOWN_TO_UNITS:
			frappe.throw(_("Campaign {0} has not been launched.").format(frappe.bold(self.campaign)))

	def check_step(self):
		"""What a step needs, and the stamps it leaves."""
		before = self.get_doc_before_save()
		if not before or self.workflow_state == before.workflow_state:
			return
		old, new = before.workflow_state or NominationState.DRAFT, self.workflow_state
		self.stamp(old, new)
		if new in NominationState.NEEDS_REASON:
			self.check_reason()
		if NominationState.sends_on(old, new):
			nominees.check_there(self)
			findings.refuse_blocked(self)

	def stamp(self, old: str, new: str):
		"""Working days run from the day the standing body takes the dossier, anew after each return."""
		if new == NominationState.SUBMITTED:
			self.submitted_on = now_datetime()
		if old in NominationState.NOT_RECEIVED and new not in NominationState.NOT_RECEIVED:
			self.received_on = nowdate()
		if new == NominationState.APPRAISED:
			self.appraised_by, self.appraised_on = frappe.session.user, now_datetime()

	def check_reason(self):
		"""A return names the legal ground. Source: NĐ 152/2025/NĐ-CP Art. 35.4.a."""
		needed = ["return_reason"]
		if self.workflow_state == NominationState.RETURNED:
			needed.append("return_legal_ground")
		missing = [_(self.meta.get_label(field)) for field in needed if not (self.get(field) or "").strip()]
		if missing:
			frappe.throw(
				_("To be filled in before this step: {0}.").format(", ".join(missing)), frappe.MandatoryError
			)
