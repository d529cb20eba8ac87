"""The workflow as the server enforces it.

Plain Frappe leaves five ways around a workflow open to REST and bulk edit: editing in a state that belongs to another
role, writing the state field without the action, submitting past the states, approving one's own paper, cancelling
outside the workflow. The guard closes them for whatever workflow an administrator draws; with no active workflow it
has nothing to guard. What must hold even then is in the controllers (`freezing`, frozen states) and in `permissions`.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import get_transitions, get_workflow, get_workflow_name, has_approval_access
from frappe.utils import cint

from tdkt_app.emulation import blocks
from tdkt_app.guards.freezing import changed_fields

# Where the person who acts explains the act: he may write it although the rest of the paper belongs to another role.
REASON_FIELDS = {
	"Emulation Campaign": "cancel_reason",
	"Achievement": "verifier_remark",
	"Campaign Review": "officer_remark",
	"Exemplar": "remark",
	"Initiative": "remark",
	"Announcement": "remark",
	"Council Meeting": "cancel_reason",
}


def enforce(doc: Document, method: str | None = None) -> None:
	"""Refuse a save, submit, cancel or update after submit that the active workflow does not allow the user.

	Hooked on validate, before_cancel and before_update_after_submit. Raises frappe.PermissionError.
	"""
	if not get_workflow_name(doc.doctype):
		return
	guard = _Guard(doc)
	if not guard.before:
		guard.check_start()
	elif guard.old_state == guard.new_state:
		guard.check_edit()
	else:
		guard.check_transition()


class _Guard:
	def __init__(self, doc: Document):
		self.doc = doc
		self.before = doc.get_doc_before_save()
		self.workflow = get_workflow(doc.doctype)
		self.state_field = self.workflow.workflow_state_field
		self.first_state = self.workflow.states[0].state
		self.new_state = doc.get(self.state_field) or self.first_state
		self.old_state = (self.before and self.before.get(self.state_field)) or self.first_state

	def check_start(self) -> None:
		if self.new_state != self.first_state or cint(self.doc.docstatus):
			self.refuse(_("A new document starts in the state {0}.").format(_(self.first_state)))

	def check_edit(self) -> None:
		if self.confirms_paper():
			return
		if cint(self.doc.docstatus) != cint(self.before.docstatus):
			self.refuse(_("Use a workflow action for this step."))
		if not (self.may_edit() or self.only_explains_an_act() or self.only_scores_as_block_head()):
			self.refuse(_("In the state {0} this document is not yours to change.").format(_(self.old_state)))

	def confirms_paper(self) -> bool:
		"""A decision of the past went its way on paper: its controller says who confirms it, and what stays."""
		return (
			self.doc.doctype == "Award Decision"
			and bool(cint(self.before.is_historical))
			and (cint(self.before.docstatus), cint(self.doc.docstatus)) == (0, 1)
		)

	def check_transition(self) -> None:
		transitions = [
			transition
			for transition in self.transitions_of_user()
			if transition.next_state == self.new_state
			and has_approval_access(frappe.session.user, self.before, transition)
		]
		if not transitions:
			self.refuse(
				_("You may not take this document from {0} to {1}.").format(
					_(self.old_state), _(self.new_state)
				)
			)
		if cint(self.state_row(self.new_state).doc_status) != cint(self.doc.docstatus):
			self.refuse(_("Use a workflow action for this step."))
		if not self.may_edit() and self.edited_fields() - self.explaining_fields():
			self.refuse(_("A workflow action changes nothing but the state of the document."))

	def may_edit(self) -> bool:
		user = frappe.session.user
		editors = {row.allow_edit for row in self.workflow.states if row.state == self.old_state}
		return user == "Administrator" or bool(editors.intersection(frappe.get_roles(user)))

	def only_explains_an_act(self) -> bool:
		return self.edited_fields() <= self.explaining_fields() and bool(self.transitions_of_user())

	def only_scores_as_block_head(self) -> bool:
		"""The head of the block scores in states that are the officer's; `scoring` holds him to his own scores."""
		return self.edited_fields() <= {"scores"} and blocks.may_score(self.before)

	def explaining_fields(self) -> set[str]:
		"""Fields an act may fill: its reason, and what the workflow itself sets on the next state."""
		set_by_workflow = {row.update_field for row in self.workflow.states if row.state == self.new_state}
		return {REASON_FIELDS.get(self.doc.doctype), *set_by_workflow}

	def edited_fields(self) -> set[str]:
		"""Changed fields but for those that only the server writes (`freezing.keep_server_fields`)."""
		read_only = {df.fieldname for df in self.doc.meta.fields if df.read_only}
		return set(changed_fields(self.doc, self.before, except_for=read_only))

	def transitions_of_user(self) -> list[frappe._dict]:
		return get_transitions(self.before, self.workflow)

	def state_row(self, state: str):
		return next(row for row in self.workflow.states if row.state == state)

	def refuse(self, message: str) -> None:
		frappe.throw(message, frappe.PermissionError, title=_("Not Allowed by the Workflow"))
