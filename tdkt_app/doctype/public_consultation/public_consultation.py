from __future__ import annotations

from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, now_datetime, nowdate

from tdkt_app.doctype.award_nomination.nominees import put_forward
from tdkt_app.doctype.public_consultation import outcome
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required
from tdkt_app.law import rule_packs
from tdkt_app.states import ConsultationState, NominationState

_SET_BY_OPENING = ("state", "opens_on", "closes_on")
_SET_BY_CLOSING = (
	"state",
	"early_close_reason",
	"closed_on",
	"closed_by",
	"comment_count",
	"handling_summary",
)
_IN_HAND = (NominationState.UNDER_APPRAISAL, NominationState.APPRAISED)


class PublicConsultation(Document):
	"""A list of nominees that is public for some working days, and what people said about it.

	Its states are the server's, without a workflow: `open_consultation` and `close_consultation`.
	"""

	def before_validate(self):
		keep_server_fields(self)
		self.take_days_from_settings()

	def validate(self):
		check_required(self)
		self.freeze_once_open()
		if self.state == ConsultationState.DRAFT:
			self.check_nominations()
			self.set_minimum_days()
		self.take_step()

	def on_trash(self):
		if self.state != ConsultationState.DRAFT:
			frappe.throw(_("What was open to the public stays on record."), frappe.PermissionError)

	def take_days_from_settings(self):
		"""A new list that says nothing is public as long as the commune's lists are, or as the rules ask for."""
		if not self.is_new() or cint(self.working_days):
			return
		usual = cint(frappe.get_cached_doc("TDKT Settings").consultation_working_days)
		self.working_days = max(usual, self.days_by_the_rules()) or None

	def freeze_once_open(self):
		before = self.get_doc_before_save()
		if before and before.state != ConsultationState.DRAFT:
			refuse_changes(self, before, (), _("This list has been open to the public."))

	def check_nominations(self):
		"""Nominations in hand, each once, names of their units beside them; one query."""
		facts = _nominations([row.nomination for row in self.nominations])
		for row in self.nominations:
			fact = facts[row.nomination]
			if fact.workflow_state not in _IN_HAND:
				frappe.throw(
					_("Row {0}: nomination {1} is not under appraisal or appraised.").format(
						row.idx, row.nomination
					)
				)
			row.unit_name = fact.unit_name
		for name, times in Counter(row.nomination for row in self.nominations).items():
			if times > 1:
				frappe.throw(_("Nomination {0} stands twice.").format(frappe.bold(name)))

	def set_minimum_days(self):
		"""What the rules of today ask for, of all the awards in the list. Source: NĐ 152/2025/NĐ-CP Art. 44.2."""
		self.minimum_days = self.days_by_the_rules()
		least = max(self.minimum_days, 1)
		if cint(self.working_days) < least:
			frappe.throw(_("The list must be public for at least {0} working days.").format(least))

	def days_by_the_rules(self) -> int:
		"""0 where no rule asks for a public list; throws when nobody is put forward."""
		rows = put_forward([row.nomination for row in self.nominations])
		if not rows:
			frappe.throw(_("The nominations put nobody forward."))
		pack, today = rule_packs.active_pack(), getdate(nowdate())
		found = [
			pack.find("deadline.public-listing", today, award).rule
			for award in {row.award_type for row in rows}
		]
		return max((rule.count("working_days") for rule in found if rule), default=0)

	def take_step(self):
		if self.flags.step == ConsultationState.OPEN:
			self.open_to_public()
		elif self.flags.step == ConsultationState.CLOSED:
			self.close()

	def open_to_public(self):
		if self.state != ConsultationState.DRAFT:
			frappe.throw(_("Only a draft can be opened."))
		_check_not_open_elsewhere(self)
		self.state, self.opens_on = ConsultationState.OPEN, nowdate()
		self.closes_on = rule_packs.working_calendar().add(getdate(self.opens_on), cint(self.working_days))

	def close(self):
		"""Not before the last day without a reason, and not before each comment has been handled."""
		if self.state != ConsultationState.OPEN:
			frappe.throw(_("Only an open list can be closed."))
		reason = (self.flags.reason or "").strip()
		if getdate(nowdate()) <= getdate(self.closes_on) and not reason:
			frappe.throw(
				_("The list is public until {0}: give the reason for closing earlier.").format(
					frappe.format(self.closes_on, "Date")
				),
				frappe.MandatoryError,
			)
		comments = outcome.comments_of([self.name])
		if waiting := [comment.name for comment in comments if not comment.handled_on]:
			frappe.throw(_("Comments not handled yet: {0}.").format(", ".join(waiting)))
		self.state, self.early_close_reason = ConsultationState.CLOSED, reason
		self.closed_on, self.closed_by = now_datetime(), frappe.session.user
		self.comment_count = len(comments)
		self.handling_summary = outcome.summary(comments)


@frappe.whitelist(methods=["POST"])
def open_consultation(name: str) -> str:
	"""Show the list to the public from today on; returns its last day (yyyy-mm-dd). Needs write permission."""
	return str(_step(name, ConsultationState.OPEN).closes_on)


@frappe.whitelist(methods=["POST"])
def close_consultation(name: str, early_close_reason: str = "") -> None:
	"""Close an open list; comments are no longer taken. Needs write permission, and a reason before the last day."""
	_step(name, ConsultationState.CLOSED, early_close_reason)


def _step(name: str, step: str, reason: str = "") -> Document:
	"""Under a lock of the row: a comment that comes in meanwhile waits, and then finds the list closed."""
	frappe.db.get_value("Public Consultation", name, "name", for_update=True)
	consultation = frappe.get_doc("Public Consultation", name)
	consultation.check_permission("write")
	consultation.flags.update({"step": step, "reason": reason})
	return consultation.save()


def _nominations(names: list[str]) -> dict[str, frappe._dict]:
	nomination, unit = frappe.qb.DocType("Award Nomination"), frappe.qb.DocType("Emulation Unit")
	query = (
		frappe.qb.from_(nomination)
		.join(unit)
		.on(unit.name == nomination.unit)
		.select(nomination.name, nomination.workflow_state, unit.unit_name)
		.where(nomination.name.isin(names or [""]))
	)
	return {row.name: row for row in query.run(as_dict=True)}


def _check_not_open_elsewhere(consultation: Document) -> None:
	row, other = frappe.qb.DocType("Consultation Nomination"), frappe.qb.DocType("Public Consultation")
	query = (
		frappe.qb.from_(row)
		.join(other)
		.on((other.name == row.parent) & (other.state == ConsultationState.OPEN))
		.select(row.nomination, other.name)
		.where(row.nomination.isin([own.nomination for own in consultation.nominations]))
		.where(other.name != consultation.name)
		.limit(1)
	)
	for nomination, name in query.run():
		frappe.throw(_("Nomination {0} is open to the public in {1} already.").format(nomination, name))
