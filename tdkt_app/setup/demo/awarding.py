"""The demo year, concluded: the council's vote, its decisions, what is handed out and paid, and what is taken back."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.commendation import ballots
from tdkt_app.doctype.award_certificate.register import issue_certificates, reissue
from tdkt_app.doctype.award_decision import historical
from tdkt_app.doctype.award_decision.drafting import draft_decision_of_meeting
from tdkt_app.doctype.reward_payment.bulk import mark_as_paid
from tdkt_app.law import legal_bases
from tdkt_app.setup.demo.acting import act, acting_as, insert_as, move_stamps, read
from tdkt_app.states import DecisionState

if TYPE_CHECKING:
	from tdkt_app.setup.demo.story import Story

_MEETING = (
	"subject",
	"meeting_on",
	"place",
	"vote_method",
	"is_secret",
	"chaired_by",
	"secretary",
	"proceedings",
	"other_opinions",
	"conclusion",
)
_MEETING_STAMPS = ("convened_on", "voting_opened_on", "closed_on", "ended_on")
# Of eleven members: against one who is not carried, and against one who is.
_MOST_AGAINST, _SOME_AGAINST = 5, 2
_PAID_AT_ONCE = 50
_REISSUED = "Bản cũ bị ướt trong đợt mưa lũ, đã thu hồi."


def tell(story: Story) -> None:
	for name, row in story.issued:
		_follow_up(name, row)
	for row in read("past_decisions"):
		_past_decision(story, row)
	for row in read("meetings"):
		_Meeting(story, row).tell()


def open_fund() -> None:
	"""Years that people have opened themselves keep their figures and get no entries."""
	for row in read("fund"):
		if frappe.db.exists("Fund Year", {"year": row["year"]}):
			continue
		values = {field: row[field] for field in ("year", "region", "expenditure", "document")}
		insert_as("officer", frappe.get_doc({"doctype": "Fund Year", **values}))
		for entry in row["entries"]:
			insert_as("officer", frappe.get_doc({"doctype": "Fund Entry", **entry}))


def _follow_up(decision: str, row: dict) -> None:
	"""What came after a decision of a campaign, as far as the row says."""
	if "published_on" in row:
		act("chairman", "Award Decision", decision, "Publish")
		move_stamps("Award Decision", decision, {"published_on": row["published_on"]})
		_hand_out(decision, row["decision_date"])
	if "paid" in row:
		_pay(decision, (), **row["paid"])


def _hand_out(decision: str, day: str) -> list[str]:
	"""Certificates of an issued decision, dated on the day; their names."""
	with acting_as("officer"):
		names = issue_certificates(decision)
	frappe.db.set_value("Award Certificate", {"decision": decision}, "issued_on", day, update_modified=False)
	return names


def _pay(decision: str, units: Collection[str], **how: str) -> None:
	"""The officer marks the payments of the units' people as paid; of all when no unit is named."""
	chosen = {"decision": decision, **({"unit": ("in", list(units))} if units else {})}
	# The loader looks for what it made itself; each payment is then marked as the officer.
	names = frappe.get_all("Reward Payment", chosen, pluck="name", order_by="name")
	for start in range(0, len(names), _PAID_AT_ONCE):
		with acting_as("officer"):
			done = mark_as_paid(names[start : start + _PAID_AT_ONCE], **how)
		_check(done["results"])


def _past_decision(story: Story, row: dict) -> None:
	"""Entered by the officer from paper, confirmed by the chairman."""
	until = frappe.get_cached_doc("TDKT Settings").paper_until
	if not until or getdate(until) < getdate(row["decision_date"]):
		return  # the site takes no decision of that day
	values = {field: value for field, value in row.items() if field != "recipients"}
	values["recipients"] = [
		{"honoree": story.honorees[key], "award_type": award, "amount": amount}
		for key, award, amount in row["recipients"]
	]
	decision = frappe.get_doc({"doctype": "Award Decision", "is_historical": 1, **values})
	name = insert_as("officer", decision)
	with acting_as("chairman"):
		_check(historical.confirm([name])["results"])
	act("chairman", "Award Decision", name, "Publish")
	day = row["decision_date"]
	move_stamps("Award Decision", name, {"published_on": f"{day} 16:00:00"})


