import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from tdkt_app.emulation.participation import check_honoree_of_unit
from tdkt_app.files import attachments, evidence_files
from tdkt_app.guards.corrections import is_verifier
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required
from tdkt_app.states import AchievementState, CampaignState, ExemplarState
from tdkt_app.wording.plain_text import refuse_markup
from tdkt_app.wording.vietnamese import page_address

NEW_MODEL = "New Model"
MOST_PICTURES = 12  # what a page shows with ease
# An exemplar goes on to spread, and may be rewarded, after its story was published.
_STAYS_OPEN = ("spread", "spread_count", "award_decision")
_STEP_FIELDS = (
	"workflow_state",
	"remark",
	"submitted_on",
	"published_on",
	"published_by",
	"slug",
	"withdrawn_on",
)


class Exemplar(Document):
	def before_validate(self):
		keep_server_fields(self)
		self.keep_spread_for_officers()

	def validate(self):
		check_required(self)
		self.freeze_what_was_published()
		refuse_markup(self, "exemplar_title", "story", "introduced_by")
		self.check_honoree()
		self.check_achievement()
		self.check_campaign()
		self.check_pictures()
		self.check_award_decision()
		self.check_spread()
		self.check_step()

	def on_trash(self):
		if (self.workflow_state or ExemplarState.DRAFT) != ExemplarState.DRAFT or self.published_on:
			frappe.throw(_("Only a draft that was never published can be deleted."), frappe.PermissionError)

	def add_picture(self, file_name: str, content: bytes, caption: str = "") -> None:
		"""Store a private picture with this exemplar and list it; the caller saves."""
		self.check_room_for_pictures(1)
		attachments.add_file(self, "pictures", file_name, content, caption)

	def keep_spread_for_officers(self):
		"""Where it has spread is not the proposing unit's to say: the permission level does not cover rows."""
		if not is_verifier(self):
			before = self.get_doc_before_save()
			self.set("spread", [row.as_dict() for row in before.spread] if before else [])

	def freeze_what_was_published(self):
		before = self.get_doc_before_save()
		if not before or before.workflow_state not in ExemplarState.FROZEN:
			return
		acts = self.workflow_state != before.workflow_state
		refuse_changes(
			self,
			before,
			_STEP_FIELDS if acts else (*_STAYS_OPEN, "remark"),
			_("This exemplar was published: withdraw it before you change it."),
		)

	def check_honoree(self):
		if self.honoree:
			check_honoree_of_unit(frappe.get_doc("Honoree", self.honoree), self.unit)
		elif self.exemplar_kind != NEW_MODEL:
			frappe.throw(_("Choose the honoree; only a new model goes without one."), frappe.MandatoryError)

	def check_achievement(self):
		if not self.achievement:
			return
		paper = frappe.db.get_value(
			"Achievement", self.achievement, ["honoree", "unit", "workflow_state"], as_dict=True
		)
		fits = paper.honoree == self.honoree if self.honoree else paper.unit == self.unit
		if not fits or paper.workflow_state != AchievementState.VERIFIED:
			frappe.throw(
				_("Achievement {0} is not a verified achievement of this exemplar.").format(self.achievement)
			)

	def check_campaign(self):
		state = self.campaign and frappe.db.get_value("Emulation Campaign", self.campaign, "workflow_state")
		if state and state not in CampaignState.KNOWN_TO_UNITS:
			frappe.throw(_("Campaign {0} has not been launched.").format(self.campaign))

	def check_pictures(self):
		self.check_room_for_pictures(0)
		for row in self.pictures:
			refuse_markup(row, "description")
		evidence_files.check_own_files(self, {row.file for row in self.pictures})

	def check_room_for_pictures(self, more: int):
		if len(self.pictures) + more > MOST_PICTURES:
			frappe.throw(_("At most {0} pictures: take one out first.").format(MOST_PICTURES))

	def check_award_decision(self):
		if self.award_decision and not self.is_rewarded_by(self.award_decision):
			frappe.throw(
				_("Decision {0} is not issued, or rewards neither this honoree nor this achievement.").format(
					self.award_decision
				)
			)

	def is_rewarded_by(self, decision: str) -> bool:
		recipients = frappe.get_all(
			"Award Decision Recipient",
			filters={"parent": decision, "parenttype": "Award Decision", "docstatus": 1},
			fields=["honoree", "achievement"],
		)
		return any(
			row.honoree == self.honoree or (row.achievement and row.achievement == self.achievement)
			for row in recipients
		)

	def check_spread(self):
		units = [row.unit for row in self.spread]
		for row in self.spread:
			if row.unit == self.unit or units.count(row.unit) > 1:
				frappe.throw(
					_("Spread, row {0}: {1} is the exemplar's own unit or stands twice.").format(
						row.idx, row.unit
					)
				)
			if getdate(row.copied_on) > getdate():
				frappe.throw(_("Spread, row {0}: the date lies in the future.").format(row.idx))
		self.spread_count = len(units)

	def check_step(self):
		"""What a step needs, and the stamps it leaves."""
		before = self.get_doc_before_save()
		if not before or self.workflow_state == before.workflow_state:
			return
		if self.workflow_state == ExemplarState.SUBMITTED:
			self.submitted_on = now_datetime()
		elif self.workflow_state == ExemplarState.APPROVED:
			self.published_on, self.published_by = now_datetime(), frappe.session.user
			self.slug = self.slug or page_address(self.exemplar_title, self.name)
		elif self.workflow_state in ExemplarState.NEEDS_REMARK and not (self.remark or "").strip():
			frappe.throw(_("Write why it is returned or withdrawn."), frappe.MandatoryError)
		if self.workflow_state == ExemplarState.WITHDRAWN:
			self.withdrawn_on = now_datetime()
