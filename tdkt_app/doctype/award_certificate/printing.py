"""Certificates on paper: the texts of each, onto the sheet that lies in the printer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import frappe
from frappe import _
from frappe.utils import escape_html, get_url, nowdate

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.certificates.printing import (
	Attention,
	Printed,
	Texts,
	check_fit,
	print_certificates,
)
from tdkt_app.documents.certificates.sheet import Sheet
from tdkt_app.permissions import check_access
from tdkt_app.rules.case import AwardKind
from tdkt_app.states import CertificateStatus
from tdkt_app.wording.speaking import in_language_of
from tdkt_app.wording.vietnamese import long_date

AT_ONCE, MOST = 200, 5000
_JOB_SECONDS = 3000
_PAGES_A_MESSAGE = 50
_CODE_GROUP = 4
_TITLE_CERTIFICATE = "Bằng chứng nhận"
_SALUTATION = {"Male": "Ông", "Female": "Bà"}
_SAMPLE = {
	"title": "Giấy khen",
	"recipient": "Ông Nguyễn Văn Mẫu",
	"place": "Trưởng xóm Mẫu",
	"achievement": "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2025",
	"decision": "Quyết định số 00/QĐ-UBND ngày 01 tháng 01 năm 2025 của Chủ tịch Ủy ban nhân dân xã Mẫu",
	"register": "Vào sổ khen thưởng số: 00/2025",
	"day": "Xã Mẫu, ngày 01 tháng 01 năm 2025",
	"position": "CHỦ TỊCH",
	"signer": "Trần Văn Mẫu",
	"code": "Mã kiểm tra: MAU0-MAU0-MAU0-MAU0",
}


@frappe.whitelist(methods=["POST"])
def prepare(sheet: str, certificates: str | list | None = None, decision: str | None = None) -> dict:
	"""Look at what is to be printed: {"certificates": names, "attention": [...], "queued": bool}.

	`attention`: {"certificate", "recipient", "text"} for each text that does not fit its place even in the smallest
	letters. More than 200 are printed by a background job, which tells the user where the file is. Needs the
	permission to print certificates; only valid ones are printed.
	"""
	rows = _rows(certificates, decision)
	names, paper = [row.name for row in rows], _sheet(sheet)
	if len(rows) > AT_ONCE:
		frappe.enqueue(
			print_in_background, queue="long", timeout=_JOB_SECONDS, sheet=sheet, certificates=names
		)
		return {"certificates": [], "attention": [], "queued": True}
	attention = _attention(rows, check_fit(_texts(rows), paper))
	return {"certificates": names, "attention": attention, "queued": False}


@frappe.whitelist(methods=["GET"])
def download(sheet: str, certificates: str) -> None:
	"""Answer with the PDF of at most 200 certificates, in the order of their numbers. `certificates`: JSON list."""
	rows = _rows(certificates, None)
	if len(rows) > AT_ONCE:
		frappe.throw(_("At most {0} certificates at a time.").format(AT_ONCE))
	_answer(_printed(rows, _sheet(sheet)).pdf, "giay-khen.pdf")


@frappe.whitelist(methods=["GET"])
def download_test(sheet: str) -> None:
	"""Answer with one sample certificate and lines every 10 mm, to see how far a printer is off."""
	paper = _sheet(sheet)
	sample = {**_SAMPLE, "qr": get_url("/kiem-tra")}
	fixed = _fixed(frappe.get_cached_doc("TDKT Settings")) if paper.fixed else None
	_answer(print_certificates([sample], paper, fixed, grid=True).pdf, "in-thu.pdf")


def pdf_of(rows: Sequence[frappe._dict], sheet: str) -> bytes:
	"""The certificates on a sheet, whoever asks: for code that has asked for the permission."""
	return _printed(rows, frappe.get_doc("Certificate Sheet", sheet).as_sheet()).pdf


def print_in_background(sheet: str, certificates: Sequence[str]) -> None:
	"""The job: a private file of the decision, and a message to the user with what needs his attention."""
	user = frappe.session.user
	with in_language_of(user):
		rows = _rows(list(certificates), None)
		done = _printed(rows, _sheet(sheet), progress=True)
		file = frappe.new_doc("File")
		file.update(
			{
				"file_name": f"giay-khen-{nowdate()}-{len(rows)}.pdf",
				"attached_to_doctype": "Award Decision",
				"attached_to_name": rows[0].decision,
				"is_private": 1,
				"content": done.pdf,
			}
		)
		file.insert(ignore_permissions=True)
		_tell(user, rows, file.file_url, _attention(rows, done.attention))


def _tell(user: str, rows: Sequence[frappe._dict], file_url: str, attention: Sequence[dict]) -> None:
	subject = _("{0} certificates are ready to print.").format(len(rows))
	if attention:
		subject += " " + _("{0} texts do not fit their place.").format(len(attention))
	lines = [f"<p><a href='{escape_html(file_url)}'>{_('Open the file')}</a></p>"]
	lines += [f"<p>{escape_html(row['recipient'])}: {escape_html(row['text'])}</p>" for row in attention]
	notification = frappe.new_doc("Notification Log")
	notification.update(
		{
			"for_user": user,
			"from_user": user,
			"type": "Alert",
			"document_type": "Award Decision",
			"document_name": rows[0].decision,
			"subject": subject,
			"email_content": "".join(lines),
		}
	)
	notification.insert(ignore_permissions=True)


def _rows(certificates: str | list | None, decision: str | None) -> list[frappe._dict]:
	"""Valid certificates that the user may print, in the order of their numbers."""
	check_access("Award Certificate", "print")
	names = frappe.parse_json(certificates) if certificates else None
	if names is not None and not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
		frappe.throw(_("Choose certificates in the list first."))
	chosen = {"name": ("in", names)} if names else {"decision": decision or ""}
	rows = frappe.get_list(
		"Award Certificate",
		filters={"status": CertificateStatus.VALID, **chosen},
		fields=["*"],
		order_by="serial_year asc, serial asc",
		limit_page_length=MOST + 1,
	)
	if not rows:
		frappe.throw(_("There is no valid certificate to print."))
	if len(rows) > MOST:
		frappe.throw(_("At most {0} certificates at a time.").format(MOST))
	return rows


def _sheet(name: str) -> Sheet:
	doc = frappe.get_doc("Certificate Sheet", name)
	doc.check_permission("read")
	return doc.as_sheet()


def _printed(rows: Sequence[frappe._dict], sheet: Sheet, progress: bool = False) -> Printed:
	def report(done: int) -> None:
		if progress and done % _PAGES_A_MESSAGE == 0:
			frappe.publish_progress(100 * done / len(rows), title=_("Printing certificates"))

	return print_certificates(_texts(rows), sheet, _fixed(rows[0]) if sheet.fixed else None, on_page=report)


def _texts(rows: Sequence[frappe._dict]) -> list[Texts]:
	sexes = _column("Honoree", "sex", {row.honoree for row in rows})
	kinds = _column("Award Type", "kind", {row.award_type for row in rows})
	return [
		_texts_of(row, sexes.get(row.honoree) or "", kinds.get(row.award_type) == AwardKind.TITLE.value)
		for row in rows
	]


def _texts_of(row: frappe._dict, sex: str, is_title: bool) -> Texts:
	authority, day = Authority.of(row), long_date(row.decision_date)
	reason = (row.reason or "").strip().rstrip(".")
	if is_title:
		said = f", {reason[:1].lower()}{reason[1:]}" if reason else ""
		reason = f"Đạt danh hiệu “{row.award_name}”{said}"
	return {
		"title": _TITLE_CERTIFICATE if is_title else row.award_name,
		"recipient": _addressed(row, sex),
		"place": ", ".join(dict.fromkeys(filter(None, (row.recipient_title, row.unit_name)))),
		"achievement": f"{reason[:1].upper()}{reason[1:]}",
		"decision": f"Quyết định số {row.decision_number} {day} của {authority.head_in_sentence}",
		"register": f"Vào sổ khen thưởng số: {row.serial_text}",
		"day": f"{row.place_name}, {day}",
		"position": "\n".join(authority.signs(row.signing_authority or "", row.signer_position or "")),
		"signer": row.signer_name,
		"qr": get_url(f"/kiem-tra?ma={row.verification_code}"),
		"code": f"Mã kiểm tra: {_in_groups(row.verification_code)}",
	}


def _addressed(row: frappe._dict, sex: str) -> str:
	"""Ông, Bà before a person; a household is named as one."""
	name = row.recipient_name
	if row.honoree_kind == "Individual":
		return f"{_SALUTATION.get(sex, 'Ông (Bà)')} {name}"
	if row.honoree_kind == "Household" and not name.lower().startswith(("hộ ", "gia đình ")):
		return f"Hộ gia đình {name}"
	return name


def _fixed(authority: frappe._dict) -> Texts:
	return {
		"country": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
		"motto": "Độc lập - Tự do - Hạnh phúc",
		"authority": Authority.of(authority).head_in_sentence,
		"awards": "TẶNG",
	}


def _attention(rows: Sequence[frappe._dict], found: Iterable[Attention]) -> list[dict]:
	return [
		{
			"certificate": rows[misfit.number].name,
			"recipient": rows[misfit.number].recipient_name,
			"text": _("The text “{0}” does not fit its place.").format(_(misfit.field)),
		}
		for misfit in found
	]


def _column(doctype: str, field: str, names: Iterable[str]) -> dict[str, str]:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name, table[field])
	return dict(query.where(table.name.isin(list(names) or [""])).run())


def _in_groups(code: str) -> str:
	return "-".join(code[start : start + _CODE_GROUP] for start in range(0, len(code), _CODE_GROUP))


def _answer(pdf: bytes, file_name: str) -> None:
	frappe.response.filename, frappe.response.filecontent = file_name, pdf
	frappe.response.type = "pdf"
