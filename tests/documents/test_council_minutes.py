"""The minutes of a council meeting on paper."""

from __future__ import annotations

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.minutes_sheet import minutes_sheet

XA = Authority("ỦY BAN NHÂN DÂN", "XÃ CÁT NÊ", "", "Cát Nê", "Văn phòng – Thống kê")
COUNCIL = {"council_name": "Hội đồng Thi đua - Khen thưởng xã", "council_kind": "Emulation and Commendation"}


def meeting(**values) -> dict:
	return {
		"workflow_state": "Closed",
		"meeting_on": "2025-12-12 08:00:00",
		"ended_on": "2025-12-12 10:30:00",
		"vote_method": "Paper Ballot",
		"is_secret": 1,
		"members_count": 11,
		"present_count": 9,
		"ballots_issued": 9,
		"ballots_returned": 9,
		"ballots_valid": 8,
		"ballots_invalid": 1,
		"attendance": [
			{"full_name": "Trần Quang Thái", "attendance": "Present"},
			{"full_name": "Vũ Đức Mạnh", "attendance": "Absent", "reason": "Đi công tác"},
			{"full_name": "Lý Thị Mai", "attendance": "Written Opinion"},
		],
		"counting_board": [{"full_name": "Phạm Quang Vinh", "board_role": "Head"}],
		"recusals": [{"member_name": "Trần Quang Thái", "honoree": "HN-1", "reason": "Anh ruột"}],
		"candidates": [
			{
				"honoree": "HN-1",
				"honoree_name": "Nguyễn Đình Ái",
				"unit_name": "Xóm Đình",
				"award_name": "Giấy khen",
				"votes_for": 8,
				"written_for": 1,
				"share_text": "9/11 (81,82%)",
				"carried": 1,
			}
		],
		"conclusion": "Thống nhất.\n\nGiao thường trực lập hồ sơ.",
		**values,
	}


def test_what_the_law_wants_in_the_minutes():
	"""NĐ 152/2025/NĐ-CP Art. 33.5: members, present, absent with reason, in writing, result and percentage."""
	sheet = minutes_sheet(meeting(), COUNCIL, XA)
	assert (sheet.begins, sheet.ends) == (
		"8 giờ 00 phút, ngày 12 tháng 12 năm 2025",
		"10 giờ 30 phút, ngày 12 tháng 12 năm 2025",
	)
	assert (sheet.members, sheet.present) == (11, 9)
	assert sheet.absent == ("Vũ Đức Mạnh (Đi công tác)",)
	assert sheet.in_writing == ("Lý Thị Mai",)
	assert sheet.method == "bỏ phiếu kín"
	(line,) = sheet.lines
	assert (line.share, line.written, line.result) == ("9/11 (81,82%)", "1 đồng ý", "Đạt")
	assert sheet.ballots == (
		"Số phiếu phát ra: 9; số phiếu thu về: 9; số phiếu hợp lệ: 8; số phiếu không hợp lệ: 1."
	)
	assert sheet.recusals == (
		"Trần Quang Thái không tham gia biểu quyết trường hợp Nguyễn Đình Ái: Anh ruột",
	)
	assert sheet.counting_board == ("Phạm Quang Vinh (Trưởng ban)",)
	assert sheet.conclusion == ("Thống nhất.", "Giao thường trực lập hồ sơ.")


def test_heading_is_the_councils():
	sheet = minutes_sheet(meeting(), COUNCIL, XA)
	assert sheet.authority.superior == "ỦY BAN NHÂN DÂN XÃ CÁT NÊ"
	assert (sheet.authority.name, sheet.authority.commune) == ("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG")
	assert sheet.symbol == "BB-HĐTĐKT"


def test_nothing_is_decided_in_a_draft():
	sheet = minutes_sheet(meeting(workflow_state="Voting", ended_on=None), COUNCIL, XA)
	assert (sheet.mark, sheet.lines[0].result, sheet.ends) == ("DỰ THẢO", "", "")


def test_online_votes_and_hands_have_no_ballots_of_paper():
	online = minutes_sheet(meeting(vote_method="Online Vote", voted_count=9), COUNCIL, XA)
	hands = minutes_sheet(meeting(vote_method="Show of Hands", is_secret=0), COUNCIL, XA)
	assert (online.method, online.ballots) == ("bỏ phiếu kín trực tuyến", "Số thành viên đã bỏ phiếu: 9.")
	assert (hands.method, hands.ballots) == ("giơ tay", "")
