"""The appraisal sheet of a nomination."""

from __future__ import annotations

import pytest

from tests.documents.test_award_decision import Fields

FINDING = {
	"severity": "warn",
	"subject_name": "Nguyễn Đình Ái (Giấy khen)",
	"message": "Chưa đủ thời gian giữa hai lần khen.",
	"article": "Luật Thi đua, khen thưởng Điều 5",
	"override": {"reason": "Thành tích khác nhau"},
}


def nomination(**values) -> Fields:
	usual = {
		"name": "DN-2025-0001",
		"title": "Đề nghị khen thưởng năm 2025",
		"workflow_state": "Appraised",
		"method": "Thematic",
		"period_from": "2025-01-01",
		"period_to": "2025-11-30",
		"submission_number": "07/TTr",
		"submission_date": "2025-12-01",
		"received_on": "2025-12-02",
		"copies": 1,
		"appraisal_note": "Hồ sơ đầy đủ.",
		"dossier": [
			Fields(item_name="Tờ trình", is_required=1, file="/private/files/a.pdf", on_paper=1),
			Fields(item_name="Báo cáo thành tích", is_required=1, note="Xin bổ sung"),
			Fields(item_name="Giấy tờ khác", is_required=0, on_paper=1),
		],
		"nominees": [
			Fields(honoree_name="Nguyễn Đình Ái", award_type="GK"),
			Fields(
				honoree_name="Lê Thị Ỷ", award_type="GK", excluded=1, exclusion_reason="Chưa đủ điều kiện"
			),
		],
		"unit_name": "Xóm Đình",
		"awards": {"GK": "Giấy khen"},
		"findings": [FINDING],
		"appraiser": "Trần Thị Thu Hà",
	}
	return Fields({**usual, **values})


@pytest.fixture
def sheet(printed_as):
	return lambda **values: printed_as("appraisal_sheet", nomination(**values))


def test_dossier_nominees_checks_and_conclusion(sheet):
	flat = sheet().in_order
	for text in (
		"PHIẾU THẨM ĐỊNH Hồ sơ đề nghị khen thưởng của Xóm Đình",
		"2. Theo Tờ trình số 07/TTr ngày 01 tháng 12 năm 2025 của Xóm Đình.",
		"Phương thức khen thưởng: theo chuyên đề; thời gian lập thành tích từ ngày 01 tháng 01 năm 2025",
		"4. Ngày nhận hồ sơ: ngày 02 tháng 12 năm 2025; số bộ hồ sơ: 01.",
		"1 Tờ trình Bắt buộc Tệp điện tử, bản giấy",
		"2 Báo cáo thành tích Bắt buộc Thiếu Xin bổ sung",
		"3 Giấy tờ khác Bản giấy",
		"1 Nguyễn Đình Ái Giấy khen Đề nghị",
		"2 Lê Thị Ỷ Giấy khen Không đề nghị: Chưa đủ điều kiện",
		"Chưa đủ thời gian giữa hai lần khen. (Đã xem xét, chấp nhận: Thành tích khác nhau)",
		"Hồ sơ đầy đủ. Đủ điều kiện trình Hội đồng Thi đua - Khen thưởng xem xét.",
		"NGƯỜI THẨM ĐỊNH",
		"Trần Thị Thu Hà",
	):
		assert text in flat
	assert "/private/files" not in flat and "DỰ THẢO" not in flat


def test_open_and_empty_it_says_so(sheet):
	flat = sheet(
		workflow_state="Under Appraisal",
		dossier=[],
		nominees=[],
		findings=[],
		appraisal_note="",
		appraiser="",
	).flat
	for text in (
		"DỰ THẢO",
		"Hồ sơ chưa có thành phần nào.",
		"Hồ sơ chưa có trường hợp nào được đề nghị.",
		"Không phát hiện nội dung trái quy định.",
	):
		assert text in flat
	assert "Đủ điều kiện trình" not in flat and "None" not in flat


def test_a_returned_dossier_gives_the_reason(sheet):
	flat = sheet(
		workflow_state="Returned", return_reason="Thiếu báo cáo.", return_legal_ground="Điều 33"
	).in_order
	assert "Trả lại đơn vị để bổ sung, hoàn thiện hồ sơ. Thiếu báo cáo. Điều 33" in flat
