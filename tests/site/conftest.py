"""Every test of this folder runs in a transaction that is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

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
	from tdkt_app.rule_packs import forget

	forget()


@pytest.fixture
def commune(site, make_user, as_user):
	"""People of every role, units and papers: see `commune.py`."""
	from tests.site.commune import Commune

	made = Commune(make_user, as_user)
	made.settle()
	return made
