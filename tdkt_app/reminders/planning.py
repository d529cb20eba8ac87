"""Rules and due dates → letters to be sent on a day. Reads only; the number of queries grows with the rules alone."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import frappe
from frappe.utils import formatdate, get_url, get_url_to_form

from tdkt_app.reminders.audience import Person, Units, officers, read_units
from tdkt_app.reminders.events import FINAL_REVIEW, INTERIM_REVIEW, Due, Item, due

NOTIFICATION, EMAIL = "Notification", "E-mail"
BEFORE, AFTER = "Before", "After"
# Letters of days on which the job did not run are made up for.
MADE_UP_DAYS = 3
_DATE = "dd/MM/yyyy"


@dataclass(frozen=True)
class Letter:
	"""One reminder of one document to one person."""

	rule: frappe._dict
	due: Due
	person: Person
	units: tuple[str, ...]
	items: tuple[str, ...]
	to_officer: bool
	day: datetime.date

	@property
	def channels(self) -> list[str]:
		wanted = ((NOTIFICATION, self.rule.by_notification), (EMAIL, self.rule.by_email))
		return [channel for channel, is_wanted in wanted if is_wanted]

	def key(self, channel: str) -> str:
		"""The same for the same rule, document, due date, person and channel."""
		parts = (
			self.rule.name,
			self.due.doctype,
			self.due.name,
			self.due.due_date.isoformat(),
			self.person.user,
			channel,
		)
		return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]

	def values(self) -> dict[str, object]:
		"""What a template may use: plain values."""
		days = (self.due.due_date - self.day).days
		return {
			"recipient": self.person.full_name,
			"title": self.due.title,
			"due_date": formatdate(self.due.due_date, _DATE),
			"days_left": max(days, 0),
			"days_late": max(-days, 0),
			"units": list(self.units),
			"items": list(self.items),
			"count": len(self.units),
			"link": self.link(),
		}

	def link(self) -> str:
		if self.to_officer:
			return get_url_to_form(self.due.doctype, self.due.name)
		if self.due.doctype == "Achievement":
			return get_url(f"/thi-dua/bao-cao?name={self.due.name}")
		return get_url(
			"/thi-dua/tong-ket" if self.rule.event in (INTERIM_REVIEW, FINAL_REVIEW) else "/thi-dua"
		)


def enabled_rules() -> list[frappe._dict]:
	rule = frappe.qb.DocType("Reminder Rule")
	return (
		frappe.qb.from_(rule).select(rule.star).where(rule.enabled == 1).orderby(rule.name).run(as_dict=True)
	)


def letters(rules: Iterable[frappe._dict], day: datetime.date) -> list[Letter]:
	"""Letters of the rules on the day, sent ones included."""
	rules = list(rules)
	if not rules:
		return []
	units, staff = read_units(day), officers()
	return [
		letter
		for rule in rules
		for one in due(rule.event, *window(rule, day), units)
		for letter in _letters(rule, one, units, staff, day)
	]


def window(rule: frappe._dict, day: datetime.date) -> tuple[datetime.date, datetime.date]:
	"""Due dates that the rule speaks of on the day. What is to be said before a date is not said after it."""
	offset = datetime.timedelta(days=rule.days or 0)
	last = day + offset if rule.direction == BEFORE else day - offset
	first = last - datetime.timedelta(days=MADE_UP_DAYS)
	return (max(first, day) if rule.direction == BEFORE else first), last


def _letters(
	rule: frappe._dict, one: Due, units: Units, staff: list[Person], day: datetime.date
) -> Iterator[Letter]:
	concerned: dict[str, tuple[Person, list[Item], bool]] = {}
	if rule.to_units:
		for item in one.items:
			for person in units.people(item.unit):
				concerned.setdefault(person.user, (person, [], False))[1].append(item)
	if rule.to_officers:
		concerned.update({person.user: (person, list(one.items), True) for person in staff})
	for person, items, to_officer in concerned.values():
		names = tuple(dict.fromkeys(units.names.get(item.unit, "") for item in items if item.unit))
		texts = tuple(item.text or units.names.get(item.unit, "") for item in items)
		yield Letter(rule, one, person, names, texts, to_officer, day)
