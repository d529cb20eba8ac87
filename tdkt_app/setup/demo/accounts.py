"""Accounts of the people of the demo.

A user who is saved clears every cache of the site, which is then read anew; twenty of them cost more than the year they
tell. So they are written at once, with what their saving would leave.
"""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe.desk.doctype.notification_settings.notification_settings import create_notification_settings
from frappe.share import add_docshare

from tdkt_app.setup.demo.acting import account
from tdkt_app.setup.demo.writing import prepare, write

_USER_LISTS = ("users_for_mentions", "enabled_users")


def create(rows: Iterable[dict]) -> None:
	"""Rows as in users.json. Accounts of an earlier load are opened again."""
	rows = {account(row["account"]): row for row in rows}
	# The loader runs as the administrator and must see every account.
	known = set(frappe.get_all("User", {"name": ("in", list(rows))}, pluck="name"))
	users = [_user(name, row) for name, row in rows.items() if name not in known]
	write(users)
	for user in users:
		add_docshare("User", user.name, user.name, write=1, share=1, flags={"ignore_share_permission": True})
		create_notification_settings(user.name)
	table = frappe.qb.DocType("User")
	frappe.qb.update(table).set(table.enabled, 1).where(table.name.isin(list(rows))).run()
	for name in rows:
		frappe.clear_document_cache("User", name)
	frappe.cache.delete_value(_USER_LISTS)


def _user(name: str, row: dict) -> object:
	family, _space, rest = row["full_name"].partition(" ")
	user = prepare(
		"User",
		{
			"email": name,
			"first_name": family,
			"last_name": rest,
			"language": "vi",
			"time_zone": "Asia/Ho_Chi_Minh",
			"send_welcome_email": 0,
			"roles": [{"role": role} for role in row["roles"]],
		},
	)
	user.set_full_name()
	user.set_system_user()
	return user
