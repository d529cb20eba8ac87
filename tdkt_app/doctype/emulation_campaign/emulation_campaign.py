import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from tdkt_app.doctype.emulation_campaign import planned_awards
from tdkt_app.emulation import criteria, launch_checklist
from tdkt_app.emulation.periods import check_date_order
from tdkt_app.files import evidence_files
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required
from tdkt_app.rules.duration import duration_class
from tdkt_app.states import CampaignState

KIND_FLAGS = {"Individual": "for_individuals", "Collective": "for_collectives", "Household": "for_households"}
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100


class EmulationCampaign(Document):
	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.freeze_once_over()
		self.check_year()
		self.check_timetable()
		self.check_parent_campaign()
		self.check_plan()
		self.check_cancel_reason()
		criteria.check(self)
		evidence_files.check_own_files(self, {row.file for row in self.attachments})
		planned_awards.settle(self)
		self.set_duration_class()

	def before_save(self):
		launch_checklist.enforce(
			self
		)  # after the workflow guard: who may not take the step learns nothing else

	def on_trash(self):
		if (self.workflow_state or CampaignState.DRAFT) != CampaignState.DRAFT:
			frappe.throw(
				_("Only a draft can be deleted. Cancel the campaign instead."), frappe.PermissionError
			)

	def freeze_once_over(self):
		before = self.get_doc_before_save()
		if before and before.workflow_state in CampaignState.FROZEN:
			refuse_changes(self, before, ("workflow_state",), _("This campaign is over."))

	def check_year(self):
		if not EARLIEST_YEAR <= cint(self.year) <= LATEST_YEAR:
			frappe.throw(
				_("{0} must lie between {1} and {2}.").format(
					_(self.meta.get_label("year")), EARLIEST_YEAR, LATEST_YEAR
				)
			)

	def check_timetable(self):
		check_date_order(self, "launch_date", "registration_deadline", "report_deadline", "review_date")
		check_date_order(self, "launch_date", "registration_deadline", "end_date")
		check_date_order(self, "launch_date", "interim_deadline", "report_deadline")

	def set_duration_class(self):
		self.duration_class = duration_class(getdate(self.launch_date), getdate(self.end_date))

	def check_parent_campaign(self):
		if self.parent_campaign and self.parent_campaign == self.name:
			frappe.throw(_("A campaign cannot be its own parent."))

	def check_plan(self):
		plan_year = self.plan and frappe.db.get_value("Emulation Plan", self.plan, "year")
		if plan_year and cint(plan_year) != cint(self.year):
			frappe.throw(
				_("The plan {0} is for the year {1}, the campaign for {2}.").format(
					self.plan, plan_year, self.year
				)
			)

	def check_cancel_reason(self):
		if self.workflow_state == CampaignState.CANCELLED and not (self.cancel_reason or "").strip():
			frappe.throw(_("Write the reason for cancelling first."), frappe.MandatoryError)

	def admits(self, honoree_kind: str) -> bool:
		"""Whether honorees of this kind may take part. No kind ticked: everybody may."""
		ticked = [kind for kind, flag in KIND_FLAGS.items() if self.get(flag)]
		return not ticked or honoree_kind in ticked
