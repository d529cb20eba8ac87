"""Who may see and do what: one table, from which the tests ask the site and docs/phan-quyen.md is written.

`python tests/site/access.py docs/phan-quyen.md` writes the page. What is not named here is denied; a document type without
an entry fails the test.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

OFFICER, CHAIRMAN, MANAGER, AUDITOR = "officer", "chairman", "manager", "auditor"
MEMBER, OTHER_MEMBER = "member", "other member"
OWN_UNIT, NEIGHBOUR = "own unit", "neighbour"
OUTSIDER, GUEST = "outsider", "guest"
ROLES = {
	OFFICER: "Thường trực",
	CHAIRMAN: "Chủ tịch",
	MEMBER: "Ủy viên dự họp",
	OTHER_MEMBER: "Ủy viên khác",
	OWN_UNIT: "Đơn vị mình",
	NEIGHBOUR: "Đơn vị khác",
	MANAGER: "Quản trị",
	AUDITOR: "Kiểm tra",
	OUTSIDER: "Người ngoài",
	GUEST: "Khách",
}
DESK = (OFFICER, CHAIRMAN, MEMBER, OTHER_MEMBER, MANAGER, AUDITOR)
COUNCIL = (MEMBER, OTHER_MEMBER)
UNITS = (OWN_UNIT, NEIGHBOUR)

RIGHTS = {
	"list": "Thấy trong danh sách",
	"read": "Mở xem",
	"write": "Sửa",
	"create": "Lập mới",
	"submit": "Ban hành, chốt",
	"cancel": "Hủy văn bản",
	"delete": "Xóa",
	"print": "In",
	"report": "Xem báo cáo",
	"export": "Xuất Excel",
	"import": "Nhập Excel",
	"share": "Chia sẻ",
}
LOOK = "list read"
SEE = "list read print report export"
KEEP = "list read print report export write create"
ALL = "list read print report export write create delete"
LAW = "list read print report export write create delete import"


@dataclass(frozen=True)
class Paper:
	"""A document in a typical state. `rights`: role → words of RIGHTS; who is missing may do nothing.

	`kept`: in this state nobody deletes it, whatever his role; `locked`: to whom the state closes it, whose role could write. `with_file`: a private file hangs on it, which whoever reads
	the document downloads.
	"""

	doctype: str
	state: str
	title: str
	rights: Mapping[str, str]
	kept: bool = False
	with_file: bool = False
	locked: tuple[str, ...] = ()
	note: str = ""

	@property
	def key(self) -> str:
		return f"{self.doctype}: {self.state}" if self.state else self.doctype

	def may(self, role: str, right: str) -> bool:
		if right == "write" and role in self.locked:
			return False
		return right in self.rights.get(role, "").split()

	def finds_link(self, role: str) -> bool:
		"""Link search serves the desk; units choose in the portal."""
		return role in DESK and self.may(role, "list")


def _offices(**rights: str) -> dict[str, str]:
	"""Officer as given; chairman, manager and auditor look on unless said otherwise."""
	return {CHAIRMAN: SEE, MANAGER: SEE, AUDITOR: SEE, **rights}


def _each(roles: tuple[str, ...], rights: str) -> dict[str, str]:
	return dict.fromkeys(roles, rights)


_CATALOGUE = {**_each((OFFICER, CHAIRMAN, *COUNCIL, AUDITOR), SEE), MANAGER: LAW}
_CONFIDENTIAL = "Tài liệu kín: hội đồng và đơn vị không thấy."

PAPERS = (
	Paper(
		"Emulation Plan",
		"Awaiting Approval",
		"Kế hoạch thi đua (chờ duyệt)",
		{**_offices(officer=ALL), **_each(COUNCIL, SEE), CHAIRMAN: f"{SEE} write submit"},
		locked=(OFFICER,),
	),
	Paper(
		"Emulation Plan",
		"Issued",
		"Kế hoạch thi đua (đã ban hành)",
		{
			**_offices(officer=f"{KEEP} submit"),
			CHAIRMAN: f"{SEE} write submit",
			**_each(COUNCIL, SEE),
			**_each(UNITS, "list read print"),
		},
		kept=True,
	),
	Paper("Plan Progress Entry", "", "Tiến độ kế hoạch", {**_offices(officer=ALL), **_each(COUNCIL, SEE)}),
	Paper(
		"Emulation Campaign",
		"Draft",
		"Phong trào (dự thảo)",
		{**_offices(officer=ALL), **_each(COUNCIL, SEE), CHAIRMAN: f"{SEE} write"},
	),
	Paper(
		"Emulation Campaign",
		"Launched",
		"Phong trào (đã phát động)",
		{
			**_offices(officer=KEEP),
			CHAIRMAN: f"{SEE} write",
			**_each(COUNCIL, SEE),
			**_each(UNITS, LOOK),
		},
		kept=True,
	),
	Paper(
		"Campaign Registration",
		"",
		"Đăng ký thi đua",
		{**_offices(officer=ALL), MEMBER: SEE, OWN_UNIT: f"{LOOK} write create delete"},
	),
	Paper(
		"Achievement",
		"Draft",
		"Báo cáo thành tích (nháp)",
		{**_offices(officer=ALL), OWN_UNIT: f"{LOOK} write create"},
		with_file=True,
	),
	Paper(
		"Achievement",
		"Verified",
		"Báo cáo thành tích (đã xác minh)",
		{**_offices(officer=KEEP), MEMBER: SEE, OWN_UNIT: f"{LOOK} create"},
		kept=True,
		with_file=True,
		locked=(OFFICER,),
	),
	Paper(
		"Campaign Review",
		"Draft",
		"Báo cáo tổng kết của đơn vị (nháp)",
		{**_offices(officer=ALL), OWN_UNIT: f"{LOOK} write create"},
		with_file=True,
	),
	Paper(
		"Campaign Review",
		"Accepted",
		"Báo cáo tổng kết của đơn vị (đã chấp nhận)",
		{**_offices(officer=KEEP), **_each(COUNCIL, SEE), OWN_UNIT: f"{LOOK} create"},
		kept=True,
		locked=(OFFICER,),
	),
	Paper(
		"Consolidated Report",
		"Awaiting Approval",
		"Báo cáo tổng hợp (chờ duyệt)",
		{**_offices(officer=ALL), **_each(COUNCIL, SEE), CHAIRMAN: f"{SEE} write submit"},
		locked=(OFFICER,),
	),
	Paper(
		"Consolidated Report",
		"Issued",
		"Báo cáo tổng hợp (đã ban hành)",
		{
			**_offices(officer=f"{KEEP} submit"),
			CHAIRMAN: f"{SEE} write submit",
			**_each(COUNCIL, SEE),
		},
		kept=True,
	),
	Paper(
		"Campaign Ranking Snapshot",
		"",
		"Bảng xếp hạng đã chốt",
		{**_offices(officer=f"{SEE} create"), MEMBER: SEE},
		kept=True,
	),
	Paper(
		"Exemplar",
		"Draft",
		"Điển hình (nháp)",
		{**_offices(officer=ALL), CHAIRMAN: f"{SEE} write", OWN_UNIT: f"{LOOK} write create"},
		with_file=True,
		locked=(CHAIRMAN,),
	),
	Paper(
		"Exemplar",
		"Approved",
		"Điển hình (đã công bố)",
		{
			**_offices(officer=KEEP),
			CHAIRMAN: f"{SEE} write",
			**_each(COUNCIL, SEE),
			OWN_UNIT: f"{LOOK} create",
			NEIGHBOUR: LOOK,
		},
		kept=True,
	),
	Paper(
		"Initiative",
		"Draft",
		"Sáng kiến (nháp)",
		{**_offices(officer=ALL), CHAIRMAN: f"{SEE} write", OWN_UNIT: f"{LOOK} write create"},
		with_file=True,
		locked=(CHAIRMAN,),
	),
	Paper(
		"Initiative",
		"Recognised",
		"Sáng kiến (đã công nhận)",
		{
			**_offices(officer=KEEP),
			CHAIRMAN: f"{SEE} write",
			**_each(COUNCIL, SEE),
			OWN_UNIT: f"{LOOK} create",
		},
		kept=True,
		locked=(OFFICER, CHAIRMAN),
	),
	Paper(
		"Announcement",
		"Draft",
		"Thông báo (nháp)",
		{**_offices(officer=ALL), **_each(COUNCIL, SEE), CHAIRMAN: f"{SEE} write"},
	),
	Paper(
		"Announcement",
		"Published",
		"Thông báo (đã gửi)",
		{
			**_offices(officer=KEEP),
			CHAIRMAN: f"{SEE} write",
			**_each(COUNCIL, SEE),
			OWN_UNIT: LOOK,
		},
		kept=True,
		with_file=True,
	),
	Paper(
		"Announcement Receipt",
		"",
		"Xác nhận đã đọc thông báo",
		{**_offices(officer=SEE), OWN_UNIT: LOOK},
	),
	Paper(
		"Award Nomination",
		"Draft",
		"Đề nghị khen thưởng (nháp)",
		{**_offices(officer=ALL), OWN_UNIT: f"{LOOK} write create print"},
		with_file=True,
	),
	Paper(
		"Award Nomination",
		"Appraised",
		"Đề nghị khen thưởng (đã thẩm định)",
		{**_offices(officer=KEEP), MEMBER: f"{LOOK} print", OWN_UNIT: f"{LOOK} create print"},
		kept=True,
		with_file=True,
		locked=(OFFICER,),
	),
	Paper("Award Hold", "", "Tạm dừng xét", _offices(officer=KEEP), note=_CONFIDENTIAL),
	Paper("Discipline Record", "", "Kỷ luật", _offices(officer=KEEP), note=_CONFIDENTIAL),
	Paper("Leave Record", "", "Thời gian nghỉ", _offices(officer=KEEP), note=_CONFIDENTIAL),
	Paper("Public Consultation", "Draft", "Lấy ý kiến (nháp)", _offices(officer=ALL)),
	Paper(
		"Public Consultation",
		"Open",
		"Lấy ý kiến (đang mở)",
		{**_offices(officer=KEEP), **_each(COUNCIL, SEE)},
		kept=True,
		note="Danh sách lấy ý kiến đọc được ở trang công khai `/lay-y-kien`; bảng này nói về văn bản bên trong.",
	),
	Paper(
		"Consultation Comment",
		"",
		"Ý kiến góp ý",
		_offices(officer=KEEP),
		note="Người góp ý có tên, địa chỉ: hội đồng nhận bản tổng hợp, không xem từng ý kiến.",
	),
	Paper(
		"Award Council",
		"",
		"Hội đồng TĐ-KT",
		{**_offices(officer=ALL), MEMBER: f"{LOOK} print"},
	),
	Paper(
		"Council Meeting",
		"Draft",
		"Phiên họp hội đồng (nháp)",
		{**_offices(officer=f"{ALL} submit"), CHAIRMAN: f"{SEE} write submit"},
	),
	Paper(
		"Council Meeting",
		"Voting",
		"Phiên họp hội đồng (đang biểu quyết)",
		{
			**_offices(officer=f"{KEEP} submit"),
			CHAIRMAN: f"{SEE} write submit",
			MEMBER: f"{LOOK} print",
		},
		kept=True,
	),
	Paper(
		"Council Vote",
		"",
		"Biểu quyết công khai (từng phiếu)",
		{**_each((OFFICER, CHAIRMAN, MEMBER, MANAGER, AUDITOR), f"{LOOK} report")},
		note="Chỉ phiên biểu quyết công khai mới có.",
	),
	Paper(
		"Vote Receipt",
		"",
		"Đã bỏ phiếu kín (ai, không phải gì)",
		{**_each((OFFICER, CHAIRMAN, MANAGER, AUDITOR), f"{LOOK} report")},
	),
	Paper(
		"Secret Ballot",
		"",
		"Phiếu kín (từng phiếu)",
		{},
		note="Không ai xem được từng phiếu, kể cả quản trị hệ thống.",
	),
	Paper(
		"Award Decision",
		"Appraised",
		"Quyết định khen thưởng (chờ ký)",
		{**_offices(officer=ALL), CHAIRMAN: f"{SEE} write submit"},
		with_file=True,
		locked=(OFFICER,),
	),
	Paper(
		"Award Decision",
		"Issued",
		"Quyết định khen thưởng (đã ban hành)",
		{
			**_offices(officer=f"{KEEP} submit"),
			CHAIRMAN: f"{SEE} write submit",
			**_each(COUNCIL, SEE),
		},
		kept=True,
	),
	Paper(
		"Award Certificate",
		"",
		"Giấy khen",
		{**_offices(officer=f"{SEE} create"), **_each(COUNCIL, SEE)},
	),
	Paper("Award Return", "", "Thu hồi hiện vật, tiền", _offices(officer=f"{SEE} write")),
	Paper("Reward Payment", "", "Chi tiền thưởng", _offices(officer=f"{SEE} write")),
	Paper("Fund Year", "", "Quỹ của năm", _offices(officer=KEEP)),
	Paper("Fund Entry", "", "Thu, chi quỹ", _offices(officer=ALL)),
	Paper(
		"Finding Override",
		"",
		"Bỏ qua cảnh báo, có lý do",
		{**_offices(officer=f"{SEE} create"), MEMBER: SEE},
	),
	Paper("Bulk Action Log", "", "Nhật ký xử lý hàng loạt", _offices(officer=SEE)),
	Paper(
		"Reminder Rule",
		"",
		"Quy định nhắc việc",
		{**_offices(officer=KEEP), MANAGER: ALL, **_each(COUNCIL, SEE)},
	),
	Paper("Reminder Log", "", "Nhật ký nhắc việc", _offices(officer=SEE)),
	Paper(
		"Certificate Sheet",
		"",
		"Mẫu phôi giấy khen",
		{**_offices(officer=KEEP), MANAGER: ALL, **_each(COUNCIL, SEE)},
	),
	Paper(
		"Word Template",
		"",
		"Mẫu Word",
		{**_offices(officer=SEE), MANAGER: ALL, **_each(COUNCIL, SEE)},
	),
	Paper(
		"Honoree",
		"",
		"Đối tượng khen thưởng",
		{**_offices(officer=LAW), MANAGER: LAW, MEMBER: SEE, OWN_UNIT: f"{LOOK} write create"},
	),
	Paper(
		"Emulation Unit",
		"",
		"Đơn vị",
		{**_offices(officer=f"{KEEP} import"), MANAGER: LAW, **_each(COUNCIL, SEE), OWN_UNIT: LOOK},
	),
	Paper(
		"Emulation Block",
		"",
		"Cụm, khối thi đua",
		{**_offices(officer=f"{KEEP} import"), MANAGER: LAW, **_each(COUNCIL, SEE)},
	),
	Paper(
		"Criteria Set",
		"",
		"Bộ tiêu chí",
		{**_offices(officer=LAW), MANAGER: LAW, **_each(COUNCIL, SEE)},
	),
	Paper("Award Type", "", "Hình thức khen thưởng, danh hiệu", _CATALOGUE),
	Paper("Award Rule", "", "Quy tắc theo luật", _CATALOGUE),
	Paper("Legal Document", "", "Văn bản pháp luật", _CATALOGUE),
	Paper("Rule Pack", "", "Bộ quy định", {**_CATALOGUE, MANAGER: ALL}),
	Paper("Base Salary", "", "Mức lương cơ sở", _CATALOGUE),
	Paper("Swapped Day", "", "Ngày làm bù, nghỉ bù", _CATALOGUE),
	Paper("Content Area", "", "Lĩnh vực nội dung", {**_CATALOGUE, **_each(UNITS, LOOK)}),
	Paper(
		"Number Register",
		"",
		"Sổ cấp số",
		{**_each((OFFICER, CHAIRMAN), LOOK), MANAGER: f"{LOOK} report write", AUDITOR: SEE},
	),
	Paper(
		"TDKT Settings",
		"",
		"Thiết lập",
		{**_each((OFFICER, CHAIRMAN, *COUNCIL, AUDITOR), "read"), MANAGER: "read write"},
	),
)

_OFFICES_AND_COUNCIL = frozenset((OFFICER, CHAIRMAN, *COUNCIL, MANAGER, AUDITOR))
# Query reports → roles that run and export them.
REPORTS: dict[str, frozenset[str]] = {
	"Applicable Rules": _OFFICES_AND_COUNCIL,
	"Award Register": _OFFICES_AND_COUNCIL,
	"Campaign Ranking": _OFFICES_AND_COUNCIL,
	"Campaign Statistics": _OFFICES_AND_COUNCIL,
	"Commendation Statistics": _OFFICES_AND_COUNCIL,
	"Commendation Summary": _OFFICES_AND_COUNCIL,
	"Eligible to Nominate": _OFFICES_AND_COUNCIL - set(COUNCIL),  # its reasons tell of proceedings
	"Fund Ledger": _OFFICES_AND_COUNCIL - set(COUNCIL),
	"Honoree Record": _OFFICES_AND_COUNCIL - {OTHER_MEMBER},  # of an honoree of a dossier that is not his
	"Overdue Dossiers": _OFFICES_AND_COUNCIL - set(COUNCIL),
	"Review Progress": _OFFICES_AND_COUNCIL,
	"Titles Registered and Reached": _OFFICES_AND_COUNCIL,
	"Unit History": _OFFICES_AND_COUNCIL,
	"Year Comparison": _OFFICES_AND_COUNCIL,
}

_INTRO = """# Phân quyền: ai xem được gì, làm được gì

