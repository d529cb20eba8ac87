"""Proceedings, discipline and leave of honorees, as the rules look at them.

A pending proceeding (Award Hold) is confidential: a unit does not learn of it, and a member of the council learns only
that consideration is held. So what is read here depends on the user. Whoever sends a paper on at the desk may read
holds, which is where they stop it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import frappe
from frappe import _

from tdkt_app.permissions import has_desk_role
from tdkt_app.rules.case import Discipline, Hold, Leave, Period

# Findings whose sentence names the ground of a proceeding.
CONFIDENTIAL = frozenset(("on-hold", "hold-released", "hold-ended-with-fault"))


def holds_of(honorees: Collection[str]) -> dict[str, list[Hold]]:
	"""By honoree, the oldest first; one query. Without a ground, and pending ones only, for the council; none for units."""
	if not has_desk_role():
		return {}
	table = frappe.qb.DocType("Award Hold")
	query = (
		frappe.qb.from_(table)
		.select(
			table.honoree, table.ground, table.opened_on, table.closed_on, table.fault_found, table.document
		)
		.where(table.honoree.isin(list(honorees) or [""]))
		.orderby(table.opened_on)
		.orderby(table.name)
	)
	knows_ground = frappe.has_permission("Award Hold", "read")
	holds = defaultdict(list)
	for honoree, ground, opened_on, closed_on, fault_found, document in query.run():
		if knows_ground:
			holds[honoree].append(Hold(ground, opened_on, closed_on, bool(fault_found), document))
		elif not closed_on:
			holds[honoree].append(Hold(_("a proceeding that is confidential"), opened_on))
	return holds


def disciplines_of(honorees: Collection[str]) -> dict[str, list[Discipline]]:
	"""By honoree, the oldest first; one query."""
	table = frappe.qb.DocType("Discipline Record")
	query = (
		frappe.qb.from_(table)
		.select(table.honoree, table.form, table.started_on, table.served_until)
		.where(table.honoree.isin(list(honorees) or [""]))
		.orderby(table.started_on)
	)
	found = defaultdict(list)
	for honoree, form, started_on, served_until in query.run():
		found[honoree].append(Discipline(form, started_on, served_until))
	return found


def leaves_of(honorees: Collection[str]) -> dict[str, list[Leave]]:
	"""By honoree, the oldest first; one query."""
	table = frappe.qb.DocType("Leave Record")
	query = (
		frappe.qb.from_(table)
		.select(table.honoree, table.kind, table.leave_from, table.leave_to)
		.where(table.honoree.isin(list(honorees) or [""]))
		.orderby(table.leave_from)
	)
	found = defaultdict(list)
	for honoree, kind, leave_from, leave_to in query.run():
		found[honoree].append(Leave(kind, Period(leave_from, leave_to)))
	return found
