"""What the printed table of a report says: Vietnamese numbers and dates, no names of records, sums of nothing as 0."""

from __future__ import annotations

import datetime

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.table_sheet import table_sheet

COLUMNS = (
	{"fieldname": "label", "label": "Tiêu chí", "fieldtype": "Data", "width": 300},
	{"fieldname": "count", "label": "Số lượng", "fieldtype": "Int", "width": 100},
	{"fieldname": "money", "label": "Tiền thưởng", "fieldtype": "Currency", "width": 100},
	{"fieldname": "day", "label": "Ngày", "fieldtype": "Date", "width": 100},
	{"fieldname": "record", "label": "Hồ sơ", "fieldtype": "Link", "width": 150},
)
ROWS = (
	{
		"label": "Cá nhân",
		"count": 1200,
		"money": 710000.0,
		"day": datetime.date(2025, 9, 5),
		"record": "KT-1",
	},
	{"label": "Nữ", "indent": 1, "count": 0, "money": None, "day": None, "record": ""},
)


def made(total=()):
	figures = ({"label": "Tỷ lệ", "value": 33.3, "datatype": "Percent"},)
	authority = Authority("ỦY BAN NHÂN DÂN", "XÃ CÁT NÊ", "", "Cát Nê", "")
	day = datetime.date(2026, 1, 5)
	return table_sheet("Tổng hợp", "Năm: 2025", COLUMNS, ROWS, total, figures, authority, day)


def test_cells_as_a_paper_writes_them():
	assert made().rows == (("Cá nhân", "1.200", "710.000", "05/09/2025"), ("– Nữ", "0", "", ""))
	assert made().figures == (("Tỷ lệ", "33,3%"),)
	assert made().day == "ngày 05 tháng 01 năm 2026"


def test_records_are_left_out_and_the_widths_fill_the_table():
	heads = made().heads
	assert [head.label for head in heads] == ["Tiêu chí", "Số lượng", "Tiền thưởng", "Ngày"]
	assert [head.width for head in heads] == [50.0, 16.67, 16.67, 16.67]


def test_total_row():
	assert made().total == ()
	assert made(["Tổng cộng", 1200.0, "", "", ""]).total == ("Tổng cộng", "1.200", "0", "")
