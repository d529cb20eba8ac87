"""Papers that go with an award decision: the list of those who receive money, the script of the ceremony."""

from __future__ import annotations

import re

import pytest

from tests.documents.test_award_decision import (
	AI,
	ANH,
	HAMLET,
	HAMLET_2,
	HOUSEHOLD,
	NHAM,
	SCHOOL,
	STATION,
	Fields,
	decision,
	recipient,
)

EVERYBODY = [NHAM, ANH, HOUSEHOLD, SCHOOL, AI, STATION, HAMLET, HAMLET_2]
IN_ORDER = [
	"Trạm Y tế",
	"Tập thể Xóm 2",
	"Tập thể Xóm 10",
	"Trường Tiểu học Cát Nê",
	"Hộ ông Nguyễn Văn Ước",
	"Trần Đình Ái",
	"Bùi Thị Ngọc Ánh",
	"Đặng Hoàng Nhâm",
]
REFERENCE = "Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026 của Chủ tịch Ủy ban nhân dân xã Cát Nê"


@pytest.fixture
def receipts(printed_as):
	return lambda rows, **fields: printed_as("reward_receipts", decision(rows, **fields))


@pytest.fixture
def script(printed_as):
	return lambda rows, **fields: printed_as("ceremony_script", decision(rows, **fields))


def test_receipts_are_the_list_of_the_decision_with_room_to_sign(receipts):
	"""1.880.000 + 3 × 1.410.000 + 1.060.000 + 3 × 710.000 = 9.300.000."""
	flat = receipts(EVERYBODY).in_order
	assert sorted(IN_ORDER, key=flat.index) == IN_ORDER
	for text in (
		"DANH SÁCH NHẬN TIỀN THƯỞNG Theo Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026",
		"TT Họ và tên, đơn vị Danh hiệu, hình thức Số tiền (đồng) Ký nhận",
		"Tổng cộng 9.300.000 Danh sách có 08 trường hợp nhận tiền thưởng. Tổng số tiền: 9.300.000 đồng (Bằng chữ: Chín "
		"triệu ba trăm nghìn đồng chẵn).",
		"NGƯỜI LẬP",
		"KẾ TOÁN",
		"CHỦ TỊCH",
		"Dương Văn Thắng",
	):
		assert text in flat
	assert "Số:" not in flat and "DỰ THẢO" not in flat and "None" not in flat


def test_who_gets_no_money_or_lost_the_award_does_not_sign(receipts):
	rows = [
		NHAM,
		recipient("Lê Thị Ỷ", amount=0.0),
		Fields(recipient("Phạm Văn Gian", amount=500_000.0), name="row-3"),
	]
	flat = receipts(rows, annulled={"row-3"}).flat
	assert "Danh sách có 01 trường hợp nhận tiền thưởng. Tổng số tiền: 710.000 đồng" in flat
	assert "Lê Thị Ỷ" not in flat and "Phạm Văn Gian" not in flat


def test_receipts_without_money_say_so(receipts):
	flat = receipts([recipient("Lê Thị Ỷ", amount=0.0)], signer_name=None, docstatus=0).flat
	assert "Không có tiền thưởng kèm theo Quyết định này." in flat
	assert "Tổng cộng" not in flat and "KẾ TOÁN" in flat and "DỰ THẢO" in flat and "None" not in flat


def test_sixty_signatures(receipts):
	result = receipts([recipient(f"Nguyễn Văn {number}") for number in range(1, 61)])
	assert re.findall(r"Nguyễn Văn (\d+)", result.text) == [str(number) for number in range(1, 61)]
	heads = [page for page in result.pages if "Ký nhận" in page]
	assert len(result.pages) - len(heads) <= 1  # the last may hold the signatures alone
	assert int(result.info["Pages"]) >= 3  # 11 mm a row: at most 22 on a page
	assert "42.600.000" in result.pages[-1]


def test_ceremony_follows_the_law(script):
	"""NĐ 152/2025/NĐ-CP Art. 29.5: titles before forms; collective, household, individual; then by given name."""
	flat = script([*EVERYBODY, recipient("Lê Thị Ỷ", "LDTT")]).in_order
	headings = re.findall(r"(\d\. Trao .*?) Trân trọng", flat)
	giay_khen = "Giấy khen của Chủ tịch Ủy ban nhân dân xã Cát Nê"
	assert headings == [
		"1. Trao danh hiệu “Tập thể lao động tiên tiến” cho 01 tập thể",
		"2. Trao danh hiệu “Lao động tiên tiến” cho 01 cá nhân",
		f"3. Trao {giay_khen} cho 03 tập thể",
		f"4. Trao {giay_khen} cho 01 hộ gia đình",
		f"5. Trao {giay_khen} cho 03 cá nhân",
	]
	order = ["1 Trạm Y tế", "2 Lê Thị Ỷ", "6 Hộ ông Nguyễn Văn Ước", "7 Trần Đình Ái", "9 Đặng Hoàng Nhâm"]
	assert sorted(order, key=flat.index) == order
	for text in (
		f"KỊCH BẢN TRAO THƯỞNG Theo {REFERENCE}",
		f"tôi xin công bố {REFERENCE} về việc khen thưởng các cá nhân",
		"Có 09 lượt tập thể, hộ gia đình, cá nhân được trao thưởng, theo thứ tự quy định tại NĐ 152/2025/NĐ-CP Điều 29.5.",
		"Trân trọng kính mời đại diện các tập thể có tên sau đây lên nhận danh hiệu “Tập thể lao động tiên tiến”.",
		"Trân trọng kính mời các ông, bà có tên sau đây lên nhận danh hiệu “Lao động tiên tiến”.",
	):
		assert text in flat


def test_nobody_is_called_whose_award_was_taken_back(script):
	rows = [NHAM, Fields(recipient("Phạm Văn Gian"), name="row-2")]
	flat = script(rows, annulled={"row-2"}).flat
	assert "Có 01 lượt" in flat and "Phạm Văn Gian" not in flat


def test_ceremony_of_nobody_says_so(script):
	flat = script([], docstatus=0, decision_number=None).flat
	assert "Quyết định này không có tập thể, hộ gia đình, cá nhân nào để trao thưởng." in flat
	assert "Quyết định số …/QĐ-UBND" in flat and "DỰ THẢO" in flat and "II. TRAO THƯỞNG" not in flat


def test_a_day_before_any_rule_keeps_the_order_given(script):
	flat = script([NHAM, STATION], decision_date="2020-01-05").in_order
	assert "Chưa có quy định về thứ tự trao thưởng đang có hiệu lực" in flat
	assert flat.index("Đặng Hoàng Nhâm") < flat.index("Trạm Y tế")
