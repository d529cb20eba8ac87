"""Who belongs to a meeting, who is there, who takes no part in which vote."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.doctype.award_council import members
from tdkt_app.law import rule_packs
from tdkt_app.rules.vote import Voter, recused_relations

PRESENT, ABSENT, WRITTEN = "Present", "Absent", "Written Opinion"
_FROM_COUNCIL = ("full_name", "position", "council_role", "member_user", "honoree")


def take_members(meeting: Document) -> None:
	"""One row for each member of the council on the day of the meeting; who they are comes from the council alone.

	Throws when the council does not work on that day.
	"""
	council, day = frappe.get_doc("Award Council", meeting.council), getdate(meeting.meeting_on)
	if not members.works_on(council, day):
		frappe.throw(
			_(
				"The council {0} is not in office on {1}: choose the council of that day or correct its term."
			).format(council.council_name, day.strftime("%d/%m/%Y"))
		)
	kept = {row.member: row for row in meeting.attendance if row.member}
	rows = []
	for member in members.on_day(council, day):
		row = kept.get(member.name) or meeting.append("attendance", {"member": member.name})
		row.update({field: member.get(field) for field in _FROM_COUNCIL})
		row.idx = len(rows) + 1
		rows.append(row)
	meeting.attendance = rows


def add_own_recusals(meeting: Document) -> None:
	"""A member who is a candidate takes no part in the vote on himself: the row is there without being entered."""
	honorees = {row.honoree for row in meeting.candidates}
	declared = {(row.member_name, row.honoree) for row in meeting.recusals}
	for row in meeting.attendance:
		if row.honoree in honorees and (row.full_name, row.honoree) not in declared:
			meeting.append(
				"recusals",
				{
					"member_name": row.full_name,
					"honoree": row.honoree,
					"relation": "self" if "self" in relations(meeting) else None,
					"reason": _("The member is the candidate"),
				},
			)


def count(meeting: Document) -> None:
	states = [row.attendance for row in meeting.attendance]
	meeting.members_count = len(states)
	meeting.present_count = states.count(PRESENT)
	meeting.written_count = states.count(WRITTEN)
	meeting.absent_count = states.count(ABSENT)


def check_complete(meeting: Document) -> None:
	"""Everybody's attendance is known, and who is away says why. Source: minutes, NĐ 152/2025/NĐ-CP Art. 33.5."""
	open_rows = [row.full_name for row in meeting.attendance if not row.attendance]
	if open_rows:
		frappe.throw(_("Attendance is not entered for: {0}.").format(", ".join(open_rows)))
	silent = [row.full_name for row in meeting.attendance if row.attendance == ABSENT and not row.reason]
	if silent:
		frappe.throw(_("Enter the reason for absence of: {0}.").format(", ".join(silent)))


def check_accounts(meeting: Document) -> None:
	"""Who is present and has no account cannot vote online."""
	without = [
		row.full_name for row in meeting.attendance if row.attendance == PRESENT and not row.member_user
	]
	if without:
		frappe.throw(
			_(
				"These members have no account to vote online with: {0}. Enter it in the council, or choose another vote method."
			).format(", ".join(without))
		)


def check_chair(meeting: Document) -> None:
	"""A member who is there leads the meeting."""
	if meeting.chaired_by not in {row.full_name for row in meeting.attendance if row.attendance == PRESENT}:
		frappe.throw(
			_("{0}: choose a member who is present, not “{1}”.").format(
				_(meeting.meta.get_label("chaired_by")), meeting.chaired_by or ""
			)
		)


