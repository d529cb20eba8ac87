"""Decisions that rest on a vote of the council: only whom a closed meeting carried is awarded.

Source: NĐ 152/2025/NĐ-CP Art. 33.5; for the commune the province's rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from tdkt_app.commendation.standing import stands
from tdkt_app.doctype.award_nomination.nominees import put_forward
from tdkt_app.doctype.council_meeting import candidates
from tdkt_app.law.finding_facts import Candidate


def check_carried(decision: Document) -> None:
	"""Throw when a recipient was not carried in the meeting named, or was voted down wherever his nomination stood.

	One query, whatever the number of recipients.
	"""
	votes = _votes(decision)
	if decision.council_meeting and not votes[decision.council_meeting]:
		frappe.throw(_("The meeting {0} has not been closed.").format(decision.council_meeting))
	for row in decision.recipients:
		if decision.council_meeting:
			carried = votes[decision.council_meeting].get((row.honoree, row.award_type))
		else:
			results = [
				of[row.honoree, row.award_type]
				for of in votes.values()
				if (row.honoree, row.award_type) in of
			]
			carried = any(results) or not results
		if not carried:
			frappe.throw(
				_("Row {0}: the council has not carried {1} for this award.").format(
					row.idx, row.recipient_name or row.honoree
				)
			)


def carried_by(meeting: Document) -> list[Mapping]:
	"""Rows for `drafting.draft_from_nominees` of the candidates that a closed meeting carried, in the order of a ceremony."""
	if cint(meeting.docstatus) != 1:
		frappe.throw(_("The meeting {0} has not been closed.").format(meeting.name))
	decided = _decided_after(meeting)
	carried = {
		row.name: row
		for row in meeting.candidates
		if row.carried and (row.honoree, row.award_type) not in decided
	}
	nominees = {row.nominee for row in carried.values() if row.nominee}
	nominated = put_forward({row.nomination for row in carried.values() if row.nomination})
	rows: list[Mapping] = [row for row in nominated if row.nominee in nominees]
	known = {candidate.reference: candidate for candidate in candidates.for_rules(meeting)}
	return rows + [_without_nomination(row, known[row.name]) for row in carried.values() if not row.nominee]


def _decided_after(meeting: Document) -> set[tuple[str, str]]:
	"""(honoree, award) that stand in a decision after this meeting, drafts included; annulled awards aside."""
	row, decision = frappe.qb.DocType("Award Decision Recipient"), frappe.qb.DocType("Award Decision")
	query = (
		frappe.qb.from_(row)
		.join(decision)
		.on(decision.name == row.parent)
		.select(row.honoree, row.award_type)
		.where((decision.council_meeting == meeting.name) & (decision.docstatus < 2) & stands(row))
	)
	return set(query.run())


def _without_nomination(row: Document, candidate: Candidate) -> Mapping:
	return {
		"nomination": None,
		"achievement": row.achievement,
		"honoree": row.honoree,
		"award_type": row.award_type,
		"initiative": row.initiative,
		"campaign": candidate.campaign or None,
		"period_from": candidate.period.start,
		"period_to": candidate.period.end,
		"decided_by": frappe.db.get_value("Award Type", row.award_type, "decided_by", cache=True),
	}


def _votes(decision: Document) -> defaultdict[str, dict[tuple[str, str], bool]]:
	"""Of closed meetings: meeting → (honoree, award) → whether carried."""
	row, meeting = frappe.qb.DocType("Meeting Candidate"), frappe.qb.DocType("Council Meeting")
	nominations = {line.nomination for line in decision.recipients if line.nomination}
	query = (
		frappe.qb.from_(row)
		.join(meeting)
		.on(meeting.name == row.parent)
		.select(meeting.name, row.honoree, row.award_type, row.carried)
		.where(meeting.docstatus == 1)
		.where(
			(meeting.name == (decision.council_meeting or ""))
			| row.nomination.isin(list(nominations) or [""])
		)
	)
	found: defaultdict[str, dict[tuple[str, str], bool]] = defaultdict(dict)
	for name, honoree, award, carried in query.run():
		found[name][honoree, award] = bool(carried)
	return found
