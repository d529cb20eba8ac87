import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required
from tdkt_app.states import PlanState

TARGET, TASK = "Target", "Task"
_TABLES = {TARGET: ("Plan Target", "target_name"), TASK: ("Plan Task", "text")}
_TITLE_LENGTH = 250


class PlanProgressEntry(Document):
	"""How far a target or task of an issued plan has come on a day. The plan itself stays as it was signed."""

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.check_plan()
		self.check_day()
		self.describe_row()

	def check_plan(self):
		if frappe.db.get_value("Emulation Plan", self.plan, "workflow_state") != PlanState.ISSUED:
			frappe.throw(_("Progress is recorded for an issued plan only: {0} is not.").format(self.plan))

	def check_day(self):
		if getdate(self.as_of) > getdate():
			frappe.throw(_("{0} must not lie in the future.").format(_(self.meta.get_label("as_of"))))

	def describe_row(self):
		"""Words of the row, as the plan has them."""
		table, text = _TABLES[self.row_kind]
		row = frappe.db.get_value(table, {"name": self.plan_row, "parent": self.plan}, "*", as_dict=True)
		if not row:
			frappe.throw(_("This row does not belong to the plan {0}.").format(self.plan))
		self.row_text = row[text]
		self.title = " ".join(row[text].split())[:_TITLE_LENGTH]
		self.measure = row.get("measure")
		if self.row_kind == TASK:
			self.reached_value = 0
		else:
			self.is_done = 0
