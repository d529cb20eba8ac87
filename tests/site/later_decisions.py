"""Decisions about decisions, for tests: annulments, amendments, decisions of the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.site.commune import CHAIRMAN

if TYPE_CHECKING:
	from frappe.model.document import Document

	from tests.site.commune import Commune

CONCLUSION = "Kết luận số 12/KL-UBND ngày 20/10/2025 của Chủ tịch Ủy ban nhân dân xã"
DOSSIER = [{"item": "Submission", "document": "05/TTr"}, {"item": "Summary", "document": "06/BC"}]


def issued_for(commune: Commune, *names: str, **values) -> Document:
	"""An issued decision with a giấy khen of 710.000 đồng for each."""
	papers = [
		commune.achievement(state="Verified", honoree=commune.honoree(full_name=name).name) for name in names
	]
	return commune.issued(*papers, **values)


def annulment(commune: Commune, decision: Document, *rows: int, state: str = "Draft", **values) -> Document:
	"""Draft or "Appraised" annulment of the rows (from 0) of a decision."""
	chosen = [decision.recipients[number] for number in rows]
	return commune._new(
		"Award Decision",
		{
			"decision_kind": "Annulment",
			"amends": decision.name,
			"subject": "Hủy bỏ kết quả khen thưởng",
			"decision_date": "2025-11-03",
			"reason": "kê khai không đúng",
			"signer_name": "Trần Quang Thái",
			"legal_bases": [{"basis": "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"}],
			"conclusion": CONCLUSION,
			"annulment_dossier": DOSSIER,
			"annulments": [{"recipient": row.name, "ground": "False Declaration"} for row in chosen],
			**values,
		},
		state,
	)


def annulled(commune: Commune, decision: Document, *rows: int, **values) -> Document:
	return commune.act(annulment(commune, decision, *rows, state="Appraised", **values), "Issue", CHAIRMAN)


def amendment(commune: Commune, decision: Document, *corrections: dict, state: str = "Draft", **values):
	"""Draft or "Appraised" amendment; corrections as {"recipient", "field", "new_text"}."""
	return commune._new(
		"Award Decision",
		{
			"decision_kind": "Amendment",
			"amends": decision.name,
			"subject": "Sửa đổi quyết định khen thưởng",
			"decision_date": "2025-11-03",
			"reason": "ghi sai tên",
			"signer_name": "Trần Quang Thái",
			"legal_bases": [{"basis": "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"}],
			"corrections": list(corrections),
			**values,
		},
		state,
	)


def amended(commune: Commune, decision: Document, *corrections: dict, **values) -> Document:
	return commune.act(
		amendment(commune, decision, *corrections, state="Appraised", **values), "Issue", CHAIRMAN
	)


def historical(commune: Commune, user: str, **values) -> Document:
	"""A decision of the past as that person enters it; the paper register was kept until 31/12/2024."""
	import frappe

	frappe.db.set_single_value("TDKT Settings", "paper_until", "2024-12-31")
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	honoree = values.pop("honoree", None) or commune.honoree().name
	row = {"honoree": honoree, "award_type": "GK", "amount": 300_000, **values.pop("row", {})}
	with commune.as_user(user):
		return frappe.get_doc(
			{
				"doctype": "Award Decision",
				"is_historical": 1,
				"subject": "Khen thưởng năm 2019",
				"decision_date": "2019-12-20",
				"symbol": "QĐ-UBND",
				"manual_number": "15",
				"reason": "đã có thành tích xuất sắc năm 2019",
				"paper_archive": "Hộp 12, tủ lưu trữ",
				"recipients": [row],
				**values,
			}
		).insert()
