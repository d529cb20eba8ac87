"""The bulk of the demo year: hundreds of rows, each put where its story left it.

Walking each of them through every step of its workflow would take minutes, so they are written at once with the dates,
points and remarks that the steps leave; `tests/site/test_demo.py` holds every row against its controller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from frappe.model.document import Document
from frappe.utils import add_days, getdate

from tdkt_app.doctype.honoree import identity
from tdkt_app.emulation import scoring
from tdkt_app.setup.demo import crowd, papers
from tdkt_app.setup.demo.acting import account, acting_as, mark_as_demo, read, reporter_of
from tdkt_app.setup.demo.evidence import one_page_pdf, picture
from tdkt_app.setup.demo.writing import prepare, write
from tdkt_app.states import AchievementState, ReviewState

if TYPE_CHECKING:
	from tdkt_app.setup.demo.story import Story


@cache
def commune() -> papers.Commune:
	units = read("units")
	honorees = crowd.honorees(units, read("honorees"), read("names"), read("people"))
	campaigns = {row["key"]: row for row in read("campaigns")}
	return papers.Commune(units, honorees, campaigns, read("wordings"))


def settle_people(story: Story) -> None:
	rows = commune().honorees
	with acting_as("officer"):
		people = [prepare("Honoree", story.linked(row)) for row in rows]
		for person in people:
			person.run_method("validate")
		write(people)
		for row, person in zip(rows, people, strict=True):
			identity.store(person)
			story.honorees[row["key"]] = person.name
	mark_as_demo("Honoree", [person.name for person in people])


def register(story: Story) -> None:
	taken = {(row["campaign"], row["unit"], row.get("honoree")) for row in read("registrations")}
	rows = [
		row
		for volume in read("volumes")
		if volume["registrations"]
		for row in papers.registrations(commune(), volume["campaign"], volume["registrations"], taken)
	]
	with acting_as("officer"):
		registrations = [prepare("Campaign Registration", story.linked(row)) for row in rows]
		for row, registration in zip(rows, registrations, strict=True):
			registration.update({"registered_on": row["registered_on"], "is_demo": 1})
			registration.set_title()
			registration.stamp_registration()
		write(registrations)


@cache
def routine_achievements() -> list[dict]:
	return [
		row
		for volume in read("volumes")
		for row in papers.achievements(commune(), volume["campaign"], volume["achievements"])
	]


def report_achievements(story: Story, rows: Iterable[dict]) -> None:
	"""Rows as in achievements.json; each is its unit's, with the evidence its campaign asks for."""
	criteria = cache(scoring.criteria_of)
	for reporter, own in groupby(sorted(rows, key=_reporter), key=_reporter):
		own = list(own)
		with acting_as(reporter):
			reports = [(row, _report(story.linked(row), row, criteria)) for row in own]
			with_files = [(row, report) for row, report in reports if _has_files(row)]
			_move_on((row, report) for row, report in reports if not _has_files(row))
			write([report for _row, report in reports])
			for row, report in with_files:
				_attach_evidence(report, row)
			_move_on(with_files)
			for _row, report in with_files:
				report.db_update()
			story.achievements.update({row["key"]: report.name for row, report in reports})


def write_reviews(story: Story) -> None:
	"""Of the units that reported achievements, beside those the story tells."""
	told = {(row["campaign"], row["unit"]) for row in read("reviews")}
	for volume in read("volumes"):
		campaign, shares = volume["campaign"], volume.get("reviews")
		if shares:
			units = {row["unit"] for row in routine_achievements() if row["campaign"] == campaign}
			units = {unit for unit in units if (campaign, unit) not in told}
			_write_reviews(story, papers.reviews(commune(), campaign, shares, sorted(units)))


def _write_reviews(story: Story, rows: list[dict]) -> None:
	reviews = []
	for row in rows:
		with acting_as(_reporter(row)):
			review = prepare("Campaign Review", {**story.linked(row), "is_demo": 1})
			review.run_method("validate")
			review.update({"workflow_state": row["step"], "submitted_on": f"{row['submitted_on']} 16:00:00"})
			review.is_late = int(getdate(row["submitted_on"]) > getdate(review.due_date))
			if row["step"] == ReviewState.ACCEPTED:
				day_after = add_days(row["submitted_on"], 1)
				review.update({"accepted_by": account("officer"), "accepted_on": f"{day_after} 09:00:00"})
			reviews.append(review)
	write(reviews)


def _move_on(reports: Iterable[tuple[dict, Document]]) -> None:
	"""What the steps to its state leave in each report."""
	for row, report in reports:
		if row["step"] != AchievementState.DRAFT:
			report.update(_history(row))


def _reporter(row: dict) -> str:
	return reporter_of(row["unit"])


def _report(values: dict, row: dict, criteria: Callable) -> Document:
	given = dict(enumerate(row.get("self_scores", ())))
	scores = [
		{**criterion, **dict.fromkeys(scoring.SCORES, given.get(number, 0))}
		for number, criterion in enumerate(criteria(values.get("campaign")))
	]
	for number, points, reason in row.get("officer_scores", ()):
		scores[number].update(officer_score=points, officer_reason=reason)
	more = {"scores": scores, "workflow_state": AchievementState.DRAFT, "is_demo": 1}
	report = prepare("Achievement", {**values, **more})
	report.self_total = scoring.total(report.scores, "self_score")
	report.total_score = scoring.total(report.scores, "officer_score")
	return report


def _attach_evidence(report: Document, row: dict) -> None:
	"""Files go in while the report is a draft, as its unit does it."""
	key = row["key"].replace("/", "-")
	if row.get("picture"):
		report.add_evidence(f"anh-{key}.png", picture(row["key"]), "Ảnh chụp thực tế")
	if _needs_evidence(row):
		lines = ["BIEN BAN XAC NHAN THANH TICH", row["achievement_title"], row["summary"], "(demo)"]
		report.add_evidence(f"bien-ban-{key}.pdf", one_page_pdf(lines), "Biên bản xác nhận")
	for evidence in report.evidence:
		evidence.db_insert()


def _has_files(row: dict) -> bool:
	return bool(row.get("picture")) or _needs_evidence(row)


def _needs_evidence(row: dict) -> bool:
	if row["step"] == AchievementState.DRAFT:
		return False
	campaign = commune().campaigns.get(row.get("campaign"), {})
	return any(criterion.get("evidence_required") for criterion in campaign.get("criteria", ()))


def _history(row: dict) -> dict:
	left = {
		"workflow_state": row["step"],
		"submitted_on": f"{row['submitted_on']} 15:00:00",
		"verifier_remark": row.get("remark"),
	}
	if row["step"] == AchievementState.VERIFIED:
		left.update(verified_by=account("officer"), verified_on=f"{row['verdict_on']} 10:00:00")
	return left
