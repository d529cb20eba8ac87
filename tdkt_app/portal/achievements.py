"""What unit users do with achievements. Every function works with the caller's permissions, as the desk does."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow, get_transitions

from tdkt_app.files import attachments
from tdkt_app.states import AchievementState

_NEEDED = frozenset(("honoree", "achievement_title", "period_from", "period_to", "summary"))
_FIELDS = _NEEDED | {"campaign", "on_the_spot", "content_area", "results", "self_scores"}


@frappe.whitelist(methods=["POST"])
def report(
	honoree: str,
	achievement_title: str,
	period_from: str,
	period_to: str,
	summary: str,
	campaign: str | None = None,
	on_the_spot: str | int = 0,
	content_area: str | None = None,
	results: str | None = None,
	self_scores: str | None = None,
) -> str:
	"""Start the report of an achievement and return its name; its unit is the honoree's. Dates as yyyy-mm-dd.

	`self_scores`: JSON object, name of the campaign's criterion row → points.
	"""
	paper = frappe.new_doc("Achievement")
	_fill(
		paper,
		honoree=honoree,
		achievement_title=achievement_title,
		period_from=period_from,
		period_to=period_to,
		summary=summary,
		campaign=campaign,
		on_the_spot=on_the_spot,
		content_area=content_area,
		results=results,
	)
	_score(paper, self_scores)
	return paper.insert().name


@frappe.whitelist(methods=["POST"])
def revise(
	name: str,
	honoree: str | None = None,
	achievement_title: str | None = None,
	period_from: str | None = None,
	period_to: str | None = None,
	summary: str | None = None,
	campaign: str | None = None,
	on_the_spot: str | int | None = None,
	content_area: str | None = None,
	results: str | None = None,
	self_scores: str | None = None,
) -> str:
	"""Change a report that is a draft or was returned. What is not sent stays as it is; an empty text empties."""
	paper = _writable(name)
	sent = {
		"honoree": honoree,
		"achievement_title": achievement_title,
		"period_from": period_from,
		"period_to": period_to,
		"summary": summary,
		"campaign": campaign,
		"on_the_spot": on_the_spot,
		"content_area": content_area,
		"results": results,
	}
	_fill(paper, **{field: value for field, value in sent.items() if value is not None})
	_score(paper, self_scores)
	return paper.save().name


@frappe.whitelist(methods=["POST"])
def autosave(values: str, name: str | None = None, seen: str | None = None) -> dict[str, str]:
	"""Keep a report while it is typed; returns {"name", "seen"}: what to send along the next time.

	`values`: JSON object of the arguments of `report` or, with `name`, of `revise`; `seen`: the state the page knows.
	Raises frappe.TimestampMismatchError when somebody else has changed the report since.
	"""
	sent = frappe.parse_json(values)
	if not isinstance(sent, dict) or not set(sent) <= _FIELDS or not (name or set(sent) >= _NEEDED):
		frappe.throw(_("The form could not be read: load the page again."))
	if name:
		_check_is_as_seen(name, seen)
		revise(name, **sent)
	else:
		name = report(**sent)
	return {"name": name, "seen": str(frappe.db.get_value("Achievement", name, "modified"))}


@frappe.whitelist(methods=["POST"])
def attach_evidence(name: str, description: str = "") -> str:
	"""Store the uploaded file (multipart field `file`) with a report that can be changed; returns its address."""
	paper = _writable(name)
	upload = frappe.request.files.get("file")
	if not upload:
		frappe.throw(_("Choose a file first."))
	paper.add_evidence(upload.filename, upload.stream.read(), description)
	return paper.save().evidence[-1].file


@frappe.whitelist(methods=["POST"])
def remove_evidence(name: str, row: str) -> None:
	"""Take a file off a report that can be changed, and delete it."""
	attachments.remove_file(_writable(name), "evidence", row)


@frappe.whitelist(methods=["POST"])
def hand_in(name: str) -> str:
	"""Submit a report to the standing body, by whatever action the site's workflow has for it; returns its new state."""
	paper = frappe.get_doc("Achievement", name)
	submitting = [t for t in get_transitions(paper) if t.next_state == AchievementState.SUBMITTED]
	if not submitting:
		frappe.throw(_("This achievement cannot be handed in now."), frappe.PermissionError)
	return apply_workflow(paper, submitting[0].action).workflow_state


def _check_is_as_seen(name: str, seen: str | None) -> None:
	modified = _writable(name).modified
	if str(modified) != seen:
		frappe.throw(
			_("Somebody else has changed this report meanwhile: load the page again and look at it."),
			frappe.TimestampMismatchError,
		)


def _writable(name: str) -> Document:
	paper = frappe.get_doc("Achievement", name)
	paper.check_permission("write")
	return paper


def _fill(paper: Document, **values) -> None:
	paper.update(values)
	paper.on_the_spot = frappe.utils.cint(paper.on_the_spot)
	if paper.on_the_spot:
		paper.campaign = None
	if "honoree" in values:
		paper.unit = frappe.db.get_value("Honoree", paper.honoree, "unit")


def _score(paper: Document, self_scores: str | None) -> None:
	"""Put the unit's points into the rows of its campaign's criteria; whose they are is checked on saving."""
	points = frappe.parse_json(self_scores) if self_scores else {}
	if not isinstance(points, dict):
		frappe.throw(_("Scores are sent as an object of criteria and points."))
	rows = {row.criterion_row: row for row in paper.scores}
	for criterion, value in points.items():
		row = rows.get(criterion) or paper.append("scores", {"criterion_row": criterion})
		row.self_score = points_of(value)


def points_of(value: object) -> float:
	"""Points as a person writes them, with a comma or a point. Throws for what is no number."""
	try:
		return float(str(value or 0).replace(",", "."))
	except ValueError:
		frappe.throw(_("“{0}” is not a number of points.").format(value))
