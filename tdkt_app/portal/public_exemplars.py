"""Exemplars for everybody: those approved, with their pictures. What was not approved, or was withdrawn, is unknown here."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cstr
from pypika.queries import QueryBuilder

from tdkt_app.portal.public_pages import Paging, shown_day
from tdkt_app.states import ExemplarState

EXEMPLARS_PER_PAGE = 12
_PICTURE = "/api/method/tdkt_app.portal.public_files.picture"
_MOST_DESCRIBED = 200  # letters, of a card where the address is shared


def exemplars(content_area: str = "", page: int = 1) -> tuple[list[frappe._dict], Paging]:
	"""One page of published exemplars, the latest first, each with its first picture or none; three queries."""
	query, exemplar, area, honoree, unit = _published()
	if content_area:
		query = query.where(exemplar.content_area == content_area)
	total = query.select(Count(exemplar.name)).run()[0][0]
	paging = Paging.of(total, page, EXEMPLARS_PER_PAGE)
	query, exemplar, area, honoree, unit = _published()
	if content_area:
		query = query.where(exemplar.content_area == content_area)
	rows = (
		_shown(query, exemplar, area, honoree, unit)
		.orderby(exemplar.published_on, order=frappe.qb.desc)
		.orderby(exemplar.name, order=frappe.qb.desc)
		.limit(paging.size)
		.offset(paging.offset)
	).run(as_dict=True)
	_add_pictures(rows)
	return rows, paging


def story(slug: str) -> frappe._dict | None:
	"""The published exemplar of that address with all its pictures and `paragraphs`, or None; two queries."""
	query, exemplar, area, honoree, unit = _published()
	rows = (
		_shown(query, exemplar, area, honoree, unit)
		.select(exemplar.story)
		.where(exemplar.slug == slug)
		.limit(1)
		.run(as_dict=True)
	)
	if not rows:
		return None
	_add_pictures(rows)
	found = rows[0]
	found.paragraphs = [part.strip() for part in cstr(found.story).split("\n\n") if part.strip()]
	found.description = _described(found.story)
	return found


def content_areas() -> list[tuple[str, str]]:
	"""(code, name) of the fields that published exemplars belong to."""
	query, _exemplar, area, _honoree, _unit = _published()
	return list(
		query.select(area.name, area.area_name)
		.distinct()
		.where(area.name.isnotnull())
		.orderby(area.sort_order)
		.run()
	)


def published_picture(row: str) -> frappe._dict | None:
	"""{"file", "exemplar"} of a picture of a published exemplar; None for any other row."""
	query, exemplar, *_others = _published()
	picture = frappe.qb.DocType("Exemplar Picture")
	found = (
		query.join(picture)
		.on((picture.parent == exemplar.name) & (picture.parenttype == "Exemplar"))
		.select(picture.file, exemplar.name.as_("exemplar"))
		.where(picture.name == row)
		.run(as_dict=True)
	)
	return found[0] if found else None


def _published() -> tuple[QueryBuilder, object, object, object, object]:
	exemplar, area, honoree, unit = (
		frappe.qb.DocType(name) for name in ("Exemplar", "Content Area", "Honoree", "Emulation Unit")
	)
	query = (
		frappe.qb.from_(exemplar)
		.join(unit)
		.on(unit.name == exemplar.unit)
		.left_join(area)
		.on(area.name == exemplar.content_area)
		.left_join(honoree)
		.on(honoree.name == exemplar.honoree)
		.where((exemplar.workflow_state == ExemplarState.APPROVED) & (exemplar.slug != ""))
		.where(honoree.name.isnull() | (honoree.is_withheld == 0))
	)
	return query, exemplar, area, honoree, unit


def _shown(query: QueryBuilder, exemplar, area, honoree, unit) -> QueryBuilder:
	return query.select(
		exemplar.name,
		exemplar.slug,
		exemplar.exemplar_title,
		exemplar.exemplar_kind,
		exemplar.published_on,
		area.area_name,
		honoree.full_name.as_("honoree_name"),
		unit.unit_name,
	)


def _add_pictures(rows: list[frappe._dict]) -> None:
	picture = frappe.qb.DocType("Exemplar Picture")
	found = (
		frappe.qb.from_(picture)
		.select(picture.name, picture.parent, picture.description)
		.where(picture.parenttype == "Exemplar")
		.where(picture.parent.isin([row.name for row in rows] or [""]))
		.orderby(picture.parent)
		.orderby(picture.idx)
	).run(as_dict=True)
	for row in rows:
		row.pictures = [
			{"address": f"{_PICTURE}?row={one.name}", "description": one.description or ""}
			for one in found
			if one.parent == row.name
		]
		row.kind = _(row.exemplar_kind)
		row.published = shown_day(row.published_on)


def _described(text: str) -> str:
	"""The beginning of a text, cut between words."""
	words = " ".join(cstr(text).split())
	if len(words) <= _MOST_DESCRIBED:
		return words
	return f"{words[:_MOST_DESCRIBED].rpartition(' ')[0]} …"
