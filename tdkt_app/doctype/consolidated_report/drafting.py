"""A consolidated report begun from the accepted reviews of a campaign, ready to be edited."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Count, Min

from tdkt_app.commendation.standing import stands
from tdkt_app.emulation import review_progress
from tdkt_app.emulation.consolidation import Counted, Result, Review, draft
from tdkt_app.permissions import check_access
from tdkt_app.states import AchievementState, ReviewState

_TEXTS = ("organisation", "difficulties", "lessons", "proposals")


@frappe.whitelist(methods=["POST"])
def draft_report(source_name: str, review_kind: str = "Final") -> Document:
	"""A new, unsaved report on the campaign `source_name`, its text drafted from the accepted reviews of that kind.

	Needs the permission to create reports. Throws when nothing has been accepted yet. A fixed number of queries.
	"""
	check_access("Consolidated Report", "create")
	campaign = frappe.get_doc("Emulation Campaign", source_name)
	campaign.check_permission("read")
	if review_kind not in ("Interim", "Final"):
		frappe.throw(_("{0}: “{1}” is unknown.").format(_("Kind of Review"), review_kind))
	lines = [
		line
		for line in review_progress.lines(review_progress.campaigns({"name": campaign.name}))
		if line.review_kind == review_kind
	]
	accepted = [line for line in lines if line.state == ReviewState.ACCEPTED]
	if not accepted:
		frappe.throw(_("No review of this kind has been accepted for this campaign yet."))
	reviews = _reviews(accepted)
	report = frappe.new_doc("Consolidated Report")
	report.update({"campaign": campaign.name, "review_kind": review_kind})
	report.update(asdict(draft(_counted(campaign, review_kind, lines, len(accepted)), reviews)))
	report.set("sources", [{"review": line.review, "unit": line.unit} for line in accepted])
	return report


def _counted(campaign: Document, review_kind: str, lines: list, accepted: int) -> Counted:
	states = defaultdict(int)
	for row in frappe.get_list(
		"Achievement",
		filters={"campaign": campaign.name},
		fields=["workflow_state"],
		limit_page_length=0,
	):
		states[row.workflow_state] += 1
	return Counted(
		campaign=campaign.campaign_title,
		review_kind=review_kind,
		units=len(lines),
		accepted=accepted,
		late=sum(bool(line.is_late) for line in lines if line.state == ReviewState.ACCEPTED),
		missing=tuple(line.unit_name for line in lines if line.is_missing),
		registrations=len(
			frappe.get_list(
				"Campaign Registration",
				filters={"campaign": campaign.name},
				pluck="name",
				limit_page_length=0,
			)
		),
		achievements_verified=states[AchievementState.VERIFIED],
		achievements_handed_in=sum(states.values()) - states[AchievementState.DRAFT],
		by_state=states,
		awards=_awards(campaign.name),
	)


def _awards(campaign: str) -> dict[str, int]:
	"""Number of awards of issued decisions that stand, in the order in which they are given."""
	line, decision, paper = (
		frappe.qb.DocType(name) for name in ("Award Decision Recipient", "Award Decision", "Achievement")
	)
	query = (
		frappe.qb.from_(line)
		.join(decision)
		.on((decision.name == line.parent) & (decision.docstatus == 1))
		.left_join(paper)
		.on(paper.name == line.achievement)
		.select(line.award_name, Count(line.name))
		.where((decision.campaign == campaign) | (paper.campaign == campaign))
		.where(stands(line))
		.groupby(line.award_name)
		.orderby(Min(line.ceremony_order))
	)
	return dict(query.run())


def _reviews(accepted: list) -> list[Review]:
	names = [line.review for line in accepted]
	papers = {row.name: row for row in _read_reviews(names)}
	results, exemplars = _results(names), _exemplars(names)
	return [
		Review(
			unit=line.unit_name,
			people_registered=papers[line.review].people_registered,
			people=papers[line.review].people_taking_part,
			households_registered=papers[line.review].households_registered,
			households=papers[line.review].households_taking_part,
			**{text: papers[line.review][text] or "" for text in _TEXTS},
			exemplars=tuple(exemplars[line.review]),
			results=tuple(results[line.review]),
		)
		for line in accepted
	]


def _read_reviews(names: list[str]) -> list[frappe._dict]:
	return frappe.get_list(
		"Campaign Review",
		filters={"name": ("in", names)},
		fields=[
			"name",
			"people_registered",
			"people_taking_part",
			"households_registered",
			"households_taking_part",
			*_TEXTS,
		],
		limit_page_length=0,
	)


def _results(names: list[str]) -> dict[str, list[Result]]:
	row, target = frappe.qb.DocType("Review Result"), frappe.qb.DocType("Plan Target")
	query = (
		frappe.qb.from_(row)
		.left_join(target)
		.on(target.name == row.plan_target)
		.select(
			row.parent,
			row.target,
			row.measure,
			row.committed_value,
			row.result_value,
			row.at_most,
			row.plan_target,
			target.together,
			target.target_value,
		)
		.where((row.parenttype == "Campaign Review") & row.parent.isin(names))
		.orderby(target.idx)
		.orderby(row.idx)
	)
	found = defaultdict(list)
	for line in query.run(as_dict=True):
		found[line.parent].append(
			Result(
				target=line.target,
				measure=line.measure or "",
				committed=line.committed_value,
				reached=line.result_value,
				at_most=bool(line.at_most),
				plan_target=line.plan_target or "",
				way=line.together or "",
				planned=line.target_value or 0,
			)
		)
	return found


def _exemplars(names: list[str]) -> dict[str, list[tuple[str, str]]]:
	row = frappe.qb.DocType("Review Exemplar")
	query = (
		frappe.qb.from_(row)
		.select(row.parent, row.exemplar_name, row.deed)
		.where((row.parenttype == "Campaign Review") & row.parent.isin(names))
		.orderby(row.idx)
	)
	found = defaultdict(list)
	for parent, name, deed in query.run():
		found[parent].append((name, deed))
	return found
