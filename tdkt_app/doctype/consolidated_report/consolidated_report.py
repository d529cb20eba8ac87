import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, now_datetime

from tdkt_app.guards import issued_papers
from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required
from tdkt_app.states import ReviewState

# Settings that a new report starts with: field of the report → field of TDKT Settings.
_DEFAULTS = {
	"place_name": "place_name",
	"signing_authority": "signing_authority",
	"signer_position": "signer_position",
	"signer_name": "signer_name",
}
_NEEDED_TO_ISSUE = (
	"organisation",
	"achieved",
	"place_name",
	"signer_position",
	"signer_name",
	"recipients_note",
)
_SET_ON_ISSUE = ("workflow_state", "issued_on", "number", "report_number", "register_entry")
_DIGITS = 2


class ConsolidatedReport(Document):
	"""The commune's report on a campaign, drafted from the reports of its units. Its text is kept as it is written."""

	def before_validate(self):
		keep_server_fields(self)
		if self.is_new():
			issued_papers.take_defaults_from_settings(self, _DEFAULTS)

	def validate(self):
		check_required(self)
		self.check_sources()
		self.check_results()
		self.set_report_number()

	def before_submit(self):
		self.refuse_changes_while_issuing()
		issued_papers.check_ready_to_issue(
			self, _NEEDED_TO_ISSUE, _("To be filled in before the report is issued: {0}.")
		)
		issued_papers.freeze_heading(self)
		self.issued_on = now_datetime()

	def before_update_after_submit(self):
		issued_papers.freeze_but_for_number(self, "report_number", _("This report has been issued."))
		self.set_report_number()

	def before_cancel(self):
		self.refuse_to_undo_issue()

	def on_trash(self):
		if self.docstatus:
			self.refuse_to_undo_issue()

	def check_sources(self):
		"""A report rests on what the standing body has accepted, each review once. One query, however many."""
		names = [row.review for row in self.sources]
		review = frappe.qb.DocType("Campaign Review")
		query = (
			frappe.qb.from_(review)
			.select(review.name, review.unit)
			.where(
				review.name.isin([*names, ""])
				& (review.campaign == self.campaign)
				& (review.review_kind == self.review_kind)
				& (review.workflow_state == ReviewState.ACCEPTED)
			)
		)
		units = dict(query.run())
		for row in self.sources:
			if row.review not in units:
				frappe.throw(
					_("Sources, row {0}: {1} is not an accepted review of this campaign and kind.").format(
						row.idx, row.review
					)
				)
			if names.count(row.review) > 1:
				frappe.throw(_("Sources, row {0}: {1} is listed twice.").format(row.idx, row.review))
			row.unit = units[row.review]

	def check_results(self):
		for row in self.results:
			row.percent = flt(row.percent, _DIGITS)
			if row.percent < 0:
				frappe.throw(_("Results, row {0}: the percent must not be below zero.").format(row.idx))

	def set_report_number(self):
		issued_papers.set_registered_number(self, "report_date", "report_number")

	def refuse_changes_while_issuing(self):
		issued_papers.refuse_changes_while_issuing(
			self,
			_SET_ON_ISSUE,
			_("Save the report as a draft first."),
			_("This is no longer what was sent for approval: save the changes first, then issue the report."),
		)

	def refuse_to_undo_issue(self):
		frappe.throw(_("An issued report is replaced by a new report."), frappe.PermissionError)
