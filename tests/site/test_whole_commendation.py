"""The whole way of a commendation: 120 nominees of 15 units through consultation and council to one decision, and after it.

Each step is taken by the person whose step it is. The money is compared with a table that was worked out by hand.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.site.commune import CHAIRMAN, OFFICER, TOP
from tests.site.council import DAY, MEMBERS, account
from tests.site.later_decisions import annulment

UNITS = 15
OF_A_UNIT = (
	("LDTT", "Individual"),
	("LDTT", "Individual"),
	("LDTT", "Individual"),
	("LDTT", "Individual"),
	("TTLDTT", "Collective"),
	("GK", "Individual"),
	("GK", "Collective"),
	("GK", "Household"),
)
# Base salary on 20/12/2025: 2.340.000 đồng (NĐ 73/2024/NĐ-CP); each product is rounded up to ten thousand đồng.
DECIDED_ON = "2025-12-20"
MONEY = {  # paid for one, recipients, together
	("LDTT", "Individual"): (710_000, 59, 41_890_000),  # 0,3 → 702.000; one of sixty was not carried
	("TTLDTT", "Collective"): (1_880_000, 15, 28_200_000),  # 0,8 → 1.872.000
	("GK", "Individual"): (710_000, 15, 10_650_000),  # 0,3 → 702.000
	("GK", "Collective"): (1_410_000, 15, 21_150_000),  # 0,6 → 1.404.000
	("GK", "Household"): (1_060_000, 15, 15_900_000),  # 0,45 → 1.053.000
}
TOTAL, TOTAL_IN_WORDS = 117_790_000, "Một trăm mười bảy triệu bảy trăm chín mươi nghìn đồng chẵn"
LOSER, CONTESTED = "Người 0101", "Người 0201"
PAID = {"paid_on": "2025-12-25", "method": "Cash", "document": "PC 31"}
# The framework itself writes a document's child rows one by one.
ROW_OF_FRAMEWORK = re.compile(
	r"^(insert into|update) `tabAward Decision (Recipient|Annulment)`", re.IGNORECASE
)
MOST_OF_A_KIND = 12


def reloaded(doc):
	import frappe

	return frappe.get_doc(doc.doctype, doc.name)


def unit_account(number: int) -> str:
	return f"don-vi-{number:02}@test.example"


def of_a_kind(queries: list[str]) -> Counter:
	"""How often each statement was sent, whatever its values."""
	shapes = (re.sub(r"'[^']*'|\b\d+\b|\([^()]*\)", "?", query.strip()) for query in queries)
	return Counter(shape for shape in shapes if not ROW_OF_FRAMEWORK.match(shape))


def check_no_query_per_row(queries: list[str]):
	shape, times = of_a_kind(queries).most_common(1)[0]
	assert times <= MOST_OF_A_KIND, f"{times} × {shape}"


class Story:
	"""Acts as the person whose step it is."""

	def __init__(self, commune, room, as_user, count_queries):
		self.commune, self.room, self.as_user, self.count_queries = commune, room, as_user, count_queries

	def make_units(self) -> list[str]:
		import frappe

		for number in range(1, UNITS + 1):
			user = self.commune.make_user(unit_account(number), "TDKT Unit User")
			unit = {"unit_code": f"WAY-{number:02}", "unit_name": f"Xóm {number}", "unit_type": "Hamlet"}
			frappe.get_doc(
				{
					"doctype": "Emulation Unit",
					**unit,
					"parent_emulation_unit": TOP,
					"users": [{"user": user}],
				}
			).insert()
		return [f"WAY-{number:02}" for number in range(1, UNITS + 1)]

	def nominees_of(self, unit: str, campaign: str) -> list[dict]:
		"""For a Giấy khen with a verified achievement, for a yearly title with the yearly rating."""
		rows = []
		for number, (award, kind) in enumerate(OF_A_UNIT, start=1):
			honoree = self.commune.honoree(unit, kind, full_name=f"Người {unit[-2:]}{number:02}").name
			row = {"honoree": honoree, "award_type": award}
			if award == "GK":
				paper = self.commune.achievement(
					unit, "Verified", honoree=honoree, campaign=campaign, kind=kind
				)
				row["achievement"] = paper.name
			else:
				row["completion"] = "good"
			rows.append(row)
		return rows

	def nominate(self, unit: str, campaign: str):
		"""The unit writes and hands in, the officer receives and appraises."""
		import frappe

		rows, user = self.nominees_of(unit, campaign), unit_account(int(unit[-2:]))
		with self.as_user(user):
			doc = frappe.get_doc(
				{
					"doctype": "Award Nomination",
					"title": f"Đề nghị khen thưởng năm 2025 của {unit}",
					"unit": unit,
					"method": "Regular",
					"period_from": "2025-01-01",
					"period_to": "2025-11-30",
					"nominees": rows,
				}
			).insert()
			for item in doc.dossier:
				item.on_paper = 1
			doc.save()
		self.commune.act(doc, "Submit", user)
		self.commune.act(doc, "Start Appraisal", OFFICER)
		return self.commune.act(doc, "Finish Appraisal", OFFICER)

	def consult(self, nominations: list):
		import frappe

		from tdkt_app.doctype.public_consultation.public_consultation import (
			close_consultation,
			open_consultation,
		)
		from tdkt_app.portal.consultations import open_lists

		with self.as_user(OFFICER):
			consultation = frappe.get_doc(
				{
					"doctype": "Public Consultation",
					"title": "Lấy ý kiến khen thưởng năm 2025",
					"working_days": 5,
					"nominations": [{"nomination": doc.name} for doc in nominations],
				}
			).insert()
			open_consultation(consultation.name)
		with self.as_user("Guest"), self.count_queries() as queries:
			(shown,) = (one for one in open_lists() if one.name == consultation.name)
		assert len(shown.nominees) == UNITS * len(OF_A_UNIT)
		check_no_query_per_row(queries)
		comment = self.comment_on(consultation)
		with self.as_user(OFFICER):
			with pytest.raises(frappe.ValidationError, match=comment.name):
				close_consultation(consultation.name, "Đã đủ ý kiến")
			comment.update({"result": "Explained", "handling": "Đã xác minh với tổ trưởng"}).save()
			close_consultation(consultation.name, "Đã đủ ý kiến của các đơn vị")
		consultation.reload()
		assert (consultation.state, consultation.comment_count) == ("Closed", 1)
		assert "Đã xác minh với tổ trưởng" in consultation.handling_summary

	def comment_on(self, consultation):
		import frappe

		with self.as_user(OFFICER):
			return frappe.get_doc(
				{
					"doctype": "Consultation Comment",
					"consultation": consultation.name,
					"content": "Người 0101 hai lần vắng họp tổ",
					"about": LOSER,
					"channel": "Letter",
				}
			).insert()

	def convene(self, nominations: list):
		import frappe

		from tdkt_app.doctype.council_meeting.candidates import waiting_nominations

		council = self.room.council()
		with self.as_user(OFFICER):
			waiting = {row["name"] for row in waiting_nominations()}
			assert waiting >= {doc.name for doc in nominations}
			meeting = frappe.get_doc(
				{
					"doctype": "Council Meeting",
					"subject": "Xét khen thưởng năm 2025",
					"council": council.name,
					"meeting_on": DAY,
					"vote_method": "Online Vote",
					"is_secret": 1,
					"chaired_by": MEMBERS[0],
					"secretary": MEMBERS[2],
					"nominations": [{"nomination": doc.name} for doc in nominations],
				}
			).insert()
			assert len(meeting.candidates) == UNITS * len(OF_A_UNIT)
		self.attend(meeting, present=7)
		meeting = self.commune.act(meeting, "Convene", OFFICER)
		with pytest.raises(frappe.ValidationError, match="7 of 11 members present; at least 8 are needed"):
			self.commune.act(meeting, "Open Voting", OFFICER)
		self.attend(reloaded(meeting), present=11)
		return self.commune.act(meeting, "Open Voting", OFFICER)

	def attend(self, meeting, present: int):
		for number, row in enumerate(meeting.attendance, start=1):
			row.attendance = "Present" if number <= present else "Absent"
			row.reason = "" if number <= present else "Đi công tác"
		with self.as_user(OFFICER):
			meeting.save()

	def vote(self, meeting):
		"""All eleven, secretly: six against one candidate, two against another, none against the others."""
		import frappe

		rows = {row.honoree_name: row.name for row in meeting.candidates}
		for number in range(1, 12):
			against = [*([rows[LOSER]] if number <= 6 else ()), *([rows[CONTESTED]] if number <= 2 else ())]
			self.room.vote(
				meeting,
				number,
				{row.name: "Against" if row.name in against else "For" for row in meeting.candidates},
			)
		with pytest.raises(frappe.ValidationError, match="already voted"):
			self.room.vote(meeting, 1)
		ballots = frappe.get_all("Secret Ballot", {"meeting": meeting.name}, ["owner", "creation"])
		assert len(ballots) == 11 * UNITS * len(OF_A_UNIT)
		assert len({(ballot.owner, ballot.creation) for ballot in ballots}) == 1, "nothing tells who and when"
		assert account(1) not in {ballot.owner for ballot in ballots}

	def close(self, meeting):
		with self.count_queries() as queries:
			meeting = self.room.close(reloaded(meeting))
		assert of_a_kind(queries)
		results = {row.honoree_name: row for row in meeting.candidates}
		assert (results[LOSER].share_text, results[LOSER].carried) == ("5/11 (45,45%)", 0)
		assert (results[CONTESTED].share_text, results[CONTESTED].carried) == ("9/11 (81,82%)", 1)
		others = {row.share_text for name, row in results.items() if name not in (LOSER, CONTESTED)}
		assert others == {"11/11 (100%)"}
		return meeting

	def decide(self, meeting):
		import frappe

		from tdkt_app.doctype.award_decision.drafting import draft_decision_of_meeting
		from tdkt_app.law import findings

		with self.as_user(OFFICER):
			with self.count_queries() as queries:
				decision = frappe.get_doc(draft_decision_of_meeting(meeting.name))
				decision.update(
					{
						"subject": "Khen thưởng năm 2025",
						"decision_date": DECIDED_ON,
						"reason": "đã có thành tích xuất sắc năm 2025",
						"signer_name": "Trần Quang Thái",
					}
				)
				decision.insert()
			check_no_query_per_row(queries)
			found = findings.of_document("Award Decision", decision.name)["findings"]
		assert [finding["message"] for finding in found if finding["severity"] == "block"] == []
		decision = self.commune.act(decision, "Send for Signature", OFFICER)
		with pytest.raises(frappe.PermissionError):
			with self.as_user(OFFICER):
				decision.submit()
		with self.count_queries() as queries:
			decision = self.commune.act(decision, "Issue", CHAIRMAN)
		check_no_query_per_row(queries)
		return decision

	def certify(self, decision) -> dict:
		"""Certificates by the name of their recipient."""
		import frappe

		from tdkt_app.doctype.award_certificate.register import issue_certificates

		with self.as_user(OFFICER), self.count_queries() as queries:
			names = issue_certificates(decision.name)
		check_no_query_per_row(queries)
		fields = ["name", "recipient_name", "verification_code", "serial", "status"]
		found = frappe.get_all("Award Certificate", {"name": ("in", names)}, fields, order_by="serial")
		return {certificate.recipient_name: certificate for certificate in found}

	def pay(self, decision, names: list[str]):
		import frappe

		from tdkt_app.doctype.reward_payment.bulk import mark_as_paid

		chosen = {"decision": decision.name, "recipient_name": ("in", names)}
		payments = frappe.get_all("Reward Payment", chosen, pluck="name")
		with self.as_user(OFFICER):
			assert [row["problem"] for row in mark_as_paid(payments, **PAID)["results"]] == [""] * len(names)

	def annul(self, decision, row):
		paper = annulment(self.commune, decision, row.idx - 1, decision_date="2026-01-15")
		paper = self.commune.act(paper, "Send for Signature", OFFICER)
		return self.commune.act(paper, "Issue", CHAIRMAN)


def payment_of(row):
	import frappe

	return frappe.get_doc("Reward Payment", {"recipient": row.name})


def register_lines(decision) -> tuple[dict[str, str], dict[str, int]]:
	"""(state of each line of the decision by recipient, figures of the register)."""
	from tdkt_app.report.award_register.award_register import execute

	_columns, rows, _message, _chart, summary = execute({"from_date": DECIDED_ON, "to_date": DECIDED_ON})
	lines = {row.name: row.state for row in rows if row.decision == decision.name}
	return lines, {figure["label"]: figure["value"] for figure in summary}


def test_from_120_nominees_to_one_decision_and_an_annulment(commune, room, as_user, count_queries):
	story = Story(commune, room, as_user, count_queries)
	campaign = commune.campaign().name
	nominations = [story.nominate(unit, campaign) for unit in story.make_units()]
	story.consult(nominations)
	meeting = story.convene(nominations)
	story.vote(meeting)
	decision = story.decide(story.close(meeting))

	money_is_right_to_the_dong(decision)
	certificates = story.certify(decision)
	certificates_of_all_giay_khen(decision, certificates)
	gone = next(
		row for row in decision.recipients if (row.award_type, row.honoree_kind) == ("GK", "Individual")
	)
	stays = next(row for row in decision.recipients if row.recipient_name == CONTESTED)
	story.pay(decision, [gone.recipient_name, stays.recipient_name])
	lines, figures = register_lines(decision)
	assert set(lines.values()) == {""} and len(lines) == 119
	figures_before = figures

	printed = reloaded(decision).as_dict()
	assert codes_about(as_user, gone) >= {"achievement-already-rewarded"}
	paper = story.annul(decision, gone)
	assert reloaded(decision).as_dict() == printed
	only_one_award_is_gone(decision, gone, stays, paper)
	lines, figures = register_lines(decision)
	assert lines == {row.name: "" for row in decision.recipients} | {
		gone.name: f"Annulled by {paper.decision_number}"
	}
	assert figures["Awards"] == figures_before["Awards"] - 1
	assert "achievement-already-rewarded" not in codes_about(as_user, gone)
	money_comes_back(as_user, gone)


def money_is_right_to_the_dong(decision):
	import frappe

	assert LOSER not in {row.recipient_name for row in decision.recipients}
	for (award, kind), (each, count, together) in MONEY.items():
		amounts = [
			row.amount for row in decision.recipients if (row.award_type, row.honoree_kind) == (award, kind)
		]
		assert (set(amounts), len(amounts), sum(amounts)) == ({each}, count, together), (award, kind)
	assert len(decision.recipients) == 119
	assert (decision.total_amount, decision.in_words) == (TOTAL, TOTAL_IN_WORDS)
	assert (decision.individual_count, decision.collective_count, decision.household_count) == (74, 30, 15)
	payments = frappe.get_all("Reward Payment", {"decision": decision.name}, ["amount", "status"])
	assert (len(payments), sum(row.amount for row in payments)) == (119, TOTAL)
	assert {row.status for row in payments} == {"Due"}
	assert re.fullmatch(r"\d\d+/QĐ-UBND", decision.decision_number)


def certificates_of_all_giay_khen(decision, certificates: dict):
	assert set(certificates) == {row.recipient_name for row in decision.recipients if row.award_type == "GK"}
	serials = [certificate.serial for certificate in certificates.values()]
	assert serials == list(range(serials[0], serials[0] + 45))
	codes = {certificate.verification_code for certificate in certificates.values()}
	assert len(codes) == 45 and {len(code) for code in codes} == {32}


def codes_about(as_user, row) -> set[str]:
	"""What the rules say about the same award for the same achievement again."""
	from tdkt_app.law import findings

	with as_user(OFFICER):
		found = findings.of_candidate(
			row.honoree, row.award_type, "2025-01-01", "2025-11-30", achievement=row.achievement
		)
	return {finding["code"] for finding in found}


def only_one_award_is_gone(decision, gone, stays, paper):
	import frappe

	assert paper.total_amount == 710_000
	assert (payment_of(gone).status, payment_of(stays).status) == ("To Be Returned", "Paid")
	statuses = frappe.get_all("Award Certificate", {"decision": decision.name}, ["recipient", "status"])
	revoked = {row.recipient for row in statuses if row.status == "Revoked"}
	assert revoked == {gone.name} and {row.status for row in statuses} == {"Revoked", "Valid"}


def money_comes_back(as_user, gone):
	"""Received on 16/01/2026, all back on 30/01; the 15th working day is 06/02/2026."""
	import frappe

	tracked = frappe.get_doc("Award Return", {"recipient": gone.name})
	with as_user(OFFICER):
		tracked.update({"received_on": "2026-01-16"}).save()
		assert (tracked.status, str(tracked.due_on)) == ("To Be Returned", "2026-02-06")
		tracked.update({"object_returned_on": "2026-01-30", "money_returned_on": "2026-01-30"}).save()
	assert (tracked.status, payment_of(gone).status) == ("Returned", "Returned")
