"""Scores of a campaign as a workbook: a row per achievement and criterion, written through the achievements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, strip_html_tags

from tdkt_app.excel.cells import BadCell, value_of
from tdkt_app.excel.importing import (
	CHANGED,
	UNCHANGED,
	Change,
	Outcome,
	Problem,
	field_in,
	shown,
	unseen_by_others,
)
from tdkt_app.excel.links import Choices, choices_of
from tdkt_app.excel.reading import Line, Table
from tdkt_app.excel.sheets import Column, Sheet
from tdkt_app.states import AchievementState

SCORED_STATES = (AchievementState.SUBMITTED, AchievementState.UNDER_VERIFICATION)
WRITTEN = ("block_head_score", "block_head_reason", "officer_score", "officer_reason")
_MOST_ROWS = 5000
_WHOLE_IMPORT, _ONE_PAPER = "score_import", "score_paper"
_KINDS = "Criterion\nBonus\nPenalty"


@dataclass(frozen=True)
class Entry:
	line: Line
	achievement: str
	criterion: str
	values: dict[str, object]


def sheet_of_scores(campaign: Document) -> Sheet:
	"""Columns of the workbook: which row it is, what stands there already, and the four to fill in."""
	criteria = "\n".join(_one_line(row.criterion) for row in campaign.criteria)
	papers = {"campaign": campaign.name, "workflow_state": ("in", SCORED_STATES)}
	columns = (
		Column("achievement", "Achievement", "Link", "Achievement", required=True, filters=papers),
		Column("honoree_name", "Honoree", "Data", only_shown=True),
		Column("unit_name", "Unit", "Data", only_shown=True),
		Column("criterion", "Criterion", "Select", criteria, required=True, length=500),
		Column("criterion_kind", "Kind of Criterion", "Select", _KINDS, only_shown=True),
		Column("max_score", "Maximum Score", "Float", only_shown=True),
		Column("self_score", "Self Score", "Float", only_shown=True),
		Column("block_head_score", "Block Head Score", "Float"),
		Column("block_head_reason", "Reason of the Block Head", "Text"),
		Column("officer_score", "Officer Score", "Float"),
		Column("officer_reason", "Reason of the Officer", "Text"),
	)
	return Sheet("Achievement Score", columns, ("achievement", "criterion"), most_rows=_MOST_ROWS)


def rows_of(campaign: str, states: Collection[str]) -> list[frappe._dict]:
	"""Rows of the achievements the user sees in these states, in three queries."""
	papers = frappe.get_list(
		"Achievement",
		filters={"campaign": campaign, "workflow_state": ("in", list(states))},
		fields=["name", "unit", "honoree"],
		order_by="name",
		limit_page_length=0,
	)
	paper, row = frappe.qb.DocType("Achievement"), frappe.qb.DocType("Achievement Score")
	unit, honoree = frappe.qb.DocType("Emulation Unit"), frappe.qb.DocType("Honoree")
	query = (
		frappe.qb.from_(row)
		.join(paper)
		.on((paper.name == row.parent) & (row.parenttype == "Achievement"))
		.join(unit)
		.on(unit.name == paper.unit)
		.join(honoree)
		.on(honoree.name == paper.honoree)
		.select(
			row.parent.as_("achievement"),
			honoree.full_name.as_("honoree_name"),
			unit.unit_name,
			row.criterion,
			row.criterion_kind,
			row.max_score,
			row.self_score,
			*(row[field] for field in WRITTEN),
		)
		.where(paper.name.isin([one.name for one in papers] or [""]))
		.orderby(paper.name)
		.orderby(row.idx)
	)
	rows = query.run(as_dict=True)
	for one in rows:
		one.criterion = _one_line(one.criterion)
	return rows


def bring_in_scores(campaign: Document, sheet: Sheet, table: Table, keep: bool) -> Outcome:
	"""Give the scores as the acting user; taken back when there is any problem, or `keep` is False.

	An empty cell leaves the stored value.
	"""
	entries, problems = _read(campaign, sheet, table)
	papers = _by_paper(entries)
	changes: dict[int, Change] = {}
	written = []
	frappe.db.savepoint(_WHOLE_IMPORT)
	try:
		with unseen_by_others(silent=not keep):
			for name, rows in papers.items():
				paper = frappe.get_doc("Achievement", name)
				if _fill(sheet, paper, rows, changes, problems) and _save(sheet, paper, rows, problems):
					written.append(name)
	except Exception:
		frappe.db.rollback(save_point=_WHOLE_IMPORT)
		raise
	problems.sort(key=lambda problem: problem.row)
	if problems or not keep:
		frappe.db.rollback(save_point=_WHOLE_IMPORT)
		return Outcome([], problems, changes)
	return Outcome(written, problems, changes)


def _read(campaign: Document, sheet: Sheet, table: Table) -> tuple[list[Entry], list[Problem]]:
	"""Rows whose cells are good, and the problems of the others."""
	links = choices_of(sheet)
	refused = _why_not(campaign.name, table, links["Achievement"])
	entries, problems = [], []
	seen: dict[tuple[str, str], int] = {}
	for line in table.lines:
		values, faults = {}, []
		for column in table.columns:
			try:
				value = value_of(column, line.cells[column.fieldname], links)
			except BadCell as bad:
				said = refused.get(_code(line)) if column.fieldname == "achievement" else None
				faults.append(Problem(line.number, column.fieldname, said or str(bad)))
				continue
			if value is not None:
				values[column.fieldname] = value
		if not faults:
			key = (values.pop("achievement"), values.pop("criterion"))
			if key in seen:
				expected = _("another criterion: the same stands in row {0}").format(seen[key])
				faults.append(Problem(line.number, "criterion", expected))
			else:
				seen[key] = line.number
				entries.append(Entry(line, *key, values))
		problems += faults
	return entries, problems


def _why_not(campaign: str, table: Table, choices: Choices) -> dict[str, str]:
	"""Code in the file → what should stand there, for achievements that exist and cannot be scored here."""
	codes = {_code(line) for line in table.lines} - set(choices.titles)
	if not codes:
		return {}
	found = frappe.get_list(
		"Achievement",
		filters={"name": ("in", list(codes))},
		fields=["name", "campaign", "workflow_state"],
		limit_page_length=0,
	)
	return {
		paper.name: (
			_("an achievement of the campaign {0}").format(campaign)
			if paper.campaign != campaign
			else _("an achievement that waits for its verdict: the state of this one is {0}").format(
				_(paper.workflow_state)
			)
		)
		for paper in found
	}


def _code(line: Line) -> str:
	return line.cells["achievement"].text.partition(" – ")[0].strip().upper()


def _by_paper(entries: Sequence[Entry]) -> Mapping[str, list[Entry]]:
	papers: dict[str, list[Entry]] = {}
	for entry in entries:
		papers.setdefault(entry.achievement, []).append(entry)
	return papers


def _fill(
	sheet: Sheet,
	paper: Document,
	entries: Sequence[Entry],
	changes: dict[int, Change],
	problems: list[Problem],
) -> bool:
	"""Put the cells into the rows; whether anything changed."""
	rows = {_one_line(row.criterion).casefold(): row for row in paper.scores}
	is_changed = False
	for entry in entries:
		row = rows.get(entry.criterion.casefold())
		if row is None:
			expected = _("a criterion this achievement is scored by")
			problems.append(Problem(entry.line.number, "criterion", expected))
			continue
		before = {}
		for field, value in entry.values.items():
			if not _same(row.get(field), value):
				before[field] = shown(sheet.column(field), row.get(field))
				row.set(field, value)
		changes[entry.line.number] = Change(CHANGED if before else UNCHANGED, before)
		is_changed = is_changed or bool(before)
	return is_changed


def _save(sheet: Sheet, paper: Document, entries: Sequence[Entry], problems: list[Problem]) -> bool:
	"""Whether the controller took it; else every row it refused becomes a problem of the row of the file."""
	frappe.db.savepoint(_ONE_PAPER)
	try:
		paper.save()
		return True
	except frappe.ValidationError as error:
		frappe.db.rollback(save_point=_ONE_PAPER)
		frappe.clear_messages()
		lines = {entry.criterion.casefold(): entry.line.number for entry in entries}
		first = entries[0].line.number
		faults = paper.flags.score_faults or []
		problems += [
			Problem(lines.get(_one_line(fault.criterion).casefold(), first), fault.fieldname, fault.sentence)
			for fault in faults
		]
		if not faults:
			message = strip_html_tags(str(error))
			problems.append(Problem(first, field_in(sheet, message), message))
		return False


def _same(stored: object, value: object) -> bool:
	if isinstance(value, float):
		return flt(stored, 2) == flt(value, 2)
	return (stored or "").strip() == str(value).strip()


def _one_line(text: str | None) -> str:
	return " ".join((text or "").split())
