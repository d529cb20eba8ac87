"""The unit a portal user works for. Who is named by several chooses one; the choice lives in the session.

The choice opens nothing: it is compared with the stored assignments at each request, and what may be read and written
is asked of the permissions. It narrows lists and says to which unit new papers belong.
"""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _

from tdkt_app.permissions import assigned_units

_KEY = "tdkt_working_unit"


@dataclass(frozen=True)
class Unit:
	name: str
	unit_name: str
	block: str


@dataclass(frozen=True)
class Work:
	"""`assigned`: units that name the user, in the order of the tree; `below`: the current one and the units below it."""

	assigned: tuple[Unit, ...] = ()
	current: Unit | None = None
	below: tuple[Unit, ...] = ()

	@property
	def scope(self) -> list[str]:
		return [unit.name for unit in self.below]


def of_session() -> Work:
	"""Asked of the database anew each time, in one query: an assignment that was taken back ends at once."""
	query, own, below = assigned_units(frappe.session.user)
	query = (
		query.select(own.name, below.name, below.unit_name, below.block).orderby(own.lft).orderby(below.lft)
	)
	with_below: dict[str, list[Unit]] = {}
	for top, *unit in query.run():
		with_below.setdefault(top, []).append(Unit(*unit))
	if not with_below:
		return Work()
	assigned = tuple(units[0] for units in with_below.values())
	chosen = frappe.session.data.get(_KEY)
	current = next((unit for unit in assigned if unit.name == chosen), assigned[0])
	return Work(assigned, current, tuple(with_below[current.name]))


def own_unit() -> str:
	"""The unit new papers of the user belong to. Throws when no unit names him."""
	work = of_session()
	if not work.current:
		frappe.throw(
			_("Your account is not assigned to a unit yet. Please ask the standing body of the Council."),
			frappe.PermissionError,
		)
	return work.current.name


def unit_of_work(asked: str | None) -> str:
	"""The asked unit when it is the current one or below it, without one the current. Raises frappe.PermissionError."""
	own = own_unit()
	if asked and asked not in of_session().scope:
		frappe.throw(_("This unit is not yours."), frappe.PermissionError)
	return asked or own


@frappe.whitelist(methods=["POST"])
def choose(unit: str) -> None:
	"""Work for another of the units that name the user, until he signs out or chooses again."""
	if unit not in {own.name for own in of_session().assigned}:
		frappe.throw(_("This unit is not yours."), frappe.PermissionError)
	frappe.session.data[_KEY] = unit
	frappe.local.session_obj.update(force=True)
