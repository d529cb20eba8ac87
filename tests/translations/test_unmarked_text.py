"""No English text goes to the screen past the translation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.translations.source_strings import files_of
from tests.translations.test_vi_csv import APP, TRANSLATIONS
from tests.translations.unmarked_text import (
	is_text,
	python_texts,
	script_texts,
	template_texts,
	unmarked_of,
)

# The framework translates these itself.
TRANSLATED_WHERE_SHOWN = {("tdkt_app/hooks.py", "Emulation")}


def test_every_text_of_the_app_is_marked():
	found = [one for one in unmarked_of(APP) if one not in TRANSLATED_WHERE_SHOWN]
	assert not found, "\n" + "\n".join(f"{file}: {text!r}" for file, text in found)


def test_python():
	code = """
frappe.throw("Save first.")
frappe.throw(_("Fine."), title="Not Saved")
columns = [{"label": "Award Year", "fieldname": "year"}, {"label": _("Fine")}]
_(f"Due on {day}")
log({"title": name})
"""
	assert set(python_texts(code)) == {"Save first.", "Not Saved", "Award Year", "Due on "}


def test_script():
	code = """
		fields: [{ label: "Reason of Return", fieldname: "reason" }, { label: __("Fine") }],
		frm.add_custom_button('Do it', () => {}); frappe.msgprint(__("Fine"));
		html(`<p class="x" title="Spoken here">Nothing found ${__("Fine")}</p>`);
	"""
	found = list(script_texts(code))
	assert {"Reason of Return", "Do it", "Spoken here", "Nothing found"} <= set(found)
	assert not [text for text in found if "Fine" in text]


def test_template():
	html = '{# Note #}<style>p {color: red}</style><p>Award list</p><img alt="Seal here">{{ _("Fine") }}<b>Xã</b>'
	assert list(filter(is_text, template_texts(html))) == ["Award list", "Seal here"]


@pytest.mark.parametrize(
	("text", "shown"),
	[("Award list", True), ("tdkt_app.page", False), ("A4", False), ("Danh sách khen thưởng", False)],
)
def test_which_text_is_shown(text: str, shown: bool):
	assert is_text(text) is shown


# Names that the desk translates although no file of ours marks them.


def names_the_desk_shows() -> set[str]:
	"""Modules, roles of permissions and pages, titles in menus of the portal."""
	names = set((APP / "modules.txt").read_text("utf-8").split("\n")) - {""}
	for path in files_of(APP):
		if path.suffix == ".json" and {"doctype", "report", "page"}.intersection(path.parts):
			names |= set(re.findall(r'"role": "([^"]+)"', path.read_text("utf-8")))
	hooks = Path(APP / "hooks.py").read_text("utf-8")
	names |= set(re.findall(r'\{"title": "([^"]+)"', hooks))
	return names


def test_names_of_modules_roles_and_menus_are_translated():
	names = names_the_desk_shows()
	assert {"TDKT Officer", "System Manager", "TDKT App", "Emulation"} <= names
	missing = sorted(name for name in names if (name, "") not in TRANSLATIONS)
	assert not missing, missing
