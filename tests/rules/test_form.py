"""14. The form of a document: numbers, sections, points, receivers, what a plan cannot do without."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.finding import Severity
from tdkt_app.rules.form import Draft, check_form

DAY = date(2025, 1, 20)
SLIPS = {"phòng trào": "phong trào"}
SOUND = Draft(
	kind="Kế hoạch",
	subject="Phát động phong trào thi đua năm 2025",
	number="05/KH-UBND",
	day="ngày 20 tháng 01 năm 2025",
	bases=["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022."],
	paragraphs=[
		"I. MỤC ĐÍCH",
		"1. Mục đích",
		"a. Một",
		"b. Hai",
		"c. Ba",
		"d. Bốn",
		"đ. Năm",
		"2. Yêu cầu: theo tiêu chí kèm theo, kinh phí từ quỹ của xã.",
		"II. CHỈ TIÊU: 95% hộ gia đình đạt, trước ngày 30 tháng 11.",
	],
	receivers=["- Như trên;", "- Lưu: VT."],
	signer="Trần Quang Thái",
	in_force=True,
)


@pytest.fixture
def said(pack):
	return lambda draft: {
		finding.code: finding.data
		for finding in check_form(draft, pack, DAY, SLIPS)
		if finding.code.startswith("form-")
	}


def test_nothing_is_said_of_a_sound_document(said):
	assert said(SOUND) == {}


@pytest.mark.parametrize(
	("change", "code"),
	[
		({"bases": []}, "form-no-basis"),
		({"subject": " "}, "form-no-subject"),
		({"number": ""}, "form-no-number"),
		({"day": ""}, "form-no-day"),
		({"receivers": []}, "form-no-receivers"),
		({"receivers": ["- Như trên;", "- Các xóm."]}, "form-not-filed"),
		({"signer": ""}, "form-no-signer"),
		({"subject": "Phát động phòng trào thi đua"}, "form-slip"),
		({"paragraphs": ["I. MỤC ĐÍCH theo tiêu chí, kinh phí, hạn 30/11/2025"]}, "form-no-targets"),
		({"paragraphs": ["I. 95% theo tiêu chí, kinh phí của xã"]}, "form-no-deadlines"),
		({"paragraphs": ["I. 95% hạn 30/11/2025, kinh phí của xã"]}, "form-no-criteria"),
		({"paragraphs": ["I. 95% hạn 30/11/2025 theo tiêu chí"]}, "form-no-budget"),
	],
)
def test_what_is_missing_is_said(said, change, code):
	assert [*said(replace(SOUND, **change))] == [code]


@pytest.mark.parametrize(
	"number", ["5/KH-UBND", "05-KH-UBND", "05/kh-ubnd", "Số 05/KH-UBND", "012/KH-UBND", "05/KHUBND"]
)
def test_a_number_in_another_form_is_said(said, number):
	assert said(replace(SOUND, number=number)) == {"form-number": {"number": number}}


@pytest.mark.parametrize("number", ["05/KH-UBND", "112/QĐ-UBND", "1250/QĐ-UBND", "02/BB-HĐTĐKT"])
def test_numbers_of_the_decree_pass(said, number):
	assert said(replace(SOUND, number=number)) == {}


def test_before_issue_number_and_day_may_be_open(said):
	assert said(replace(SOUND, number="", day="", in_force=False)) == {}


def test_only_a_plan_needs_targets(said):
	assert said(replace(SOUND, kind="Quyết định", paragraphs=["Điều 1. Tặng giấy khen."])) == {}


def test_a_table_of_targets_is_enough(said):
	text = ["I. Theo tiêu chí, kinh phí của xã"]
	assert said(replace(SOUND, paragraphs=text, has_table=True)) == {}


@pytest.mark.parametrize(
	("paragraphs", "code", "found", "expected"),
	[
		(["I. A", "II. B", "IV. C"], "form-sections-jump", "IV", "III"),
		(["Điều 1. A", "Điều 3. B"], "form-articles-jump", "3", "2"),
		(["I. A", "1. a", "3. b"], "form-clauses-jump", "3", "2"),
		(["II. A"], "form-sections-jump", "II", "I"),
	],
)
def test_a_gap_in_the_numbers_is_named(said, paragraphs, code, found, expected):
	data = said(replace(SOUND, kind="Quyết định", paragraphs=paragraphs))
	assert data == {code: {"found": found, "expected": expected}}


def test_points_follow_the_vietnamese_alphabet(said):
	data = said(replace(SOUND, kind="Quyết định", paragraphs=["1. A", "d. B", "e. C", "f. D"]))
	assert data == {"form-points-order": {"found": "e", "before": "d", "expected": "đ"}}


def test_nothing_of_the_form_stops_a_document(pack):
	found = check_form(Draft("Kế hoạch", in_force=True), pack, DAY, SLIPS)
	assert len(found) > 8
	assert Severity.BLOCK not in {finding.severity for finding in found}
	assert {finding.article for finding in found} == {"NĐ 30/2020/NĐ-CP Phụ lục I, Phần I"}


@given(st.integers(1, 15))
def test_sections_counted_on_are_never_a_gap(pack, count):
	romans = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
	draft = Draft("Quyết định", paragraphs=[f"{roman}. A" for roman in romans[:count]])
	codes = {finding.code for finding in check_form(draft, pack, DAY, {})}
	assert "form-sections-jump" not in codes
