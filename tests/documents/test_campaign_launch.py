"""The launch of a campaign on paper."""

from __future__ import annotations

import pytest

from tests.documents.test_achievement_report import UNIT
from tests.documents.test_award_decision import Fields


def campaign(**values) -> Fields:
	usual = {
		"workflow_state": "Launched",
		"campaign_title": "Xóm sạch, đường đẹp",
		"launching_level": "Commune",
		"plan_document": "12/KH-UBND",
		"slogan": "Mỗi nhà một việc làm xanh",
		"launch_date": "2025-02-03",
		"registration_deadline": "2025-02-28",
		"interim_deadline": "2025-06-30",
		"report_deadline": "2025-11-30",
		"review_date": "2025-12-10",
		"end_date": "2025-12-31",
		"for_households": 1,
		"for_collectives": 1,
		"content_areas": [Fields(content_area="C")],
		"objectives": "- Huy động toàn dân giữ gìn vệ sinh môi trường\n- Chấm điểm công khai, khen thưởng kịp thời",
		"measures": "Các xóm họp dân, phân công từng tổ.",
		"criteria": [
			Fields(
				criterion="Tỷ lệ hộ phân loại rác tại nhà", max_score=60, mandatory=1, evidence_required=1
			),
			Fields(criterion="Cách làm mới", criterion_kind="Bonus", max_score=10.5),
			Fields(criterion="Đốt rác ngoài đồng", criterion_kind="Penalty", max_score=5),
		],
		"grade_bands": [
			Fields(grade="Tốt", from_score=50),
			Fields(grade="Xuất sắc", from_score=60, cap_ratio=20),
		],
		"planned_awards": [
			Fields(award_type="GK", honoree_kind="Collective", quantity=3, amount_each=1_404_000),
			Fields(award_type="GK", honoree_kind="Household", quantity=10, amount_each=0),
		],
		"planned_amount": 4_212_000,
		"of_unit": UNIT,
		"of_plan": {
			"plan_number": "03/KH-UBND",
			"plan_date": "2025-01-10",
			"plan_title": "Phát động thi đua năm 2025",
		},
		"names": {"C": "Bảo vệ môi trường", "GK": "Giấy khen"},
		"bases": ["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"],
	}
	return Fields({**usual, **values})


@pytest.fixture
def printed(printed_as):
	return lambda **values: printed_as("campaign_launch", campaign(**values))


def test_launch_by_the_commune(printed):
	flat = printed().in_order
	for text in (
		"Số: 12/KH-UBND",
		"Cát Nê, ngày 03 tháng 02 năm 2025",
		"KẾ HOẠCH Phát động phong trào thi đua “Xóm sạch, đường đẹp” Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm "
		"2022; Căn cứ Kế hoạch số 03/KH-UBND ngày 10 tháng 01 năm 2025 của Ủy ban nhân dân xã Cát Nê về phát động thi đua "
		"năm 2025. Ủy ban nhân dân xã Cát Nê phát động",
		"I. MỤC ĐÍCH, YÊU CẦU - Huy động toàn dân giữ gìn vệ sinh môi trường; - Chấm điểm công khai, khen thưởng kịp thời.",
		"1. Khẩu hiệu thi đua: “Mỗi nhà một việc làm xanh”. 2. Đối tượng tham gia: tập thể, hộ gia đình. 3. Thời gian thực "
		"hiện: từ ngày 03 tháng 02 năm 2025 đến ngày 31 tháng 12 năm 2025. 4. Nội dung: - Bảo vệ môi trường. 5. Giải pháp",
		"1 Tỷ lệ hộ phân loại rác tại nhà 60 bắt buộc, có minh chứng 2 Cách làm mới (điểm thưởng) 10,5 3 Đốt rác ngoài đồng "
		"(điểm trừ) 5",
		"- Xuất sắc: từ 60 điểm trở lên, không quá 20% số được xếp hạng trong cụm, khối; - Tốt: từ 50 điểm trở lên.",
		"- Giấy khen: 03 tập thể, tiền thưởng 1.404.000 đồng một tập thể; - Giấy khen: 10 hộ gia đình; - Tổng tiền thưởng dự "
		"kiến: 4.212.000 đồng (Bốn triệu hai trăm mười hai nghìn đồng chẵn).",
		"V. TỔ CHỨC THỰC HIỆN 1. Các đơn vị đăng ký thi đua chậm nhất ngày 28 tháng 02 năm 2025.",
		"5. Văn phòng – Thống kê theo dõi",
		"TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
	):
		assert text in flat, text
	assert "DỰ THẢO" not in flat


def test_parts_with_nothing_to_say_leave_no_gap_in_the_numbers(printed):
	flat = printed(objectives="", criteria=[], grade_bands=[], workflow_state="Draft").in_order
	assert "DỰ THẢO" in flat
	assert "I. NỘI DUNG THI ĐUA" in flat and "II. KHEN THƯỞNG" in flat and "III. TỔ CHỨC THỰC HIỆN" in flat
	assert "TIÊU CHÍ" not in flat and "MỤC ĐÍCH" not in flat


def test_number_of_the_plan_of_the_year_is_not_its_own(printed):
	assert "Số: 03/KH-UBND" not in printed(plan_document="03/KH-UBND").in_order


def test_launch_by_a_unit(printed):
	flat = printed(launching_level="Unit", plan_document="").in_order
	assert "Xóm Đình phát động phong trào" in flat
	assert "TRƯỞNG XÓM Đặng Hoàng Nhâm" in flat and "TM." not in flat
