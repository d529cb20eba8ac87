"""Papers around a meeting of the council and the public consultation before it."""

from __future__ import annotations

import re

import pytest

from tests.documents.test_award_decision import Fields
from tests.documents.test_council_minutes import meeting as minutes_of


def candidate(name: str, **values) -> Fields:
	usual = {"honoree_name": name, "unit_name": "Xóm Đình", "award_name": "Giấy khen"}
	return Fields({**usual, **values})


AI = candidate("Nguyễn Đình Ái", votes_for=7, votes_against=1, blank=0, share_text="8/11 (72,73%)")
NHAM = candidate("Đặng Hoàng Nhâm", votes_for=5, votes_against=2, blank=1, share_text="5/11 (45,45%)")
MEMBERS = [
	Fields(full_name="Trần Quang Thái", position="Chủ tịch UBND xã", council_role="Chairperson"),
	Fields(full_name="Lý Thị Mai", position="", council_role="Member"),
]
NOMINEE = {
	"honoree_name": "Nguyễn Đình Ái",
	"unit_name": "Xóm Đình",
	"award_name": "Giấy khen",
	"summary": "Hiến 200 m² đất làm đường.",
}


def meeting(**values) -> Fields:
	usual = {
		"subject": "Xét khen thưởng năm 2025",
		"place": "Phòng họp UBND xã",
		"chaired_by": "Trần Quang Thái",
		"written_count": 1,
		"candidates": [AI, NHAM],
		"attendance": MEMBERS,
		"nominations": [
			Fields(unit_name="Xóm Đình"),
			Fields(unit_name="Xóm Đình"),
			Fields(unit_name="Trạm Y tế"),
		],
		"counting_board": [
			Fields(full_name="Lý Thị Mai", board_role="Member"),
			Fields(full_name="Phạm Quang Vinh", board_role="Head"),
		],
	}
	return Fields(minutes_of(**{**usual, **values}))


def consultation(**values) -> Fields:
	usual = {
		"title": "Lấy ý kiến đợt 1",
		"state": "Open",
		"working_days": 5,
		"opens_on": "2025-12-01",
		"closes_on": "2025-12-08",
		"introduction": "Thực hiện Luật Thi đua, khen thưởng.",
		"nominees": [NOMINEE],
	}
	return Fields({**usual, **values})


@pytest.fixture
def ballot(printed_as):
	return lambda **values: printed_as("ballot_paper", meeting(**values))


@pytest.fixture
def count(printed_as):
	return lambda **values: printed_as("vote_count_minutes", meeting(**values))


@pytest.fixture
def invitation(printed_as):
	return lambda **values: printed_as("meeting_invitation", meeting(**values))


@pytest.fixture
def notice(printed_as):
	return lambda **values: printed_as("consultation_notice", consultation(**values))


def test_a_ballot_names_the_candidates_and_no_voter(ballot):
	flat = ballot().in_order
	for text in (
		"THI ĐUA - KHEN THƯỞNG",
		"Cát Nê, ngày 12 tháng 12 năm 2025",
		"Đóng dấu",
		"PHIẾU BẦU Xét danh hiệu thi đua, hình thức khen thưởng tại phiên họp của Hội đồng",
		"TT Trường hợp xét Danh hiệu, hình thức Đồng ý Không đồng ý 1 Nguyễn Đình Ái, Xóm Đình Giấy khen 2 Đặng Hoàng Nhâm",
		"Phiếu không ghi tên, không ký tên người bỏ phiếu.",
	):
		assert text in flat
	assert "Trần Quang Thái" not in flat and "Lý Thị Mai" not in flat
	assert "72,73" not in flat  # no result leads the voter


@pytest.mark.parametrize(
	("method", "secret", "words"),
	[("Online Vote", 1, "bỏ phiếu kín trực tuyến"), ("Show of Hands", 0, "giơ tay")],
)
def test_without_paper_votes_there_is_no_ballot(ballot, method, secret, words):
	flat = ballot(vote_method=method, is_secret=secret).flat
	assert f"Phiên họp biểu quyết bằng hình thức {words}; không dùng phiếu giấy." in flat
	assert "Nguyễn Đình Ái" not in flat


def test_a_ballot_without_candidates_says_so(ballot):
	assert "Phiên họp chưa có trường hợp nào để biểu quyết." in ballot(candidates=[]).flat


def test_a_long_ballot_repeats_its_head(ballot):
	result = ballot(candidates=[candidate(f"Người thứ {number}") for number in range(1, 61)])
	assert re.findall(r"Người thứ (\d+)", result.text) == [str(number) for number in range(1, 61)]
	assert len(result.pages) == 4  # 12 + 3 × 22 rows of 11 mm at most
	assert all("Trường hợp xét" in page for page in result.pages if "Người thứ" in page)


