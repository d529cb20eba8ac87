"""Two records of one person become one: every paper goes over to the record that is kept.

Issued decisions keep the name they printed, which is stored in them; only their link follows the person.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.rename_doc import rename_doc
from frappe.query_builder.functions import Count

from tdkt_app.access.roles import OFFICER
from tdkt_app.doctype.honoree import identity
from tdkt_app.permissions import check_access

MOST_GROUPS = 100
_SAME = ("search_name", "unit", "birth_year", "kind")


@frappe.whitelist(methods=["GET"])
def duplicates(honoree: str | None = None) -> list[list[dict]]:
	"""Groups of active honorees with one name (marks aside), unit, birth year and kind, at most 100; of one honoree if given.

	Officers only. Rows are {"name", "full_name", "unit_name", "birth_year", "position"}, the oldest record first.
	"""
	_check_officer()
	keys = _repeated_keys(honoree)
	if not keys:
		return []
	table, unit = frappe.qb.DocType("Honoree"), frappe.qb.DocType("Emulation Unit")
	rows = (
		frappe.qb.from_(table)
		.join(unit)
		.on(unit.name == table.unit)
		.select(
			table.name, table.full_name, table.position, unit.unit_name, *(table[field] for field in _SAME)
		)
		.where(table.search_name.isin(list({key[0] for key in keys})) & (table.is_active == 1))
		.orderby(table.creation)
		.orderby(table.name)
	).run(as_dict=True)
	groups: dict[tuple, list[dict]] = {key: [] for key in keys}
	for row in rows:
		key = tuple(row[field] for field in _SAME)
		if key in groups:
			groups[key].append(
				{f: row[f] for f in ("name", "full_name", "unit_name", "birth_year", "position")}
			)
	return list(groups.values())


@frappe.whitelist(methods=["POST"])
def merge(keep: str, duplicate: str) -> str:
	"""Hand all papers of `duplicate` over to `keep` and delete it; returns the name that is kept. Officers only.

	An identifier that only `duplicate` has goes along. Throws when the two are not of one kind and unit, have different
	identifiers, or both stand in the same campaign or draft decision.
	"""
	_check_officer()
	if keep == duplicate:
		frappe.throw(_("Choose two different honorees."))
	kept, double = (frappe.get_doc("Honoree", name) for name in (keep, duplicate))
	kept.check_permission("write")
	double.check_permission("delete")
	_check_alike(kept, double)
	identity.check_one_person(kept, double)
	_check_not_both_registered(kept, double)
	_check_not_both_in_a_draft(kept, double)
	_join_shares(kept, double)
	identifier = "" if kept.personal_id else identity.whole(duplicate)
	rename_doc("Honoree", duplicate, keep, force=True, merge=True, show_alert=False, rebuild_search=False)
	if identifier:
		kept.reload()
		kept.update({identity.FIELD: identifier}).save()
	if double.is_withheld and not kept.is_withheld:
		_withhold_too(keep, double)
	if kept.is_demo and not double.is_demo:
		kept.db_set("is_demo", 0)  # removing the demo year must not take a real person along
	kept.add_comment(
		"Info", _("Merged with {0} ({1}) by {2}.").format(duplicate, double.full_name, frappe.session.user)
	)
	return keep


def _withhold_too(keep: str, double: Document) -> None:
	"""Whom the public does not see must not come to light by becoming one with a record that it sees."""
	kept = frappe.get_doc("Honoree", keep)
	kept.update({"is_withheld": 1, "withheld_reason": double.withheld_reason}).save()


def _check_officer() -> None:
	check_access("Honoree", "write")
	if OFFICER not in frappe.get_roles():
		frappe.throw(_("Only the standing office merges honorees."), frappe.PermissionError)


def _repeated_keys(honoree: str | None) -> list[tuple]:
	table = frappe.qb.DocType("Honoree")
	fields = [table[field] for field in _SAME]
	query = (
		frappe.qb.from_(table)
		.select(*fields)
		.where(table.is_active == 1)
		.groupby(*fields)
		.having(Count(table.name) > 1)
		.orderby(table.search_name)
		.limit(MOST_GROUPS)
	)
	if honoree:
		own = frappe.db.get_value("Honoree", honoree, _SAME)
		if not own:
			frappe.throw(_("Unknown honoree: {0}").format(honoree), frappe.DoesNotExistError)
		for field, value in zip(_SAME, own, strict=True):
			query = query.where(table[field] == value)
	return list(query.run())


def _check_alike(kept: Document, double: Document) -> None:
	for field in ("kind", "unit"):
		if kept.get(field) != double.get(field):
			frappe.throw(
				_("{0} of {1} and {2} differs: make it the same in both first.").format(
					_(kept.meta.get_label(field)), kept.name, double.name
				)
			)


def _check_not_both_registered(kept: Document, double: Document) -> None:
	one, other = (frappe.qb.DocType("Campaign Registration").as_(alias) for alias in ("one", "other"))
	pairs = (
		frappe.qb.from_(one)
		.join(other)
		.on((other.campaign == one.campaign) & (other.unit == one.unit))
		.select(one.name, other.name)
		.where((one.honoree == kept.name) & (other.honoree == double.name))
	).run()
	for first, second in pairs:
		frappe.throw(
			_(
				"Both are registered for the same campaign ({0} and {1}): delete one registration first."
			).format(first, second)
		)


def _check_not_both_in_a_draft(kept: Document, double: Document) -> None:
	one, other = (frappe.qb.DocType("Award Decision Recipient").as_(alias) for alias in ("one", "other"))
	decisions = (
		frappe.qb.from_(one)
		.join(other)
		.on((other.parent == one.parent) & (other.award_type == one.award_type))
		.select(one.parent)
		.where((one.honoree == kept.name) & (other.honoree == double.name) & (one.docstatus == 0))
	).run()
	for (decision,) in decisions:
		frappe.throw(
			_("Both stand with the same award in the draft decision {0}: take one out first.").format(
				decision
			)
		)


def _join_shares(kept: Document, double: Document) -> None:
	"""Where both are authors of one initiative, decided or not, the person has the share of both."""
	one, other = (frappe.qb.DocType("Initiative Author").as_(alias) for alias in ("one", "other"))
	pairs = (
		frappe.qb.from_(one)
		.join(other)
		.on((other.parent == one.parent) & (other.parenttype == one.parenttype))
		.select(one.name, other.name, one.share + other.share)
		.where((one.honoree == kept.name) & (other.honoree == double.name))
	).run()
	for row, row_of_double, share in pairs:
		frappe.db.set_value("Initiative Author", row, "share", share)
		frappe.db.delete("Initiative Author", {"name": row_of_double})
