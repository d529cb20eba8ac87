"""A decision with 300 recipients as PDF and as Word, against the bare table in the same engine and in the same run."""

from __future__ import annotations

from html import escape
from pathlib import Path

from benchmarks.certificates import faces
from benchmarks.figure import Figure, seconds

COUNT = 300
_SETTINGS = {
	"authority_name": "ỦY BAN NHÂN DÂN",
	"commune_name": "XÃ CÁT NÊ",
	"place_name": "Cát Nê",
	"standing_body": "Văn phòng – Thống kê",
}
_CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


class _Row(dict):
	"""By attribute and by `get`, as print formats read a document."""

	__getattr__ = dict.get


def decision() -> _Row:
	from tdkt_app.wording.vietnamese import money_in_words

	recipients = [
		_Row(
			recipient_name=f"Nguyễn Đình Ái {number}",
			recipient_title="Trưởng xóm",
			unit_name="Xóm Đình",
			honoree_kind="Individual",
			award_type="GK",
			award_name="Giấy khen",
			amount=702_000,
		)
		for number in range(COUNT)
	]
	total = sum(row.amount for row in recipients)
	return _Row(
		docstatus=1,
		subject="Khen thưởng các cá nhân có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2025",
		symbol="QĐ-UBND",
		decision_number="05/QĐ-UBND",
		decision_date="2026-01-05",
		period_from="2025-01-01",
		period_to="2025-12-31",
		reason="Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2025",
		legal_bases=[_Row(basis="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022")],
		recipients=recipients,
		total_amount=total,
		in_words=money_in_words(total),
		signer_position="CHỦ TỊCH",
		signer_name="Dương Văn Thắng",
		recipients_note="- Như Điều 3;\n- Lưu: VT.",
	)


def html() -> str:
	"""What the print format makes of the decision, as the site's own Jinja does."""
	from jinja2 import PackageLoader, PrefixLoader
	from jinja2.sandbox import SandboxedEnvironment

	import tdkt_app
	from tdkt_app.documents import check_code
	from tdkt_app.documents.authority import Authority
	from tdkt_app.documents.award_sheet import AwardType, award_sheet

	environment = SandboxedEnvironment(loader=PrefixLoader({"tdkt_app": PackageLoader("tdkt_app", ".")}))
	environment.filters["int"] = lambda value: int(value or 0)
	types = {"GK": AwardType(is_title=False, ceremony_order=360)}
	environment.globals["award_decision_sheet"] = lambda doc: award_sheet(doc, types, Authority.of(_SETTINGS))
	environment.globals["decision_check_code"] = lambda doc: check_code.data_uri(
		f"https://cat-ne.example/?ma={_CODE}"
	)
	source = Path(tdkt_app.__file__).parent / "print_format/award_decision/award_decision.html"
	return environment.from_string(source.read_text("utf-8")).render(doc=decision())


def pdf() -> None:
	from tdkt_app.documents import engine

	engine.render(html())


def word() -> None:
	from tdkt_app.documents import word

	word.render(html())


def bare_table() -> None:
	"""The list alone, as a programmer without our layout would write it."""
	from weasyprint import HTML

	from tdkt_app.documents import fetcher, fonts

	rows = "".join(
		f"<tr><td>{number}<td>{escape(row.recipient_name)}<td>{row.recipient_title}, {row.unit_name}<td>702.000"
		for number, row in enumerate(decision().recipients, 1)
	)
	style = (
		f"{faces()} @page {{ size: A4; margin: 20mm }} * {{ font-family: {fonts.FAMILY} }} "
		"table { border-collapse: collapse; table-layout: fixed; width: 100% } td { border: 1px solid; padding: 3pt }"
	)
	page = f"<style>{style}</style><p><b>Quyết định</b> <i>khen thưởng</i></p><table>{rows}</table>"
	HTML(string=page, base_url=fetcher.BASE_URL, url_fetcher=fetcher.fetch).write_pdf()


def measure() -> list[Figure]:
	pdf()  # modules and fonts are read once
	bare, mine, docx = seconds(bare_table), seconds(pdf), seconds(word)
	return [
		Figure(f"Quyết định {COUNT} người (PDF)", "s", mine, 3),
		Figure(
			f"Quyết định {COUNT} người (PDF), so với riêng bảng danh sách", "s", mine, 2.0, bare, "HTML trần"
		),
		Figure(f"Quyết định {COUNT} người (Word), so với bản PDF", "s", docx, 1.5, mine, "bản PDF"),
	]
