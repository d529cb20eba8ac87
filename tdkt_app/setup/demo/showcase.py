"""The demo year, continued: exemplars with pictures, initiatives before the Council, announcements and who has read them."""

from __future__ import annotations

import frappe
from frappe.utils import add_days, nowdate

from tdkt_app.emulation import announcement_delivery
from tdkt_app.setup.demo.acting import (
	account,
	act,
	acting_as,
	insert_as,
	move_stamps,
	read,
	reporter_of,
)
from tdkt_app.setup.demo.evidence import one_page_pdf, picture
from tdkt_app.setup.demo.story import Story
from tdkt_app.states import AnnouncementState, ExemplarState, InitiativeState

_DAYS_TO_CONFIRM = 14
# Keys of the data files that are written by an act, or are the story's own.
_PLOT = frozenset(
	(
		"key",
		"step",
		"remark",
		"published_on",
		"pictures",
		"spread",
		"award_decision",
		"attachments",
		"audience",
		"opened",
		"acknowledged",
		"due_date",
	)
)
_RECOGNITION = (
	"recognised_level",
	"recognition_number",
	"recognised_on",
	"council_opinion",
	"effect_and_spread",
)


def tell(story: Story) -> None:
	"""After the decisions of the year."""
	for row in read("initiatives"):
		_initiative(story, row)
	for row in read("exemplars"):
		_exemplar(story, row)
	for row in read("announcements"):
		_announcement(story, row)


def _initiative(story: Story, row: dict) -> None:
	values = {field: value for field, value in _fields(row).items() if field not in _RECOGNITION}
	values["authors"] = [
		{"honoree": story.honorees[honoree], "share": share} for honoree, share in row["authors"]
	]
	author = reporter_of(row["unit"])
	name = insert_as(author, frappe.get_doc({"doctype": "Initiative", **values}))
	act(author, "Initiative", name, "Submit")
	step = row["step"]
	if step == InitiativeState.RETURNED:
		act("officer", "Initiative", name, "Return for Correction", remark=row["remark"])
	elif step != InitiativeState.SUBMITTED:
		act("officer", "Initiative", name, "Start Council Review")
	if step in InitiativeState.FROZEN:
		with acting_as("officer"):
			opinion = {field: row[field] for field in _RECOGNITION if field in row}
			frappe.get_doc("Initiative", name).update(opinion).save()
		action = "Recognise" if step == InitiativeState.RECOGNISED else "Do Not Recognise"
		act("chairman", "Initiative", name, action)


def _exemplar(story: Story, row: dict) -> None:
	values = _fields(row)
	for field, names in (
		("honoree", story.honorees),
		("campaign", story.campaigns),
		("achievement", story.achievements),
	):
		if field in values:
			values[field] = names[values[field]]
	author, step = reporter_of(row["unit"]), row["step"]
	name = insert_as(author, frappe.get_doc({"doctype": "Exemplar", **values}))
	_add_pictures(author, name, row)
	if step == ExemplarState.DRAFT:
		return
	act(author, "Exemplar", name, "Submit")
	if step == ExemplarState.RETURNED:
		act("officer", "Exemplar", name, "Return for Correction", remark=row["remark"])
	elif step != ExemplarState.SUBMITTED:
		act("chairman", "Exemplar", name, "Approve")
		_note_spread(name, row)
		if step == ExemplarState.WITHDRAWN:
			act("officer", "Exemplar", name, "Withdraw", remark=row["remark"])
		move_stamps("Exemplar", name, {"published_on": f"{row['published_on']} 09:00:00"})


def _add_pictures(author: str, name: str, row: dict) -> None:
	with acting_as(author):
		exemplar = frappe.get_doc("Exemplar", name)
		for number, caption in enumerate(row["pictures"], 1):
			seed = f"{row['key']}-{number}"
			exemplar.add_picture(f"anh-{seed}.png", picture(seed), caption)
		exemplar.save()


def _note_spread(name: str, row: dict) -> None:
	with acting_as("officer"):
		exemplar = frappe.get_doc("Exemplar", name)
		for unit, copied_on, note in row["spread"]:
			exemplar.append("spread", {"unit": unit, "copied_on": copied_on, "note": note})
		if row.get("award_decision"):
			rewarded = {"achievement": exemplar.achievement, "docstatus": 1}
			exemplar.award_decision = frappe.db.get_value("Award Decision Recipient", rewarded, "parent")
		exemplar.save()


def _announcement(story: Story, row: dict) -> None:
	values, step = _fields(row), row["step"]
	if "campaign" in values:
		values["campaign"] = story.campaigns[values["campaign"]]
	values["audience"] = [{"unit": unit} for unit in row.get("audience", ())]
	if "due_date" in row:  # must lie ahead when it is published
		values["due_date"] = add_days(nowdate(), _DAYS_TO_CONFIRM)
	name = insert_as("officer", frappe.get_doc({"doctype": "Announcement", **values}))
	_attach(name, row)
	if step == AnnouncementState.DRAFT:
		return
	act("officer", "Announcement", name, "Publish")
	for reader in row["opened"]:
		announcement_delivery.mark_opened(name, account(reader))
	for reader in row["acknowledged"]:
		announcement_delivery.mark_acknowledged(name, account(reader))
	if step == AnnouncementState.WITHDRAWN:
		act("officer", "Announcement", name, "Withdraw", remark=row["remark"])
	stamps = {"published_on": f"{row['published_on']} 08:00:00", "due_date": row.get("due_date")}
	move_stamps("Announcement", name, stamps)


def _attach(name: str, row: dict) -> None:
	with acting_as("officer"):
		announcement = frappe.get_doc("Announcement", name)
		for title in row["attachments"]:
			lines = [title.upper(), row["announcement_title"], "(demo)"]
			announcement.add_attachment(f"tai-lieu-{row['key']}.pdf", one_page_pdf(lines), title)
		announcement.save()


def _fields(row: dict) -> dict:
	return {field: value for field, value in row.items() if field not in _PLOT}
