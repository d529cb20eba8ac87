"""Text of a reminder: a template of the administrator, filled with a few plain values.

The templates are not given Frappe's own template functions: with those whoever writes a rule could read any document.
"""

from __future__ import annotations

from collections.abc import Mapping

from frappe import _
from frappe.utils import escape_html
from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

# Every placeholder with the value a new template is tried with.
SAMPLE = {
	"recipient": "Nguyễn Văn A",
	"title": "Phong trào thi đua",
	"due_date": "31/12/2025",
	"days_left": 3,
	"days_late": 0,
	"units": ["Xóm Đình"],
	"items": ["Xóm Đình"],
	"count": 1,
	"link": "https://xa.example/thi-dua",
}
MOST_SUBJECT = 250
_FILTERS = ("default", "first", "join", "last", "length", "lower", "upper", "title", "trim")


def meanings() -> dict[str, str]:
	"""Placeholder → what it stands for, as the form shows it."""
	return {
		"recipient": _("full name of the person who gets the letter"),
		"title": _("title of the campaign, plan or achievement"),
		"due_date": _("due date, as day/month/year"),
		"days_left": _("days until the due date, 0 afterwards"),
		"days_late": _("days since the due date, 0 before"),
		"units": _("list of the units that still have something to do"),
		"items": _("list of what is to be done, or the verifier's remark"),
		"count": _("number of these units"),
		"link": _("address of the page to open"),
	}


class BadTemplate(ValueError):
	"""Its text says what is wrong and where."""


class _Templates(ImmutableSandboxedEnvironment):
	intercepted_binops = frozenset(("*", "**"))  # a short template could ask for a very long text

	def call_binop(self, context, operator, left, right):
		raise SecurityError(f"operator {operator}")

	def is_safe_callable(self, obj) -> bool:
		return False


def _environment() -> _Templates:
	templates = _Templates(undefined=StrictUndefined, autoescape=False)
	templates.globals.clear()
	templates.filters = {name: templates.filters[name] for name in _FILTERS}
	return templates


_TEMPLATES = _environment()


def fill(template: str, values: Mapping[str, object]) -> str:
	"""Plain text. Raises BadTemplate."""
	try:
		return _TEMPLATES.from_string(template or "").render(values).strip()
	except TemplateError as error:
		line = getattr(error, "lineno", None)
		place = _("Line {0}: ").format(line) if line else ""
		raise BadTemplate(
			_("{0}{1}. Placeholders: {2}.").format(
				place, error.message or str(error), ", ".join(f"{{{{ {name} }}}}" for name in SAMPLE)
			)
		) from error
	except (TypeError, ValueError, ZeroDivisionError) as error:
		raise BadTemplate(_("The values of the placeholders do not fit: {0}.").format(error)) from error


def subject(template: str, values: Mapping[str, object]) -> str:
	"""One line of plain text."""
	return " ".join(fill(template, values).split())[:MOST_SUBJECT]


def as_html(text: str) -> str:
	"""The text of a person as a letter: nothing in it is read as HTML, lines stay lines."""
	return escape_html(text).replace("\n", "<br>")
