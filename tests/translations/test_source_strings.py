"""The extractor finds what it must find; without this an empty result would pass for a full translation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.translations.source_strings import (
	document_strings,
	is_english,
	python_strings,
	script_strings,
	sources_of,
)


def test_python_calls():
	code = "\n".join(
		[
			'frappe.throw(_("Save first."), title=_lt("Not Saved"))',
			'x = frappe._("Open", context="Status")',
			'_("A long sentence " "in two parts")',
			"_(variable)",
			'other("not marked")',
		]
	)
	assert sorted(python_strings(code)) == [
		("A long sentence in two parts", ""),
		("Not Saved", ""),
		("Open", "Status"),
		("Save first.", ""),
	]


def test_javascript_calls():
	code = """
		frm.set_intro(__("Save first, then attach"), 'blue');
		__('It\\'s late'); __(`Due {0}`, [days(1, 2)]);
		__("Joined " +
			"text", null, "In a dialog");
		__(label); lodash__("no"); a.__proto__("no");
	"""
	assert list(script_strings(code)) == [
		("Save first, then attach", ""),
		("It's late", ""),
		("Due {0}", ""),
		("Joined text", "In a dialog"),
	]


def test_jinja_calls():
	code = (
		"""<h1>{{ _("Award Register") }}</h1>{{ _('Sum', context="Money") }}<a title="{{ _(doc.title) }}">"""
	)
	assert list(script_strings(code)) == [("Award Register", ""), ("Sum", "Money")]


def test_template_with_a_value_inside_is_found_as_written():
	assert list(script_strings("__(`Due ${day}`)")) == [("Due ${day}", "")]


def test_doctype():
	document = {
		"doctype": "DocType",
		"name": "Award Type",
		"description": "Catalogue",
		"fields": [
			{"fieldtype": "Select", "label": "Kind", "options": "\nTitle\nForm", "description": "What it is"},
			{"fieldtype": "Select", "label": "Series", "options": "KT-.YYYY.-.#####"},
			{"fieldtype": "Link", "label": "Unit", "options": "Emulation Unit"},
			{"fieldtype": "Column Break"},
		],
		"links": [{"group": "Decisions", "link_doctype": "Award Decision"}],
	}
	assert set(document_strings(document)) == {
		"Award Type", "Catalogue", "Decisions", "Kind", "What it is", "Title", "Form", "Series", "Unit",
	}  # fmt: skip


def test_workspace_and_report():
	heading = {"type": "header", "data": {"text": '<span class="h4">My work</span>'}}
	workspace = {
		"doctype": "Workspace",
		"label": "Emulation",
		"shortcuts": [{"label": "New Campaign", "format": "{} open"}],
		"links": [{"label": "Records"}],
		"content": json.dumps([heading]),
	}
	report = {"doctype": "Report", "report_name": "Award Register", "filters": [{"label": "From Date"}]}
	assert set(document_strings([workspace, report])) == {
		"Emulation", "New Campaign", "{} open", "Records", "My work", "Award Register", "From Date",
	}  # fmt: skip


@pytest.mark.parametrize(
	("text", "english"),
	[
		("Decision Date", True),
		("{0} must be a whole number of đồng above 0.", True),
		("Printed after the names: “đã có thành tích …”", True),
		("ỦY BAN NHÂN DÂN", False),
		("CHỦ TỊCH", False),
		("Gia đình văn hóa", False),
		("{0} / 2025", False),
		("—", False),
	],
)
def test_which_text_is_english(text: str, english: bool):
	assert is_english(text) is english


def test_values_that_are_shown_translated(tmp_path: Path):
	app = tmp_path / "app"
	(app / "setup").mkdir(parents=True)
	(app / "rules").mkdir()
	(app / "states.py").write_text('class CampaignState:\n\tDRAFT = "Draft"\n\tALL = (DRAFT,)\n')
	(app / "roles.py").write_text('OFFICER = "TDKT Officer"\n')
	(app / "setup" / "workflows.py").write_text(
		'Transition(State.DRAFT, "Send for Signature", State.SENT, ())\n'
	)
	(app / "rules" / "case.py").write_text(
		'class Kind(str, Enum):\n\tGROUP = "Collective"\nclass Plain:\n\tA = "No"\n'
	)
	assert {(source.file, source.text) for source in sources_of(app)} == {
		("app/states.py", "Draft"),
		("app/roles.py", "TDKT Officer"),
		("app/setup/workflows.py", "Send for Signature"),
		("app/rules/case.py", "Collective"),
	}
