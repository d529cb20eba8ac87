"""A nomination as the rules look at it: one candidate for each nominee who is put forward."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from tdkt_app.law.finding_facts import Candidate
from tdkt_app.rules.case import Dossier, Level, Method, Period


def candidates_of(nomination: Document) -> list[Candidate]:
	"""In the order of the rows; one query."""
	rows = [row for row in nomination.nominees if not row.excluded]
	levels = levels_of({row.award_type for row in rows})
	period = Period(getdate(nomination.period_from), getdate(nomination.period_to))
	handed_in = dossier_of(nomination)
	return [
		Candidate(
			reference=f"{row.honoree}/{row.award_type}",
			honoree=row.honoree,
			award_type=row.award_type,
			period=period,
			received_on=getdate(nomination.received_on),  # today while it has not been received
			achievement=row.achievement or "",
			campaign=nomination.campaign or "",
			method=Method(nomination.method),
			level=levels[row.award_type],
			initiative=row.initiative or "",
			completion=row.completion or "",
			groups=frozenset(filter(None, [row.dossier_group])),
			dossier=handed_in,
		)
		for row in rows
	]


def dossier_of(nomination: Document) -> Dossier:
	"""What lies in the dossier: items with a file, or handed in on paper."""
	return Dossier(
		items=frozenset(row.item for row in nomination.dossier if row.item and (row.file or row.on_paper)),
		copies=cint(nomination.copies),
		report_by_unit=bool(nomination.report_by_unit),
	)


def levels_of(awards: set[str]) -> dict[str, Level]:
	"""Who is asked to decide: by the catalogue, which says so for each award."""
	award = frappe.qb.DocType("Award Type")
	query = (
		frappe.qb.from_(award)
		.select(award.name, award.decided_by)
		.where(award.name.isin(list(awards) or [""]))
	)
	return {name: Level(decided_by) for name, decided_by in query.run()}