def test_the_count_as_the_council_closed_it(count):
	flat = count().in_order
	for text in (
		"BIÊN BẢN KIỂM PHIẾU Phiên họp của Hội đồng Thi đua - Khen thưởng xã",
		"Thời gian họp: 8 giờ 00 phút, ngày 12 tháng 12 năm 2025.",
		"1. Phạm Quang Vinh - Trưởng ban; 2. Lý Thị Mai - Ủy viên.",
		"hình thức bỏ phiếu kín. Tổng số thành viên Hội đồng: 11; có mặt: 9; lấy ý kiến bằng văn bản: 1.",
		"Số phiếu phát ra: 9; số phiếu thu về: 9; số phiếu hợp lệ: 8; số phiếu không hợp lệ: 1.",
		"1 Nguyễn Đình Ái, Xóm Đình Giấy khen 7 1 0 8/11 (72,73%)",
		"2 Đặng Hoàng Nhâm, Xóm Đình Giấy khen 5 2 1 5/11 (45,45%)",
		"niêm phong",
		"TRƯỞNG BAN KIỂM PHIẾU",
	):
		assert text in flat
	assert "DỰ THẢO" not in flat


def test_before_the_count_it_is_a_form_to_fill_in(count):
	rows = [candidate("Nguyễn Đình Ái", votes_for=0, votes_against=0, blank=0, share_text="")]
	flat = count(workflow_state="Voting", ballots_returned=0, candidates=rows, counting_board=[]).flat
	assert "Số phiếu phát ra: ......; số phiếu thu về: ......" in flat
	assert "Giấy khen 0" not in flat and "DỰ THẢO" in flat and "None" not in flat
	assert "TRƯỞNG BAN KIỂM PHIẾU" in flat and "ỦY VIÊN" in flat


def test_no_percentage_before_the_meeting_is_closed(count):
	flat = count(workflow_state="Voting").flat
	assert "Giấy khen 7 1 0" in flat.replace("  ", " ") and "72,73" not in flat


def test_hands_have_no_ballots(count):
	flat = count(vote_method="Show of Hands", is_secret=0).flat
	assert "BIÊN BẢN KIỂM KẾT QUẢ BIỂU QUYẾT" in flat and "giơ tay" in flat
	assert "Số phiếu phát ra" not in flat and "niêm phong" not in flat


def test_the_invitation_names_members_time_place_and_agenda(invitation):
	flat = invitation().in_order
	for text in (
		"/GM-HĐTĐKT",
		"GIẤY MỜI Họp Hội đồng Thi đua - Khen thưởng xã",
		"1. Ông/Bà Trần Quang Thái, Chủ tịch UBND xã - Chủ tịch Hội đồng; 2. Ông/Bà Lý Thị Mai - Ủy viên.",
		"Tới dự: xét khen thưởng năm 2025.",
		"xét 02 trường hợp đề nghị khen thưởng của Xóm Đình, Trạm Y tế.",
		"Chủ trì: Trần Quang Thái. Thời gian: 8 giờ 00 phút, ngày 12 tháng 12 năm 2025. Địa điểm: Phòng họp UBND xã.",
		"TM. HỘI ĐỒNG CHỦ TỊCH Trần Quang Thái",
	):
		assert text in flat


def test_an_invitation_without_members_and_place_leaves_room(invitation):
	flat = invitation(attendance=[], place=None, chaired_by=None, candidates=[], nominations=[]).flat
	assert "Hội đồng chưa có thành viên trong danh sách dự họp." in flat
	assert "Địa điểm: ....." in flat and "None" not in flat


def test_the_notice_says_until_when_and_where(notice):
	flat = notice().in_order
	for text in (
		"/TB-UBND",
		"THÔNG BÁO Về việc lấy ý kiến công khai đối với danh sách đề nghị khen thưởng",
		"danh sách 01 trường hợp được đề nghị khen thưởng (có danh sách kèm theo)",
		"1. Thời gian lấy ý kiến: 05 ngày làm việc, từ ngày 01 tháng 12 năm 2025 đến hết ngày 08 tháng 12 năm 2025.",
		"Văn phòng – Thống kê, Ủy ban nhân dân xã Cát Nê",
		"DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG LẤY Ý KIẾN CÔNG KHAI",
		"1 Nguyễn Đình Ái Xóm Đình Giấy khen Hiến 200 m² đất làm đường.",
	):
		assert text in flat
	assert "DỰ THẢO" not in flat


def test_a_notice_not_yet_open_is_a_draft_without_days(notice):
	flat = notice(state="Draft", opens_on=None, closes_on=None, introduction=None, nominees=[]).flat
	assert "DỰ THẢO" in flat and "danh sách 00 trường hợp" in flat and "None" not in flat
	assert "kèm theo" not in flat
