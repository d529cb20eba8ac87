"""What a person does in a desk form, in the words of the form."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, expect

_CSV = Path(__file__).resolve().parents[2] / "tdkt_app" / "translations" / "vi.csv"


@cache
def _translations() -> dict[str, str]:
	with _CSV.open(encoding="utf-8", newline="") as file:
		return {row[0]: row[1] for row in csv.reader(file) if len(row) == 2}


def vi(source: str) -> str:
	"""What a Vietnamese reader sees for a source string of the app."""
	return _translations()[source]


# Milliseconds a quick hand needs from one field to the next; the desk redraws fields in that time.
HAND = 400


# True once the desk has had no request under way for that many milliseconds.
_QUIET = """pause => {
	const now = performance.now();
	if (frappe.request.ajax_count) window.tdkt_busy_until = now;
	return now - window.tdkt_busy_until >= pause;
}"""


class Form:
	"""The desk form that is open in `page`."""

	def __init__(self, page: Page):
		self.page = page

	def open(self, doctype_route: str, name: str = "new") -> Form:
		self.page.goto(f"/app/{doctype_route}/{name}")
		self.page.wait_for_function(
			"() => window.cur_frm && cur_frm.doc && !cur_frm.is_loading && cur_frm.layout"
		)
		expect(self.page.locator(".form-layout:visible")).to_be_visible()
		self.settle()
		return self

	def settle(self) -> None:
		"""Wait until the form has asked the server nothing for a while: it moves the focus when it is done."""
		self.page.evaluate("() => { window.tdkt_busy_until = performance.now(); }")
		self.page.wait_for_function(_QUIET, arg=HAND)

	@property
	def name(self) -> str:
		return self.page.evaluate("cur_frm.docname")

	def field(self, fieldname: str):
		return self.page.locator(f".frappe-control[data-fieldname='{fieldname}']:visible").first

	def tab(self, label: str) -> None:
		self.page.get_by_role("tab", name=vi(label)).click()

	def write(self, fieldname: str, text: str) -> None:
		box = self.field(fieldname).locator("input, textarea").first
		box.fill(text)
		box.blur()
		self.settle()

	def date(self, fieldname: str, text: str) -> None:
		"""Typed key by key as dd-mm-yyyy, left with Tab: the calendar below the field reads each key."""
		box = self.field(fieldname).locator("input").first
		box.click()
		self.page.wait_for_timeout(HAND)
		box.select_text()
		box.press_sequentially(text, delay=30)
		box.press("Tab")
		self.settle()
		expect(box).to_have_value(text)

	def pick(self, fieldname: str, value: str) -> None:
		"""A value of a Select, given as stored."""
		self.field(fieldname).locator("select").select_option(value)
		self.settle()

	def link(self, fieldname: str, typed: str) -> None:
		"""Type into a link field and take the offered record."""
		box = self.field(fieldname).locator("input").first
		box.click()
		box.press_sequentially(typed, delay=15)
		offer = (
			self.field(fieldname)
			.locator(".awesomplete li, .awesomplete [role='option']", has_text=typed)
			.first
		)
		offer.click()
		self.settle()

	def save(self) -> str:
		"""Click Save and wait until the document is stored; its name."""
		self.page.locator(".page-actions .primary-action:visible").click()
		self.page.wait_for_function("() => !cur_frm.is_new() && !cur_frm.is_dirty()")
		return self.name

	def act(self, action: str, next_state: str) -> None:
		"""Take a workflow action from the menu and wait for the next state."""
		self.settle()
		self.page.locator(".actions-btn-group:visible > button").click()
		label = re.compile(rf"^\s*{re.escape(vi(action))}\s*$")
		self.page.locator(".actions-btn-group .dropdown-item:visible", has_text=label).click()
		self.page.wait_for_function(
			"state => cur_frm.doc.workflow_state === state && !cur_frm.is_dirty()", arg=next_state
		)
		expect(self.page.locator(".page-head .indicator-pill:visible")).to_contain_text(vi(next_state))