class _Meeting:
	def __init__(self, story: Story, row: dict):
		self.story, self.row = story, row

	def tell(self) -> None:
		self.convene()
		self.vote()
		self.close()
		published, *_drafts = [self.decide(row) for row in self.row["decisions"]]
		self.take_back(published)

	def convene(self) -> None:
		values = {field: self.row[field] for field in _MEETING}
		values["council"] = frappe.db.get_value("Award Council", {"is_demo": 1})
		values["nominations"] = [{"nomination": name} for name in self.story.lists[self.row["list"]]]
		self.name = insert_as("officer", frappe.get_doc({"doctype": "Council Meeting", **values}))
		with acting_as("officer"):
			meeting = frappe.get_doc("Council Meeting", self.name)
			for member in meeting.attendance:
				member.reason = self.row["absent"].get(member.full_name)
				member.attendance = "Absent" if member.reason else "Present"
			for recusal in self.row["recusals"]:
				values = {field: recusal[field] for field in ("member_name", "relation", "reason")}
				meeting.append("recusals", {**values, "honoree": self.first_of(meeting, recusal["unit"])})
			meeting.save()
		act("officer", "Council Meeting", self.name, "Convene")
		act("officer", "Council Meeting", self.name, "Open Voting")

	@staticmethod
	def first_of(meeting: Document, unit: str) -> str:
		return next(row.honoree for row in meeting.candidates if row.unit == unit)

	def vote(self) -> None:
		"""Each member who is there casts a secret ballot on everybody he is not recused for."""
		meeting = frappe.get_doc("Council Meeting", self.name)
		against = self.doubts(meeting)
		recused = {(row.member_name, row.honoree) for row in meeting.recusals}
		present = [row for row in meeting.attendance if row.attendance == "Present"]
		for number, member in enumerate(present):
			choices = {
				row.name: "Against" if number < against.get(row.name, 0) else "For"
				for row in meeting.candidates
				if (member.full_name, row.honoree) not in recused
			}
			with acting_as(member.member_user.partition("@")[0]):
				ballots.cast(self.name, choices)

	def doubts(self, meeting: Document) -> dict[str, int]:
		"""How many members vote against a candidate: the last one of a unit in each case."""
		last = {row.unit: row.name for row in meeting.candidates}
		doubted = {last[unit]: _SOME_AGAINST for unit in self.row["doubted"]}
		return {**doubted, last[self.row["voted_down"]]: _MOST_AGAINST}

	def close(self) -> None:
		act("officer", "Council Meeting", self.name, "Close Voting")
		move_stamps("Council Meeting", self.name, {field: self.row[field] for field in _MEETING_STAMPS})

	def decide(self, row: dict) -> str:
		"""The officer drafts from the result and leaves out the units whose decision comes later."""
		with acting_as("officer"):
			decision = frappe.get_doc(draft_decision_of_meeting(self.name))
			proposing = self.units_of(decision)
			decision.recipients = [
				one for one in decision.recipients if proposing[one.nomination] not in row["leave_out"]
			]
			for number, one in enumerate(decision.recipients, 1):
				one.idx = number
		decision.update({field: row[field] for field in ("subject", "decision_date", "reason")})
		decision.set("legal_bases", [{"basis": line} for line in legal_bases.lines_on(row["decision_date"])])
		decision.signer_name = self.row["chaired_by"]
		name = insert_as("officer", decision)
		if row["step"] == DecisionState.PUBLISHED:
			self.publish(name, row)
		return name

	@staticmethod
	def units_of(decision: Document) -> dict[str, str]:
		named = {"name": ("in", [one.nomination for one in decision.recipients])}
		# The loader reads its own rows.
		return dict(frappe.get_all("Award Nomination", named, ["name", "unit"], as_list=True))

	def publish(self, name: str, row: dict) -> None:
		act("officer", "Award Decision", name, "Send for Signature")
		act("chairman", "Award Decision", name, "Issue")
		act("chairman", "Award Decision", name, "Publish")
		move_stamps("Award Decision", name, {field: row[field] for field in ("issued_on", "published_on")})
		certificates = _hand_out(name, row["decision_date"])
		with acting_as("officer"):
			reissue(certificates[0], _REISSUED)
		_pay(name, row["paid_units"], **row["paid"])

	def take_back(self, decision: str) -> None:
		"""One award was given on a false report: an annulling decision, a certificate revoked, money to be returned."""
		row = self.row["annulment"]
		concerned = frappe.get_doc("Award Decision", decision)
		wrong = [
			one
			for one in concerned.recipients
			if one.unit == row["unit"] and one.honoree_kind == "Individual" and one.amount
		][-1]
		fields = ("decision_date", "subject", "reason", "conclusion", "annulment_dossier")
		annulment = {"recipient": wrong.name, "ground": row["ground"], "details": row["details"]}
		values = {
			"decision_kind": "Annulment",
			"amends": decision,
			"signer_name": self.row["chaired_by"],
			"legal_bases": [{"basis": line} for line in legal_bases.lines_on(row["decision_date"])],
			"annulments": [annulment],
			**{field: row[field] for field in fields},
		}
		name = insert_as("officer", frappe.get_doc({"doctype": "Award Decision", **values}))
		act("officer", "Award Decision", name, "Send for Signature")
		act("chairman", "Award Decision", name, "Issue")
		move_stamps("Award Decision", name, {"issued_on": row["issued_on"]})
		with acting_as("officer"):
			tracked = frappe.get_doc("Award Return", {"recipient": wrong.name})
			tracked.update({"received_on": row["received_on"]}).save()


def _check(results: Collection[dict]) -> None:
	problems = [row["problem"] for row in results if row["problem"]]
	if problems:
		frappe.throw("<br>".join(problems))
