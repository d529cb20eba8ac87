"""The report of a unit on a campaign on paper."""

from __future__ import annotations

import pytest

from tests.documents.test_achievement_report import UNIT
from tests.documents.test_award_decision import Fields


def review(**values) -> Fields:
	usual = {
		"review_kind": "Final",
		"submitted_on": "2025-11-25 08:00:00",
		"people_registered": 120,
		"people_taking_part": 98,
		"results": [
			Fields({"target": "Đường hoa", "measure": "m", "committed_value": 500, "result_value": 1450.5})
		],
		"organisation": "Xóm giao từng tổ một đoạn đường.",
		"lessons": "Giao việc cụ thể.",
		"exemplars": [Fields({"exemplar_name": "Tổ tự quản số 1", "deed": "trồng xong trước hạn"})],
		"of_unit": UNIT,
		"of_campaign": "Xóm sạch, đường đẹp",
	}
	return Fields({**usual, **values})


@pytest.fixture
def printed(printed_as):
	return lambda **values: printed_as("campaign_review", review(**values))


def test_report_of_a_unit(printed):
	flat = printed().in_order
	for text in (
		"Cát Nê, ngày 25 tháng 11 năm 2025",
		"BÁO CÁO Tổng kết phong trào thi đua “Xóm sạch, đường đẹp” Kính gửi: Ủy ban nhân dân xã Cát Nê.",
		"- Số người đăng ký, tham gia: 120, 98.",
		"1 Đường hoa m 500 1.450,5",
		"Bài học kinh nghiệm Giao việc cụ thể.",
		"- Tổ tự quản số 1: trồng xong trước hạn",
	):
		assert text in flat, flat
	assert "Khó khăn" not in flat and "hộ đăng ký" not in flat


def test_draft_of_an_interim_report(printed):
	empty = {"submitted_on": None, "results": [], "exemplars": [], "people_registered": 0}
	flat = printed(review_kind="Interim", people_taking_part=0, **empty).in_order
	assert "Sơ kết phong trào thi đua" in flat and "None" not in flat
	assert "Kết quả theo chỉ tiêu" not in flat
