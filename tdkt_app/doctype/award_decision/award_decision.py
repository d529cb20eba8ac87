from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, now_datetime

from tdkt_app.commendation.codes import new_check_code
from tdkt_app.commendation.numbering import (
	GivenNumber,
	enter_number,
	is_manual,
	issue_number,
	open_register,
	printed_number,
	read_number,
	register_code,
	register_entry,
)
from tdkt_app.doctype.award_certificate import register
from tdkt_app.doctype.award_decision import amendment, annulment, historical, kinds, money, recipients, votes
from tdkt_app.doctype.reward_payment import payments
from tdkt_app.emulation.periods import check_date_order
from tdkt_app.guards import issued_papers
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.required import check_required
from tdkt_app.law import findings
from tdkt_app.states import DecisionKind, DecisionState
from tdkt_app.wording.vietnamese import money_in_words

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
_SET_ON_ISSUE = (
	"workflow_state",
	"number",
	"decision_number",
	"register_entry",
	"issued_on",
	"confirmed_by",
	"check_code",
)
_SET_AFTER_ISSUE = ("workflow_state", "published_on")


class AwardDecision(Document):
	def before_validate(self):
		keep_server_fields(self)
		recipients.keep_papers(self)
		if self.is_new():
			self.take_defaults_from_settings()

	def validate(self):
		check_required(self)
		kinds.check_parts(self)
		self.check_dates()
		self.fill_in_its_kind()
		self.check_number_on_paper()
		self.check_rules_before_sending()
		if self._action == "save":
			self.open_registers()

	def before_submit(self):
		self.refuse_changes_while_issuing()
		self.check_ready_to_issue()
		if not self.is_historical:
			findings.refuse_blocked(self)
			issued_papers.freeze_heading(self, HEADING)
		self.assign_number()

	def on_submit(self):
		if self.decision_kind == DecisionKind.ANNULMENT:
			annulment.carry_out(self)
		elif self.decision_kind == DecisionKind.AWARD and not self.is_historical:
			payments.open_payments(self)

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
		"""A decision of the past was signed by whom its paper says."""
		defaults = {"symbol": _DEFAULTS["symbol"]} if self.is_historical else _DEFAULTS
		issued_papers.take_defaults_from_settings(self, defaults)

	def check_dates(self):
		"""The period an achievement covers stands in the decision. Source: NĐ 152/2025/NĐ-CP Art. 33.7."""
		check_date_order(self, "period_from", "period_to")

	def fill_in_its_kind(self):
		if self.decision_kind == DecisionKind.AMENDMENT:
			amendment.fill_in(self)
		elif self.decision_kind == DecisionKind.ANNULMENT:
			annulment.fill_in(self)
		elif self.is_historical:
			historical.check_entry(self)
			with historical.names_as_printed(self):
				self.check_recipients()
			self.set_totals()
		else:
			self.check_recipients()
			votes.check_carried(self)
			self.set_rewards()
			self.set_totals()
		recipients.set_search_names(self.recipients)

	def check_number_on_paper(self):
		"""Entered where the number comes from paper, and nowhere else."""
		if self.manual_number:
			read_number(self.manual_number)
		if not self.takes_number_from_paper() and self.manual_number:
			frappe.throw(
				_("The numbers of the register {0} are automatic: leave “{1}” empty.").format(
					register_code(self.symbol, getdate(self.decision_date).year),
					_(self.meta.get_label("manual_number")),
				)
			)

	def takes_number_from_paper(self) -> bool:
		return bool(cint(self.is_historical)) or is_manual(self.symbol, getdate(self.decision_date).year)

	def register_symbol(self) -> str:
		"""Another authority numbers its decisions itself: its 12/QĐ-UBND is not the commune's."""
		return f"{self.symbol} {self.issued_by}" if self.is_historical and self.issued_by else self.symbol

	def open_registers(self):
		open_register(self.register_symbol(), getdate(self.decision_date).year)
		if self.decision_kind == DecisionKind.AWARD and not self.is_historical:
			register.open_register_of(self)

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
		if not before or self.is_historical or self.workflow_state == before.workflow_state:
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
		needed = [] if self.is_historical else ["signer_name", "signer_position", "legal_bases"]
		if self.takes_number_from_paper():
			needed.append("manual_number")
		if self.is_historical:
			historical.check_second_person(self)
		issued_papers.check_ready_to_issue(
			self, needed, _("To be filled in before the decision is issued: {0}.")
		)

	def assign_number(self):
		year = getdate(self.decision_date).year
		if self.takes_number_from_paper():
			given = enter_number(self.register_symbol(), year, self.manual_number, self.name)
		else:
			given = GivenNumber(issue_number(self.symbol, year), "")
		self.number = given.number
		self.decision_number = printed_number(self.symbol, *given)
		self.register_entry = register_entry(self.register_symbol(), year, given.key)
		self.issued_on = now_datetime()
		if self.is_historical:
			self.confirmed_by = frappe.session.user
		else:
			self.check_code = new_check_code()

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
