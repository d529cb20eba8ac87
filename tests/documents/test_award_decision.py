"""The award decision on paper: wording, order, money, names that try to break it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tdkt_app.documents.award_sheet import AwardType, award_sheet
from tdkt_app.wording.vietnamese import money_in_words

AWARD_NAMES = {"TTLDTT": "Tập thể lao động tiên tiến", "LDTT": "Lao động tiên tiến", "GK": "Giấy khen"}


class Fields(dict):
	"""A document's values by attribute and by `get`, as print formats read them; no subscript, as a document has none."""

	__getattr__ = dict.get

	def __getitem__(self, name):
		raise TypeError("a document is not subscriptable")


def recipient(name: str, award: str = "GK", kind: str = "Individual", **fields) -> Fields:
	return Fields(
		{
			"recipient_name": name,
			"award_type": award,
			"award_name": AWARD_NAMES[award],
			"honoree_kind": kind,
			"recipient_title": "",
			"unit_name": "Xóm Đình",
			"amount": 710_000.0,
			**fields,
		}
	)


def decision(recipients: list[Fields], **fields) -> Fields:
	total = sum(row.amount for row in recipients)
	return Fields(
		{
			"docstatus": 1,
			"subject": "Khen thưởng các cá nhân có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2025",
			"symbol": "QĐ-UBND",
			"decision_number": "05/QĐ-UBND",
			"decision_date": "2026-01-05",
			"period_from": "2025-01-01",
			"period_to": "2025-12-31",
			"reason": "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2025.",
			"proposed_by": "Thường trực Hội đồng Thi đua – Khen thưởng xã",
			"legal_bases": [
				Fields(basis="Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"),
				Fields(basis="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),
			],
			"recipients": recipients,
			"total_amount": total,
			"in_words": money_in_words(total),
			"fund_source": "Quỹ thi đua, khen thưởng của xã",
			"signing_authority": "",
			"signer_position": "CHỦ TỊCH",
			"signer_name": "Dương Văn Thắng",
			"recipients_note": "- Như Điều 3;\nTT Đảng ủy, HĐND xã\n\n+ Lưu: VT, VHXH.",
			**fields,
		}
	)


SCHOOL = recipient(
	"Trường Tiểu học Cát Nê", kind="Collective", unit_name="Trường Tiểu học Cát Nê", amount=1_410_000.0
)
HAMLET = recipient("Tập thể Xóm 10", kind="Collective", unit_name="Xóm 10", amount=1_410_000.0)
HAMLET_2 = recipient("Tập thể Xóm 2", kind="Collective", unit_name="Xóm 2", amount=1_410_000.0)
HOUSEHOLD = recipient(
	"Hộ ông Nguyễn Văn Ước", kind="Household", recipient_title="Xóm La Lang", amount=1_060_000.0
)
NHAM = recipient("Đặng Hoàng Nhâm", recipient_title="Trưởng xóm")
ANH = recipient("Bùi Thị Ngọc Ánh")
AI = recipient("Trần Đình Ái")
STATION = recipient("Trạm Y tế", "TTLDTT", "Collective", unit_name="Trạm Y tế xã Cát Nê", amount=1_880_000.0)


@pytest.fixture
def printed(paper, decision_html):
	return lambda recipients, **fields: paper(decision_html(decision(recipients, **fields)))


def test_decision_on_one_award(printed):
	flat = printed([NHAM, SCHOOL, HOUSEHOLD, HAMLET]).flat
	for text in (
		"Số: 05/QĐ-UBND",
		"Cát Nê, ngày 05 tháng 01 năm 2026",
		"QUYẾT ĐỊNH Về việc khen thưởng các cá nhân có thành tích xuất sắc",
		"CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ CÁT NÊ Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
		"Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; Theo đề nghị của Thường trực Hội đồng",
		"Khen thưởng xã. QUYẾT ĐỊNH: Điều 1. Tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã Cát Nê cho 02 tập thể, "
		"01 hộ gia đình và 01 cá nhân (có danh sách kèm theo) đã có thành tích xuất sắc trong phong trào thi đua yêu "
		"nước năm 2025, thời gian lập thành tích từ ngày 01 tháng 01 năm 2025 đến ngày 31 tháng 12 năm 2025.",
		"Điều 2. Tổng số tiền thưởng kèm theo khen thưởng tại Điều 1 là 4.590.000 đồng (Bằng chữ: Bốn triệu năm trăm "
		"chín mươi nghìn đồng chẵn), chi từ Quỹ thi đua, khen thưởng của xã; mức thưởng của từng tập thể, hộ gia đình, "
		"cá nhân ghi trong danh sách kèm theo.",
		"Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Văn phòng – Thống kê, các cơ quan, đơn vị có liên quan và "
		"các tập thể, hộ gia đình, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
		"DANH SÁCH TẬP THỂ, HỘ GIA ĐÌNH, CÁ NHÂN ĐƯỢC KHEN THƯỞNG (Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 01 "
		"năm 2026 của Chủ tịch Ủy ban nhân dân xã Cát Nê)",
	):
		assert text in flat
	assert "{{" not in flat and "None" not in flat and "DỰ THẢO" not in flat


def test_several_awards_are_clauses_titles_first(printed):
	flat = printed([NHAM, recipient("Lê Thị Ỷ", "LDTT"), STATION]).flat
	assert (
		"năm 2025: 1. Danh hiệu “Tập thể lao động tiên tiến” cho 01 tập thể; 2. Danh hiệu “Lao động tiên tiến” cho 01 cá "
		"nhân; 3. Giấy khen của Chủ tịch Ủy ban nhân dân xã Cát Nê cho 01 cá nhân. Điều 2."
	) in flat


def test_list_is_ordered_award_kind_name(printed):
	text = printed([NHAM, ANH, HOUSEHOLD, SCHOOL, AI, STATION, HAMLET, HAMLET_2]).pages[-1]
	order = [
		"Trạm Y tế",
		"Xóm 2",
		"Xóm 10",
		"Tiểu học",
		"Nguyễn Văn Ước",
		"Đình Ái",
		"Ngọc Ánh",
		"Hoàng Nhâm",
	]
	assert sorted(order, key=text.index) == order
	assert re.search(r"II\.3\s+Cá nhân", text)
	assert re.search(r"3\s+Đặng Hoàng Nhâm\s+Trưởng xóm, Xóm Đình\s+710\.000", text)
	assert re.search(r"Tổng cộng\s+9\.300\.000", text)


@pytest.mark.parametrize(
	("name", "title", "unit", "place"),
	[
		("Lê Thị Ỷ", "Trưởng xóm", "Xóm Đình", "Trưởng xóm, Xóm Đình"),
		("Lê Thị Ỷ", "Nông dân xóm Đình", "Xóm Đình", "Nông dân xóm Đình"),
		("Tổ Tự nhiên Trường THCS", "Xã Cát Nê", "Tổ Tự nhiên, Trường THCS", "Xã Cát Nê"),
		("Trường Tiểu học Cát Nê", "", "Trường Tiểu học Cát Nê", ""),
		("Lê Thị Ỷ", None, "Xóm Đình", "Xóm Đình"),
	],
)
def test_place_is_not_said_twice(authority, name, title, unit, place):
	rows = [recipient(name, recipient_title=title, unit_name=unit)]
	sheet = award_sheet(decision(rows), {"GK": AwardType(is_title=False, ceremony_order=1)}, authority)
	assert sheet.awards[0].lists[0].recipients[0].place == place


def test_without_money_no_article_on_money(printed):
	result = printed([recipient("Lê Thị Ỷ", amount=0.0)])
	assert "Điều 2. Quyết định này có hiệu lực" in result.flat
	assert "Tiền thưởng" not in result.flat and "Tổng cộng" not in result.flat


def test_draft_says_so_and_leaves_room_for_the_number(printed):
	result = printed([NHAM], docstatus=0, decision_number=None)
	assert "DỰ THẢO" in result.text
	assert re.search(r"Số:\s{4,}/QĐ-UBND", result.text)
	assert "(Kèm theo Quyết định số …/QĐ-UBND ngày 05" in result.flat


def test_bare_draft_prints(printed):
	empty = dict.fromkeys(
		("proposed_by", "reason", "fund_source", "signer_name", "recipients_note", "decision_number")
	)
	flat = printed([], **empty, legal_bases=[], docstatus=0, period_from=None).flat
	assert "None" not in flat and "{{" not in flat
	assert "Phụ lục" not in flat


def test_hostile_text_prints_as_text(printed, decision_html):
	bad = "<script>alert('x')</script><img src=\"file:///etc/hostname\">"
	names = (
		"subject",
		"reason",
		"proposed_by",
		"fund_source",
		"signer_name",
		"signer_position",
		"recipients_note",
		"in_words",
	)
	rows = [recipient(bad, recipient_title=bad, unit_name=bad, award_name=bad)]
	fields = {name: bad for name in names} | {"symbol": bad, "decision_number": bad}
	fields["legal_bases"] = [Fields(basis=bad)]
	assert "<script" not in decision_html(decision(rows, **fields)).replace("<style", "")
	flat = printed(rows, **fields).flat.lower()
	assert flat.count("<script>") >= len(fields)


def test_name_of_120_letters_wraps_within_its_cell(printed):
	name = "Nguyễn" + "ưỡngẵ" * 23
	result = printed([recipient(name)])
	pieces = [line for line in result.lines(2) if "ngẵ" in line.text]
	assert "".join(piece.text.strip() for piece in pieces) == name
	assert all(piece.left > 43 and piece.left + piece.width < 43 + 53 for piece in pieces)


def test_two_thousand_recipients(printed):
	rows = [recipient(f"Nguyễn Văn {number}") for number in range(1, 2001)]
	result = printed(rows)
	assert re.findall(r"Nguyễn Văn (\d+)", result.text) == [str(number) for number in range(1, 2001)]
	assert all("Họ và tên" in page for page in result.pages[1:])
	assert "1.420.000.000" in result.pages[-1]


@pytest.mark.parametrize(
	("commune", "in_sentence"),
	[
		("XÃ CÁT NÊ", "Ủy ban nhân dân xã Cát Nê"),
		("Xã Cát Nê", "Ủy ban nhân dân xã Cát Nê"),
		("ĐẶC KHU CÔN ĐẢO", "Ủy ban nhân dân đặc khu Côn Đảo"),
		("PHƯỜNG 12", "Ủy ban nhân dân phường 12"),
		("XÃ IA H'DRAI", "Ủy ban nhân dân xã Ia H'Drai"),
		("", "Ủy ban nhân dân"),
	],
)
def test_authority_within_a_sentence(authority, commune, in_sentence):
	assert replace(authority, commune=commune).in_sentence == in_sentence
