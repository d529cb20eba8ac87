"""What the public pages share: language, navigation, addresses, paging, and the answer to an address nobody published.

No page is kept in the platform's page cache. It has neither an expiry nor a place for the query string, it takes all
stories of one route for one page, and a reader who began before a withdrawal would fill it again after it was emptied:
a name that was taken back would stay. A page costs a fixed, small number of queries instead.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.utils import cint, cstr, formatdate, get_url

_MOST_LETTERS = 140  # of a text in the address


def begin(context: frappe._dict, path: str, title: str, description: str = "", image: str = "") -> None:
	"""Fill in what every page shows around its own content. `path`: of the page, without the slash in front.

	`title`, `description`, `image` go into the card that is shown where the address is shared.
	"""
	settings = frappe.get_cached_doc("TDKT Settings")
	context.update(
		{
			"no_breadcrumbs": True,
			"title": title,
			"canonical_url": get_url(f"/{path}"),
			"commune": " ".join(filter(None, (settings.authority_name, settings.commune_name))),
			"navigation": _navigation(path),
			"metatags": {
				"title": title,
				"description": description or title,
				"image": image,
				"og:type": "website",
				"og:url": get_url(f"/{path}"),
				"og:locale": "vi_VN",
			},
		}
	)


def speak_vietnamese() -> None:
	"""The pages are Vietnamese; the language of a visitor's browser says nothing about that."""
	frappe.local.lang = "vi"


def shown_day(day: datetime.date | datetime.datetime | str | None) -> str:
	"""20/12/2025, empty for none: with the hyphens of the desk a narrow screen would break it."""
	return formatdate(day, "dd/MM/yyyy") if day else ""


def not_found() -> None:
	"""Raise the answer to an unknown address. It is not remembered: the address may be published tomorrow."""
	frappe.local.no_cache = 1
	raise frappe.PageDoesNotExistError


def sent_text(name: str) -> str:
	"""A text of the address, cut to what anybody types."""
	return cstr(frappe.form_dict.get(name)).strip()[:_MOST_LETTERS]


def sent_number(name: str) -> int:
	return max(cint(cstr(frappe.form_dict.get(name))[:6]), 0)


@dataclass(frozen=True)
class Paging:
	"""Where a reader is in a long list. `number` counts from 1 and never lies behind the last page."""

	total: int
	number: int
	size: int

	@classmethod
	def of(cls, total: int, wanted: int, size: int) -> Paging:
		return cls(total, min(max(wanted, 1), max(-(-total // size), 1)), size)

	@property
	def last(self) -> int:
		return max(-(-self.total // self.size), 1)

	@property
	def offset(self) -> int:
		return (self.number - 1) * self.size

	def links(self, path: str, chosen: Mapping[str, object]) -> dict[str, str]:
		"""{"previous": address or "", "next": address or ""} with the choices that were made."""
		return {
			"previous": _address(path, chosen, self.number - 1) if self.number > 1 else "",
			"next": _address(path, chosen, self.number + 1) if self.number < self.last else "",
		}


def _address(path: str, chosen: Mapping[str, object], page: int) -> str:
	values = {name: value for name, value in chosen.items() if value}
	return f"{path}?{urlencode({**values, 'trang': page})}"


def _navigation(path: str) -> list[dict]:
	here = path.partition("/")[0]
	pages = (
		("thi-dua-khen-thuong", _("Home Page")),
		("phong-trao", _("Emulation Campaigns")),
		("vinh-danh", _("Honour Roll")),
		("dien-hinh", _("Exemplars")),
		("lay-y-kien", _("Public Consultation")),
		("kiem-tra", _("Check a Certificate")),
		("kiem-tra-quyet-dinh", _("Check a Decision")),
	)
	return [{"path": f"/{page}", "label": label, "is_here": page == here} for page, label in pages]
