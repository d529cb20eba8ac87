"""Announcements on their way: to which units, which users are told, and what comes back.

A receipt stands for each unit from the day of publication, so whom an announcement was for does not change with the
units, and “not yet read” is a list like any other. Everything but the notifications, which a job
makes, is done in a fixed number of statements.
"""

from __future__ import annotations

from collections.abc import Collection

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Count
from frappe.utils import escape_html, getdate, now

from tdkt_app.permissions import units_answered_by, visible_rows

NOT_READ, HAS_READ, ACKNOWLEDGED = "Not Read", "Has Read", "Acknowledged"
_RECEIPT_FIELDS = (
	"name", "creation", "modified", "owner", "modified_by", "docstatus", "idx",
	"announcement", "unit", "receipt_state", "is_demo",
)  # fmt: skip


def deliver(announcement: Document) -> None:
	"""Make the receipts of the addressed units and have their users told. Throws when no unit is addressed."""
	units = addressed_units(announcement)
	if not units:
		frappe.throw(_("None of the addressed units is active: choose others."))
	stamp = _stamp()
	frappe.db.bulk_insert(
		"Announcement Receipt",
		_RECEIPT_FIELDS,
		[
			(f"{announcement.name}-{unit}", *stamp, announcement.name, unit, NOT_READ, announcement.is_demo)
			for unit in units
		],
	)
	frappe.enqueue(tell_users, enqueue_after_commit=True, announcement=announcement.name)


def tell_users(announcement: str) -> None:
	"""The job: one notification for each user who answers for an addressed unit, once."""
	paper = frappe.get_doc("Announcement", announcement)
	subject = _("New announcement: {0}").format(escape_html(paper.announcement_title))
	for user in _users_to_tell(announcement):
		note = frappe.new_doc("Notification Log")
		note.update({"subject": subject, "for_user": user, "from_user": paper.published_by, "type": "Alert"})
		note.update({"document_type": paper.doctype, "document_name": paper.name})
		note.insert(ignore_permissions=True)


def addressed_units(announcement: Document) -> list[str]:
	"""Active units the announcement is for, in the order of the tree."""
	unit, top = (
		frappe.qb.DocType("Emulation Unit").as_("unit"),
		frappe.qb.DocType("Emulation Unit").as_("top"),
	)
	today = getdate()
	query = (
		frappe.qb.from_(unit)
		.select(unit.name, unit.lft)
		.distinct()
		.where(unit.active_from.isnull() | (unit.active_from <= today))
		.where(unit.active_to.isnull() | (unit.active_to >= today))
	)
	if not announcement.to_all_units:
		chosen = [row.unit for row in announcement.audience]
		below = (unit.lft >= top.lft) & (unit.rgt <= top.rgt)
		query = query.join(top).on(below if announcement.with_units_below else unit.name == top.name)
		query = query.where(top.name.isin(chosen))
	return [name for name, _lft in query.orderby(unit.lft).run()]


def mark_opened(announcement: str, user: str) -> None:
	"""The units the user answers for have opened it; the first opening counts."""
	receipt = frappe.qb.DocType("Announcement Receipt")
	_receipts_of(announcement, user).set(receipt.opened_on, now()).set(receipt.opened_by, user).set(
		receipt.receipt_state, HAS_READ
	).where(receipt.opened_on.isnull()).run()


def mark_acknowledged(announcement: str, user: str) -> None:
	"""The units the user answers for confirm it; the first confirmation counts."""
	mark_opened(announcement, user)
	receipt = frappe.qb.DocType("Announcement Receipt")
	_receipts_of(announcement, user).set(receipt.acknowledged_on, now()).set(
		receipt.acknowledged_by, user
	).set(receipt.receipt_state, ACKNOWLEDGED).where(receipt.acknowledged_on.isnull()).run()


