"""The demo year, continued: whom the units put forward at its end, and what the public says about the lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import frappe

from tdkt_app.doctype.award_nomination import dossier
from tdkt_app.doctype.award_nomination.nominees import put_forward
from tdkt_app.doctype.public_consultation.public_consultation import close_consultation, open_consultation
from tdkt_app.setup.demo.acting import act, acting_as, insert_as, move_stamps, read, reporter_of
from tdkt_app.states import AchievementState, NominationState

if TYPE_CHECKING:
	from tdkt_app.setup.demo.story import Story

_FIELDS = ("unit", "title", "method", "period_from", "period_to")
_REASON = ("return_reason", "return_legal_ground")
_STAMPED_AT = {"submitted_on": " 15:00:00", "appraised_on": " 10:00:00", "received_on": ""}
_LAST_STEP = {
	NominationState.APPRAISED: "Finish Appraisal",
	NominationState.RETURNED: "Return for Completion",
	NominationState.REJECTED: "Reject",
}
_GOOD, _EXCELLENT, _ONE_EXCELLENT_IN = "good", "excellent", 6
_SAID = {
	_GOOD: "Hoàn thành tốt nhiệm vụ năm 2025.",
	_EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ năm 2025.",
	"TTLDTT": "Tập thể hoàn thành tốt nhiệm vụ năm 2025, nội bộ đoàn kết.",
}


def tell(story: Story) -> None:
	"""After the decisions of the year's campaigns: whoever was rewarded there is not put forward again."""
	waiting = _Waiting()
	for row in read("nominations"):
		name = _nominate(waiting, row)
		story.lists[row.get("list")].append(name)
	for row in read("consultations"):
		_consult(story, row)


class _Waiting:
	"""People and verified achievements of the demo's units that no decision has rewarded, the best first."""

	def __init__(self):
		# The loader reads its own rows, all of them; what it makes of them goes through each person's rights.
		self.taken = set(
			frappe.get_all("Award Decision Recipient", {"parenttype": "Award Decision"}, pluck="honoree")
		)
		self.people = defaultdict(list)
		for person in frappe.get_all(
			"Honoree",
			{"is_demo": 1},
			["name", "unit", "kind", "is_whole_unit"],
			order_by="is_whole_unit desc, name",
		):
			self.people[person.unit].append(person)
		self.papers = defaultdict(list)
		for paper in frappe.get_all(
			"Achievement",
			{"is_demo": 1, "workflow_state": AchievementState.VERIFIED},
			["name", "unit", "honoree", "achievement_title"],
			order_by="total_score desc, name",
		):
			self.papers[paper.unit].append(paper)

	def nominees(self, row: dict) -> list[dict]:
		"""As many of each award as the row says, each of another honoree."""
		unit = row["unit"]
		collectives = self.take(self.of_kind(unit, "Collective"), row.get("TTLDTT", 0))
		forms = self.take(((paper.honoree, paper) for paper in self.papers[unit]), row["GK"])
		people = self.take(self.of_kind(unit, "Individual"), row.get("LDTT", 0))
		return [*self.collectives(collectives), *self.workers(people), *self.commended(forms)]

	def of_kind(self, unit: str, kind: str) -> Iterator[tuple]:
		return ((person.name, person) for person in self.people[unit] if person.kind == kind)

	def take(self, candidates: Iterator[tuple], count: int) -> list:
		chosen = []
		for honoree, found in candidates:
			if len(chosen) < count and honoree not in self.taken:
				self.taken.add(honoree)
				chosen.append(found)
		return chosen

	@staticmethod
	def collectives(collectives: list) -> list[dict]:
		return [
			{"honoree": one.name, "award_type": "TTLDTT", "completion": _GOOD, "summary": _SAID["TTLDTT"]}
			for one in collectives
		]

	@staticmethod
	def workers(people: list) -> list[dict]:
		levels = [_GOOD if number % _ONE_EXCELLENT_IN else _EXCELLENT for number in range(1, len(people) + 1)]
		return [
			{"honoree": one.name, "award_type": "LDTT", "completion": level, "summary": _SAID[level]}
			for one, level in zip(people, levels, strict=True)
		]

	@staticmethod
	def commended(papers: list) -> list[dict]:
		return [
			{
				"honoree": paper.honoree,
				"award_type": "GK",
				"achievement": paper.name,
				"summary": f"{paper.achievement_title}.",
			}
			for paper in papers
		]


def _nominate(waiting: _Waiting, row: dict) -> str:
	"""The unit writes and hands in, the officer receives and appraises, as far as the row says."""
	reporter, step = reporter_of(row["unit"]), row["step"]
	doc = frappe.get_doc({"doctype": "Award Nomination", **{field: row[field] for field in _FIELDS}})
	doc.set("nominees", waiting.nominees(row))
	for code, label in dossier.items_asked_for(doc).items():
		doc.append("dossier", {"item": code, "item_name": label, "is_required": 1, "on_paper": 1})
	name = insert_as(reporter, doc)
	if step == NominationState.DRAFT:
		return name
	act(reporter, "Award Nomination", name, "Submit")
	if step != NominationState.SUBMITTED:
		act("officer", "Award Nomination", name, "Start Appraisal")
	if "held" in row:
		_hold(name, row["held"])
	if action := _LAST_STEP.get(step):
		reason = {field: row.get(field) for field in _REASON}
		act("officer", "Award Nomination", name, action, **reason)
	stamps = {field: row[field] + time for field, time in _STAMPED_AT.items() if field in row}
	if stamps:
		move_stamps("Award Nomination", name, stamps)
	return name


def _hold(nomination: str, held: dict) -> None:
	"""A proceeding against the last nominee: the officer notes it and leaves him out."""
	with acting_as("officer"):
		doc = frappe.get_doc("Award Nomination", nomination)
		doc.nominees[-1].update({"excluded": 1, "exclusion_reason": held["exclusion_reason"]})
		doc.save()
	values = {field: held[field] for field in ("ground", "opened_on", "document")}
	hold = {"doctype": "Award Hold", "honoree": doc.nominees[-1].honoree, **values}
	insert_as("officer", frappe.get_doc(hold))


def _consult(story: Story, row: dict) -> None:
	"""Open the list to the public; where its story ends in 2025, close it on its day."""
	nominations = story.lists[row["list"]]
	values = {field: row[field] for field in ("title", "working_days", "introduction")}
	values["nominations"] = [{"nomination": name} for name in nominations]
	name = insert_as("officer", frappe.get_doc({"doctype": "Public Consultation", **values}))
	with acting_as("officer"):
		open_consultation(name)
	about = {nominee.proposing_unit: nominee.honoree_name for nominee in put_forward(nominations)}
	for comment in row["comments"]:
		_comment(name, comment, about.get(comment.get("unit")))
	if "closed_on" in row:
		move_stamps("Public Consultation", name, {day: row[day] for day in ("opens_on", "closes_on")})
		with acting_as("officer"):
			close_consultation(name)
		move_stamps("Public Consultation", name, {"closed_on": row["closed_on"]})


def _comment(consultation: str, row: dict, about: str | None) -> None:
	"""What the officer was told and how it was handled, or what came by the public page."""
	stamps = {field: row[field] for field in ("received_on", "handled_on") if field in row}
	values = {field: row[field] for field in row if field not in ("unit", *stamps)}
	comment = frappe.get_doc({"doctype": "Consultation Comment", "consultation": consultation, **values})
	comment.about = about
	comment.flags.from_public_page = comment.channel == "Public Page"
	name = insert_as("officer", comment)
	if stamps:
		move_stamps("Consultation Comment", name, stamps)
