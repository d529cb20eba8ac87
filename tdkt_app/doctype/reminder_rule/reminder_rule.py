import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required
from tdkt_app.reminders import events, letters, planning

MOST_DAYS = 365


class ReminderRule(Document):
	"""When whom to remind of what, and in which words. The job is `reminders.sending`."""

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.check_day()
		self.check_somebody_is_reminded()
		self.check_text("subject")
		self.check_text("message")

	def check_day(self):
		if not 0 <= cint(self.days) <= MOST_DAYS:
			frappe.throw(
				_("{0} must lie between {1} and {2}.").format(_(self.meta.get_label("days")), 0, MOST_DAYS)
			)
		if self.event == events.RETURNED and self.direction == planning.BEFORE:
			frappe.throw(
				_("{0}: choose “{1}”, since nobody knows beforehand that an achievement is returned.").format(
					_(self.meta.get_label("direction")), _(planning.AFTER)
				)
			)

	def check_somebody_is_reminded(self):
		for fields in (("to_units", "to_officers"), ("by_notification", "by_email")):
			if not any(cint(self.get(field)) for field in fields):
				labels = [_(self.meta.get_label(field)) for field in fields]
				frappe.throw(_("Tick at least one of: {0}.").format(", ".join(labels)))

	def check_text(self, field: str):
		"""Fill the template with sample values, so that a mistake shows now and not at midnight."""
		try:
			filled = letters.fill(self.get(field), letters.SAMPLE)
		except letters.BadTemplate as bad:
			frappe.throw(f"{_(self.meta.get_label(field))}: {frappe.utils.escape_html(str(bad))}")
		if not filled:
			frappe.throw(_("{0} comes out empty.").format(_(self.meta.get_label(field))))
