"""What a consolidated report prints, worked out once for every output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.paper_text import DRAFT_MARK, dated, paragraphs
from tdkt_app.emulation.consolidation import PARTICIPATION, RESULTS
from tdkt_app.wording.vietnamese import figure

_NUMERALS = ("I", "II", "III", "IV", "V", "VI")
# Parts in print order: heading, field of the report. The table of results follows the part that holds it.
_PARTS = (
	("CÔNG TÁC TỔ CHỨC, TRIỂN KHAI", "organisation"),
	("KẾT QUẢ THỰC HIỆN", "achieved"),
	("KHÓ KHĂN, HẠN CHẾ", "difficulties"),
	("BÀI HỌC KINH NGHIỆM", "lessons"),
	("ĐIỂN HÌNH TIÊN TIẾN", "exemplars"),
	("ĐỀ XUẤT, KIẾN NGHỊ", "proposals"),
)
_HOLDS_RESULTS = "achieved"
# Part of the report as its form names it → the field whose text its charts follow.
_HOLDS_CHARTS = {PARTICIPATION: "organisation", RESULTS: "achieved"}


@dataclass(frozen=True)
class ResultLine:
	"""Numbers as printed: "1.200", "92,5", empty when there is none."""

	target: str
	measure: str
	committed: str
	reached: str
	percent: str


@dataclass(frozen=True)
class Bar:
	"""`length` in percent of the longest one; the number as printed."""

	counted: str
	length: float
	number: str


@dataclass(frozen=True)
class Chart:
	"""`title` with its number."""

	title: str
	measure: str
	bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Part:
	"""`heading` with its number; texts are paragraphs in print order."""

	heading: str
	texts: tuple[str, ...]
	results: tuple[ResultLine, ...] = ()
	charts: tuple[Chart, ...] = ()


@dataclass(frozen=True)
class ReportSheet:
	authority: Authority
	report_date: str  # the day open until the report is issued
	mark: str
	introduction: tuple[str, ...]
	parts: tuple[Part, ...]
	conclusion: tuple[str, ...]


def report_sheet(report: Mapping[str, Any], authority: Authority) -> ReportSheet:
	"""The sheet of one report; parts without content are left out and the others numbered through.

	Args:
	    report: fields of a Consolidated Report, dates as dates or ISO text, its tables as rows with `get`.
	"""
	issued = int(report.get("docstatus") or 0) == 1
	sent = (report.get("workflow_state") or "Draft") != "Draft"
	results = tuple(_result(row) for row in report.get("results") or [])
	parts, drawn = [], 0
	for heading, field in _PARTS:
		texts, lines = paragraphs(report.get(field)), results if field == _HOLDS_RESULTS else ()
		charts = _charts(report.get("figures") or [], field, drawn)
		drawn += len(charts)
		if texts or lines or charts:
			parts.append(Part(f"{_NUMERALS[len(parts)]}. {heading}", texts, lines, charts))
	return ReportSheet(
		authority=replace(authority, place=report.get("place_name") or authority.place),
		report_date=dated(report.get("report_date"), issued),
		mark="" if issued or sent else DRAFT_MARK,
		introduction=paragraphs(report.get("introduction")),
		parts=tuple(parts),
		conclusion=paragraphs(report.get("conclusion")),
	)


def _charts(rows: Sequence[Mapping[str, Any]], field: str, drawn: int) -> tuple[Chart, ...]:
	"""Those that follow the text of that field; `drawn`: how many stand before them."""
	titled: dict[str, list[Mapping[str, Any]]] = {}
	for row in rows:
		if _HOLDS_CHARTS.get(row.get("part")) == field:
			titled.setdefault(row.get("chart") or "", []).append(row)
	return tuple(
		Chart(f"Biểu đồ {number}. {title}", own[0].get("measure") or "", tuple(_bars(own)))
		for number, (title, own) in enumerate(titled.items(), drawn + 1)
	)


def _bars(rows: Sequence[Mapping[str, Any]]) -> Iterator[Bar]:
	longest = max(float(row.get("figure") or 0) for row in rows) or 1
	for row in rows:
		number = float(row.get("figure") or 0)
		yield Bar(row.get("counted") or "", round(100 * number / longest, 1), figure(number))


def _result(row: Mapping[str, Any]) -> ResultLine:
	committed = row.get("committed_value") or 0
	return ResultLine(
		target=row.get("target") or "",
		measure=row.get("measure") or "",
		committed=figure(committed) if committed else "",
		reached=figure(row.get("result_value") or 0),
		percent=figure(row.get("percent") or 0) if committed else "",
	)
