"""Pages and cards of the desk that an administrator may change although they ship with the app.

Frappe replaces such a document as soon as a newer file of it comes with an upgrade, and the change is lost. Before a
migration a changed one is therefore dated later than its file: Frappe then leaves it alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import frappe
from frappe.utils import get_datetime, now_datetime

import tdkt_app
from tdkt_app.setup.memory import recall, remember

_FOLDERS = {"Workspace": "workspace", "Number Card": "number_card"}
_FIELD = "shipped_desk"


class ShippedPage(NamedTuple):
	doctype: str
	name: str
	modified: str

	@property
	def key(self) -> str:
		return f"{self.doctype}: {self.name}"


def shipped_pages() -> Iterator[ShippedPage]:
	"""As the files of this version of the app say."""
	package = Path(tdkt_app.__file__).parent
	for doctype, folder in _FOLDERS.items():
		for path in sorted((package / folder).glob("*/*.json")):
			page = json.loads(path.read_text(encoding="utf-8"))
			yield ShippedPage(doctype, page["name"], page["modified"])


def keep_changed_pages() -> None:
	"""Before a migration: what is no longer as it was shipped stays."""
	shipped = recall(_FIELD)
	for page in shipped_pages():
		stored = frappe.db.get_value(page.doctype, page.name, "modified")
		if stored and page.key in shipped and stored != get_datetime(shipped[page.key]):
			kept = max(now_datetime(), get_datetime(page.modified))
			frappe.db.set_value(page.doctype, page.name, "modified", kept, update_modified=False)


def remember_shipped_pages() -> None:
	"""After an installation or a migration: which pages are as shipped. Cards are made after the installation's hooks."""
	shipped = recall(_FIELD)
	for page in shipped_pages():
		stored = frappe.db.get_value(page.doctype, page.name, "modified")
		if not stored or stored == get_datetime(page.modified):
			shipped[page.key] = page.modified
	remember(_FIELD, shipped)
