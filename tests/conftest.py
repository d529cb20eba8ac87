"""Fixtures of a real site; they cost nothing to tests that do not ask for them.

`make test` puts the site's database back to its first state before each run, so what tests commit
for real HTTP round trips never reaches the next run.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.process import of_process

SITES = os.environ.get("TDKT_SITES_PATH")
SITE = of_process("TDKT_TEST_SITES")


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
	"""The connected site; its name."""
	assert SITES and SITE, "no site: run `make test`"
	os.chdir(SITES)
	import frappe

	frappe.init(site=SITE, sites_path=".")
	frappe.connect()
	frappe.flags.in_test = True
	frappe.flags.mute_emails = True
	yield SITE
	frappe.db.rollback()
	frappe.destroy()


@pytest.fixture
def as_user() -> Callable:
	"""`with as_user("a@b.c"): …` acts as that user."""
	import frappe

	@contextmanager
	def act(user: str) -> Iterator[None]:
		before = frappe.session.user
		frappe.set_user(user)
		try:
			yield
		finally:
			frappe.set_user(before)

	return act


@pytest.fixture
def make_user() -> Callable[..., str]:
	"""`make_user("officer@test.example", "TDKT Officer")` returns the name; also has an API key for `http`."""
	import frappe

	def make(email: str, *roles: str) -> str:
		"""One save at most: with each the framework forgets what it knew of the document types."""
		if frappe.db.exists("User", email):
			user = frappe.get_doc("User", email)
			if {row.role for row in user.roles} == set(roles) and user.api_key:
				return email
		else:
			user = frappe.new_doc("User")
			user.update({"email": email, "first_name": email.partition("@")[0], "send_welcome_email": 0})
		user.set("roles", [{"role": role} for role in roles])
		user.update({"api_key": key_of(email), "api_secret": secret_of(email)})
		return user.save(ignore_permissions=True).name

	return make


@pytest.fixture
def http(site) -> Callable:
	"""A real round trip through the framework's WSGI application: `http("GET", "/api/…", user=…, json=…)`.

	It sees only what was committed, and runs in a thread because the application owns `frappe.local`.
	"""

	def call(method: str, path: str, user: str | None = None, headers: dict | None = None, **kwargs):
		reply = []

		def run() -> None:
			from frappe.app import application
			from werkzeug.test import Client

			address = path
			sent = {"X-Frappe-Site-Name": SITE, "Accept": "application/json", **(headers or {})}
			if user:
				sent["Authorization"] = f"token {key_of(user)}:{secret_of(user)}"
				if sent["Accept"] == "text/html":
					# Some versions choose the language before they know whose token it is.
					address += f"{'&' if '?' in path else '?'}_lang=vi"
			reply.append(
				Client(application, use_cookies=False).open(address, method=method, headers=sent, **kwargs)
			)
			reply[0].get_data()

		thread = threading.Thread(target=run)
		thread.start()
		thread.join()
		return reply[0]

	return call


@pytest.fixture
def forget_visits(site) -> None:
	"""What other tests asked from this machine's one address counts no more for the rate limits."""
	import frappe

	if counted := frappe.cache.keys("*rl:*"):  # newer platforms put the site before the key
		frappe.cache.delete(*counted)


@pytest.fixture
def count_queries() -> Callable:
	"""`with count_queries() as queries: …` collects the SQL statements that were sent."""
	import frappe

	@contextmanager
	def counting() -> Iterator[list[str]]:
		sent: list[str] = []
		original = frappe.db.sql

		def sql(query, *args, **kwargs):
			sent.append(str(query))
			return original(query, *args, **kwargs)

		frappe.db.sql = sql
		try:
			yield sent
		finally:
			frappe.db.sql = original

	return counting


def key_of(email: str) -> str:
	return "k" + "".join(c for c in email if c.isalnum())


def secret_of(email: str) -> str:
	return "s" + "".join(c for c in email if c.isalnum())
