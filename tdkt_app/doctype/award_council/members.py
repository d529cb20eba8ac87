"""The members of a council: who they are on a day, what their accounts must be able to do, who may not be taken out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.access.roles import CHAIRMAN, COUNCIL_MEMBER, OFFICER
from tdkt_app.states import MeetingState

# Roles that open a meeting, so that its page can be voted on.
_ROLES_THAT_OPEN_A_MEETING = (COUNCIL_MEMBER, OFFICER, CHAIRMAN)
_FIRST_DAY, _LAST_DAY = date(1, 1, 1), date(9999, 12, 31)
# What must stay of a member whose vote has been counted.
_IDENTITY = ("full_name", "member_user", "honoree")


def overlap(one: tuple, other: tuple) -> bool:
	"""Whether two times share a day. Each is (from, to), both days included, an empty end is open."""
	(start, end), (other_start, other_end) = _days(one), _days(other)
	return start <= other_end and other_start <= end


def on_day(council: Document, day: date) -> list[Document]:
	"""Rows of the members on that day, in the order of the council."""
	return [row for row in council.members if overlap((row.from_date, row.to_date), (day, day))]


def works_on(council: Document, day: date) -> bool:
	return overlap((council.term_from, council.term_to), (day, day))


def check_accounts(council: Document) -> None:
	"""An account stands for one member and opens the meeting. Looks at new accounts only: roles change later."""
	before = council.get_doc_before_save()
	known = {row.name: row.member_user for row in before.members} if before else {}
	accounts = [row for row in council.members if row.member_user]
	for number, row in enumerate(accounts):
		for other in accounts[number + 1 :]:
			if row.member_user == other.member_user:
				frappe.throw(
					_("Row {0}: the account {1} already belongs to {2}.").format(
						other.idx, other.member_user, row.full_name
					)
				)
	new = {row.member_user for row in accounts if known.get(row.name) != row.member_user}
	able = _able_to_open_a_meeting(new)
	for row in accounts:
		if row.member_user in new - able:
			frappe.throw(
				_("Row {0}: give the account {1} the role “{2}” first, or it cannot vote.").format(
					row.idx, row.member_user, _(COUNCIL_MEMBER)
				)
			)


def keep_those_who_took_part(council: Document) -> None:
	"""A member who took part in a meeting is neither deleted nor exchanged for another person."""
	before = council.get_doc_before_save()
	if not before:
		return
	now = {row.name: row for row in council.members}
	refuse_to_lose_those_who_took_part(council, [row for row in before.members if row.name not in now])
	changed = [row for row in before.members if row.name in now and _is_another_person(row, now[row.name])]
	took_part = _meetings_of(changed)
	for row in changed:
		if row.name in took_part:
			frappe.throw(
				_(
					"{0} took part in the meeting {1}: name, account and honoree stay. Enter until when he is a member "
					"and add a new row."
				).format(frappe.bold(row.full_name), took_part[row.name]),
				frappe.PermissionError,
			)


def refuse_to_lose_those_who_took_part(council: Document, rows: Sequence[Document]) -> None:
	took_part = _meetings_of(rows)
	for row in rows:
		if row.name in took_part:
			frappe.throw(
				_(
					"{0} took part in the meeting {1} and cannot be deleted. Enter until when he is a member instead."
				).format(frappe.bold(row.full_name), took_part[row.name]),
				frappe.PermissionError,
			)


def _is_another_person(stored: Document, sent: Document) -> bool:
	"""An account or an honoree may be added later."""
	return any(stored.get(field) and stored.get(field) != sent.get(field) for field in _IDENTITY)


def _meetings_of(rows: Collection[Document]) -> dict[str, str]:
	"""Members (names of rows) in a meeting whose voting was opened, each with one such meeting."""
	if not rows:
		return {}
	attendance, meeting = frappe.qb.DocType("Meeting Attendance"), frappe.qb.DocType("Council Meeting")
	query = (
		frappe.qb.from_(attendance)
		.join(meeting)
		.on(meeting.name == attendance.parent)
		.select(attendance.member, meeting.name)
		.where(attendance.member.isin([row.name for row in rows]))
		.where(meeting.workflow_state.isin(MeetingState.VOTED_ON))
	)
	return dict(query.run())


def _able_to_open_a_meeting(users: Collection[str]) -> set[str]:
	if not users:
		return set()
	role, user = frappe.qb.DocType("Has Role"), frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(role)
		.join(user)
		.on((user.name == role.parent) & (role.parenttype == "User"))
		.select(user.name)
		.distinct()
		.where(user.name.isin(list(users)) & (user.enabled == 1))
		.where(role.role.isin(_ROLES_THAT_OPEN_A_MEETING))
	)
	return {name for (name,) in query.run()}


def _days(time: tuple) -> tuple[date, date]:
	start, end = time
	return getdate(start) if start else _FIRST_DAY, getdate(end) if end else _LAST_DAY
