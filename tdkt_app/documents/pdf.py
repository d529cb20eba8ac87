"""Every way on which Frappe makes a PDF, led to our engine for our documents.

Frappe offers no engine to choose on all supported versions; all its ways (print view, download, attachment, bulk
print) end in `frappe.utils.pdf.get_pdf`, newer ones also in `get_chrome_pdf`. Both are wrapped once per process: HTML
that carries our marks goes to WeasyPrint, all other HTML through the framework untouched.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

import frappe

from tdkt_app.documents import engine

_MAKERS = ("get_pdf", "get_chrome_pdf")


def ensure_patched(*_args: Any, **_kwargs: Any) -> None:
	"""Wrap Frappe's PDF functions. Hooked on before_request and before_job; cheap when already done."""
	import frappe.utils.pdf as frappe_pdf

	for name in _MAKERS:
		original = getattr(frappe_pdf, name, None)
		if original is None or hasattr(original, "prints_documents"):
			continue
		wrapped = _with_our_engine(original)
		# Modules that imported the function by name hold it too.
		for module in [*sys.modules.values()]:
			if getattr(module, "__dict__", {}).get(name) is original:
				setattr(module, name, wrapped)


@frappe.whitelist()
def is_wkhtmltopdf_valid() -> bool:
	"""Overrides the desk's question whether wkhtmltopdf is usable: our documents do not need it."""
	return True


def _with_our_engine(original: Callable) -> Callable:
	parameters = signature(original)

	@wraps(original)
	def make_pdf(*args: Any, **kwargs: Any) -> Any:
		given = parameters.bind(*args, **kwargs).arguments
		html = given.get("html") or ""
		if engine.BEGIN not in html:
			return original(*args, **kwargs)
		password = (given.get("options") or {}).get("password")
		return engine.deliver(engine.render(html), given.get("output"), password)

	make_pdf.prints_documents = True
	return make_pdf
