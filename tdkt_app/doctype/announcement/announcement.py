import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from tdkt_app.emulation import announcement_delivery
from tdkt_app.files import attachments, evidence_files
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required
from tdkt_app.states import AnnouncementState
from tdkt_app.wording.plain_text import refuse_markup

_STEP_FIELDS = ("workflow_state", "remark", "published_on", "published_by", "withdrawn_on")


class Announcement(Document):
	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.freeze_once_published()
		refuse_markup(self, "announcement_title", "content")
		self.check_audience()
		evidence_files.check_own_files(self, {row.file for row in self.attachments})
		self.check_step()

	def on_update(self):
		if self.changes_to(AnnouncementState.PUBLISHED):
			announcement_delivery.deliver(self)

	def on_trash(self):
		if (self.workflow_state or AnnouncementState.DRAFT) != AnnouncementState.DRAFT:
			frappe.throw(
				_("Only a draft can be deleted. Withdraw the announcement instead."), frappe.PermissionError
			)

	def add_attachment(self, file_name: str, content: bytes, description: str = "") -> None:
		"""Store a private file with this announcement and list it; the caller saves."""
		attachments.add_file(self, "attachments", file_name, content, description)

	def freeze_once_published(self):
		before = self.get_doc_before_save()
		if not before or before.workflow_state not in AnnouncementState.FROZEN:
			return
		acts = self.workflow_state != before.workflow_state
		refuse_changes(
			self,
			before,
			_STEP_FIELDS if acts else ("remark",),
			_("This announcement was published: withdraw it and publish another one."),
		)

	def check_audience(self):
		units = [row.unit for row in self.audience]
		for row in self.audience:
			if units.count(row.unit) > 1:
				frappe.throw(_("Addressed Units, row {0}: {1} stands twice.").format(row.idx, row.unit))
		if not self.to_all_units and not units:
			frappe.throw(
				_("Choose the units the announcement is for, or tick “{0}”.").format(
					_(self.meta.get_label("to_all_units"))
				),
				frappe.MandatoryError,
			)

	def check_step(self):
		"""What a step needs, and the stamps it leaves."""
		if self.changes_to(AnnouncementState.PUBLISHED):
			self.check_due_date()
			self.published_on, self.published_by = now_datetime(), frappe.session.user
		elif self.changes_to(AnnouncementState.WITHDRAWN):
			if not (self.remark or "").strip():
				frappe.throw(_("Write why it is withdrawn."), frappe.MandatoryError)
			self.withdrawn_on = now_datetime()

	def check_due_date(self):
		if self.needs_acknowledgement and not self.due_date:
			frappe.throw(
				_("{0} is needed.").format(_(self.meta.get_label("due_date"))), frappe.MandatoryError
			)
		if self.due_date and getdate(self.due_date) < getdate():
			frappe.throw(_("{0} lies in the past.").format(_(self.meta.get_label("due_date"))))

	def changes_to(self, state: str) -> bool:
		before = self.get_doc_before_save()
		return bool(before) and before.workflow_state != state == self.workflow_state
