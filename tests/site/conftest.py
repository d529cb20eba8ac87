"""Every test of this folder runs in a transaction that is rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest


@pytest.fixture(autouse=True)
def rolled_back(site) -> Iterator[None]:
	"""Start each test as Administrator, in English source strings, on a fresh view of the database."""
	import frappe

	frappe.db.rollback()
	frappe.set_user("Administrator")
	frappe.local.lang = "en"
	yield
	frappe.db.rollback()
	frappe.set_user("Administrator")
	frappe.clear_messages()
	frappe.local.lang = "en"
	if hasattr(frappe.local, "document_cache"):
		frappe.local.document_cache.clear()
	from tdkt_app.law.rule_packs import forget

	forget()


@pytest.fixture
def commune(site, make_user, as_user):
	"""People of every role, units and papers: see `commune.py`."""
	from tests.site.commune import Commune

	made = Commune(make_user, as_user)
	made.settle()
	return made


@pytest.fixture
def room(commune):
	"""A council of eleven and its meetings: see `council.py`."""
	from tests.site.council import CouncilRoom

	made = CouncilRoom(commune)
	made.settle()
	return made


@pytest.fixture
def committed(room) -> Iterator[Callable]:
	"""`committed(meeting)` lets other connections see it; after the test its council is out of office and nobody's."""
	import frappe

	meetings = []

	def commit(meeting):
		meetings.append(meeting)
		frappe.db.commit()
		return meeting

	yield commit
	frappe.db.rollback()
	for meeting in meetings:
		frappe.db.set_value(
			"Award Council", meeting.council, {"term_from": "1990-01-01", "term_to": "1990-01-01"}
		)
		frappe.db.set_value("Council Member", {"parent": meeting.council}, "member_user", None)
		frappe.db.set_value("Meeting Attendance", {"parent": meeting.name}, "member_user", None)
	frappe.db.commit()
