"""The form checker on what is really printed. Its first test are the defects of the commune's plan of 2025."""

from __future__ import annotations

from datetime import date

import pytest

from tdkt_app.documents.form_check import draft_of, slips
from tdkt_app.rules.form import check_form
from tdkt_app.rules.pack import RulePack
from tdkt_app.rules.reference import national_rules
from tests.documents.test_award_decision import decision, recipient
from tests.documents.test_emulation_plan import plan


@pytest.fixture
def said():
	def check(html: str, in_force: bool = False) -> dict[str, dict]:
		found = check_form(draft_of(html, in_force), RulePack(national_rules()), date(2025, 1, 20), slips())
		return {finding.code: dict(finding.data) for finding in found if finding.code.startswith("form-")}

	return check


def test_the_plan_of_2025_shows_its_defects(plan_html, said):
	assert said(plan_html(plan("2025"))) == {
		"form-no-basis": {},
		"form-sections-jump": {"found": "IV", "expected": "III"},
		"form-points-order": {"found": "e", "before": "d", "expected": "đ"},
		"form-no-targets": {},
		"form-no-deadlines": {},
		"form-no-criteria": {},
		"form-no-budget": {},
		"form-slip": {"found": "thi thực sự", "meant": "thi đua thực sự"},
	}


def test_parts_are_read_from_the_paper(decision_html):
	draft = draft_of(decision_html(decision([recipient("Nguyễn Đình Ái")])))
	assert (draft.kind, draft.number) == ("Quyết định", "05/QĐ-UBND")
	assert draft.day == "Cát Nê, ngày 05 tháng 01 năm 2026"
	assert draft.subject.startswith("Về việc khen thưởng các cá nhân")
	assert [basis.split()[0] for basis in draft.bases] == ["Căn", "Căn", "Theo"]
	assert draft.paragraphs[0].startswith("Điều 1. Tặng")
	assert draft.receivers[-1] == "- Lưu: VT, VHXH."
	assert draft.signer == "Dương Văn Thắng"


def test_a_sound_decision_has_nothing_said_of_it(decision_html, said):
	assert said(decision_html(decision([recipient("Nguyễn Đình Ái")])), in_force=True) == {}


def test_room_for_a_number_is_no_number(decision_html, said):
	html = decision_html(
		decision([recipient("Nguyễn Đình Ái")], decision_number="", decision_date="", docstatus=0)
	)
	assert draft_of(html).number == ""
	assert set(said(html, in_force=True)) == {"form-no-number", "form-no-day"}
