"""Who acts in the demo, and what each step of its story needs: data files, users, marks and dates."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import frappe
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow

DATA = Path(__file__).parent / "data"
DOMAIN = "demo.tdkt.example"
# Keys of the data files that tell the story and are no fields.
_PLOT = frozenset(
	(
		"best",
		"consolidated",
		"for_units",
		"key",
		"own_deeds",
		"paid",
		"picture",
		"published_on",
		"step",
		"submitted_on",
		"verdict_on",
		"walked",
		"remark",
		"registered_on",
		"issued_on",
		"self_scores",
		"officer_scores",
		"corrections",
		"ranking_frozen_on",
	)
)


def account(local_part: str) -> str:
	return f"{local_part}@{DOMAIN}"


@cache
def read(name: str) -> list[dict] | dict:
	"""A data file; its users leave it as it is."""
	return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def fields(row: dict) -> dict:
	"""What of a row goes into a document."""
	return {field: value for field, value in row.items() if field not in _PLOT}


def reporter_of(unit: str) -> str:
	"""The unit's own user, or the officer who enters the paper for a unit without one."""
	return next((row["account"] for row in read("users") if row.get("unit") == unit), "officer")


@contextmanager
def acting_as(local_part: str) -> Iterator[None]:
	before = frappe.session.user
	frappe.set_user(account(local_part))
	try:
		yield
	finally:
		frappe.set_user(before)


def insert_as(local_part: str, doc: Document) -> str:
	with acting_as(local_part):
		doc.insert()
	frappe.db.set_value(doc.doctype, doc.name, "is_demo", 1, update_modified=False)
	return doc.name


def act(local_part: str, doctype: str, name: str, action: str, **reason: str | list | None) -> None:
	with acting_as(local_part):
		doc = frappe.get_doc(doctype, name)
		if any(reason.values()):
			doc.update(reason)
			doc.save()
		apply_workflow(doc, action)


def move_stamps(doctype: str, name: str, stamps: dict) -> None:
	"""The server stamps with the clock; the story is of 2025."""
	frappe.db.set_value(doctype, name, stamps, update_modified=False)


def mark_as_demo(doctype: str, names: Collection[str]) -> None:
	table = frappe.qb.DocType(doctype)
	frappe.qb.update(table).set(table.is_demo, 1).where(table.name.isin(list(names))).run()
