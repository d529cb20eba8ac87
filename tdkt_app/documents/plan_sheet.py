"""What an emulation plan prints, worked out once for every output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.paper_text import DRAFT_MARK, dated, day_of, paragraphs
from tdkt_app.wording.vietnamese import figure

_IMPLEMENTATION = "TỔ CHỨC THỰC HIỆN"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Target:
	name: str
	measure: str
	value: str  # "95", "2,5"
	party: str
	due: str  # "30/11/2025", empty when there is none


@dataclass(frozen=True)
class PlanSheet:
	"""Texts are paragraphs in print order."""

	authority: Authority
	plan_date: str  # "ngày 05 tháng 01 năm 2026", the day open until the plan is issued
	mark: str
	introduction: tuple[str, ...]
	purposes: tuple[str, ...]
	requirements: tuple[str, ...]
	content_lead: str
	contents: tuple[tuple[str, str], ...]  # letter, text
	other_contents: tuple[str, ...]
	targets: tuple[Target, ...]
	implementation_heading: str
	tasks: tuple[str, ...]
	conclusion: tuple[str, ...]


def plan_sheet(plan: Mapping[str, Any], authority: Authority) -> PlanSheet:
	"""The sheet of one plan.

	Args:
	    plan: fields of an Emulation Plan, dates as dates or ISO text, its tables as rows with `get`.
	"""
	targets = tuple(_target(row) for row in plan.get("targets") or [])
	number = "IV" if targets else "III"
	issued = int(plan.get("docstatus") or 0) == 1
	sent = (plan.get("workflow_state") or "Draft") != "Draft"
	return PlanSheet(
		authority=replace(authority, place=plan.get("place_name") or authority.place),
		plan_date=dated(plan.get("plan_date"), issued),
		mark="" if issued or sent else DRAFT_MARK,
		introduction=paragraphs(plan.get("introduction")),
		purposes=tuple(text.lstrip("-–+ ") for text in paragraphs(plan.get("purposes"))),
		requirements=paragraphs(plan.get("requirements")),
		content_lead=(plan.get("content_lead") or "").strip(),
		contents=tuple(
			(letter, (row.get("text") or "").strip())
			for letter, row in zip(_LETTERS, plan.get("contents") or [], strict=False)
		),
		other_contents=paragraphs(plan.get("other_contents")),
		targets=targets,
		implementation_heading=plan.get("implementation_heading") or f"{number}. {_IMPLEMENTATION}",
		tasks=tuple((row.get("text") or "").strip() for row in plan.get("tasks") or []),
		conclusion=paragraphs(plan.get("conclusion")),
	)


def _target(row: Mapping[str, Any]) -> Target:
	due = row.get("due_date")
	return Target(
		name=row.get("target_name") or "",
		measure=row.get("measure") or "",
		value=figure(row.get("target_value") or 0),
		party=row.get("party") or "",
		due=f"{day_of(due):%d/%m/%Y}" if due else "",
	)
