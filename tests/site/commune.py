"""A small commune for tests: people of every role, three units, and papers in whatever state a sentence needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
	from collections.abc import Callable

	from frappe.model.document import Document

OFFICER, CHAIRMAN, COUNCIL = "officer@test.example", "chairman@test.example", "council@test.example"
MANAGER, UNIT_A, UNIT_B = "manager@test.example", "unit-a@test.example", "unit-b@test.example"
AUDITOR, NOBODY = "auditor@test.example", "nobody@test.example"
ROLES = {
	OFFICER: "TDKT Officer",
	CHAIRMAN: "TDKT Chairman",
	COUNCIL: "TDKT Council Member",
	MANAGER: "TDKT Manager",
	AUDITOR: "TDKT Auditor",
	UNIT_A: "TDKT Unit User",
	UNIT_B: "TDKT Unit User",
}
TOP, HAMLET_A, TEAM_OF_A, HAMLET_B = "TEST-TOP", "TEST-A", "TEST-A-TEAM", "TEST-B"
_UNITS = (
	(TOP, "Xã Thử Nghiệm", "", 1, None),
	(HAMLET_A, "Xóm Đình", TOP, 1, UNIT_A),
	(TEAM_OF_A, "Tổ tự quản xóm Đình", HAMLET_A, 0, None),
	(HAMLET_B, "Xóm La Lang", TOP, 0, UNIT_B),
)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def frappe_value(doctype: str, name: str, field: str) -> str:
	import frappe

	return frappe.db.get_value(doctype, name, field)


class Commune:
	def __init__(self, make_user: Callable[..., str], as_user: Callable):
		self.make_user = make_user
		self.as_user = as_user

	def settle(self) -> None:
		"""People and units, once per database."""
		import frappe

		if frappe.db.exists("Emulation Unit", HAMLET_B):
			return
		# The framework makes the first person of a site a System Manager: let that be nobody of these.
		self.make_user("administrator@test.example", "System Manager")
		for email, role in ROLES.items():
			self.make_user(email, role)
		self.make_user(NOBODY)
		for code, name, parent, is_group, user in _UNITS:
			unit = frappe.new_doc("Emulation Unit")
			unit.update({"unit_code": code, "unit_name": name, "unit_type": "Hamlet", "is_group": is_group})
			unit.parent_emulation_unit = parent
			if user:
				unit.append("users", {"user": user})
			unit.insert()
		frappe.db.commit()

	def campaign(self, state: str = "Launched", **values) -> Document:
		return self._new(
			"Emulation Campaign",
			{
				"campaign_title": "Thi đua bảo vệ môi trường",
				"campaign_type": "Thematic",
				"launching_unit": TOP,
				"year": 2025,
				"launch_date": "2025-01-10",
				"registration_deadline": "2025-02-28",
				"report_deadline": "2025-11-30",
				"end_date": "2025-12-31",
				**values,
			},
			state,
		)

	def ready_campaign(self, state: str = "Draft", **values) -> Document:
		"""With all that the checklist of the settings asks for before the launch."""
		return self.campaign(
			state,
			**{
				"objectives": "Xóm sạch, đường hoa.",
				"plan_document": "03/KH-UBND",
				"content_areas": [{"content_area": "C"}],
				"criteria": [{"criterion": "Tỷ lệ hộ phân loại rác", "max_score": 100}],
				**values,
			},
		)

	def honoree(self, unit: str = HAMLET_A, kind: str = "Individual", **values) -> Document:
		names = {"Individual": "Nguyễn Đình Ái", "Collective": "Chi hội Phụ nữ", "Household": "Hộ ông Thịnh"}
		return self._new("Honoree", {"kind": kind, "full_name": names[kind], "unit": unit, **values})

	def achievement(self, unit: str = HAMLET_A, state: str = "Draft", **values) -> Document:
		kind = values.pop("kind", "Individual")
		if not values.get("on_the_spot"):
			values.setdefault("campaign", self.campaign().name)
		return self._new(
			"Achievement",
			{
				"achievement_title": "Hiến đất làm đường",
				"unit": unit,
				"honoree": values.pop("honoree", None) or self.honoree(unit, kind).name,
				"period_from": "2025-01-10",
				"period_to": "2025-11-20",
				"summary": "Hiến 210 m² đất mở rộng đường liên xóm.",
				**values,
			},
			state,
		)

	def review(self, unit: str = HAMLET_A, state: str = "Draft", **values) -> Document:
		if not values.get("campaign"):
			values["campaign"] = self.campaign().name
		review = self._new(
			"Campaign Review",
			{
				"unit": unit,
				"review_kind": "Final",
				"period_from": "2025-01-10",
				"period_to": "2025-11-20",
				"organisation": "Xóm đã họp dân, phân công từng tổ.",
				**values,
			},
			state,
		)
		if state != "Draft":
			review.db_set("submitted_on", "2025-11-25 08:00:00", update_modified=False)
			review.reload()
		return review

	def with_evidence(
		self, achievement: Document, file_name: str = "bien-ban.pdf", content: bytes = PDF
	) -> Document:
		achievement.add_evidence(file_name, content, "Biên bản")
		return achievement.save()

	def decision(
		self, *achievements: Document, state: str = "Draft", award: str = "GK", **values
	) -> Document:
		"""Draft or "Appraised"; take it further with `issue`."""
		achievements = achievements or (self.achievement(state="Verified"),)
		return self._new(
			"Award Decision",
			{
				"subject": "Khen thưởng cá nhân có thành tích",
				"decision_date": "2025-09-05",
				"period_from": "2025-01-10",
				"period_to": "2025-08-31",
				"reason": "đã có thành tích xuất sắc",
				"signer_name": "Trần Quang Thái",
				"legal_bases": [{"basis": "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"}],
				"recipients": [
					{"achievement": paper.name, "honoree": paper.honoree, "award_type": award}
					for paper in achievements
				],
				**values,
			},
			state,
		)

	def nomination(
		self, *achievements: Document, unit: str = HAMLET_A, state: str = "Draft", award: str = "GK", **values
	) -> Document:
		"""With a complete dossier on paper, in whatever state."""
		if "nominees" not in values:
			achievements = achievements or (self.achievement(unit, state="Verified"),)
			values["nominees"] = [
				{"honoree": paper.honoree, "award_type": award, "achievement": paper.name}
				for paper in achievements
			]
		doc = self._new(
			"Award Nomination",
			{
				"title": "Đề nghị khen thưởng đợt 1",
				"unit": unit,
				"method": "Thematic",
				"period_from": "2025-01-10",
				"period_to": "2025-11-20",
				**values,
			},
		)
		for item in doc.dossier:
			item.on_paper = 1
		doc.save()
		if state != "Draft":
			stamps = {} if state == "Submitted" else {"received_on": "2025-12-01"}
			doc.db_set({"workflow_state": state, **stamps}, update_modified=False)
			doc.reload()
		return doc

	def exemplar(self, unit: str = HAMLET_A, state: str = "Draft", **values) -> Document:
		return self._new(
			"Exemplar",
			{
				"exemplar_title": "Người thắp sáng đường xóm",
				"exemplar_kind": "Good Person Good Deed",
				"unit": unit,
				"honoree": values.pop("honoree", None) or self.honoree(unit).name,
				"story": "Ông vận động 12 hộ góp đèn.\n\nĐường xóm sáng từ tháng 3.",
				**values,
			},
			state,
		)

	def initiative(self, unit: str = HAMLET_A, state: str = "Draft", **values) -> Document:
		author = values.pop("honoree", None) or self.honoree(unit).name
		return self._new(
			"Initiative",
			{
				"initiative_title": "Lịch đổ rác theo tổ",
				"unit": unit,
				"applied_from": "2025-03-01",
				"authors": [{"honoree": author, "share": 100}],
				"problem": "Rác để cả ngày ngoài đường.",
				"solution": "Mỗi tổ một giờ.",
				"effect": "Bớt hai chuyến xe mỗi tuần.",
				**values,
			},
			state,
		)

	def recognised(self, honoree: str, day: str = "2025-06-20", **values) -> Document:
		unit = frappe_value("Honoree", honoree, "unit")
		of_council = {"recognised_level": "Commune", "recognition_number": "12/QĐ-UBND", "recognised_on": day}
		return self.initiative(unit, "Recognised", honoree=honoree, **{**of_council, **values})

	def announcement(self, state: str = "Draft", **values) -> Document:
		"""Draft, or published by the officer."""
		made = self._new(
			"Announcement",
			{
				"announcement_title": "Hướng dẫn báo cáo thành tích",
				"announcement_kind": "Campaign News",
				"content": "Nộp trước ngày 30.",
				"to_all_units": 0,
				"audience": [{"unit": HAMLET_A}],
				**values,
			},
		)
		return self.act(made, "Publish", OFFICER) if state == "Published" else made

	def issued(self, *achievements: Document, **values) -> Document:
		return self.act(self.decision(*achievements, state="Appraised", **values), "Issue", CHAIRMAN)

	def act(self, doc: Document, action: str, user: str) -> Document:
		"""The workflow action as that user."""
		import frappe
		from frappe.model.workflow import apply_workflow

		with self.as_user(user):
			apply_workflow(frappe.get_doc(doc.doctype, doc.name), action)
		return frappe.get_doc(doc.doctype, doc.name)

	def _new(self, doctype: str, values: dict, state: str | None = None) -> Document:
		"""Inserted as Administrator and put into the state without walking there: the test is about the next step."""
		import frappe

		doc = frappe.get_doc({"doctype": doctype, **values}).insert()
		if state and state != doc.workflow_state:
			doc.db_set("workflow_state", state, update_modified=False)
			doc.reload()
		return doc
