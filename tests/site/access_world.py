"""One document for each row of the table in `access.py`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tests.site.commune import CHAIRMAN, HAMLET_A, OFFICER, TOP
from tests.site.later_decisions import annulled

if TYPE_CHECKING:
	from collections.abc import Mapping

	from frappe.model.document import Document

	from tests.site.commune import Commune
	from tests.site.council import CouncilRoom

YEAR = 2097


class World:
	"""`documents`: key of the row → document; `files`: key → URL of the private file on it."""

	def __init__(self, commune: Commune, room: CouncilRoom):
		self.commune, self.room = commune, room
		self.documents: dict[str, Document] = {}
		self.files: dict[str, str] = {}
		self._emulation()
		self._of_units()
		self._awards()
		self._council()
		self._catalogues()

	def _emulation(self) -> None:
		commune = self.commune
		plan = {"plan_title": "Kế hoạch", "plan_date": "2025-01-10", "symbol": "KH-QUYEN", "signer_name": "A"}
		target = {"target_name": "Đường mới", "measure": "m", "target_value": 1200}
		values = {
			**plan,
			"year": 2025,
			"targets": [target],
			"contents": [{"content_area": "C"}],
			"tasks": [{"unit": TOP, "text": "Tuyên truyền."}],
			"introduction": "Như sau:",
			"recipients_note": "- Lưu: VT.",
		}
		self._put(commune._new("Emulation Plan", dict(values), "Awaiting Approval"))
		issued = commune.act(
			commune._new("Emulation Plan", dict(values), "Awaiting Approval"), "Issue", CHAIRMAN
		)
		self._put(issued)
		progress = {"plan": issued.name, "row_kind": "Target", "plan_row": issued.targets[0].name}
		self._put(
			commune._new("Plan Progress Entry", {**progress, "as_of": "2025-06-30", "reached_value": 9})
		)
		self._put(commune.campaign("Draft"))
		self.campaign = self._put(commune.campaign())
		self._put(commune.announcement(), "Draft")
		self._put(commune._new("Emulation Block", {"block_code": "QUYEN", "block_name": "Cụm thử"}))
		row = {"criterion": "Tỷ lệ hộ phân loại rác", "max_score": 100}
		self._put(commune._new("Criteria Set", {"set_name": "Bộ tiêu chí thử", "criteria": [row]}))

	def _of_units(self) -> None:
		import frappe

		commune, campaign = self.commune, self.campaign.name
		self.honoree = self._put(commune.honoree(full_name="Đặng Quyền Hạn"))
		registration = {"campaign": campaign, "unit": HAMLET_A, "honoree": self.honoree.name}
		self._put(commune._new("Campaign Registration", {**registration, "targets": "Giữ danh hiệu"}))
		self._put(commune.achievement(), file="pdf")
		paper = commune.achievement(honoree=self.honoree.name, campaign=campaign)
		self.achievement = self._put(paper, state="Verified", file="pdf")
		self._put(commune.review(campaign=campaign), file="pdf")
		self._put(commune.review(state="Accepted"))
		self._put(commune.exemplar(honoree=self.honoree.name), file="png")
		self._put(commune.exemplar(state="Approved", honoree=self.honoree.name))
		self._put(commune.initiative(honoree=self.honoree.name), file="pdf")
		self._put(commune.recognised(self.honoree.name))
		for state in ("Awaiting Approval", "Issued"):
			report = {
				"campaign": campaign,
				"report_title": "Tổng kết",
				"report_date": "2025-12-01",
				"signer_name": "Trần Quang Thái",
				"introduction": "Như sau:",
				"organisation": "Đã họp.",
				"achieved": "Đã đạt.",
				"recipients_note": "- Lưu: VT.",
				"symbol": "BC-QUYEN",
			}
			draft = commune._new("Consolidated Report", report, "Awaiting Approval")
			self._put(draft if state != "Issued" else commune.act(draft, "Issue", CHAIRMAN))
		announcement = commune.announcement()
		self._attach(announcement, "Announcement: Published", "pdf")
		self._put(commune.act(announcement, "Publish", OFFICER))
		self._put(frappe.get_last_doc("Announcement Receipt", {"announcement": announcement.name}))
		self._put(
			commune._new("Campaign Ranking Snapshot", {"campaign": campaign, "ranked_by": "Achievement"})
		)

	def _awards(self) -> None:
		import frappe

		from tdkt_app.doctype.award_certificate.register import issue_certificates
		from tdkt_app.doctype.public_consultation.public_consultation import open_consultation

		commune, honoree = self.commune, self.honoree.name
		self._put(commune.nomination(), file="pdf")
		self.nomination = commune.nomination(self.achievement)
		self._put(self.nomination, state="Appraised", file="pdf")
		hold = {"honoree": honoree, "ground": "complaint", "opened_on": "2025-11-01", "document": "Đơn 5"}
		self._put(commune._new("Award Hold", hold))
		discipline = {
			"honoree": honoree,
			"form": "khiển trách",
			"document": "QĐ 9",
			"started_on": "2020-01-01",
		}
		self._put(commune._new("Discipline Record", {**discipline, "served_until": "2020-03-31"}))
		leave = {
			"honoree": honoree,
			"kind": "maternity",
			"leave_from": "2020-02-01",
			"leave_to": "2020-07-31",
		}
		self._put(commune._new("Leave Record", leave))
		for state in ("Draft", "Open"):
			asked = {
				"title": "Lấy ý kiến",
				"working_days": 5,
				"nominations": [{"nomination": self.nomination.name}],
			}
			if state == "Draft":
				asked["nominations"] = [{"nomination": commune.nomination(state="Appraised").name}]
			consultation = commune._new("Public Consultation", asked)
			if state == "Open":
				open_consultation(consultation.name)
				consultation.reload()
			self._put(consultation, state)
		comment = {"consultation": consultation.name, "content": "Đồng ý", "channel": "Letter"}
		self._put(commune._new("Consultation Comment", comment))
		self._put(commune.decision(state="Appraised"), file="pdf")
		issued = commune.issued()
		self._put(issued)
		self._put(frappe.get_doc("Award Certificate", issue_certificates(issued.name)[0]))
		payment = frappe.get_doc("Reward Payment", {"decision": issued.name})
		self._put(payment)
		taken_back = commune.issued()
		annulled(commune, taken_back, 0)
		self._put(frappe.get_doc("Award Return", {"recipient": taken_back.recipients[0].name}))
		fund = {"year": YEAR, "region": "Highland", "expenditure": 10_000_000_000}
		self._put(commune._new("Fund Year", fund))
		entry = {
			"entry_date": "2025-02-01",
			"year": YEAR,
			"entry_kind": "Budget Allocation",
			"amount": 1_000_000,
		}
		self._put(commune._new("Fund Entry", {**entry, "source": "Ngân sách xã"}))

	def _council(self) -> None:
		import frappe

		council = self._put(self.room.council(size=7))
		self._put(self.room.meeting("Draft", council=council, present=7))
		self.written = self._with_written_opinion(council)
		meeting = self.room.online(
			council=council, present=7, candidates=(), nominations=[{"nomination": self.nomination.name}]
		)
		self._put(meeting)
		self.room.vote(meeting, 2)
		public = self.room.online(secret=False, council=council, present=7)
		self.room.vote(public, 2)
		for doctype, held in (("Vote Receipt", meeting), ("Council Vote", public)):
			self._put(frappe.get_last_doc(doctype, {"meeting": held.name}))
		ballot = frappe.db.get_value("Secret Ballot", {"meeting": meeting.name})
		self._put(frappe._dict(doctype="Secret Ballot", name=ballot))
		override = frappe.new_doc("Finding Override")
		about = {"reference_doctype": "Award Nomination", "reference_name": self.nomination.name}
		override.update({**about, "finding": "thu", "reason": "Đã đối chiếu bản giấy", "message": "Thử"})
		override.set_new_name()
		override.db_insert()
		self._put(override)
		log = frappe.new_doc("Bulk Action Log")
		log.update({"bulk_action": "Verify", "status": "Done", "title": "Thử"})
		log.set_new_name()
		log.db_insert()
		self._put(log)
		sent = frappe.new_doc("Reminder Log")
		sent.update({"status": "Sent", "subject": "Thử", "reminder_key": frappe.generate_hash()})
		sent.set_new_name()
		sent.db_insert()
		self._put(sent)

	def _with_written_opinion(self, council: Document) -> Document:
		meeting = self.room.meeting("Draft", council=council, present=6, written=(7,))
		opinion = {"member_name": meeting.attendance[6].full_name, "candidate": meeting.candidates[0].name}
		meeting.append("written_opinions", {**opinion, "choice": "Against"})
		meeting.subject = "Xét khen thưởng, bổ sung"
		# tests write no history unless told to
		return self.room.walk(meeting.save(ignore_version=False), "Convened")

	def _catalogues(self) -> None:
		import frappe

		swapped = {"day": "2097-02-28", "is_working": 1, "legal_source": "Thông báo"}
		self._put(self.commune._new("Swapped Day", swapped))
		self._put(frappe.get_doc("Emulation Unit", HAMLET_A))
		for doctype in (
			"Award Type",
			"Award Rule",
			"Legal Document",
			"Rule Pack",
			"Base Salary",
			"Content Area",
			"Number Register",
			"Certificate Sheet",
			"Reminder Rule",
		):
			self._put(frappe.get_last_doc(doctype))
		template = {"template_title": "Mẫu của xã", "print_format": "Award Decision"}
		self._put(self.commune._new("Word Template", template))
		self._put(frappe.get_doc("TDKT Settings"))

	def _put(self, doc: Document | Mapping, state: str = "", file: str = "") -> Document:
		"""`state`: what to set, or to name it by when the document has no field for it."""
		from tests.site.access import PAPERS

		stateful = {paper.doctype for paper in PAPERS if paper.state}
		shown = state or doc.get("workflow_state") or ""
		key = f"{doc.doctype}: {shown}" if doc.doctype in stateful else doc.doctype
		if file:
			self._attach(doc, key, file)
		if state and doc.get("workflow_state") not in (None, state):
			stamps = {"received_on": "2025-12-01"} if doc.doctype == "Award Nomination" else {}
			doc.db_set({"workflow_state": state, **stamps}, update_modified=False)
			doc.reload()
		assert key not in self.documents, key
		self.documents[key] = doc
		return doc

	def _attach(self, doc: Document, key: str, kind: str) -> None:
		import frappe

		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"{frappe.generate_hash(length=8)}.{kind}",
				"content": _picture() if kind == "png" else b"%PDF-1.4 " + frappe.generate_hash().encode(),
				"is_private": 1,
				"attached_to_doctype": doc.doctype,
				"attached_to_name": doc.name,
			}
		).insert()
		self.files[key] = file.file_url


def _picture() -> bytes:
	from PIL import Image

	into = io.BytesIO()
	Image.new("RGB", (8, 8), (200, 30, 30)).save(into, "PNG")
	return into.getvalue()
