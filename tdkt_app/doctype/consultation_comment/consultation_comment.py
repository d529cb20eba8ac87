import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required
from tdkt_app.states import ConsultationState

PUBLIC_PAGE = "Public Page"
MOST_CHARACTERS = 5000


class ConsultationComment(Document):
	"""A comment on a public list. What was said stays as it came; how it was handled is written beside it."""

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.check_list_is_open()
		self.check_content()
		self.stamp_reception()
		self.stamp_handling()

	def on_trash(self):
		frappe.throw(_("A comment stays on record."), frappe.PermissionError)

	def check_list_is_open(self):
		"""The row lock lets a list close and a comment come in one after the other only."""
		state = frappe.db.get_value("Public Consultation", self.consultation, "state", for_update=True)
		if state != ConsultationState.OPEN:
			frappe.throw(_("The list is not open: comments are no longer taken or handled."))

	def check_content(self):
		if not self.is_new():
			return
		if len(self.content) > MOST_CHARACTERS:
			frappe.throw(_("A comment has at most {0} characters.").format(MOST_CHARACTERS))
		if self.channel == PUBLIC_PAGE and not self.flags.from_public_page:
			frappe.throw(_("Comments of the public page come from there only: choose another way."))

	def stamp_reception(self):
		if self.is_new():
			self.received_on = now_datetime()

	def stamp_handling(self):
		"""Who handled it last, and when; result and explanation belong together."""
		if bool(self.result) != bool((self.handling or "").strip()):
			frappe.throw(_("Enter both the result and how the comment was handled."), frappe.MandatoryError)
		if not self.result:
			self.handled_by, self.handled_on = None, None
		elif self.is_new() or self.has_value_changed("result") or self.has_value_changed("handling"):
			self.handled_by, self.handled_on = frappe.session.user, now_datetime()
