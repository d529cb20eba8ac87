import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_datetime, get_datetime, get_fullname, now_datetime

from tdkt_app.commendation import ballots
from tdkt_app.doctype.council_meeting import attendance, candidates, results, tally
from tdkt_app.guards.freezing import keep_server_fields, refuse_changes
from tdkt_app.guards.issued_papers import HEADING, freeze_heading
from tdkt_app.guards.required import check_required
from tdkt_app.law import findings
from tdkt_app.states import MeetingState

# What is still written once the voting is open; candidates are compared apart from their votes.
_OPEN_WHILE_VOTING = (
	"workflow_state",
	"ended_on",
	"place",
	"secretary",
	"candidates",
	"counting_board",
	"ballots_issued",
	"ballots_returned",
	"ballots_valid",
	"ballots_invalid",
	"voted_count",
	"convened_on",
	"voting_opened_on",
	"closed_on",
	"closed_by",
	"proceedings",
	"other_opinions",
	"conclusion",
)


class CouncilMeeting(Document):
	"""A meeting of an award council: agenda, attendance, votes, result, minutes.

	Source: NĐ 152/2025/NĐ-CP Art. 33.5, 45; for commune councils the province's rules (Art. 6.2.e). Closing submits it.
	"""

	def check_if_latest(self):
		self.wait_for_turn()
		super().check_if_latest()

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.check_step()
		if self.stored_state() in MeetingState.FROZEN:
			self.freeze_what_is_voted_on()
			self.check_count_so_far()
		else:
			self.prepare()
		self.check_hours()
		self.take_step()

	def before_submit(self):
		self.count_votes()
		self.stamp_closing()

	def before_update_after_submit(self):
		refuse_changes(self, self.get_doc_before_save(), (), _("This meeting is closed."))

	def before_cancel(self):
		frappe.throw(_("A closed meeting stays as it is."), frappe.PermissionError)

	def on_trash(self):
		if self.docstatus or (self.workflow_state or MeetingState.DRAFT) != MeetingState.DRAFT:
			frappe.throw(
				_("Only a draft can be deleted. Cancel the meeting instead."), frappe.PermissionError
			)
		findings.drop_overrides(self)

	def stored_state(self) -> str:
		before = self.get_doc_before_save()
		return (before and before.workflow_state) or MeetingState.DRAFT

	def wait_for_turn(self):
		"""Whoever votes, closes or saves at the same moment takes the lock of this row first; the others wait."""
		if self.is_new():
			return
		stored = frappe.db.get_value(
			self.doctype, self.name, ["docstatus", "closed_by", "closed_on"], as_dict=True, for_update=True
		)
		if stored and stored.docstatus and not self.closed_on:
			frappe.throw(
				_("The meeting has already been closed by {0} at {1}. Load it again.").format(
					get_fullname(stored.closed_by), format_datetime(stored.closed_on, "HH:mm dd/MM/yyyy")
				),
				frappe.TimestampMismatchError,
				title=_("Already Closed"),
			)

	def check_step(self):
		"""What holds under any workflow: only what was voted on is closed, only what was not voted on is cancelled."""
		stored, state = self.stored_state(), self.workflow_state or MeetingState.DRAFT
		closing = self._action == "submit"
		if closing and stored != MeetingState.VOTING:
			frappe.throw(_("Open the voting before the meeting is closed."))
		if state == MeetingState.CLOSED and not closing:
			frappe.throw(_("A meeting is closed by the action “{0}”.").format(_("Close Voting")))
		if stored == MeetingState.VOTING and state != stored and not closing:
			self.refuse_to_drop_votes(state)

	def refuse_to_drop_votes(self, state: str):
		if state == MeetingState.CANCELLED:
			frappe.throw(_("The voting has been opened: the meeting can no longer be cancelled."))
		if ballots.voted_count(self):
			frappe.throw(_("Votes have been cast: attendance and candidates stay as they are."))

	def prepare(self):
		"""Agenda and attendance, as long as nobody has voted."""
		if self.vote_method == tally.HANDS:
			self.is_secret = 0
		if self.vote_method == tally.ONLINE:
			tally.clear(self)
		candidates.take_from_agenda(self)
		candidates.check(self)
		results.clear(self)
		attendance.take_members(self)
		attendance.add_own_recusals(self)
		attendance.check_recusals(self)
		attendance.check_written_opinions(self)
		attendance.count(self)

	def freeze_what_is_voted_on(self):
		before = self.get_doc_before_save()
		if before.workflow_state == MeetingState.CANCELLED:
			refuse_changes(self, before, ("workflow_state",), _("This meeting has been cancelled."))
			return
		refuse_changes(self, before, _OPEN_WHILE_VOTING, _("The voting is open."))
		candidates.check_unchanged(self, before)

	def check_count_so_far(self):
		results.clear(self)
		if self.vote_method == tally.ONLINE:
			tally.clear(self)
		else:
			tally.check_so_far(self)

	def check_hours(self):
		if self.ended_on and get_datetime(self.ended_on) < get_datetime(self.meeting_on):
			frappe.throw(_("The meeting cannot end before it begins."))

	def take_step(self):
		state = self.workflow_state or MeetingState.DRAFT
		if state == self.stored_state():
			return
		if state == MeetingState.CONVENED:
			self.check_ready_to_convene()
		elif state == MeetingState.VOTING:
			self.check_ready_to_vote()
		elif state == MeetingState.CANCELLED and not (self.cancel_reason or "").strip():
			frappe.throw(_("Write the reason for cancelling first."), frappe.MandatoryError)

	def check_ready_to_convene(self):
		if not self.candidates:
			frappe.throw(_("Enter the candidates of the meeting first."))
		self.convened_on = self.convened_on or now_datetime()

	def check_ready_to_vote(self):
		self.check_ready_to_convene()
		attendance.check_complete(self)
		attendance.check_chair(self)
		if self.vote_method == tally.ONLINE:
			attendance.check_accounts(self)
		results.check_conduct(self)
		self.voting_opened_on = now_datetime()

	def count_votes(self):
		if self.vote_method == tally.ONLINE:
			results.take_online_votes(self)
		else:
			tally.check_complete(self)
			self.voted_count = (
				self.ballots_returned if self.vote_method == tally.PAPER else self.present_count
			)
		results.compute(self)

	def stamp_closing(self):
		"""The state as well, on a site that closes meetings without a workflow."""
		self.workflow_state = MeetingState.CLOSED
		self.closed_on, self.closed_by = now_datetime(), frappe.session.user
		freeze_heading(self, (*HEADING, "place_name"))


@frappe.whitelist(methods=["GET"])
def relations_on(meeting: str) -> dict[str, str]:
	"""Code → name of the relations that keep a member from voting, on the day of the meeting. Needs to read it."""
	doc = frappe.get_doc("Council Meeting", meeting)
	doc.check_permission("read")
	return attendance.relations(doc)
