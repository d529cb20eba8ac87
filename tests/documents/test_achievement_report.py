"""Reports of achievements: of a person, a collective, a household, in full and in short."""

from __future__ import annotations

import pytest

from tests.documents.test_award_decision import Fields

UNIT = Fields(
	unit_name="Xóm Đình",
	head_position="Trưởng xóm",
	head_name="Đặng Hoàng Nhâm",
	address="Xóm Đình, xã Cát Nê",
	phone="0208 3 123 456",
	email="",
	active_from="1995-02-03",
	staff_count=12,
)
PERSON = Fields(
	kind="Individual",
	full_name="Nguyễn Đình Ái",
	sex="Female",
	birth_year=1980,
	ethnicity="Kinh",
	position="Chi hội trưởng phụ nữ",
	address="Xóm Đình",
	is_party_member=1,
)
COLLECTIVE = Fields(kind="Collective", full_name="Tập thể Xóm Đình", is_whole_unit=1)
HOUSEHOLD = Fields(
	kind="Household",
	full_name="Hộ bà Nguyễn Thị Ước",
	address="Xóm Đình",
	members=[
		Fields(full_name="Nguyễn Thị Ước", relation="", birth_year=1960, is_head=1),
		Fields(full_name="Trần Văn Ổn", relation="Con", birth_year=None, is_head=0),
	],
)
PAST = [
	Fields(
		award_name="Giấy khen",
		award_kind="Form of Commendation",
		decision_number="12/QĐ-UBND",
		decision_date="2023-12-20",
		issued_by=None,
	),
	Fields(
		award_name="Lao động tiên tiến",
		award_kind="Emulation Title",
		decision_number="05/QĐ-UBND",
		decision_date="2024-01-05",
		issued_by="Chủ tịch Ủy ban nhân dân huyện Đại Từ",
	),
]


def achievement(**values) -> Fields:
	usual = {
		"achievement_title": "Vận động hiến đất làm đường",
		"workflow_state": "Verified",
		"verified_on": "2025-12-02 08:00:00",
		"period_from": "2025-01-01",
		"period_to": "2025-11-30",
		"summary": "Vận động 12 hộ hiến 1.200 m² đất.\n\nLàm 800 m đường.",
		"results": "Đạt 120% chỉ tiêu.",
		"scores": [Fields(criterion="Hoàn thành nhiệm vụ", max_score=20, self_score=19.5, officer_score=18)],
		"of_honoree": PERSON,
		"of_unit": UNIT,
		"past": PAST,
		"award": "Giấy khen",
	}
	return Fields({**usual, **values})


@pytest.fixture
def report(printed_as):
	return lambda **values: printed_as("achievement_report", achievement(**values))


@pytest.fixture
def short(printed_as):
	return lambda **values: printed_as("short_achievement_report", achievement(**values))


def test_report_of_a_person(report):
	flat = report().in_order
	for text in (
		"BÁO CÁO THÀNH TÍCH Đề nghị tặng Giấy khen I. SƠ LƯỢC LÝ LỊCH - Họ và tên: Nguyễn Đình Ái - Giới tính: Nữ "
		"- Ngày, tháng, năm sinh: 1980 - Dân tộc: Kinh - Quê quán: ....",
		"- Đơn vị công tác: Xóm Đình - Chức vụ: Chi hội trưởng phụ nữ - Đảng viên: Có",
		"II. THÀNH TÍCH ĐẠT ĐƯỢC Vận động hiến đất làm đường. Thời gian lập thành tích: từ ngày 01 tháng 01 năm 2025 đến "
		"ngày 30 tháng 11 năm 2025. Vận động 12 hộ hiến 1.200 m² đất. Làm 800 m đường.",
		"1 Hoàn thành nhiệm vụ 20 19,5 18",
		"2024 Lao động tiên tiến 05/QĐ-UBND, ngày 05 tháng 01 năm 2024; Chủ tịch Ủy ban nhân dân huyện Đại Từ",
		"2023 Giấy khen 12/QĐ-UBND, ngày 20 tháng 12 năm 2023; Chủ tịch Ủy ban nhân dân xã Cát Nê",
		"NGƯỜI BÁO CÁO",
	):
		assert text in flat
	assert flat.index("1. Danh hiệu thi đua") < flat.index("Lao động tiên tiến")
	assert (
		flat.index("Lao động tiên tiến") < flat.index("2. Hình thức khen thưởng") < flat.index("12/QĐ-UBND")
	)
	assert "DỰ THẢO" not in flat


def test_report_of_a_collective(report):
	flat = report(of_honoree=COLLECTIVE, past=[]).in_order
	for text in (
		"I. ĐẶC ĐIỂM, TÌNH HÌNH - Tên tập thể: Tập thể Xóm Đình - Địa điểm trụ sở: Xóm Đình, xã Cát Nê - Điện thoại: 0208 3 "
		"123 456 - Thư điện tử: ....",
		"- Quá trình thành lập: ngày 03 tháng 02 năm 1995 - Số người: 12",
		"1. Danh hiệu thi đua Chưa có. 2. Hình thức khen thưởng Chưa có.",
		"TRƯỞNG XÓM",
	):
		assert text in flat


def test_report_of_a_household(report):
	flat = report(of_honoree=HOUSEHOLD).in_order
	for text in (
		"- Hộ gia đình: Hộ bà Nguyễn Thị Ước - Chủ hộ: Nguyễn Thị Ước - Địa chỉ: Xóm Đình - Thuộc: Xóm Đình - Số thành "
		"viên: 2",
		"2 Trần Văn Ổn Con",
		"ĐẠI DIỆN HỘ GIA ĐÌNH",
		"XÁC NHẬN CỦA XÓM ĐÌNH",
	):
		assert text in flat


def test_short_report_is_the_units(short):
	flat = short().in_order
	for text in (
		"BÁO CÁO TÓM TẮT THÀNH TÍCH Đề nghị tặng Giấy khen cho Nguyễn Đình Ái",
		"(Do đơn vị đề nghị khen thưởng lập)",
		"III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG Năm Danh hiệu, hình thức",
		"TRƯỞNG XÓM Đặng Hoàng Nhâm",
	):
		assert text in flat
	assert "Quê quán" not in flat and "NGƯỜI BÁO CÁO" not in flat and "Hoàn thành nhiệm vụ" not in flat


def test_a_report_not_handed_in_is_a_draft_with_room(report):
	bare = Fields(kind="Individual", full_name="Lê Thị Ỷ")
	flat = report(
		workflow_state="Draft",
		of_honoree=bare,
		of_unit=Fields(),
		past=[],
		award="",
		summary="",
		results="",
		scores=[],
	).flat
	assert "DỰ THẢO" in flat and "Đề nghị tặng ......" in flat and "None" not in flat


def test_the_officers_score_is_not_shown_before_verification(report):
	assert "1 Hoàn thành nhiệm vụ 20 19,5 III." in report(verified_on=None).in_order
