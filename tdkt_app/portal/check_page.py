"""What the public check pages have in common: a code in, the answer and what is shown of the paper out."""

from __future__ import annotations

from types import ModuleType

import frappe

from tdkt_app.portal import check_limit, public_pages


def fill(context: frappe._dict, check: ModuleType, path: str, title: str, label: str) -> None:
	"""`check`: module with `answer`, `sentence` and `rows`; `path`: of the page, without the slash in front."""
	public_pages.begin(context, path, title)
	context.check = {"title": title, "path": f"/{path}", "label": label}
	context.code = check_limit.as_written(frappe.form_dict.get("ma"))
	if context.code:
		context.answer = check.answer(context.code)
		context.sentence = check.sentence(context.answer["status"])
		context.rows = check.rows(context.answer["face"]) if context.answer["face"] else []
