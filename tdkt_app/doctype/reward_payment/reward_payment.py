import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate

from tdkt_app.commendation.fund import check_year_open
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.states import PaymentStatus

_OPEN_AFTER_PAYMENT = ("note",)
GIFT = "Gift of Equal Value"


class RewardPayment(Document):
	"""Made when a decision is issued (`payments.open_payments`); paid once; what was paid stays as it is."""

	def before_insert(self):
		frappe.throw(_("Reward payments are made by issuing a decision."), frappe.PermissionError)

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		before = self.get_doc_before_save()
		if before.status != PaymentStatus.DUE:
			self.keep_what_was_paid(before)
		elif self.paid_on:
			self.pay()
		else:
			self.check_nothing_half_paid()

	def on_trash(self):
		frappe.throw(_("Reward payments are not deleted."), frappe.PermissionError)

	def keep_what_was_paid(self, before):
		refuse_changes(
			self, before, _OPEN_AFTER_PAYMENT, _("This payment is “{0}”.").format(_(before.status))
		)

	def pay(self):
		"""Source: NĐ 152/2025/NĐ-CP Art. 47.2, 48.3."""
		self.check_complete()
		self.check_day()
		self.check_sum()
		self.status = PaymentStatus.PAID

	def check_complete(self):
		needed = ["method", "received_by", "document", *(["gift"] if self.method == GIFT else [])]
		missing = [_(self.meta.get_label(fieldname)) for fieldname in needed if not self.get(fieldname)]
		if missing:
			frappe.throw(
				_("{0}: to be filled in for a payment: {1}.").format(self.recipient_name, ", ".join(missing)),
				frappe.MandatoryError,
			)

	def check_day(self):
		label = _(self.meta.get_label("paid_on"))
		if getdate(self.paid_on) < getdate(self.due_on):
			frappe.throw(_("{0} must not be before the day of the decision.").format(label))
		if getdate(self.paid_on) > getdate():
			frappe.throw(_("{0} must not lie in the future.").format(label))
		check_year_open(getdate(self.paid_on).year)

	def check_sum(self):
		self.paid_amount = flt(self.paid_amount) or self.amount
		label = _(self.meta.get_label("paid_amount"))
		if self.paid_amount != int(self.paid_amount) or self.paid_amount < 0:
			frappe.throw(_("{0}: a whole number of đồng is expected.").format(label))
		if self.paid_amount > self.amount:
			frappe.throw(
				_("{0} must not be more than the decision says ({1}).").format(
					label, frappe.format_value(self.amount, self.meta.get_field("amount"), self)
				)
			)
		if self.paid_amount < self.amount and not self.note:
			frappe.throw(
				_("Write in the note why less than the decision says is paid."), frappe.MandatoryError
			)

	def check_nothing_half_paid(self):
		filled = [
			_(self.meta.get_label(fieldname))
			for fieldname in ("method", "received_by", "document", "gift", "paid_amount")
			if self.get(fieldname)
		]
		if filled:
			frappe.throw(_("Fill in the day of the payment, or empty: {0}.").format(", ".join(filled)))
