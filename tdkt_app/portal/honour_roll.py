"""The public honour roll: awards of published decisions as the decisions print them, corrections in force included.

Source: Law 06/2022/QH15 Art. 4 (openness). Nothing stands here that the decision does not print, and no money.

An annulled award is left out, not shown as annulled: it is as if it had never been given (Law 06/2022/QH15 Art. 93.2),
and the annulling decision is public by itself; a roll of honour that kept it would be a pillory. Whoever holds the
certificate still learns by its code that it is void. Left out too are honorees the standing office withholds.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import getdate
from pypika.enums import DatePart
from pypika.functions import Extract
from pypika.queries import QueryBuilder
from pypika.terms import Criterion

from tdkt_app.commendation.standing import stands
from tdkt_app.doctype.award_decision import amendment
from tdkt_app.doctype.award_decision.signed_copy import public_code
from tdkt_app.portal.public_pages import Paging, sent_number, sent_text, shown_day
from tdkt_app.states import DecisionKind, DecisionState
from tdkt_app.wording.vietnamese import unaccent

AWARDS_PER_PAGE = 30
_PRINTED = ("recipient_name", "recipient_title", "unit_name", "award_name")


@dataclass(frozen=True)
class Wanted:
	"""What a reader asks for; the fields are named in the address as `sent` says."""

	text: str = ""
	year: int = 0
	unit: str = ""
	award_type: str = ""
	page: int = 1

	@classmethod
	def of_request(cls) -> Wanted:
		return cls(
			sent_text("tim"), sent_number("nam"), sent_text("don_vi"), sent_text("loai"), sent_number("trang")
		)

	@property
	def sent(self) -> dict[str, object]:
		return {"tim": self.text, "nam": self.year, "don_vi": self.unit, "loai": self.award_type}


def awards(wanted: Wanted) -> tuple[list[frappe._dict], Paging]:
	"""One page of the roll, the latest decision first; three queries, four for a name.

	Rows have the texts as printed, `decided`, and `signed_file`: the code by which everybody may read the signed decision, "" without one."""
	corrected = _corrected_to(_words(wanted.text))
	paging = Paging.of(_count(wanted, corrected), wanted.page, AWARDS_PER_PAGE)
	query, line, decision = _roll(wanted, corrected)
	rows = (
		query.select(
			line.name,
			line.parent.as_("decision"),
			*(line[field] for field in _PRINTED),
			decision.decision_number,
			decision.decision_date,
			decision.issued_by,
			public_code(decision),
		)
		.orderby(decision.decision_date, order=frappe.qb.desc)
		.orderby(decision.name, order=frappe.qb.desc)
		.orderby(line.ceremony_order)
		.orderby(line.idx)
		.limit(paging.size)
		.offset(paging.offset)
	).run(as_dict=True)
	amendment.corrected(rows)
	for row in rows:
		row.decided = shown_day(row.decision_date)
	return rows, paging


def count(wanted: Wanted) -> int:
	return _count(wanted, _corrected_to(_words(wanted.text)))


def _count(wanted: Wanted, corrected: list[str]) -> int:
	query, line, _decision = _roll(wanted, corrected)
	return query.select(Count(line.name)).run()[0][0]


def choices() -> dict[str, list]:
	"""Years, units and awards that occur on the roll: {"years": [2025], "units": [(code, name)], "award_types": …}.

	One query. A unit or an award without a published award is not named: its being there would tell of drafts.
	"""
	query, line, decision = _roll(Wanted(), [])
	year = Extract(DatePart.year, decision.decision_date)
	rows = (
		query.select(year, line.unit, line.unit_name, line.award_type, line.award_name, line.ceremony_order)
		.distinct()
		.orderby(year)
		.run()
	)
	units, award_types, order = {}, {}, {}
	for _year, unit, unit_name, award_type, award_name, ceremony_order in rows:
		if unit:
			units[unit] = unit_name
		award_types[award_type], order[award_type] = award_name, ceremony_order
	return {
		"years": sorted({row[0] for row in rows}, reverse=True),
		"units": sorted(units.items(), key=lambda item: unaccent(item[1] or "")),
		"award_types": sorted(award_types.items(), key=lambda item: (order[item[0]], item[1] or "")),
	}


def awards_of_this_year() -> int:
	return count(Wanted(year=getdate().year))


def _roll(wanted: Wanted, corrected: list[str]) -> tuple[QueryBuilder, object, object]:
	line, decision, honoree = (
		frappe.qb.DocType(name) for name in ("Award Decision Recipient", "Award Decision", "Honoree")
	)
	query = (
		frappe.qb.from_(line)
		.join(decision)
		.on((decision.name == line.parent) & (line.parenttype == "Award Decision"))
		.join(honoree)
		.on(honoree.name == line.honoree)
		.where((decision.docstatus == 1) & (decision.workflow_state == DecisionState.PUBLISHED))
		.where(decision.decision_kind == DecisionKind.AWARD)
		.where((honoree.is_withheld == 0) & stands(line))
	)
	if words := _words(wanted.text):
		printed = Criterion.all(
			line.search_name.like(f"{word}%") | line.search_name.like(f"% {word}%") for word in words
		)
		query = query.where(printed | line.name.isin(corrected or [""]))
	if wanted.year:
		query = query.where(decision.decision_date[_first(wanted.year) : _last(wanted.year)])
	if wanted.unit:
		query = query.where(line.unit == wanted.unit)
	if wanted.award_type:
		query = query.where(line.award_type == wanted.award_type)
	return query, line, decision


def _corrected_to(words: list[str]) -> list[str]:
	"""Rows whose name an issued amendment corrected to one with these words; the row itself keeps what was printed."""
	if not words:
		return []
	row = frappe.qb.DocType("Decision Correction")
	query = (
		frappe.qb.from_(row)
		.select(row.recipient, row.new_text)
		.where((row.docstatus == 1) & (row.field == "Recipient Name"))
	)
	return [
		recipient
		for recipient, name in query.run()
		if all(any(part.startswith(word) for part in unaccent(name).split()) for word in words)
	]


def _words(text: str) -> list[str]:
	"""What is looked for, without marks; signs that mean something to LIKE match nothing in a name anyway."""
	plain = "".join(letter if letter.isalnum() else " " for letter in unaccent(text))
	return plain.split()[:8]


def _first(year: int) -> datetime.date:
	return datetime.date(min(max(year, 1), 9999), 1, 1)


def _last(year: int) -> datetime.date:
	return datetime.date(min(max(year, 1), 9999), 12, 31)