def check_recusals(meeting: Document) -> None:
	"""Each row names a member of the meeting, a candidate's honoree and, if any, a relation of the rule pack."""
	by_name = {row.full_name: row for row in meeting.attendance}
	honorees = {row.honoree for row in meeting.candidates}
	known = relations(meeting)
	seen = set()
	for row in meeting.recusals:
		member = by_name.get(row.member_name)
		if not member:
			_refuse_member(row)
		if row.honoree not in honorees:
			frappe.throw(
				_("Recusal in row {0}: {1} is not a candidate of this meeting.").format(row.idx, row.honoree)
			)
		row.relation_code = _relation_code(row.relation, known, row.idx)
		row.relation = known.get(row.relation_code)
		row.member = member.member
		if (row.member, row.honoree) in seen:
			frappe.throw(
				_("Recusal in row {0}: {1} is already recused for this candidate.").format(
					row.idx, row.member_name
				)
			)
		seen.add((row.member, row.honoree))


def check_written_opinions(meeting: Document) -> None:
	"""Of members whose attendance is a written opinion, once per candidate, none on a candidate they are recused for."""
	by_name = {row.full_name: row for row in meeting.attendance}
	candidates = {row.name: row for row in meeting.candidates}
	recused = recused_pairs(meeting)
	seen = set()
	for row in meeting.written_opinions:
		member, candidate = by_name.get(row.member_name), candidates.get(row.candidate)
		if not member:
			_refuse_member(row)
		if not candidate:
			frappe.throw(
				_(
					"Written opinion in row {0}: the candidate is no longer on the agenda. Delete the row."
				).format(row.idx)
			)
		if member.attendance != WRITTEN:
			frappe.throw(
				_("Written opinion in row {0}: the attendance of {1} is not “{2}”.").format(
					row.idx, row.member_name, _(WRITTEN)
				)
			)
		if (member.member, candidate.honoree) in recused:
			frappe.throw(
				_("Written opinion in row {0}: {1} takes no part in the vote on {2}.").format(
					row.idx, row.member_name, candidate.honoree_name
				)
			)
		if (member.member, candidate.name) in seen:
			frappe.throw(
				_("Written opinion in row {0}: {1} has two opinions on {2}.").format(
					row.idx, row.member_name, candidate.honoree_name
				)
			)
		seen.add((member.member, candidate.name))
		row.member, row.candidate_title = member.member, title_of(candidate)


def title_of(candidate: Document) -> str:
	return f"{candidate.honoree_name} – {candidate.award_name}"


def relations(meeting: Document) -> dict[str, str]:
	"""Code → name of the relations that keep a member from voting on the day of the meeting."""
	return dict(recused_relations(rule_packs.active_pack(), getdate(meeting.meeting_on)))


def recused_pairs(meeting: Document) -> set[tuple[str, str]]:
	"""(member, honoree) of all recusals."""
	return {(row.member, row.honoree) for row in meeting.recusals}


def recused_count(meeting: Document, candidate: Document) -> int:
	"""Members present who take no part in the vote on a candidate."""
	recused = recused_pairs(meeting)
	return sum(
		row.attendance == PRESENT and (row.member, candidate.honoree) in recused for row in meeting.attendance
	)


def voters(meeting: Document, candidate: Document) -> Iterator[Voter]:
	"""Members who vote on a candidate as the meeting stands. Relations are known from the recusals alone."""
	recused = recused_pairs(meeting)
	for row in meeting.attendance:
		if row.attendance in (PRESENT, WRITTEN) and (row.member, candidate.honoree) not in recused:
			yield Voter(row.full_name, row.honoree or "")


def _relation_code(relation: str | None, known: dict[str, str], row_number: int) -> str | None:
	"""The code of a relation that is given by code or name."""
	if not relation or relation in known:
		return relation
	codes = [code for code, name in known.items() if name == relation]
	if not codes:
		frappe.throw(
			_("Recusal in row {0}: “{1}” is none of the relations: {2}.").format(
				row_number, relation, ", ".join(known.values())
			)
		)
	return codes[0]


def _refuse_member(row: Document) -> None:
	frappe.throw(
		_("{0}, row {1}: “{2}” is not a member of this meeting.").format(
			_(row.doctype), row.idx, row.member_name or ""
		)
	)
