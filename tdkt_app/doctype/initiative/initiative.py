import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate, now_datetime

from tdkt_app.emulation.participation import check_honoree_of_unit
from tdkt_app.files import attachments, evidence_files
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required
from tdkt_app.states import InitiativeState
from tdkt_app.wording.plain_text import refuse_markup

_WHOLE, _SHARE_DIGITS = 100, 2
_STEP_FIELDS = ("workflow_state", "remark", "submitted_on", "decided_by", "decided_on")
_NEEDED_TO_RECOGNISE = ("recognised_level", "recognition_number", "recognised_on")
_NEEDED = {
	InitiativeState.RECOGNISED: _NEEDED_TO_RECOGNISE,
	InitiativeState.NOT_RECOGNISED: ("council_opinion",),
	InitiativeState.RETURNED: ("remark",),
}


class Initiative(Document):
	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.freeze_after_recognition()
		refuse_markup(self, "initiative_title", "problem", "solution", "effect")
		self.check_authors()
		self.check_shares()
		self.check_recognition_date()
		evidence_files.check_own_files(self, {row.file for row in self.evidence})
		self.check_step()

	def on_trash(self):
		if (self.workflow_state or InitiativeState.DRAFT) != InitiativeState.DRAFT:
			frappe.throw(
				_("Only a draft can be deleted: what was handed in stays on record."), frappe.PermissionError
			)

	def add_evidence(self, file_name: str, content: bytes, description: str = "") -> None:
		"""Store a private file with this initiative and list it; the caller saves."""
		attachments.add_file(self, "evidence", file_name, content, description)

	def freeze_after_recognition(self):
		before = self.get_doc_before_save()
		if not before or before.workflow_state not in InitiativeState.FROZEN:
			return
		acts = self.workflow_state != before.workflow_state
		refuse_changes(
			self, before, _STEP_FIELDS if acts else (), _("The Council has decided on this initiative.")
		)

	def check_authors(self):
		"""The first author is of the unit; others may work elsewhere, where the person who writes may see them."""
		names = [row.honoree for row in self.authors]
		for row in self.authors:
			if names.count(row.honoree) > 1:
				frappe.throw(_("Authors, row {0}: {1} stands twice.").format(row.idx, row.honoree))
		check_honoree_of_unit(frappe.get_doc("Honoree", names[0]), self.unit)
		before = self.get_doc_before_save()
		new = set(names).difference(row.honoree for row in before.authors) if before else set(names)
		known = frappe.get_list(
			"Honoree", filters={"name": ("in", list(new) or [""])}, pluck="name", limit_page_length=0
		)
		if foreign := sorted(new.difference(known)):
			frappe.throw(
				_("You have no access to the authors {0}.").format(", ".join(foreign)), frappe.PermissionError
			)

	def check_shares(self):
		for row in self.authors:
			if not 0 < flt(row.share) <= _WHOLE:
				frappe.throw(
					_("Authors, row {0}: the share must lie above 0 and at most at 100%.").format(row.idx)
				)
		total = flt(sum(flt(row.share) for row in self.authors), _SHARE_DIGITS)
		if total != _WHOLE:
			frappe.throw(_("The shares of the authors add up to {0}%, not to 100%.").format(total))

	def check_recognition_date(self):
		if self.recognised_on and getdate(self.recognised_on) > getdate():
			frappe.throw(_("{0} lies in the future.").format(_(self.meta.get_label("recognised_on"))))

	def check_step(self):
		"""What a step needs, and the stamps it leaves."""
		before = self.get_doc_before_save()
		if not before or self.workflow_state == before.workflow_state:
			return
		missing = [
			_(self.meta.get_label(field))
			for field in _NEEDED.get(self.workflow_state, ())
			if not str(self.get(field) or "").strip()
		]
		if missing:
			frappe.throw(
				_("To be filled in before this step: {0}.").format(", ".join(missing)), frappe.MandatoryError
			)
		if self.workflow_state == InitiativeState.SUBMITTED:
			self.submitted_on = now_datetime()
		elif self.workflow_state in InitiativeState.FROZEN:
			self.decided_by, self.decided_on = frappe.session.user, now_datetime()
