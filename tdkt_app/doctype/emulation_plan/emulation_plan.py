from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, now_datetime

from tdkt_app.guards import issued_papers
from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required

# Settings that a new plan starts with: field of the plan → field of TDKT Settings.
_DEFAULTS = {
	"place_name": "place_name",
	"signing_authority": "signing_authority",
	"signer_position": "signer_position",
	"signer_name": "signer_name",
}
_NEEDED_TO_ISSUE = (
	"introduction",
	"contents",
	"tasks",
	"place_name",
	"signer_position",
	"signer_name",
	"recipients_note",
)
_SET_ON_ISSUE = ("workflow_state", "issued_on", "number", "plan_number", "register_entry")


class EmulationPlan(Document):
	"""The yearly plan and its printed paper. All text is kept as it is written: a plan prints what was put into it."""

	def before_validate(self):
		keep_server_fields(self)
		if self.is_new():
			issued_papers.take_defaults_from_settings(self, _DEFAULTS)

	def validate(self):
		check_required(self)
		self.check_year()
		self.check_contents()
		self.set_plan_number()

	def before_submit(self):
		self.refuse_changes_while_issuing()
		self.check_ready_to_issue()
		issued_papers.freeze_heading(self)
		self.issued_on = now_datetime()

	def before_update_after_submit(self):
		issued_papers.freeze_but_for_number(self, "plan_number", _("This plan has been issued."))
		self.set_plan_number()

	def before_cancel(self):
		self.refuse_to_undo_issue()

	def on_trash(self):
		if self.docstatus:
			self.refuse_to_undo_issue()

	def check_year(self):
		"""A plan is made at the turn of its year or within it."""
		dated = getdate(self.plan_date).year
		if cint(self.year) not in (dated, dated + 1):
			frappe.throw(_("A plan for the year {0} is not dated in {1}.").format(self.year, dated))

	def check_contents(self):
		for area, times in Counter(row.content_area for row in self.contents).items():
			if times > 1:
				frappe.throw(_("Content area {0} stands twice in the plan.").format(frappe.bold(area)))

	def set_plan_number(self):
		issued_papers.set_registered_number(self, "plan_date", "plan_number")

	def refuse_changes_while_issuing(self):
		issued_papers.refuse_changes_while_issuing(
			self,
			_SET_ON_ISSUE,
			_("Save the plan as a draft first."),
			_("This is no longer what was sent for approval: save the changes first, then issue the plan."),
		)

	def check_ready_to_issue(self):
		issued_papers.check_ready_to_issue(
			self, _NEEDED_TO_ISSUE, _("To be filled in before the plan is issued: {0}.")
		)

	def refuse_to_undo_issue(self):
		frappe.throw(_("An issued plan is replaced by a new plan."), frappe.PermissionError)
