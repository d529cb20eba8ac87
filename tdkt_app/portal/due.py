"""What a unit has still to do, by date: registrations, achievements, reviews, returned papers, announcements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from tdkt_app.doctype.campaign_review.campaign_review import DUE_FIELDS
from tdkt_app.portal.working_unit import Work
from tdkt_app.states import AchievementState, CampaignState, ExemplarState, NominationState, ReviewState


@dataclass(frozen=True)
class Due:
	"""One line: what kind of work, on what, until when (None: it waits now), where it is done, what was remarked."""

	kind: str
	title: str
	day: date | None
	link: str
	remarks: tuple[str, ...] = ()

	@property
	def is_overdue(self) -> bool:
		return bool(self.day and self.day < getdate())

	@property
	def shown_day(self) -> str:
		return formatdate(self.day) if self.day else ""


def things_due(
	work: Work,
	campaigns: Sequence[frappe._dict],
	registered: dict[str, int],
	achievements: Sequence[frappe._dict],
	reviews: Sequence[frappe._dict],
	announcements: Sequence[frappe._dict],
) -> list[Due]:
	"""Everything that waits for the current unit, the earliest first; what has no date counts as of today.

	Takes what the home page has read already: `pages.campaigns`, `registrations`, `pages.achievements`, `pages.reviews`,
	`announcements.announcements`.
	"""
	if not work.current:
		return []
	taking_part = {paper.campaign for paper in (*achievements, *reviews)} | set(registered)
	found = [
		*_registrations_due(campaigns, registered),
		*_achievements_due(campaigns, registered, achievements),
		*_reviews_due(campaigns, taking_part, [row for row in reviews if row.unit == work.current.name]),
		*_returned_achievements(achievements, campaigns),
		*_returned_reviews(reviews),
		*_returned_nominations(work),
		*_returned_exemplars(work),
		*_announcements_waiting(announcements),
	]
	return sorted(found, key=lambda due: due.day or getdate())


def registrations(work: Work, campaigns: Sequence[str]) -> dict[str, int]:
	"""Campaign → number of registrations of the current unit and those below."""
	rows = frappe.get_list(
		"Campaign Registration",
		filters={"campaign": ("in", [*campaigns, ""]), "unit": ("in", work.scope)},
		pluck="campaign",
		limit_page_length=0,
	)
	return {campaign: rows.count(campaign) for campaign in set(rows)}


def _registrations_due(campaigns: Iterable[frappe._dict], registered: dict[str, int]) -> Iterator[Due]:
	for campaign in campaigns:
		if campaign.workflow_state == CampaignState.LAUNCHED and campaign.name not in registered:
			yield Due(
				_("Register"),
				campaign.campaign_title,
				campaign.registration_deadline,
				f"/thi-dua/dang-ky?campaign={quote(campaign.name)}",
			)


def _achievements_due(
	campaigns: Iterable[frappe._dict],
	registered: dict[str, int],
	achievements: Iterable[frappe._dict],
) -> Iterator[Due]:
	"""Drafts of running campaigns, and campaigns the unit registered for and has begun no report on."""
	of_campaign = defaultdict(list)
	for paper in achievements:
		of_campaign[paper.campaign].append(paper)
	for campaign in campaigns:
		if campaign.workflow_state != CampaignState.LAUNCHED:
			continue
		for paper in of_campaign[campaign.name]:
			if paper.workflow_state == AchievementState.DRAFT:
				link = f"/thi-dua/bao-cao?name={quote(paper.name)}"
				yield Due(_("Draft to Hand In"), paper.achievement_title, campaign.report_deadline, link)
		if campaign.name in registered and not of_campaign[campaign.name]:
			link = f"/thi-dua/bao-cao?campaign={quote(campaign.name)}"
			yield Due(_("Report an Achievement"), campaign.campaign_title, campaign.report_deadline, link)


def _reviews_due(
	campaigns: Iterable[frappe._dict], taking_part: set[str], reviews: Iterable[frappe._dict]
) -> Iterator[Due]:
	written = {(row.campaign, row.review_kind): row for row in reviews}
	for campaign in campaigns:
		for kind, field in DUE_FIELDS.items():
			review = written.get((campaign.name, kind))
			if campaign.name not in taking_part or not campaign[field]:
				continue
			if review and review.workflow_state != ReviewState.DRAFT:
				continue
			asked = f"name={quote(review.name)}" if review else f"campaign={quote(campaign.name)}"
			title = f"{campaign.campaign_title} ({_(kind)})"
			yield Due(_("Campaign Review"), title, campaign[field], f"/thi-dua/tong-ket?{asked}")


def _returned_achievements(
	achievements: Iterable[frappe._dict], campaigns: Iterable[frappe._dict]
) -> Iterator[Due]:
	papers = [paper for paper in achievements if paper.workflow_state == AchievementState.RETURNED]
	flags = _flags([paper.name for paper in papers])
	deadlines = {campaign.name: campaign.report_deadline for campaign in campaigns}
	for paper in papers:
		remarks = tuple(filter(None, (paper.verifier_remark, *flags.get(paper.name, ()))))
		link = f"/thi-dua/bao-cao?name={quote(paper.name)}"
		yield Due(
			_("Returned for Correction"),
			paper.achievement_title,
			deadlines.get(paper.campaign),
			link,
			remarks,
		)


def _flags(names: Sequence[str]) -> dict[str, list[str]]:
	"""Remarks on single fields that wait for a correction."""
	flag = frappe.qb.DocType("Achievement Correction")
	query = (
		frappe.qb.from_(flag)
		.select(flag.parent, flag.report_field, flag.remark)
		.where((flag.parenttype == "Achievement") & flag.parent.isin([*names, ""]) & (flag.done == 0))
		.orderby(flag.idx)
	)
	remarks = defaultdict(list)
	for paper, field, remark in query.run():
		remarks[paper].append(f"{_(field)}: {remark}")
	return remarks


def _returned_reviews(reviews: Iterable[frappe._dict]) -> Iterator[Due]:
	for review in reviews:
		if review.workflow_state == ReviewState.RETURNED:
			link = f"/thi-dua/tong-ket?name={quote(review.name)}"
			remarks = tuple(filter(None, (review.officer_remark,)))
			yield Due(_("Returned for Correction"), review.title, review.due_date, link, remarks)


def _returned_nominations(work: Work) -> Iterator[Due]:
	papers = frappe.get_list(
		"Award Nomination",
		filters={"workflow_state": NominationState.RETURNED, "unit": ("in", work.scope)},
		fields=["name", "title", "return_reason", "return_legal_ground"],
		order_by="modified",
		limit_page_length=0,
	)
	for paper in papers:
		remarks = tuple(filter(None, (paper.return_reason, paper.return_legal_ground)))
		link = f"/thi-dua/de-nghi?name={quote(paper.name)}"
		yield Due(_("Returned for Correction"), paper.title, None, link, remarks)


def _returned_exemplars(work: Work) -> Iterator[Due]:
	papers = frappe.get_list(
		"Exemplar",
		filters={"workflow_state": ExemplarState.RETURNED, "unit": ("in", work.scope)},
		fields=["name", "exemplar_title", "remark"],
		order_by="modified",
		limit_page_length=0,
	)
	for paper in papers:
		link = f"/thi-dua/dien-hinh?name={quote(paper.name)}"
		yield Due(
			_("Returned for Correction"),
			paper.exemplar_title,
			None,
			link,
			tuple(filter(None, (paper.remark,))),
		)


def _announcements_waiting(announcements: Iterable[frappe._dict]) -> Iterator[Due]:
	for paper in announcements:
		if paper.waits:
			kind = _("Announcement to Confirm") if paper.needs_acknowledgement else _("Unread Announcement")
			day = paper.due_date if paper.needs_acknowledgement else None
			link = f"/thi-dua/thong-bao?name={quote(paper.name)}"
			yield Due(kind, paper.announcement_title, day, link)
