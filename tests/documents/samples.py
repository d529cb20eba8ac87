"""One filled-in document for each paper, and the same with other text in it or with nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.documents.test_achievement_report import PAST, achievement
from tests.documents.test_appraisal_sheet import nomination
from tests.documents.test_award_decision import (
	HOUSEHOLD,
	NHAM,
	SCHOOL,
	STATION,
	Fields,
	decision,
	recipient,
)
from tests.documents.test_award_register import ROWS
from tests.documents.test_campaign_launch import campaign
from tests.documents.test_campaign_registration import registration
from tests.documents.test_campaign_review import review
from tests.documents.test_council_minutes import meeting as minutes_of
from tests.documents.test_council_papers import NOMINEE, consultation, meeting
from tests.documents.test_emulation_plan import plan

CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_EVERYBODY = [NHAM, SCHOOL, HOUSEHOLD, STATION]
_CONCERNED = {
	"decision_number": "05/QĐ-UBND",
	"decision_date": "2026-01-05",
	"subject": "Khen thưởng các cá nhân có thành tích xuất sắc năm 2025",
}


def amendment() -> Fields:
	row = {"recipient": "r1", "about": "Đặng Hoàng Nhâm", "field": "Recipient Name"}
	texts = {"old_text": "Đặng Hoàng Nhâm", "new_text": "Đặng Hoàng Nhân"}
	return decision(
		[],
		decision_kind="Amendment",
		subject="Sửa đổi Quyết định khen thưởng",
		corrections=[Fields(**row, **texts)],
		concerned=_CONCERNED,
		check_code=CODE,
	)


def annulment() -> Fields:
	row = Fields(
		recipient_name="Phạm Văn Gian",
		recipient_place="Xóm Đình",
		honoree_kind="Individual",
		award_name="Giấy khen",
		award_kind="Form of Commendation",
		ground_text="Kê khai không đúng thành tích",
		details="Theo xác minh của xã",
		paid_amount=710_000.0,
	)
	return decision(
		[],
		decision_kind="Annulment",
		subject="Hủy bỏ kết quả khen thưởng",
		annulments=[row],
		conclusion="Căn cứ Kết luận số 12/KL-UBND ngày 20 tháng 10 năm 2025",
		total_amount=710_000,
		return_days=15,
		concerned=_CONCERNED,
		check_code=CODE,
	)


def submission() -> Fields:
	return nomination(
		submitted_by_name="Đặng Hoàng Nhâm",
		submitted_by_position="Trưởng xóm",
		summary="Xóm đã bình xét công khai.",
		put_forward=[{**NOMINEE, "honoree_kind": "Individual"}],
	)


def minutes() -> Fields:
	texts = {
		"subject": "Xét khen thưởng năm 2025",
		"place": "Phòng họp UBND xã",
		"chaired_by": "Trần Quang Thái",
	}
	return Fields(minutes_of(secretary="Lý Thị Mai", proceedings="Chủ tịch nêu mục đích phiên họp.", **texts))


def report() -> Fields:
	return Fields(
		docstatus=1,
		report_number="12/BC-UBND",
		symbol="BC-UBND",
		report_title="Kết quả tổng kết phong trào “Xóm sạch, đường đẹp”",
		report_date="2025-12-22",
		place_name="Cát Nê",
		workflow_state="Issued",
		legal_bases=[Fields(basis="Căn cứ Kế hoạch số 03/KH-UBND ngày 10 tháng 01 năm 2025")],
		introduction="Ủy ban nhân dân xã báo cáo như sau:",
		organisation="Có 12 đơn vị tham gia phong trào.",
		achieved="Các đơn vị đã gửi 9 báo cáo thành tích.",
		results=[
			Fields(target="Trồng cây", measure="cây", committed_value=1200, result_value=900.5, percent=75.04)
		],
		figures=[
			*(
				Fields(
					chart="Người tham gia phong trào theo đơn vị",
					part="Organisation and Participation",
					counted=unit,
					figure=people,
					measure="người",
				)
				for unit, people in (("Xóm Đình", 120), ("Trường THCS Cát Nê", 84), ("Trạm Y tế", 9))
			),
			*(
				Fields(
					chart="Báo cáo thành tích theo kết quả xử lý",
					part="Results",
					counted=state,
					figure=number,
					measure="báo cáo",
				)
				for state, number in (
					("Đã xác minh, công nhận", 5),
					("Đang xác minh", 3),
					("Trả lại để bổ sung", 1),
				)
			),
		],
		difficulties="Thời tiết không thuận lợi.",
		proposals="Đề nghị tiếp tục phong trào.",
		conclusion="Trên đây là báo cáo.",
		signing_authority="TM.",
		signer_position="CHỦ TỊCH",
		signer_name="Dương Văn Thắng",
		recipients_note="- Đảng ủy xã;\n- Lưu: VT.",
	)


def register() -> Fields:
	return Fields(rows=[Fields(row) for row in ROWS])


CERTIFICATE_FIXED = {
	"country": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
	"motto": "Độc lập - Tự do - Hạnh phúc",
	"authority": "Chủ tịch Ủy ban nhân dân xã Cát Nê",
	"awards": "TẶNG",
}
CERTIFICATE = {
	"title": "Giấy khen",
	"recipient": "Ông Đặng Hoàng Nhâm",
	"place": "Trưởng xóm, xóm Đình",
	"achievement": "Đã có thành tích xuất sắc trong phong trào thi đua “Xóm sạch, đường đẹp” năm 2025",
	"decision": "Quyết định số 12/QĐ-UBND ngày 20 tháng 11 năm 2025 của Chủ tịch Ủy ban nhân dân xã Cát Nê",
	"register": "Vào sổ khen thưởng số: 0012/2025",
	"day": "Cát Nê, ngày 20 tháng 11 năm 2025",
	"position": "CHỦ TỊCH",
	"signer": "Dương Văn Thắng",
	"qr": f"https://cat-ne.example/kiem-tra?ma={CODE}",
	"code": "Mã kiểm tra: ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567",
}


SAMPLES: dict[str, Callable[[], Fields]] = {
	"emulation_plan": lambda: plan("2025"),
	"campaign_launch": campaign,
	"campaign_registration": registration,
	"achievement_report": achievement,
	"short_achievement_report": lambda: achievement(past=PAST[:1]),  # on one page in Word and in PDF
	"award_nomination": submission,
	"appraisal_sheet": nomination,
	"consultation_notice": consultation,
	"meeting_invitation": meeting,
	"ballot_paper": meeting,
	"vote_count_minutes": meeting,
	"council_minutes": minutes,
	"award_decision": lambda: decision(_EVERYBODY, check_code=CODE),
	"amending_decision": amendment,
	"annulling_decision": annulment,
	"reward_receipts": lambda: decision(_EVERYBODY),
	"ceremony_script": lambda: decision(_EVERYBODY),
	"campaign_review": review,
	"consolidated_report": report,
	"award_register": register,
}
# Papers whose print format has another name.
FORMAT_OF = {"amending_decision": "award_decision", "annulling_decision": "award_decision"}
# Further papers of which the Word file is compared with the PDF: long enough to break.
LONG: dict[str, tuple[str, Callable[[], Fields]]] = {
	"long_decision": (
		"award_decision",
		lambda: decision(
			[
				*(recipient(f"Người thứ {number} trong danh sách", award="GK") for number in range(60)),
				recipient("Lê Văn Út", "LDTT"),
			]
		),
	),
}
# What is chosen from a list, worked out or dated by the server: no free text.
_NOT_FREE = frozenset(
	"""
	annulled amount award_type honoree_kind docstatus total_amount decision_date period_from period_to decision_kind
	workflow_state state meeting_on ended_on vote_method is_secret council_role board_role attendance share_text
	opens_on closes_on kind sex award_kind active_from verified_on method severity received_on submission_date
	launch_date registration_deadline interim_deadline report_deadline review_date end_date launching_level criterion_kind
	content_area registered_on check_code plan_date report_date due_date field paid_amount return_days honoree name submitted_on review_kind part
	""".split()
)
# What no document is without.
_GIVEN_BY_SERVER = frozenset(("in_words", "unit_name", "decision_number", "of_campaign"))


def with_text(value: Any, text: str, field: str = "") -> Any:
	"""The same document with `text` in every field that people write freely."""
	if isinstance(value, list):
		return [with_text(row, text) for row in value]
	if isinstance(value, dict):
		return type(value)({name: with_text(own, text, name) for name, own in value.items()})
	return text if isinstance(value, str) and field not in _NOT_FREE else value


def emptied(value: Any, field: str = "") -> Any:
	"""The same document with no rows, no signer and no text: what a paper looks like before anybody filled it in."""
	if isinstance(value, list):
		return []
	if isinstance(value, dict):
		return type(value)({name: emptied(own, name) for name, own in value.items()})
	return None if isinstance(value, str) and field not in _NOT_FREE | _GIVEN_BY_SERVER else value
