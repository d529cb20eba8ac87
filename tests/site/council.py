"""A council of eleven and its meetings, for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tests.site.commune import CHAIRMAN, HAMLET_A, OFFICER

if TYPE_CHECKING:
	from frappe.model.document import Document

	from tests.site.commune import Commune

MEMBERS = tuple(f"Ủy viên {number:02}" for number in range(1, 12))
DAY = "2025-12-12 08:00:00"
ROLES = {0: "Chairperson", 1: "Vice Chairperson", 2: "Secretary"}


def account(number: int) -> str:
	"""Of the member with that number, counted from 1."""
	return f"member{number:02}@test.example"


class CouncilRoom:
	def __init__(self, commune: Commune):
		self.commune = commune

	def settle(self) -> None:
		"""Accounts of the members, once per database."""
		import frappe

		if frappe.db.exists("User", account(11)):
			return
		for number in range(1, 12):
			self.commune.make_user(account(number), "TDKT Council Member")
		frappe.db.commit()

	def council(self, size: int = 11, kind: str = "Emulation and Commendation", **values) -> Document:
		"""The first `size` members, in office from July 2025."""
		import frappe

		return frappe.get_doc(
			{
				"doctype": "Award Council",
				"council_name": "Hội đồng Thi đua – Khen thưởng xã",
				"council_kind": kind,
				"founding_decision": "12/QĐ-UBND ngày 05/7/2025",
				"term_from": "2025-07-01",
				"members": [self.member(number) for number in range(1, size + 1)],
				**values,
			}
		).insert()

	def member(self, number: int, **values) -> dict:
		return {
			"full_name": MEMBERS[number - 1],
			"position": "Cán bộ xã",
			"council_role": ROLES.get(number - 1, "Member"),
			"member_user": account(number),
			**values,
		}

	def candidate(self, award: str = "GK", unit: str = HAMLET_A, **values) -> dict:
		paper = self.commune.achievement(unit, state="Verified", **values)
		return {"honoree": paper.honoree, "award_type": award, "achievement": paper.name}

	def meeting(
		self,
		state: str = "Draft",
		present: int = 11,
		candidates: Iterable[Mapping] | None = None,
		council: Document | None = None,
		written: Iterable[int] = (),
		**values,
	) -> Document:
		"""The first `present` members are there, those numbered in `written` gave their opinion in writing."""
		import frappe

		council = council or self.council()
		meeting = frappe.get_doc(
			{
				"doctype": "Council Meeting",
				"subject": "Xét khen thưởng năm 2025",
				"council": council.name,
				"meeting_on": DAY,
				"chaired_by": MEMBERS[0],
				"secretary": MEMBERS[2],
				"candidates": list([self.candidate()] if candidates is None else candidates),
				**values,
			}
		).insert()
		for number, row in enumerate(meeting.attendance, start=1):
			row.attendance = "Present" if number <= present else "Absent"
			row.reason = None if number <= present else "Đi công tác"
			if number in written:
				row.attendance, row.reason = "Written Opinion", None
		meeting.save()
		return self.walk(meeting, state)

	def online(self, state: str = "Voting", secret: bool = True, **values) -> Document:
		return self.meeting(state, vote_method="Online Vote", is_secret=int(secret), **values)

	def walk(self, meeting: Document, state: str) -> Document:
		"""Through the workflow, as the officer."""
		steps = {"Draft": (), "Convened": ("Convene",), "Voting": ("Convene", "Open Voting")}[state]
		for action in steps:
			meeting = self.commune.act(meeting, action, OFFICER)
		return meeting

	def close(self, meeting: Document, user: str = OFFICER) -> Document:
		return self.commune.act(meeting, "Close Voting", user)

	def count(self, meeting: Document, *votes: tuple[int, int, int], **ballots: int) -> Document:
		"""What the counting board enters: (for, against, blank) per candidate; all present ballots valid unless said."""
		present = meeting.present_count
		meeting.update({"ballots_issued": present, "ballots_returned": present, "ballots_valid": present})
		meeting.update({f"ballots_{name}": number for name, number in ballots.items()})
		meeting.set("counting_board", [{"full_name": MEMBERS[3], "board_role": "Head"}])
		for row, (votes_for, votes_against, blank) in zip(meeting.candidates, votes, strict=True):
			row.update({"votes_for": votes_for, "votes_against": votes_against, "blank": blank})
		return meeting.save()

	def vote(self, meeting: Document, number: int, choice: str | Mapping[str, str] = "For") -> None:
		"""As the member with that number, the same on every candidate or as given."""
		from tdkt_app.commendation.ballots import cast

		choices = choice if isinstance(choice, Mapping) else {row.name: choice for row in meeting.candidates}
		with self.commune.as_user(account(number)):
			cast(meeting.name, dict(choices))


__all__ = ["CHAIRMAN", "DAY", "MEMBERS", "CouncilRoom", "account"]