Tệp này được sinh từ bảng mà các phép thử dùng để hỏi phần mềm (`python tests/site/access.py docs/phan-quyen.md`), không
sửa bằng tay. Ô nào không ghi là **không được phép**.

## Các vai

| Vai | Là ai | Vai trò trên hệ thống |
|---|---|---|
| Thường trực | công chức thường trực Hội đồng TĐ-KT | TDKT Officer |
| Chủ tịch | Chủ tịch (người ký) | TDKT Chairman |
| Ủy viên dự họp | ủy viên có tên trong phiên họp xét hồ sơ đó | TDKT Council Member |
| Ủy viên khác | ủy viên không có tên trong phiên họp đó | TDKT Council Member |
| Đơn vị mình | người được cử của đơn vị lập hồ sơ, hoặc của đơn vị cấp trên của nó | TDKT Unit User |
| Đơn vị khác | người được cử của một đơn vị khác | TDKT Unit User |
| Quản trị | người quản trị phần mềm | TDKT Manager |
| Kiểm tra | thanh tra, kiểm tra: xem hết, không ghi gì | TDKT Auditor |
| Người ngoài | có tài khoản nhưng không có vai nào ở trên | – |
| Khách | chưa đăng nhập | – |

## Quy định chung

- Hội đồng chỉ thấy hồ sơ của phiên họp mình dự: đề nghị, thành tích và tệp kèm theo mà đề nghị dựa vào.
- Phiếu kín: không ai xem được từng phiếu, không ai đếm được trước khi kiểm phiếu.
- Đơn vị làm việc ở cổng đơn vị (`/thi-dua`) và chỉ với hồ sơ của mình; mọi lối vào khác (REST, tìm liên kết, báo cáo,
  xuất tệp, giao việc, chia sẻ, gắn thẻ, bình luận) đều đóng.
