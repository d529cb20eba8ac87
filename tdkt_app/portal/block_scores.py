"""What the head of a block does with the papers of its block: look at them, and give the block head's scores."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, flt

from tdkt_app.emulation import blocks
from tdkt_app.emulation.scoring import total
from tdkt_app.portal.achievements import points_of
from tdkt_app.portal.pages import describe_state


@frappe.whitelist(methods=["POST"])
def give(name: str, scores: str) -> dict[str, float]:
	"""Give the block head's scores of a paper of the block.

	`scores`: JSON object, name of the campaign's criterion row → {"score": points, "reason": text}; a criterion that is
	not sent stays as it is. Returns {"total": points}. Raises frappe.PermissionError unless the paper is one to score.
	"""
	paper = frappe.get_doc("Achievement", name)
	paper.check_permission("read")
	if not blocks.may_score(paper):
		frappe.throw(
			_("The block head's scores of this achievement are not yours to give now."),
			frappe.PermissionError,
		)
	for criterion, given in _sent(scores).items():
		row = next((row for row in paper.scores if row.criterion_row == criterion), None)
		if row is None or not isinstance(given, dict):
			frappe.throw(_("A criterion is no longer listed: open the page again."))
		row.block_head_score = points_of(given.get("score"))
		row.block_head_reason = cstr(given.get("reason")).strip()
	# He may write nothing else of the paper, so no permission of his opens it; the rules of the scores hold.
	paper.save(ignore_permissions=True)
	return {"total": total(paper.scores, "block_head_score")}


def papers() -> list[frappe._dict]:
	"""Papers the user may look at as head of a block, those to score first, with names and totals."""
	units = blocks.led_units(frappe.session.user)
	if not units:
		return []
	found = frappe.get_list(
		"Achievement",
		filters={
			"unit": ("in", units),
			"workflow_state": ("in", blocks.READABLE),
			"on_the_spot": 0,
		},
		fields=["name", "achievement_title", "unit", "honoree", "campaign", "workflow_state", "self_total"],
		order_by="submitted_on desc",
		limit_page_length=0,
	)
	names = [paper.name for paper in found]
	unit_names = _titles("Emulation Unit", "unit_name", {paper.unit for paper in found})
	honorees = _titles("Honoree", "full_name", {paper.honoree for paper in found})
	campaigns = _titles("Emulation Campaign", "campaign_title", {paper.campaign for paper in found})
	totals = _head_totals(names)
	for paper in found:
		paper.update(
			unit_name=unit_names[paper.unit],
			honoree_name=honorees[paper.honoree],
			campaign_title=campaigns[paper.campaign],
			head_total=totals.get(paper.name, 0),
			is_to_score=paper.workflow_state in blocks.SCORED,
		)
		describe_state(paper)
	return sorted(found, key=lambda paper: not paper.is_to_score)


def paper_of_block(name: str) -> Document:
	"""One of those papers with the names a page shows. Raises frappe.PermissionError."""
	paper = frappe.get_doc("Achievement", name)
	paper.check_permission("read")
	if paper.unit not in blocks.led_units(frappe.session.user) or paper.workflow_state not in blocks.READABLE:
		frappe.throw(_("This achievement is not of a block you lead."), frappe.PermissionError)
	paper.unit_name = frappe.db.get_value("Emulation Unit", paper.unit, "unit_name")
	paper.honoree_name = frappe.db.get_value("Honoree", paper.honoree, "full_name")
	paper.campaign_title = frappe.db.get_value("Emulation Campaign", paper.campaign, "campaign_title")
	paper.is_to_score = blocks.may_score(paper)
	paper.head_total = total(paper.scores, "block_head_score")
	describe_state(paper)
	return paper


def leads_a_block() -> bool:
	return bool(blocks.led_units(frappe.session.user))


def _sent(scores: str) -> dict:
	parsed = frappe.parse_json(scores)
	if not isinstance(parsed, dict) or not parsed:
		frappe.throw(_("Scores are sent as an object of criteria and points."))
	return parsed


def _titles(doctype: str, field: str, names: set[str]) -> dict[str, str]:
	"""Titles of what stands in papers the user may read; he may not open these documents themselves."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name, table[field]).where(table.name.isin([*names, ""]))
	return dict(query.run())


def _head_totals(papers_of_block: list[str]) -> dict[str, float]:
	row = frappe.qb.DocType("Achievement Score")
	query = (
		frappe.qb.from_(row)
		.select(row.parent, row.criterion_kind, row.block_head_score)
		.where((row.parenttype == "Achievement") & row.parent.isin([*papers_of_block, ""]))
	)
	of_paper: dict[str, list] = {}
	for score in query.run(as_dict=True):
		of_paper.setdefault(score.parent, []).append(score)
	return {name: flt(total(rows, "block_head_score")) for name, rows in of_paper.items()}
