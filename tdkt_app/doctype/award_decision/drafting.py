"""Drafts of decisions: from verified achievements (the short route for awards the chairman decides himself) and from
the nominees of a nomination or a council meeting.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from tdkt_app.access import link_titles
from tdkt_app.doctype.award_decision import recipients, votes
from tdkt_app.doctype.award_nomination.nominees import put_forward
from tdkt_app.doctype.award_type.award_type import KIND_FLAGS
from tdkt_app.law import legal_bases
from tdkt_app.rules.case import Level
from tdkt_app.states import AchievementState, DecisionKind, NominationState


@frappe.whitelist()
def draft_decision(achievements: str | list[str]) -> dict:
	"""An unsaved Award Decision for verified achievements that no decision rewards yet, given by name.

	`achievements`: names of Achievement, as a list or its JSON.
	Throws when one is not verified or already rewarded. Needs the permission to create decisions.
	"""
	frappe.new_doc("Award Decision").check_permission("create")
	names = frappe.parse_json(achievements)
	if not names:
		frappe.throw(_("Choose achievements first."))
	taken = recipients.rewarded_achievements(names)
	if taken:
		frappe.throw(_("Already stand in a decision: {0}.").format(", ".join(sorted(taken))))
	papers = _verified({"name": ("in", names)})
	not_verified = sorted(set(names) - {paper.name for paper in papers})
	if not_verified:
		frappe.throw(_("Not verified: {0}.").format(", ".join(not_verified)))
	return _to_desk(_draft(papers))


@frappe.whitelist()
def draft_decision_of_campaign(source_name: str) -> dict:
	"""An unsaved Award Decision for all verified achievements of a campaign that no decision rewards yet.

	`source_name`: name of Emulation Campaign, under the name `frappe.model.open_mapped_doc` sends it.
	"""
	frappe.new_doc("Award Decision").check_permission("create")
	papers = _verified({"campaign": source_name})
	taken = recipients.rewarded_achievements({paper.name for paper in papers})
	papers = [paper for paper in papers if paper.name not in taken]
	if not papers:
		frappe.throw(_("The campaign has no verified achievement that waits for a decision."))
	decision = _draft(papers)
	decision.campaign = source_name
	return _to_desk(decision)


@frappe.whitelist()
def draft_decision_of_nomination(source_name: str) -> dict:
	"""An unsaved Award Decision for everybody whom an appraised nomination puts forward and no decision rewards yet.

	`source_name`: name of Award Nomination. For awards that need no vote; the officer's choice.
	"""
	frappe.new_doc("Award Decision").check_permission("create")
	nomination = frappe.get_doc("Award Nomination", source_name)
	nomination.check_permission("read")
	if nomination.workflow_state != NominationState.APPRAISED:
		frappe.throw(_("Finish the appraisal of the nomination first."))
	return _to_desk(draft_from_nominees(put_forward([source_name])))


@frappe.whitelist()
def draft_decision_of_meeting(source_name: str) -> dict:
	"""An unsaved Award Decision for the candidates a closed council meeting carried, several awards in one decision.

	`source_name`: name of Council Meeting. Whoever stands in a decision already is left out.
	"""
	frappe.new_doc("Award Decision").check_permission("create")
	meeting = frappe.get_doc("Council Meeting", source_name)
	meeting.check_permission("read")
	decision = draft_from_nominees(votes.carried_by(meeting))
	decision.council_meeting = meeting.name
	return _to_desk(decision)


def draft_from_nominees(rows: Collection[Mapping]) -> Document:
	"""An unsaved Award Decision for nominees, with the awards that the commune decides, in their order.

	`rows`: as from `award_nomination.nominees.put_forward`. Whoever stands in a decision already, with that award of
	that nomination or that achievement, is left out. Throws when nobody remains. Permissions are the caller's to check.
	"""
	waiting = _not_decided([row for row in rows if row["decided_by"] == Level.COMMUNE.value])
	if not waiting:
		frappe.throw(_("Nobody in the list waits for a decision of the commune."))
	decision = _begin(waiting)
	for row in waiting:
		fields = ("nomination", "achievement", "honoree", "award_type", "initiative")
		decision.append("recipients", {field: row[field] for field in fields})
	return decision


def _not_decided(rows: list[Mapping]) -> list[Mapping]:
	decided = recipients.decided_nominees({row["nomination"] for row in rows})
	taken = recipients.rewarded_achievements({row["achievement"] for row in rows if row["achievement"]})
	return [
		row
		for row in rows
		if (row["nomination"], row["honoree"], row["award_type"]) not in decided
		and row["achievement"] not in taken
	]


def _to_desk(decision: Document) -> dict:
	"""With the titles of its links, which the desk reads from the database for saved documents only."""
	link_titles.send(decision)
	return decision.as_dict()


def _verified(filters: dict) -> list[frappe._dict]:
	return frappe.get_list(
		"Achievement",
		filters={**filters, "workflow_state": AchievementState.VERIFIED},
		fields=["name", "honoree", "campaign", "period_from", "period_to"],
		order_by="name",
		limit_page_length=0,
	)


def _draft(papers: Collection[frappe._dict]) -> Document:
	decision = _begin(papers)
	awards = _usual_awards({paper.honoree for paper in papers})
	for paper in papers:
		decision.append(
			"recipients",
			{"achievement": paper.name, "honoree": paper.honoree, "award_type": awards[paper.honoree]},
		)
	return decision


def _begin(papers: Collection[Mapping]) -> Document:
	"""A decision without recipients. `papers`: with campaign, period_from, period_to."""
	decision = frappe.new_doc("Award Decision")
	decision.decision_date = nowdate()
	decision.period_from = min(getdate(paper["period_from"]) for paper in papers)
	decision.period_to = max(getdate(paper["period_to"]) for paper in papers)
	campaigns = {paper["campaign"] for paper in papers}
	decision.campaign = campaigns.pop() if len(campaigns) == 1 else None
	decision.proposed_by = _standing_body()
	decision.take_defaults_from_settings()
	_fill_in_legal_bases(decision)
	return decision


def _standing_body() -> str:
	return frappe.get_cached_doc("TDKT Settings").standing_body


def _fill_in_legal_bases(decision: Document) -> None:
	"""Legal documents in force on the date, then what else the latest issued decision rests on."""
	lines, known = legal_bases.lines_on(decision.decision_date), legal_bases.known_lines()
	latest = frappe.get_list(
		"Award Decision",
		filters={"docstatus": 1, "decision_kind": DecisionKind.AWARD, "is_historical": 0},
		order_by="decision_date desc, issued_on desc",
		limit_page_length=1,
	)
	if latest:
		rows = frappe.get_doc("Award Decision", latest[0].name).legal_bases
		lines += [row.basis for row in rows if row.basis not in known]
	for line in lines:
		decision.append("legal_bases", {"basis": line})


def _usual_awards(honorees: Collection[str]) -> dict[str, str | None]:
	"""For each honoree the form of commendation a commune gives to his kind (giấy khen), None when not exactly one."""
	kinds = frappe.get_list(
		"Honoree", filters={"name": ("in", list(honorees))}, fields=["name", "kind"], limit_page_length=0
	)
	usual = {kind: usual_award(kind) for kind in {honoree.kind for honoree in kinds}}
	return {honoree.name: usual[honoree.kind] for honoree in kinds}


def usual_award(honoree_kind: str) -> str | None:
	"""The one form of commendation that a commune gives to a kind of honoree (giấy khen), None when not exactly one."""
	forms = frappe.get_list(
		"Award Type",
		filters={
			"kind": "Form of Commendation",
			"decided_by": "Commune",
			"is_active": 1,
			KIND_FLAGS[honoree_kind]: 1,
		},
		pluck="name",
		limit_page_length=2,
	)
	return forms[0] if len(forms) == 1 else None
