"""Lists open to the public and the form for comments on them. Guests come here; a comment is never shown to them."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Count
from frappe.rate_limiter import rate_limit
from frappe.utils import getdate, nowdate
from pypika.queries import QueryBuilder

from tdkt_app.doctype.award_nomination.nominees import put_forward
from tdkt_app.doctype.consultation_comment.consultation_comment import PUBLIC_PAGE
from tdkt_app.states import ConsultationState

# A village may share one address.
_COMMENTS_PER_HOUR = 10
_HOUR = 60 * 60
_MOST_SHORT = 140


def open_lists() -> list[frappe._dict]:
	"""Lists that are public today, the one that ends first before others; three queries.

	Keys: name, title, introduction, closes_on, nominees (honoree_name, unit_name, award_name, summary) and nothing
	else about anybody: the page is for everyone.
	"""
	query, consultation = _open()
	query = (
		query.select(consultation.name, consultation.title, consultation.introduction, consultation.closes_on)
		.orderby(consultation.closes_on)
		.orderby(consultation.name)
	)
	lists = query.run(as_dict=True)
	of_nomination = _lists_of_nominations([one.name for one in lists])
	nominees = defaultdict(list)
	for row in put_forward(of_nomination):
		shown = {field: row[field] for field in ("honoree_name", "unit_name", "award_name", "summary")}
		nominees[of_nomination[row.nomination]].append(frappe._dict(shown))
	for one in lists:
		one.nominees = nominees[one.name]
	return lists


def count_open() -> int:
	query, consultation = _open()
	return query.select(Count(consultation.name)).run()[0][0]


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=_COMMENTS_PER_HOUR, seconds=_HOUR)
def comment(
	consultation: str,
	content: str,
	about: str = "",
	commenter_name: str = "",
	commenter_contact: str = "",
	website: str = "",
) -> None:
	"""Take a comment of anybody on a list that is public today. At most 10 an hour from one address.

	`website` is a field that people do not see: whoever fills it in is a program, and is answered as if it had worked.
	"""
	if website:
		return
	_check_is_public(consultation)
	paper = frappe.new_doc("Consultation Comment")
	paper.update(
		{
			"consultation": consultation,
			"channel": PUBLIC_PAGE,
			"content": content,
			"about": about.strip(),
			"commenter_name": commenter_name.strip(),
			"commenter_contact": commenter_contact.strip(),
		}
	)
	_check_lengths(paper)
	paper.flags.from_public_page = True
	# Nobody but officers holds the permission to write comments: the public does it here and nowhere else.
	paper.insert(ignore_permissions=True)


def _open() -> tuple[QueryBuilder, object]:
	consultation = frappe.qb.DocType("Public Consultation")
	query = (
		frappe.qb.from_(consultation)
		.where(consultation.state == ConsultationState.OPEN)
		.where((consultation.opens_on <= nowdate()) & (consultation.closes_on >= nowdate()))
	)
	return query, consultation


def _check_is_public(consultation: str) -> None:
	fields = ("state", "opens_on", "closes_on")
	row = frappe.db.get_value("Public Consultation", consultation, fields, as_dict=True)
	today = getdate(nowdate())
	if not row or row.state != ConsultationState.OPEN or not row.opens_on <= today <= row.closes_on:
		frappe.throw(_("This list is not open for comments."))


def _check_lengths(paper: Document) -> None:
	for field in ("about", "commenter_name", "commenter_contact"):
		if len(paper.get(field)) > _MOST_SHORT:
			label = _(paper.meta.get_label(field))
			frappe.throw(_("{0}: at most {1} characters.").format(label, _MOST_SHORT))


def _lists_of_nominations(consultations: list[str]) -> dict[str, str]:
	"""Nomination → the list it is in; it is open in one list at a time."""
	row = frappe.qb.DocType("Consultation Nomination")
	query = (
		frappe.qb.from_(row)
		.select(row.nomination, row.parent)
		.where((row.parenttype == "Public Consultation") & row.parent.isin(consultations or [""]))
	)
	return dict(query.run())
