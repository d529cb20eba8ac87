"""Everything one honoree took part in: registrations, achievements, nominations, holds, awards, the newest first.

A fixed number of queries per kind.
"""

from __future__ import annotations

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.utils import getdate

from tdkt_app.commendation import standing
from tdkt_app.report.layout import column
from tdkt_app.states import AchievementState

Row = frappe._dict


def execute(filters: Mapping | None = None) -> tuple:
	honoree = (filters or {}).get("honoree")
	if not honoree:
		return columns(), [], _("Choose an honoree to see the whole record.")
	frappe.get_doc("Honoree", honoree).check_permission("read")
	rows = [
		*_registrations(honoree),
		*_achievements(honoree),
		*_nominations(honoree),
		*_holds(honoree),
		*_awards(honoree),
	]
	return columns(), sorted(rows, key=lambda row: getdate(row.date), reverse=True)


def _registrations(honoree: str) -> list[Row]:
	found = frappe.get_list(
		"Campaign Registration",
		filters={"honoree": honoree},
		fields=["name", "registered_on", "campaign", "is_late", "targets"],
		limit_page_length=0,
	)
	titles = _campaign_titles({row.campaign for row in found})
	return [
		_row(
			row.registered_on,
			"Campaign Registration",
			row.name,
			titles.get(row.campaign, row.campaign),
			_("Late") if row.is_late else _("In Time"),
			details=row.targets,
		)
		for row in found
	]


def _campaign_titles(names: set[str]) -> dict[str, str]:
	if not names:
		return {}
	rows = frappe.get_list(
		"Emulation Campaign",
		filters={"name": ("in", list(names))},
		fields=["name", "campaign_title"],
		limit_page_length=0,
	)
	return {row.name: row.campaign_title for row in rows}


def _achievements(honoree: str) -> list[Row]:
	found = frappe.get_list(
		"Achievement",
		filters={"honoree": honoree},
		fields=["name", "period_to", "achievement_title", "workflow_state", "summary", "total_score"],
		limit_page_length=0,
	)
	return [
		_row(
			row.period_to,
			"Achievement",
			row.name,
			row.achievement_title,
			_(row.workflow_state or AchievementState.DRAFT),
			details=row.summary,
			score=row.total_score,
		)
		for row in found
	]


def _nominations(honoree: str) -> list[Row]:
	"""Of nominations the user may read, one line per award asked for."""
	if not frappe.has_permission("Award Nomination", "read"):
		return []
	line, award = frappe.qb.DocType("Award Nominee"), frappe.qb.DocType("Award Type")
	lines = (
		frappe.qb.from_(line)
		.join(award)
		.on(award.name == line.award_type)
		.select(line.parent, award.award_name, line.excluded, line.exclusion_reason)
		.where((line.honoree == honoree) & (line.parenttype == "Award Nomination"))
	).run(as_dict=True)
	if not lines:
		return []
	nominations = frappe.get_list(
		"Award Nomination",
		filters={"name": ("in", [row.parent for row in lines])},
		fields=["name", "title", "workflow_state", "submission_date", "creation"],
		limit_page_length=0,
	)
	by_name = {nomination.name: nomination for nomination in nominations}
	return [
		_row(
			nomination.submission_date or nomination.creation,
			"Award Nomination",
			nomination.name,
			row.award_name,
			_("Excluded") if row.excluded else _(nomination.workflow_state),
			details=row.exclusion_reason if row.excluded else nomination.title,
		)
		for row in lines
		if (nomination := by_name.get(row.parent))
	]


def _holds(honoree: str) -> list[Row]:
	"""Reasons for which no award is considered, for those who may read them."""
	if not frappe.has_permission("Award Hold", "read"):
		return []
	found = frappe.get_list(
		"Award Hold",
		filters={"honoree": honoree},
		fields=["name", "opened_on", "closed_on", "ground", "document"],
		limit_page_length=0,
	)
	return [
		_row(
			row.opened_on,
			"Award Hold",
			row.name,
			_(row.ground),
			_("Closed") if row.closed_on else _("Open"),
			details=row.document,
		)
		for row in found
	]


def _awards(honoree: str) -> list[Row]:
	"""Of issued decisions the user may read, with the names they printed."""
	line = frappe.qb.DocType("Award Decision Recipient")
	lines = (
		frappe.qb.from_(line)
		.select(line.name, line.parent, line.award_name, line.recipient_name, line.amount)
		.where((line.honoree == honoree) & (line.docstatus == 1))
	).run(as_dict=True)
	if not lines:
		return []
	decisions = frappe.get_list(
		"Award Decision",
		filters={"name": ("in", [row.parent for row in lines]), "docstatus": 1},
		fields=["name", "decision_date", "decision_number", "workflow_state"],
		limit_page_length=0,
	)
	by_name = {decision.name: decision for decision in decisions}
	annulled = standing.annulments_of([row.name for row in lines])
	return [
		_row(
			decision.decision_date,
			"Award Decision",
			decision.name,
			row.award_name,
			_annulled(annulled.get(row.name)) or _(decision.workflow_state),
			details=f"{decision.decision_number}: {row.recipient_name}",
			amount=row.amount,
		)
		for row in lines
		if (decision := by_name.get(row.parent))
	]


def _annulled(annulment: Row | None) -> str:
	return _("Annulled by {0}").format(annulment.decision_number) if annulment else ""


def _row(date, doctype: str, name: str, title: str, state: str, **more) -> Row:
	return Row(
		{"score": None, "amount": None, **more},
		date=date,
		doctype=doctype,
		kind=_(doctype),
		document=name,
		title=title,
		state=state,
	)


def columns() -> list[dict]:
	return [
		column("date", _("Date"), "Date", 110),
		column("kind", _("Kind of Document"), "Data", 170),
		column("title", _("Title"), "Data", 280),
		column("state", _("State"), "Data", 130),
		column("details", _("Details"), "Data", 320),
		column("score", _("Score"), "Float", 80, precision="1"),
		column("amount", _("Reward Amount"), "Currency", 130),
		column("document", _("Document"), "Dynamic Link", 160, options="doctype"),
	]
