"""What the portal pages show, read with the user's permissions in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import quote

import frappe
from frappe import _
from frappe.sessions import get_csrf_token
from frappe.utils import add_days, formatdate, now_datetime

from tdkt_app.files import evidence_files
from tdkt_app.guards import corrections
from tdkt_app.portal import working_unit
from tdkt_app.portal.working_unit import Work
from tdkt_app.states import AchievementState, CampaignState, ReviewState

_DAYS_REMINDED, _MOST_REMINDERS = 14, 5
COLOURS = {
	AchievementState.DRAFT: "gray",
	AchievementState.SUBMITTED: "blue",
	AchievementState.UNDER_VERIFICATION: "cyan",
	AchievementState.RETURNED: "orange",
	AchievementState.VERIFIED: "green",
	AchievementState.REJECTED: "red",
	ReviewState.ACCEPTED: "green",
}


def require_login(path: str) -> None:
	"""Send a guest to the login page and back."""
	if frappe.session.user == "Guest":
		frappe.local.flags.redirect_location = f"/login?redirect-to=/{path}"
		raise frappe.Redirect


def begin(context: frappe._dict, path: str) -> Work:
	"""What every page of the portal begins with: signed in, the unit worked for, its navigation. `path`: of the page."""
	require_login(path)
	get_csrf_token()  # a session gets one when it is asked for: see `allow_list`
	work = working_unit.of_session()
	context.update(
		{
			"no_breadcrumbs": True,
			"work": work,
			"units": work.below,
			"portal_language": frappe.local.lang,
			"navigation": _navigation(path) if work.current else [],
		}
	)
	return work


def _navigation(path: str) -> list[dict]:
	listed = (
		("thi-dua", _("What to Do")),
		("thi-dua/dang-ky", _("Registrations")),
		("thi-dua/de-nghi", _("Award Nominations")),
		("thi-dua/con-nguoi", _("People and Households")),
		("thi-dua/dien-hinh", _("Exemplars")),
		("thi-dua/thong-bao", _("Announcements")),
	)
	return [{"path": f"/{page}", "label": label, "is_here": page == path} for page, label in listed]


def running_campaigns() -> list[frappe._dict]:
	return campaigns((CampaignState.LAUNCHED,))


def campaigns(states: Collection[str] = CampaignState.TAKES_REVIEWS) -> list[frappe._dict]:
	"""Campaigns in these states with their days, the one whose reports are due first before others."""
	found = frappe.get_list(
		"Emulation Campaign",
		filters={"workflow_state": ("in", states)},
		fields=[
			"name",
			"campaign_title",
			"campaign_type",
			"slogan",
			"workflow_state",
			"registration_deadline",
			"interim_deadline",
			"report_deadline",
			"end_date",
		],
		order_by="report_deadline, name",
		limit_page_length=0,
	)
	for campaign in found:
		campaign.due = formatdate(campaign.report_deadline)
	return found


def campaigns_to_review(own: str | None = None) -> list[frappe._dict]:
	"""Campaigns units may report on now, and the one a report is about though that is over."""
	return frappe.get_list(
		"Emulation Campaign",
		filters={"workflow_state": ("in", CampaignState.KNOWN_TO_UNITS)},
		or_filters=[
			["workflow_state", "in", CampaignState.TAKES_REVIEWS],
			["name", "=", own or ""],
		],
		fields=["name", "campaign_title", "report_deadline"],
		order_by="report_deadline",
		limit_page_length=0,
	)


def reviews(work: Work | None = None) -> list[frappe._dict]:
	"""Reports on campaigns of the current unit and those below, latest first, with the state as shown."""
	work = work or working_unit.of_session()
	papers = frappe.get_list(
		"Campaign Review",
		filters={"unit": ("in", work.scope or [""])},
		fields=[
			"name",
			"title",
			"campaign",
			"unit",
			"review_kind",
			"due_date",
			"workflow_state",
			"officer_remark",
			"modified",
		],
		order_by="modified desc",
		limit_page_length=0,
	)
	for paper in papers:
		_describe_review_state(paper)
	return papers


def describe_review(review) -> None:
	"""Add what the page of a report shows: state, due date, numbers as they are typed."""
	_describe_review_state(review)
	for row in review.results:
		row.committed, row.reached = _typed(row.committed_value), _typed(row.result_value)
		row.share = _typed(row.percent).replace(".", ",")


def _describe_review_state(review) -> None:
	review.state_label = _(review.workflow_state or ReviewState.DRAFT)
	review.state_colour = COLOURS.get(review.workflow_state, "gray")
	review.is_open = (review.workflow_state or ReviewState.DRAFT) in ReviewState.OPEN_TO_UNIT
	review.due = formatdate(review.due_date) if review.due_date else ""


def _typed(number: float | None) -> str:
	"""As a number field of a page takes it: 1200.50 → "1200.5", nothing for zero."""
	return f"{number:.3f}".rstrip("0").rstrip(".") if number else ""


def achievements(work: Work | None = None) -> list[frappe._dict]:
	"""The reports of the current unit and those below, latest first, with the honoree's name and the state as shown."""
	work = work or working_unit.of_session()
	papers = frappe.get_list(
		"Achievement",
		filters={"unit": ("in", work.scope or [""])},
		fields=[
			"name",
			"achievement_title",
			"honoree",
			"campaign",
			"workflow_state",
			"verifier_remark",
			"submitted_on",
			"modified",
		],
		order_by="modified desc",
		limit_page_length=0,
	)
	names = {honoree.name: honoree.full_name for honoree in honorees(work, active_only=False)}
	for paper in papers:
		paper.honoree_name = names.get(paper.honoree, "")
		describe_state(paper)
	return papers


