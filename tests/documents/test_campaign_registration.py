"""The registration for a campaign on paper."""

from __future__ import annotations

import pytest

from tests.documents.test_achievement_report import UNIT
from tests.documents.test_award_decision import Fields


def registration(**values) -> Fields:
	usual = {
		"registered_on": "2025-02-03",
		"targets": "- 100% hộ ký cam kết\n+ Trồng 200 cây",
		"of_unit": UNIT,
		"names": {
			"campaign": "Xóm sạch, đường đẹp",
			"honoree": "Nguyễn Đình Ái",
			"award_type": "Lao động tiên tiến",
		},
	}
	return Fields({**usual, **values})


@pytest.fixture
def printed(printed_as):
	return lambda **values: printed_as("campaign_registration", registration(**values))


def test_registration_of_a_person(printed):
	flat = printed().in_order
	for text in (
		"Cát Nê, ngày 03 tháng 02 năm 2025",
		"BẢN ĐĂNG KÝ THI ĐUA Phong trào thi đua “Xóm sạch, đường đẹp” Kính gửi: Ủy ban nhân dân xã Cát Nê.",
		"2. Cá nhân, tập thể, hộ gia đình đăng ký: Nguyễn Đình Ái. 3. Danh hiệu thi đua, hình thức khen thưởng phấn đấu đạt "
		"được: Lao động tiên tiến.",
		"- 100% hộ ký cam kết - Trồng 200 cây",
		"NGƯỜI ĐĂNG KÝ",
	):
		assert text in flat


def test_registration_of_a_unit_for_itself(printed):
	flat = printed(names={"campaign": "Xóm sạch"}, targets="", registered_on=None).in_order
	assert "2. Đăng ký cho toàn đơn vị." in flat and "TRƯỞNG XÓM Đặng Hoàng Nhâm" in flat
	assert "NGƯỜI ĐĂNG KÝ" not in flat and "None" not in flat
