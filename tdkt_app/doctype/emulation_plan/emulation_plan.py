from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, now_datetime

from tdkt_app.freezing import keep_server_fields, refuse_changes
from tdkt_app.numbering import printed_number, register_entry
from tdkt_app.required import check_required

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
# Who issues it, as the settings name him on the day of issue: a commune that is renamed keeps its old plans.
_HEADING = ("authority_name", "commune_name", "superior_authority")
_NUMBER_FIELDS = ("number", "plan_number", "register_entry")


class EmulationPlan(Document):
	"""The yearly plan and its printed paper. All text is kept as it is written: a plan prints what was put into it."""

	def before_validate(self):
		keep_server_fields(self)
		if self.is_new():
			self.take_defaults_from_settings()

	def validate(self):
		check_required(self)
		self.check_year()
		self.check_contents()
		self.set_plan_number()

	def before_submit(self):
		self.refuse_changes_while_issuing()
		self.check_ready_to_issue()
		self.freeze_heading()
		self.issued_on = now_datetime()

	def before_update_after_submit(self):
		self.freeze_what_was_issued()
		self.set_plan_number()

	def before_cancel(self):
		self.refuse_to_undo_issue()

	def on_trash(self):
		if self.docstatus:
			self.refuse_to_undo_issue()

	def take_defaults_from_settings(self):
		settings = frappe.get_cached_doc("TDKT Settings")
		for fieldname, setting in _DEFAULTS.items():
			if not self.get(fieldname):
				self.set(fieldname, settings.get(setting))

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
		"""The clerk's register numbers the plans of all fields of work, so the number is entered, not counted here.

		Source: NĐ 30/2020/NĐ-CP Art. 15: numbers run through a year; the head of the body lays down the series.
		"""
		if not self.number:
			self.plan_number = self.register_entry = None
			return
		entry = register_entry(self.symbol, getdate(self.plan_date).year, self.number)
		self.check_number_is_free(entry)
		self.plan_number, self.register_entry = printed_number(self.symbol, self.number), entry

	def check_number_is_free(self, entry: str):
		other = frappe.db.get_value(
			"Emulation Plan", {"register_entry": entry, "name": ("!=", self.name or "")}, "name"
		)
		if other:
			frappe.throw(
				_("Number {0} is already that of the plan {1}.").format(
					printed_number(self.symbol, self.number), other
				)
			)

	def refuse_changes_while_issuing(self):
		"""What is issued is what was sent for approval."""
		before = self.get_doc_before_save()
		if not before:
			frappe.throw(_("Save the plan as a draft first."), frappe.PermissionError)
		refuse_changes(
			self,
			before,
			("workflow_state", "issued_on", *_NUMBER_FIELDS),
			_("This is no longer what was sent for approval: save the changes first, then issue the plan."),
		)

	def check_ready_to_issue(self):
		missing = [
			_(self.meta.get_label(fieldname)) for fieldname in _NEEDED_TO_ISSUE if not self.get(fieldname)
		]
		if missing:
			frappe.throw(_("To be filled in before the plan is issued: {0}.").format(", ".join(missing)))

	def freeze_heading(self):
		settings = frappe.get_cached_doc("TDKT Settings")
		self.update({fieldname: settings.get(fieldname) for fieldname in _HEADING})

	def freeze_what_was_issued(self):
		"""The number alone may come later, because the register gives it to the signed paper; it comes once."""
		before = self.get_doc_before_save()
		open_fields = ("workflow_state",) if before.number else ("workflow_state", *_NUMBER_FIELDS)
		self.plan_number, self.register_entry = before.plan_number, before.register_entry
		refuse_changes(self, before, open_fields, _("This plan has been issued."))

	def refuse_to_undo_issue(self):
		frappe.throw(_("An issued plan is replaced by a new plan."), frappe.PermissionError)