def reminders() -> list[frappe._dict]:
	"""The user's latest reminders: the desk's notifications do not reach who has no desk."""
	log = frappe.qb.DocType("Reminder Log")
	query = (
		frappe.qb.from_(log)
		.select(log.subject, log.reference_doctype, log.reference_name, log.sent_on)
		.where(
			(log.user == frappe.session.user)
			& (log.channel == "Notification")
			& (log.status == "Sent")
			& (log.sent_on >= add_days(now_datetime(), -_DAYS_REMINDED))
		)
		.orderby(log.sent_on, order=frappe.qb.desc)
		.limit(_MOST_REMINDERS)
	)
	found = query.run(as_dict=True)
	for reminder in found:
		is_paper = reminder.reference_doctype == "Achievement"
		reminder.link = f"/thi-dua/bao-cao?name={quote(reminder.reference_name)}" if is_paper else ""
		reminder.day = formatdate(reminder.sent_on)
	return found


def describe_state(paper) -> None:
	"""Add what a page shows of the state: words, colour, whether the unit may still change the report."""
	paper.state_label = _(paper.workflow_state or AchievementState.DRAFT)
	paper.state_colour = COLOURS.get(paper.workflow_state, "gray")
	paper.is_open = paper.workflow_state in AchievementState.OPEN_TO_UNIT


def describe_corrections(paper) -> None:
	"""Add which fields the page leaves open, and the verifier's remark at each flagged one."""
	is_returned = paper.workflow_state == AchievementState.RETURNED
	paper.changeable = corrections.changeable_fields(paper) if is_returned else corrections.CHANGEABLE
	paper.remarks = corrections.remarks(paper) if is_returned else {}


def criteria(campaigns: list[str], paper) -> list[frappe._dict]:
	"""Criteria of the campaigns a report can belong to, with the points the unit gave itself in this one."""
	row = frappe.qb.DocType("Campaign Criterion")
	query = (
		frappe.qb.from_(row)
		.select(row.name, row.parent, row.criterion, row.criterion_kind, row.max_score, row.mandatory)
		.where((row.parenttype == "Emulation Campaign") & row.parent.isin(campaigns or [""]))
		.orderby(row.parent, row.idx)
	)
	given = {score.criterion_row: score.self_score for score in paper.scores}
	rows = query.run(as_dict=True)
	for criterion in rows:
		criterion.points = f"{given[criterion.name]:g}" if criterion.name in given else ""
		criterion.most = f"{criterion.max_score:g}"
	return rows


def people_for(paper, work: Work) -> list[frappe._dict]:
	"""Those a paper can be about: of the unit worked for, or of the paper's own when that is another of the user's."""
	stored_elsewhere = bool(paper.unit) and paper.unit not in work.scope
	found = honorees(None if stored_elsewhere else work)
	if paper.get("honoree") and paper.honoree not in {honoree.name for honoree in found}:
		moved = frappe.get_list(
			"Honoree", filters={"name": paper.honoree}, fields=["name", "full_name", "kind", "position"]
		)
		return [*moved, *found]
	return found


def honorees(work: Work | None, active_only: bool = True) -> list[frappe._dict]:
	"""People, collectives and households of the current unit and those below, by given name; without one, of all the user's."""
	narrowed = {"unit": ("in", work.scope or [""])} if work else {}
	return frappe.get_list(
		"Honoree",
		filters={**narrowed, **({"is_active": 1} if active_only else {})},
		fields=["name", "full_name", "kind", "position"],
		order_by="sort_name",
		limit_page_length=0,
	)


def accepted_files() -> str:
	"""What a file field offers to choose: ".pdf,.jpg"."""
	allowed = evidence_files.allowed_extensions(frappe.get_cached_doc("TDKT Settings"))
	return ",".join(f".{extension}" for extension in allowed)


def content_areas() -> list[frappe._dict]:
	return frappe.get_list(
		"Content Area",
		filters={"is_active": 1},
		fields=["name", "area_name"],
		order_by="sort_order",
		limit_page_length=0,
	)
