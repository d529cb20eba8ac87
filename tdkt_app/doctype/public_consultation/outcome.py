"""What people said about lists of nominees and how it was handled: for closing, and for the council."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import frappe
from frappe import _
from frappe.utils import formatdate


def of_nominations(nominations: Collection[str]) -> list[frappe._dict]:
	"""Consultations the nominations were in, the latest first, for the council; two queries.

	Keys: name, title, state, opens_on, closes_on, closed_on, early_close_reason, nominations (names), comments (see
	`comments_of`). Permissions are the caller's to check.
	"""
	row, consultation = frappe.qb.DocType("Consultation Nomination"), frappe.qb.DocType("Public Consultation")
	fields = ("name", "title", "state", "opens_on", "closes_on", "closed_on", "early_close_reason")
	query = (
		frappe.qb.from_(row)
		.join(consultation)
		.on(consultation.name == row.parent)
		.select(row.nomination, *(consultation[field] for field in fields))
		.where(row.nomination.isin(list(nominations) or [""]))
		.orderby(consultation.opens_on, order=frappe.qb.desc)
		.orderby(consultation.name, order=frappe.qb.desc)
		.orderby(row.idx)
	)
	found: dict[str, frappe._dict] = {}
	for line in query.run(as_dict=True):
		nomination = line.pop("nomination")
		found.setdefault(line.name, frappe._dict(line, nominations=[], comments=[]))
		found[line.name].nominations.append(nomination)
	for comment in comments_of(found):
		found[comment.consultation].comments.append(comment)
	return list(found.values())


def comments_of(consultations: Collection[str]) -> list[frappe._dict]:
	"""Comments in the order received, without who made them; one query."""
	comment = frappe.qb.DocType("Consultation Comment")
	fields = ("name", "consultation", "about", "channel", "received_on", "content", "result", "handling")
	query = (
		frappe.qb.from_(comment)
		.select(*(comment[field] for field in fields), comment.handled_on)
		.where(comment.consultation.isin(list(consultations) or [""]))
		.orderby(comment.received_on)
		.orderby(comment.name)
	)
	return query.run(as_dict=True)


def summary(comments: Iterable[frappe._dict]) -> str:
	"""One paragraph for each comment: what was said, and how it was handled."""
	lines = [
		_("{0} ({1}, {2}), about {3}: {4}").format(
			comment.name,
			_(comment.channel),
			formatdate(comment.received_on),
			comment.about or _("the whole list"),
			comment.content,
		)
		+ "\n→ "
		+ _("{0}: {1}").format(_(comment.result), comment.handling)
		for comment in comments
	]
	return "\n\n".join(lines) or _("No comment was received.")
