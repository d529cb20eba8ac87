"""Papers beside decision, plan and minutes, printed on a site: what is looked up there, and who may not print."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.site.commune import HAMLET_A, NOBODY, OFFICER, UNIT_A

NAME = "Nguyễn Đình Ái"


def printed(doc, print_format: str) -> str:
	import frappe

	html = frappe.get_print(doc.doctype, doc.name, print_format, no_letterhead=1)
	return " ".join(html.partition("<!--tdkt-document-->")[2].partition("<!--/tdkt-document-->")[0].split())


def print_view(doc, print_format: str) -> None:
	"""As the desk asks for it: unlike `get_print` it refuses instead of making a page that says so."""
	from frappe.www.printview import get_html_and_style

	get_html_and_style(doc.doctype, doc.name, print_format=print_format)


@pytest.fixture
def papers(commune, room):
	"""`papers["Ballot Paper"]()` makes the document that is printed in the format of that name."""
	import frappe

	def consultation():
		rows = [{"nomination": commune.nomination(state="Appraised").name}]
		values = {"title": "Lấy ý kiến đợt 1", "working_days": 5, "nominations": rows}
		return frappe.get_doc({"doctype": "Public Consultation", **values}).insert()

	def registration():
		campaign = commune.campaign()
		values = {"campaign": campaign.name, "unit": HAMLET_A, "targets": "Trồng 200 cây"}
		return frappe.get_doc({"doctype": "Campaign Registration", **values}).insert()

	return {
		"Reward Receipts": commune.decision,
		"Ceremony Script": commune.decision,
		"Ballot Paper": room.meeting,
		"Vote Count Minutes": room.meeting,
		"Meeting Invitation": room.meeting,
		"Consultation Notice": consultation,
		"Achievement Report": lambda: commune.achievement(state="Verified"),
		"Short Achievement Report": lambda: commune.achievement(state="Verified"),
		"Appraisal Sheet": lambda: commune.nomination(state="Appraised"),
		"Campaign Launch": lambda: commune.ready_campaign("Launched"),
		"Campaign Registration": registration,
	}


SAYS = {
	"Reward Receipts": (NAME, "Tổng số tiền:"),
	"Ceremony Script": (NAME, "NĐ 152/2025/NĐ-CP Điều 29.5"),
	"Ballot Paper": (NAME, "Phiếu bầu"),
	"Vote Count Minutes": (NAME, "Biên bản kiểm phiếu"),
	"Meeting Invitation": ("Ủy viên 11", "GM-HĐTĐKT"),
	"Consultation Notice": (NAME, "Thời gian lấy ý kiến: 05 ngày làm việc"),
	"Achievement Report": (NAME, "I. SƠ LƯỢC LÝ LỊCH", "Chưa có."),
	"Short Achievement Report": (NAME, "(Do đơn vị đề nghị khen thưởng lập)"),
	"Appraisal Sheet": (NAME, "Đủ điều kiện trình", "Bản giấy"),
	"Campaign Launch": (
		"Xóm sạch, đường hoa.",
		"Tỷ lệ hộ phân loại rác",
		"chậm nhất ngày 30 tháng 11 năm 2025",
	),
	"Campaign Registration": ("Xóm Đình", "Trồng 200 cây"),
}


@pytest.mark.parametrize("print_format", SAYS)
def test_the_officer_prints_it(papers, as_user, print_format):
	doc = papers[print_format]()
	with as_user(OFFICER):
		html = printed(doc, print_format)
	assert [text for text in SAYS[print_format] if text not in html] == []
	assert "{{" not in html and "None" not in html


@pytest.mark.parametrize("print_format", SAYS)
@pytest.mark.parametrize("user", [NOBODY, "Guest"])
def test_nobody_else_does(papers, as_user, print_format, user):
	import frappe

	doc = papers[print_format]()
	with as_user(user), pytest.raises(frappe.PermissionError):
		print_view(doc, print_format)


@pytest.mark.parametrize(
	"print_format", ["Reward Receipts", "Ceremony Script", "Appraisal Sheet", "Ballot Paper"]
)
def test_a_unit_prints_no_paper_of_the_office(papers, as_user, print_format):
	"""Its own nomination too: what the rules find tells of the awards of others."""
	import frappe

	doc = papers[print_format]()
	# What is refused while a page is drawn, newer platforms call an error of the print format.
	refusals = (frappe.PermissionError, frappe.ValidationError)
	with as_user(UNIT_A), pytest.raises(refusals, check=_is_refusal):
		print_view(doc, print_format)


def _is_refusal(error: Exception) -> bool:
	import frappe

	return isinstance(error, frappe.PermissionError) or "You have no access" in str(error)


def test_without_a_format_each_document_prints_our_paper(papers, commune, room):
	"""Print button, download, attachment and bulk print name none: every document that has a paper of ours."""
	import frappe
	from frappe.utils.print_format import download_pdf

	from tdkt_app.documents.pdf import ensure_patched

	ensure_patched()
	shipped = frappe.get_all(
		"Print Format", filters={"module": "TDKT App", "standard": "Yes"}, fields=["name", "doc_type"]
	)
	campaign = commune.campaign().name
	report = {"report_title": "Kết quả phong trào", "campaign": campaign, "achieved": "Đạt."}
	plan = {"plan_title": "Phát động phong trào", "year": 2025, "plan_date": "2025-01-10", "symbol": "KH-THU"}
	made = [
		*(papers[name]() for name in ("Achievement Report", "Campaign Registration", "Consultation Notice")),
		*(commune.decision(), commune.nomination(), room.meeting(), commune.review(campaign=campaign)),
		papers["Campaign Launch"](),
		frappe.get_doc({"doctype": "Consolidated Report", **report}).insert(),
		frappe.get_doc({"doctype": "Emulation Plan", **plan}).insert(),
	]
	assert {doc.doctype for doc in made} == {row.doc_type for row in shipped}
	for doc in made:
		assert doc.meta.default_print_format in {row.name for row in shipped if row.doc_type == doc.doctype}
		download_pdf(doc.doctype, doc.name)
		text = PdfReader(io.BytesIO(frappe.response.filecontent)).pages[0].extract_text()
		assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text, doc.doctype


def test_earlier_awards_that_stand_are_in_the_report(commune, as_user):
	rewarded = commune.achievement(state="Verified")
	issued = commune.issued(rewarded)
	later = commune.achievement(state="Verified", honoree=rewarded.honoree)
	with as_user(OFFICER):
		assert issued.decision_number in printed(later, "Achievement Report")
		assert issued.decision_number not in printed(rewarded, "Achievement Report")


def test_queries_do_not_grow_with_the_recipients(commune, count_queries):
	from tdkt_app.documents.printed import ceremony_script_sheet, reward_receipts_sheet
	from tdkt_app.law import rule_packs

	few = commune.decision()
	many = commune.decision(*(commune.achievement(state="Verified") for _number in range(6)))

	def counted(work, doc):
		rule_packs.forget()
		with count_queries() as queries:
			work(doc)
		return len(queries)

	for sheet in (ceremony_script_sheet, reward_receipts_sheet):
		sheet(few)
		assert counted(sheet, many) == counted(sheet, few)
