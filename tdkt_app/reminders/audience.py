"""Whom a reminder concerns: the users of units, and the officers. Read once per run."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import frappe

from tdkt_app.access.roles import OFFICER


@dataclass(frozen=True)
class Person:
	user: str
	full_name: str
	email: str


@dataclass
class Units:
	"""All units with their place in the tree and their users.

	`taking_part`: units that are expected to hand in papers: active ones that have users of their own or compete in a
	block. A group above them hands in nothing.
	"""

	names: dict[str, str] = field(default_factory=dict)
	bounds: dict[str, tuple[int, int]] = field(default_factory=dict)
	parents: dict[str, str] = field(default_factory=dict)
	users: dict[str, list[Person]] = field(default_factory=dict)
	taking_part: list[str] = field(default_factory=list)

	def covers(self, unit: str, others: Collection[str]) -> bool:
		"""Whether one of the others is the unit or lies below it."""
		lft, rgt = self.bounds[unit]
		return any(other in self.bounds and lft <= self.bounds[other][0] <= rgt for other in others)

	def people(self, unit: str) -> list[Person]:
		"""Users of the unit; of the nearest unit above that has any, where it has none."""
		while unit and not self.users.get(unit):
			unit = self.parents.get(unit, "")
		return self.users.get(unit, [])


def read_units(day: datetime.date) -> Units:
	"""Two queries, whatever the number of units."""
	table = frappe.qb.DocType("Emulation Unit")
	rows = (
		frappe.qb.from_(table)
		.select(
			table.name,
			table.unit_name,
			table.lft,
			table.rgt,
			table.parent_emulation_unit,
			table.block,
			table.active_from,
			table.active_to,
		)
		.orderby(table.lft)
		.run(as_dict=True)
	)
	units = Units(users=_users_of_units())
	for row in rows:
		units.names[row.name] = row.unit_name
		units.bounds[row.name] = (row.lft, row.rgt)
		units.parents[row.name] = row.parent_emulation_unit or ""
		is_active = (not row.active_from or row.active_from <= day) and (
			not row.active_to or row.active_to >= day
		)
		if is_active and (row.block or units.users.get(row.name)):
			units.taking_part.append(row.name)
	return units


def officers() -> list[Person]:
	role, user = frappe.qb.DocType("Has Role"), frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(role)
		.join(user)
		.on(user.name == role.parent)
		.select(user.name, user.full_name, user.email)
		.distinct()
		.where((role.parenttype == "User") & (role.role == OFFICER) & (user.enabled == 1))
		.orderby(user.name)
	)
	return _people(query.run())


def _users_of_units() -> dict[str, list[Person]]:
	member, user = frappe.qb.DocType("Emulation Unit User"), frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(member)
		.join(user)
		.on(user.name == member.user)
		.select(member.parent, user.name, user.full_name, user.email)
		.where((member.parenttype == "Emulation Unit") & (user.enabled == 1))
		.orderby(member.parent)
		.orderby(member.idx)
	)
	users: dict[str, list[Person]] = {}
	for unit, *person in query.run():
		users.setdefault(unit, []).extend(_people([person]))
	return users


def _people(rows: Iterable) -> list[Person]:
	return [Person(user, full_name or user, email or "") for user, full_name, email in rows]