- Người ở bàn làm việc qua REST, tìm liên kết, danh sách, nhập hàng loạt được đúng những gì bảng cho phép.
- Tệp kèm theo: ai mở xem được văn bản thì tải được, ngoài ra không ai.
- Được **Sửa** một văn bản đã quyết định không có nghĩa là sửa được nội dung: phần đã in, đã chốt bị khóa với mọi người.
- **Ban hành** ở văn bản đã ban hành là bước đi tiếp (công bố); chỉ Chủ tịch ban hành. Không ai hủy hay chia sẻ văn bản.
"""


def page() -> str:
	"""docs/phan-quyen.md."""
	lines = [_INTRO, "## Tóm tắt", "", _row("Văn bản", *ROLES.values()), _rule(len(ROLES) + 1)]
	lines += [_row(paper.title, *(_summary(paper, role) for role in ROLES)) for paper in PAPERS]
	lines += [
		"",
		"✔ làm được, xem bảng của từng văn bản · 👁 chỉ xem (đơn vị vẫn lập được hồ sơ mới của mình) · – không thấy",
		"",
		"## Từng văn bản",
		"",
	]
	for paper in PAPERS:
		lines += _section(paper)
	lines += ["## Báo cáo", "", _row("Báo cáo", *ROLES.values()), _rule(len(ROLES) + 1)]
	lines += [
		_row(report, *("✔" if role in roles else "–" for role in ROLES)) for report, roles in REPORTS.items()
	]
	return "\n".join(lines) + "\n"


def _summary(paper: Paper, role: str) -> str:
	if not paper.rights.get(role):
		return "–"
	return "✔" if any(paper.may(role, right) for right in ("write", "submit", "delete")) else "👁"


def _section(paper: Paper) -> list[str]:
	lines = [f"### {paper.title}", ""]
	if paper.note:
		lines += [paper.note, ""]
	if not paper.rights:
		return lines
	rights = [right for right in RIGHTS if any(paper.may(role, right) for role in ROLES)]
	roles = [role for role in ROLES if paper.rights.get(role)]
	lines += [_row("Vai", *(RIGHTS[right] for right in rights)), _rule(len(rights) + 1)]
	lines += [
		_row(ROLES[role], *("✔" if paper.may(role, right) else "" for right in rights)) for role in roles
	]
	return [*lines, ""]


def _row(*cells: str) -> str:
	return "| " + " | ".join(cells) + " |"


def _rule(columns: int) -> str:
	return "|" + "---|" * columns


if __name__ == "__main__":
	Path(sys.argv[1]).write_text(page(), encoding="utf-8")
