"""Announcements as units read them. Every function works with the caller's permissions, as the desk does."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import format_datetime, formatdate, getdate

from tdkt_app.emulation import announcement_delivery
from tdkt_app.emulation.announcement_delivery import ACKNOWLEDGED, NOT_READ

COLOURS = {NOT_READ: "orange", announcement_delivery.HAS_READ: "blue", ACKNOWLEDGED: "green"}


@frappe.whitelist(methods=["POST"])
def mark_opened(name: str) -> None:
	"""The page of an announcement is open before the user: its units have read it."""
	announcement = _readable(name)
	announcement_delivery.mark_opened(announcement.name, frappe.session.user)


@frappe.whitelist(methods=["POST"])
def acknowledge(name: str) -> None:
	"""The user confirms for his units that they have read it."""
	announcement = _readable(name)
	announcement_delivery.mark_acknowledged(announcement.name, frappe.session.user)


def announcements() -> list[frappe._dict]:
	"""What is addressed to the user's units, the newest first, with what they have done with it."""
	done = announcement_delivery.least_done(frappe.session.user)
	papers = frappe.get_list(
		"Announcement",
		filters={"name": ("in", list(done) or [""])},
		fields=[
			"name",
			"announcement_title",
			"announcement_kind",
			"published_on",
			"needs_acknowledgement",
			"due_date",
		],
		order_by="published_on desc",
		limit_page_length=0,
	)
	for paper in papers:
		describe(paper, done[paper.name])
	return papers


def unread() -> int:
	"""Number of announcements that wait for a unit of the user: to be opened, or to be confirmed."""
	return sum(paper.waits for paper in announcements())


def describe(paper, state: str) -> None:
	"""Add what a page shows of it; `waits`: whether the user has still something to do."""
	paper.receipt_state, paper.receipt_colour = state, COLOURS[state]
	paper.waits = state == NOT_READ or bool(paper.needs_acknowledgement and state != ACKNOWLEDGED)
	paper.published = format_datetime(paper.published_on)
	paper.due = formatdate(paper.due_date) if paper.needs_acknowledgement and paper.due_date else ""
	paper.is_overdue = bool(paper.waits and paper.due and getdate(paper.due_date) < getdate())


def announcement(name: str) -> Document:
	"""One announcement with its state. Raises frappe.PermissionError for one that is not addressed to the user."""
	paper = _readable(name)
	done = announcement_delivery.least_done(frappe.session.user)
	paper.is_addressed = paper.name in done
	describe(paper, done.get(paper.name, NOT_READ))
	return paper


def _readable(name: str) -> Document:
	paper = frappe.get_doc("Announcement", name)
	paper.check_permission("read")
	return paper
