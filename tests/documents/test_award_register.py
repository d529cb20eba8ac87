"""The award register of a year on paper."""

from __future__ import annotations

import pytest

from tdkt_app.documents.register_sheet import register_sheet


def row(name: str, **values) -> dict:
	return {
		"name": name,
		"recipient_name": name,
		"recipient_title": "Trưởng xóm",
		"unit_name": "Xóm Đình",
		"honoree_kind": "Individual",
		"award_name": "Giấy khen",
		"reason": "Đã có thành tích xuất sắc.",
		"decision_number": "05/QĐ-UBND",
		"decision_date": "2026-01-05",
		"amount": 710_000.0,
		"annulled_by": None,
		"state": "",
		**values,
	}


ROWS = [
	row("Đặng Hoàng Nhâm"),
	row("Trường Tiểu học Cát Nê", honoree_kind="Collective", amount=1_410_000.0),
	row("Phạm Văn Gian", annulled_by={"decision": "x"}, state="Hủy bỏ theo 09/QĐ-UBND"),
]


@pytest.fixture
def register_html(environment, authority):
	template = environment.get_template("tdkt_app/templates/documents/award_register.html")

	def render(rows, serials=None, year: int = 2026) -> str:
		return template.render(sheet=register_sheet(rows, serials or {}, year, authority))

	return render


def test_lines_figures_and_heading(register_html, paper):
	"""710.000 + 1.410.000; what was annulled is shown and not counted."""
	result = paper(register_html(ROWS, {"Đặng Hoàng Nhâm": "03/2026"}))
	for text in (
		"SỔ THEO DÕI KHEN THƯỞNG Năm 2026",
		"1 03/2026",
		"Hủy bỏ theo",
		"Tổng cộng 2.120.000",
		"Trong năm 2026 có 02 lượt khen thưởng: 01 tập thể, 01 cá nhân; 01 lượt đã hủy bỏ không tính vào số liệu. Tổng số "
		"tiền thưởng: 2.120.000 đồng (Bằng chữ: Hai triệu một trăm hai mươi nghìn đồng chẵn).",
	):
		assert text in result.in_order
	assert result.info["Page size"].startswith("841.89 x 595.276 pts (A4)")
	assert result.faces <= {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-Bold-Italic"}


def test_a_year_without_decisions_says_so(register_html):
	html = register_html([])
	assert "Năm 2026 chưa có quyết định khen thưởng nào được ban hành." in html and "<td></td>" not in html
