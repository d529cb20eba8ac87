from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from tdkt_app import findings, issued_papers
from tdkt_app.doctype.award_decision import money, recipients
from tdkt_app.freezing import keep_server_fields, refuse_changes
from tdkt_app.numbering import issue_number, open_register, printed_number, register_entry
from tdkt_app.periods import check_date_order
from tdkt_app.required import check_required
from tdkt_app.states import DecisionState
from tdkt_app.vietnamese import money_in_words

# Settings that a new decision starts with: field of the decision → field of TDKT Settings.
_DEFAULTS = {
	"symbol": "decision_symbol",
	"signing_authority": "signing_authority",
	"signer_position": "signer_position",
	"signer_name": "signer_name",
	"fund_source": "fund_source",
	"recipients_note": "default_recipients_note",
}
HEADING = (*issued_papers.HEADING, "place_name", "standing_body")
_SET_ON_ISSUE = ("workflow_state", "number", "decision_number", "register_entry", "issued_on")
_SET_AFTER_ISSUE = ("workflow_state", "published_on")


class AwardDecision(Document):
	def before_validate(self):
		keep_server_fields(self)
		recipients.keep_papers(self)
		if self.is_new():
			self.take_defaults_from_settings()

	def validate(self):
		check_required(self)
		self.check_dates()
		self.check_recipients()
		self.set_rewards()
		self.set_totals()
		self.check_rules_before_sending()
		if self._action == "save":
			open_register(self.symbol, getdate(self.decision_date).year)

	def before_submit(self):
		self.refuse_changes_while_issuing()
		self.check_ready_to_issue()
		findings.refuse_blocked(self)
		issued_papers.freeze_heading(self, HEADING)
		self.assign_number()

	def before_update_after_submit(self):
		self.freeze_what_was_printed()
		self.stamp_publication()

	def before_cancel(self):
		self.refuse_to_undo_issue()

	def on_trash(self):
		if self.docstatus or self.decision_number:
			self.refuse_to_undo_issue()
		findings.drop_overrides(self)

	def take_defaults_from_settings(self):
		issued_papers.take_defaults_from_settings(self, _DEFAULTS)

	def check_dates(self):
		"""The period an achievement covers stands in the decision. Source: NĐ 152/2025/NĐ-CP Art. 33.7."""
		check_date_order(self, "period_from", "period_to")

	def check_recipients(self):
		facts = recipients.RecipientFacts.of(self.recipients)
		recipients.check_no_repetition(self.recipients)
		recipients.check_awards_fit(self.recipients, facts)
		recipients.check_achievements(self.recipients, facts)
		recipients.check_nominations(self.recipients)
		recipients.check_not_rewarded_elsewhere(self)
		recipients.describe(self.recipients, facts)

	def set_rewards(self):
		money.set_rewards(self)

	def set_totals(self):
		kinds = Counter(row.honoree_kind for row in self.recipients)
		self.individual_count = kinds["Individual"]
		self.collective_count = kinds["Collective"]
		self.household_count = kinds["Household"]
		self.total_amount = sum(row.amount for row in self.recipients)
		self.in_words = money_in_words(self.total_amount)

	def check_rules_before_sending(self):
		"""What the rules forbid does not leave the draft, under any workflow."""
		before = self.get_doc_before_save()
		if not before or self.workflow_state == before.workflow_state:
			return
		if (before.workflow_state or DecisionState.DRAFT) == DecisionState.DRAFT:
			findings.refuse_blocked(self)

	def refuse_changes_while_issuing(self):
		"""What is issued is what was sent for signature: names and money are recomputed and must come out the same."""
		issued_papers.refuse_changes_while_issuing(
			self,
			_SET_ON_ISSUE,
			_("Save the decision as a draft first."),
			_("This is no longer what was sent for signature: return it, save the draft and send it again."),
		)

	def check_ready_to_issue(self):
		issued_papers.check_ready_to_issue(
			self,
			("signer_name", "signer_position", "legal_bases"),
			_("To be filled in before the decision is issued: {0}."),
		)

	def assign_number(self):
		year = getdate(self.decision_date).year
		self.number = issue_number(self.symbol, year)
		self.decision_number = printed_number(self.symbol, self.number)
		self.register_entry = register_entry(self.symbol, year, self.number)
		self.issued_on = now_datetime()

	def freeze_what_was_printed(self):
		refuse_changes(
			self, self.get_doc_before_save(), _SET_AFTER_ISSUE, _("This decision has been issued.")
		)

	def stamp_publication(self):
		self.published_on = self.get_doc_before_save().published_on
		if self.workflow_state == DecisionState.PUBLISHED and not self.published_on:
			self.published_on = now_datetime()

	def refuse_to_undo_issue(self):
		frappe.throw(_("An issued decision is annulled by a revoking decision."), frappe.PermissionError)
