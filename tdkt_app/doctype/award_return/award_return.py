import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.commendation.fund import check_year_open
from tdkt_app.doctype.reward_payment import payments
from tdkt_app.emulation.periods import check_date_order
from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.law import rule_packs
from tdkt_app.rules.deadlines import check_step
from tdkt_app.states import ReturnStatus

_DAYS = ("received_on", "object_returned_on", "money_returned_on")


class AwardReturn(Document):
	"""Made by the annulling decision (`tracking.open_returns`); a day that was entered stays."""

	def before_insert(self):
		frappe.throw(_("Returns are opened by issuing an annulling decision."), frappe.PermissionError)

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		before = self.get_doc_before_save()
		self.keep_days(before)
		self.check_days(before)
		self.set_due_day()
		self.set_status()

	def on_update(self):
		before = self.get_doc_before_save()
		if self.money_returned_on and not before.money_returned_on:
			payments.return_money(self.recipient, self.money_returned_on)

	def on_trash(self):
		frappe.throw(_("Returns are not deleted."), frappe.PermissionError)

	def keep_days(self, before):
		for fieldname in _DAYS:
			if before.get(fieldname) and getdate(before.get(fieldname)) != getdate(
				self.get(fieldname) or None
			):
				frappe.throw(
					_("{0} has been entered and stays; write a correction in the note.").format(
						_(self.meta.get_label(fieldname))
					),
					frappe.PermissionError,
				)

	def check_days(self, before):
		for fieldname in _DAYS:
			if self.get(fieldname) and getdate(self.get(fieldname)) > getdate():
				frappe.throw(_("{0} must not lie in the future.").format(_(self.meta.get_label(fieldname))))
		check_date_order(self, "received_on", "object_returned_on")
		check_date_order(self, "received_on", "money_returned_on")
		self.check_received()
		if self.money_returned_on and not self.amount:
			frappe.throw(_("No money was paid for this award: none is returned."))
		if self.money_returned_on and not before.money_returned_on:
			check_year_open(getdate(self.money_returned_on).year)

	def check_received(self):
		if not self.received_on:
			return
		issued = frappe.db.get_value("Award Decision", self.annulment, "decision_date")
		if getdate(self.received_on) < issued:
			frappe.throw(
				_("{0} must not be before the day of the annulling decision.").format(
					_(self.meta.get_label("received_on"))
				)
			)

	def set_due_day(self):
		"""The 15th working day after the receipt. Source: NĐ 152/2025/NĐ-CP Art. 58.2; the number is a dated rule."""
		if self.received_on:
			started = getdate(self.received_on)
			pack, calendar = rule_packs.active_pack(), rule_packs.working_calendar()
			self.due_on = check_step("annulment-return", started, started, pack, calendar).day

	def set_status(self):
		if self.returned_on():
			self.status = ReturnStatus.RETURNED
		elif self.received_on:
			self.status = ReturnStatus.TO_BE_RETURNED

	def returned_on(self) -> datetime.date | None:
		"""The day on which all was back; None while something is missing."""
		days = [self.object_returned_on, *([self.money_returned_on] if self.amount else [])]
		return max(map(getdate, days)) if all(days) else None
