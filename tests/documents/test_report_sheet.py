"""Words of the consolidated report, and which parts of it are printed under which number."""

from __future__ import annotations

import datetime
from dataclasses import replace

from tdkt_app.documents.report_sheet import report_sheet
from tdkt_app.emulation.consolidation import Counted, Result, Review, draft

COUNTED = Counted(
	campaign="Xóm sạch",
	review_kind="Interim",
	units=12,
	accepted=3,
	late=1,
	missing=("Xóm Đình", "Trạm Y tế"),
	registrations=1234,
	achievements_verified=5,
	achievements_handed_in=9,
)


def test_counted_sentences():
	drafted = draft(COUNTED, [Review("Trường THCS", people=29, people_registered=30)])
	assert drafted.report_title == "Kết quả sơ kết phong trào “Xóm sạch”"
	assert drafted.organisation.splitlines() == [
		"Có 12 đơn vị tham gia phong trào với 1.234 lượt đăng ký thi đua; "
		"3 đơn vị có báo cáo được chấp nhận, trong đó 1 báo cáo gửi sau hạn.",
		"Theo báo cáo của các đơn vị, có 30 người và 0 hộ gia đình đăng ký; 29 người và 0 hộ gia đình tham gia.",
		"Đơn vị chưa gửi báo cáo: Xóm Đình, Trạm Y tế.",
	]
	assert drafted.achieved == (
		"Các đơn vị đã gửi 9 báo cáo thành tích; 5 thành tích đã được xác minh, công nhận."
	)


def test_what_a_unit_wrote_is_one_paragraph():
	drafted = draft(COUNTED, [Review("Xóm Đình", lessons="Họp sớm.\n\n  Giao tổ.\n"), Review("Xóm La")])
	assert drafted.lessons == "Xóm Đình: Họp sớm. Giao tổ."


def test_target_without_a_committed_value_is_not_in_the_table():
	reviews = [Review("Xóm Đình", results=(Result("Giữ danh hiệu", "", 0, 0), Result("Cây", "cây", 80, 60)))]
	assert [(line.target, line.percent) for line in draft(COUNTED, reviews).results] == [
		("Xóm Đình: Cây", 75.0)
	]


def test_lower_is_better_for_all_units_together():
	rows = (Result("Hộ nghèo", "%", 2, 3, True, "row", "Average", 2),)
	other = (Result("Hộ nghèo", "%", 2, 5, True, "row", "Average", 2),)
	(line,) = draft(COUNTED, [Review("A", results=rows), Review("B", results=other)]).results
	assert (line.result_value, line.percent) == (4, 50.0)  # (3 + 5) / 2; 2 / 4


def test_empty_parts_are_left_out_and_the_others_numbered_through(authority):
	sheet = report_sheet(
		{
			"organisation": "Một\n\nHai",
			"achieved": "",
			"difficulties": "",
			"proposals": "Ba",
			"report_date": datetime.date(2025, 8, 22),
			"place_name": "Cát Nê",
			"workflow_state": "Draft",
		},
		authority,
	)
	assert [(part.heading, part.texts) for part in sheet.parts] == [
		("I. CÔNG TÁC TỔ CHỨC, TRIỂN KHAI", ("Một", "Hai")),
		("II. ĐỀ XUẤT, KIẾN NGHỊ", ("Ba",)),
	]
	assert sheet.mark == "DỰ THẢO" and sheet.report_date.endswith("tháng 8 năm 2025")


def test_charts_of_what_can_be_compared():
	counted = replace(COUNTED, by_state={"Draft": 4, "Verified": 5, "Rejected": 4}, awards={"Giấy khen": 3})
	reviews = [Review(f"Xóm {number}", people=number) for number in range(1, 18)]
	drafted = draft(counted, reviews)
	people, handled = drafted.figures[:-2], drafted.figures[-2:]
	assert [(row.counted, row.figure) for row in people] == [(f"Xóm {n}", n) for n in range(17, 2, -1)]
	assert {row.chart for row in people} == {"15 đơn vị có nhiều người tham gia phong trào nhất"}
	assert [(row.counted, row.figure) for row in handled] == [
		("Đã xác minh, công nhận", 5),
		("Không được công nhận", 4),
	]
	assert "Đã có 3 lượt cá nhân, tập thể, hộ gia đình được khen thưởng" in drafted.achieved
	assert draft(COUNTED, reviews[:1]).figures == []


def test_charts_follow_the_text_of_their_part(authority):
	row = {"chart": "Theo đơn vị", "part": "Results", "measure": "người"}
	rows = [
		{**row, "counted": "A", "figure": 1234.5},
		{"chart": "Trước", "part": "Organisation and Participation", "counted": "C", "figure": 0},
		{**row, "counted": "B", "figure": 308.625},
	]
	first, second = report_sheet({"figures": rows, "docstatus": 1}, authority).parts
	assert [chart.title for chart in first.charts + second.charts] == [
		"Biểu đồ 1. Trước",
		"Biểu đồ 2. Theo đơn vị",
	]
	assert [(bar.length, bar.number) for bar in second.charts[0].bars] == [(100, "1.234,5"), (25, "308,625")]
	assert first.charts[0].bars[0].length == 0


def test_numbers_of_the_table(authority):
	rows = [
		{"target": "Cây", "measure": "cây", "committed_value": 1200, "result_value": 900.5, "percent": 75.04},
		{"target": "Không có mức", "result_value": 3},
	]
	(part,) = report_sheet({"results": rows, "docstatus": 1}, authority).parts
	assert [(line.committed, line.reached, line.percent) for line in part.results] == [
		("1.200", "900,5", "75,04"),
		("", "3", ""),
	]
