"""Demo year of xã Cát Nê: the plan of 2025 gone through the system. The plan itself is the
real one, word for word, with its signer; all other names of persons are invented.

`load`, `reset` and `remove` are called by the development bench and from the console; the desk only takes the year away
(`farewell.py`). What they make is marked `is_demo`; what they take away is marked so, too.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import frappe
from frappe import _

from tdkt_app.setup.demo import awarding, nominating, showcase
from tdkt_app.setup.demo.acting import account, read
from tdkt_app.setup.demo.removal import DEMO_DOCTYPES, disable_users, remove_story
from tdkt_app.setup.demo.story import Story
from tdkt_app.wording.speaking import in_language_of

PASSWORD_VARIABLE = "TDKT_DEMO_PASSWORD"


def load(password: str | None = None) -> dict[str, int]:
	"""Load the demo year unless it is there. Returns the number of demo rows per document.

	`password`: of every demo user, set again on each call; without it the environment's TDKT_DEMO_PASSWORD.
	"""
	password = password or os.environ.get(PASSWORD_VARIABLE)
	if not password:
		frappe.throw(_("Give the demo users a password: argument or {0}.").format(PASSWORD_VARIABLE))
	story = Story(password)
	story.create_users()
	if not frappe.db.exists("Award Decision", {"is_demo": 1}):
		with in_language_of(account("officer")):
			awarding.open_fund()
			story.tell()
			showcase.tell(story)
			nominating.tell(story)
			awarding.tell(story)
	return count()


def reset(password: str | None = None) -> dict[str, int]:
	"""Load the demo year afresh. Nothing that was entered by people is touched."""
	remove_story()
	return load(password)


def remove(progress: Callable[[int, int], None] = lambda done, of: None) -> None:
	"""Take the demo year away and close its accounts. A demo row that entered data still needs stays."""
	remove_story(progress)
	disable_users()


def count() -> dict[str, int]:
	"""Number of demo rows per document."""
	return {doctype: frappe.db.count(doctype, {"is_demo": 1}) for doctype in DEMO_DOCTYPES}


def logins() -> list[tuple[str, str]]:
	"""(user, who that is) of every demo account, for the person who tries the demo."""
	return [
		(account(row["account"]), ", ".join((row["full_name"], row.get("position") or row["roles"][0])))
		for row in read("users")
	]