@frappe.whitelist()
def receipts(announcement: str) -> dict:
	"""Who has read an announcement. Needs the permission to read it and its receipts.

	Returns {"units", "opened", "acknowledged": numbers, "needs_acknowledgement", "is_due": whether the date for
	confirming is over, "rows": one per unit in the order of the tree: unit, unit_name, receipt_state, opened_on,
	opened_by, acknowledged_on, acknowledged_by, users: number of portal users}.
	"""
	paper = frappe.get_doc("Announcement", announcement)
	paper.check_permission("read")
	if visible_rows("Announcement Receipt", frappe.session.user) is not None:
		frappe.throw(_("Receipts of all units are shown to the office only."), frappe.PermissionError)
	rows = _rows(announcement)
	return {
		"units": len(rows),
		"opened": sum(row.receipt_state != NOT_READ for row in rows),
		"acknowledged": sum(row.receipt_state == ACKNOWLEDGED for row in rows),
		"needs_acknowledgement": paper.needs_acknowledgement,
		"is_due": bool(paper.due_date) and getdate(paper.due_date) < getdate(),
		"rows": rows,
	}


def least_done(user: str) -> dict[str, str]:
	"""Announcement → the least that one of the user's units has done with it: a state of Announcement Receipt."""
	receipt = frappe.qb.DocType("Announcement Receipt")
	query = (
		frappe.qb.from_(receipt)
		.select(receipt.announcement, receipt.receipt_state)
		.distinct()
		.where(receipt.unit.isin(units_answered_by(user) or [""]))
	)
	order = (ACKNOWLEDGED, HAS_READ, NOT_READ)
	least: dict[str, str] = {}
	for announcement, state in query.run():
		least[announcement] = max(state, least.get(announcement, ACKNOWLEDGED), key=order.index)
	return least


def _rows(announcement: str) -> list[frappe._dict]:
	receipt, unit, member = map(
		frappe.qb.DocType, ("Announcement Receipt", "Emulation Unit", "Emulation Unit User")
	)
	query = (
		frappe.qb.from_(receipt)
		.join(unit)
		.on(unit.name == receipt.unit)
		.left_join(member)
		.on((member.parent == unit.name) & (member.parenttype == "Emulation Unit"))
		.select(
			receipt.name,
			receipt.unit,
			unit.unit_name,
			receipt.receipt_state,
			receipt.opened_on,
			receipt.opened_by,
			receipt.acknowledged_on,
			receipt.acknowledged_by,
			Count(member.name).as_("users"),
		)
		.where(receipt.announcement == announcement)
		.groupby(receipt.name)
		.orderby(unit.lft)
	)
	return query.run(as_dict=True)


def _receipts_of(announcement: str, user: str):
	receipt = frappe.qb.DocType("Announcement Receipt")
	return (
		frappe.qb.update(receipt)
		.set(receipt.modified, now())
		.set(receipt.modified_by, user)
		.where((receipt.announcement == announcement) & receipt.unit.isin(units_answered_by(user) or [""]))
	)


def _users_to_tell(announcement: str) -> list[str]:
	"""Enabled users who answer for an addressed unit (see `permissions.units_answered_by`) and were not told yet."""
	receipt, member, user, note = map(
		frappe.qb.DocType, ("Announcement Receipt", "Emulation Unit User", "User", "Notification Log")
	)
	above, unit = (frappe.qb.DocType("Emulation Unit").as_(alias) for alias in ("above", "unit"))
	told = (
		frappe.qb.from_(note)
		.select(note.for_user)
		.where((note.document_type == "Announcement") & (note.document_name == announcement))
	)
	query = (
		frappe.qb.from_(receipt)
		.join(unit)
		.on(unit.name == receipt.unit)
		.join(above)
		.on((above.lft <= unit.lft) & (above.rgt >= unit.rgt))
		.join(member)
		.on((member.parent == above.name) & (member.parenttype == "Emulation Unit"))
		.join(user)
		.on((user.name == member.user) & (user.enabled == 1))
		.select(unit.name, above.name, user.name)
		.where((receipt.announcement == announcement) & user.name.notin(told))
	)
	rows = query.run()
	named = _units_with_users({unit for unit, _above, _user in rows})
	return sorted({user for unit, above, user in rows if unit == above or unit not in named})


def _units_with_users(units: Collection[str]) -> set[str]:
	member = frappe.qb.DocType("Emulation Unit User")
	query = (
		frappe.qb.from_(member)
		.select(member.parent)
		.distinct()
		.where((member.parenttype == "Emulation Unit") & member.parent.isin(list(units) or [""]))
	)
	return {unit for (unit,) in query.run()}


def _stamp() -> tuple:
	"""creation, modified, owner, modified_by, docstatus, idx of a row that is written without its controller."""
	moment, user = now(), frappe.session.user
	return moment, moment, user, user, 0, 0
