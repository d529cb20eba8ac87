"""A commune far larger than any, by bulk insert: 100,000 achievements, 20,000 recipients. The same one whenever it is made."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Sequence
from itertools import islice

SEED = 152
UNITS, BLOCKS, HONOREES, CAMPAIGNS = 200, 10, 20_000, 20
ACHIEVEMENTS, DECISIONS, RECIPIENTS, REGISTRATIONS, NOMINATIONS = 100_000, 400, 20_000, 20_000, 400
FIRST_YEAR, YEARS = 2041, 5
CHUNK = 2_000
KINDS = ("Individual", "Individual", "Individual", "Collective", "Household")
AWARDS = ("GK", "LDTT", "TTLDTT", "GDVH")
_STAMP = "2045-12-31 08:00:00"


def generate() -> None:
	"""Into the transaction that is open; whoever calls rolls it back."""
	chance = random.Random(SEED)
	_units()
	_honorees(chance)
	_campaigns()
	_achievements(chance)
	_registrations(chance)
	_reviews()
	_decisions(chance)
	_nominations(chance)


def unit(number: int) -> str:
	return f"BM-U{number % UNITS:03}"


def honoree(number: int) -> str:
	return f"BM-H{number % HONOREES:05}"


def campaign(number: int) -> str:
	return f"BM-P{number % CAMPAIGNS:02}"


def decision(number: int) -> str:
	return f"BM-Q{number % DECISIONS:03}"


def year_of(number: int) -> int:
	return FIRST_YEAR + number % YEARS


def _units() -> None:
	_insert(
		"Emulation Block",
		("block_code", "block_name"),
		((f"BM-B{n}", f"BM-B{n}", f"Cụm {n}") for n in range(BLOCKS)),
	)
	fields = (
		"unit_code",
		"unit_name",
		"unit_type",
		"block",
		"parent_emulation_unit",
		"is_group",
		"lft",
		"rgt",
	)
	far = 1_000_000
	top = ("BM-TOP", "BM-TOP", "Xã lớn", "People's Committee", None, None, 1, far, far + 2 * UNITS + 1)
	below = (
		(
			unit(n),
			unit(n),
			f"Xóm {n}",
			"Hamlet",
			f"BM-B{n % BLOCKS}",
			"BM-TOP",
			0,
			far + 1 + 2 * n,
			far + 2 + 2 * n,
		)
		for n in range(UNITS)
	)
	_insert("Emulation Unit", fields, (top, *below))


def _honorees(chance: random.Random) -> None:
	fields = (
		"kind",
		"full_name",
		"search_name",
		"sort_name",
		"unit",
		"is_active",
		"sex",
		"direct_labour",
		"is_manager",
	)

	def rows():
		for n in range(HONOREES):
			kind = KINDS[n % len(KINDS)]
			person = (
				(chance.choice(("Male", "Female")), chance.randrange(2), int(n % 9 == 0))
				if kind == "Individual"
				else ("", 0, 0)
			)
			yield honoree(n), kind, f"Nguyễn Văn {n}", f"nguyen van {n}", f"{n:05}", unit(n), 1, *person

	_insert("Honoree", fields, rows())


def _campaigns() -> None:
	fields = (
		"campaign_title", "workflow_state", "campaign_type", "year", "launching_level", "scope", "duration_class",
		"launch_date", "registration_deadline", "report_deadline", "end_date", "launching_unit",
	)  # fmt: skip

	def rows():
		for n in range(CAMPAIGNS):
			year = year_of(n)
			days = (f"{year}-01-10", f"{year}-02-28", f"{year}-11-30", f"{year}-12-31")
			kind = ("Thematic", "Regular")[n % 2]
			yield (
				campaign(n), f"Phong trào {n}", "Launched", kind, year, "Commune", "Unit", "Under 1 Year", *days, "BM-TOP"
			)  # fmt: skip

	_insert("Emulation Campaign", fields, rows())


def _achievements(chance: random.Random) -> None:
	fields = (
		"achievement_title", "unit", "honoree", "workflow_state", "on_the_spot", "campaign", "period_from", "period_to",
		"summary", "total_score",
	)  # fmt: skip

	def rows():
		for n in range(ACHIEVEMENTS):
			year, who = year_of(n), n // YEARS
			on_the_spot = int(n % 10 == 9)
			state = "Verified" if n % 5 < 4 else "Submitted"
			yield (
				f"BM-T{n:06}", "Hiến đất làm đường", unit(who), honoree(who), state, on_the_spot,
				None if on_the_spot else campaign(n), f"{year}-01-10", f"{year}-11-20", "Hiến 210 m² đất mở rộng đường.",
				round(chance.uniform(40, 100), 1),
			)  # fmt: skip

	_insert("Achievement", fields, rows())
	scores = (
		(f"BM-S{n:06}", f"BM-T{n:06}", "Achievement", "scores", "Kết quả", "Criterion", score, score, score)
		for n, score in ((n, round(chance.uniform(40, 100), 1)) for n in range(ACHIEVEMENTS))
	)
	fields = (
		"parent",
		"parenttype",
		"parentfield",
		"criterion",
		"criterion_kind",
		"self_score",
		"block_head_score",
		"officer_score",
	)
	_insert("Achievement Score", fields, scores)


def _registrations(chance: random.Random) -> None:
	fields = ("title", "campaign", "unit", "honoree", "award_type", "registered_on", "is_late")

	def rows():
		for n in range(REGISTRATIONS):
			award = chance.choice((*AWARDS, None))
			day = f"{year_of(n)}-02-15"
			yield (
				f"BM-D{n:05}",
				f"Nguyễn Văn {n}",
				campaign(n),
				unit(n),
				honoree(n),
				award,
				day,
				int(n % 20 == 0),
			)

	_insert("Campaign Registration", fields, rows())


def _reviews() -> None:
	fields = (
		"title",
		"campaign",
		"unit",
		"review_kind",
		"workflow_state",
		"due_date",
		"submitted_on",
		"is_late",
	)
	rows = (
		(
			f"BM-R{n:02}-{of:03}", f"Xóm {of}", campaign(n), unit(of), "Final", "Accepted", f"{year_of(n)}-11-30",
			f"{year_of(n)}-11-25 08:00:00", 0,
		)
		for n in range(CAMPAIGNS)
		for of in range(UNITS)
		if of % 4
	)  # fmt: skip
	_insert("Campaign Review", fields, rows)


def _decisions(chance: random.Random) -> None:
	fields = (
		"subject", "decision_kind", "decision_date", "number", "decision_number", "workflow_state", "docstatus", "reason",
		"period_from", "period_to",
	)  # fmt: skip

	def day(n: int) -> str:
		return f"{year_of(n)}-{1 + n % 12:02}-{1 + n % 28:02}"

	rows = (
		(
			decision(n), "Khen thưởng", "Award", day(n), n + 1, f"{n + 1}/QĐ-UBND", "Issued", 1, "đã có thành tích xuất sắc",
			f"{year_of(n)}-01-01", f"{year_of(n)}-11-20",
		)
		for n in range(DECISIONS)
	)  # fmt: skip
	_insert("Award Decision", fields, rows)
	fields = (
		"parent", "parenttype", "parentfield", "docstatus", "achievement", "honoree", "award_type", "recipient_name",
		"recipient_title", "honoree_kind", "award_name", "unit", "unit_name", "amount",
	)  # fmt: skip
	of_payments = (
		"decision", "decision_number", "due_on", "status", "amount", "honoree", "recipient_name", "award_name", "recipient",
		"unit", "unit_name", "paid_on", "paid_amount", "document",
	)  # fmt: skip
	lines, payments = [], []
	for n in range(RECIPIENTS):
		paper = decision(n)
		award = chance.choice(AWARDS)
		amount = chance.choice((710_000, 1_060_000, 1_410_000))
		who = (honoree(n), f"Nguyễn Văn {n}", f"Xóm {n % UNITS}")
		lines.append(
			(
				f"BM-N{n:05}",
				paper,
				"Award Decision",
				"recipients",
				1,
				f"BM-T{n * YEARS:06}",
				who[0],
				award,
				who[1],
				"Trưởng xóm",
				KINDS[n % len(KINDS)],
				award,
				unit(n),
				who[2],
				amount,
			)
		)
		payments.append(
			(
				f"BM-C{n:05}",
				paper,
				f"{n % DECISIONS + 1}/QĐ-UBND",
				day(n % DECISIONS),
				"Paid",
				amount,
				who[0],
				who[1],
				award,
				f"BM-N{n:05}",
				unit(n),
				who[2],
				day(n % DECISIONS),
				amount,
				f"PC {n}",
			)
		)
	_insert("Award Decision Recipient", fields, lines)
	_insert("Reward Payment", of_payments, payments)


def _nominations(chance: random.Random) -> None:
	fields = ("title", "unit", "method", "workflow_state", "period_from", "period_to", "received_on")
	first = datetime.date(2026, 1, 5)
	rows = (
		(
			f"BM-G{n:03}", f"Đề nghị {n}", unit(n), "Thematic", "Under Appraisal", "2025-01-01", "2025-12-31",
			str(first + datetime.timedelta(days=chance.randrange(200))),
		)
		for n in range(NOMINATIONS)
	)  # fmt: skip
	_insert("Award Nomination", fields, rows)


def _insert(doctype: str, fields: Sequence[str], rows: Iterable[Sequence]) -> None:
	"""`rows`: name, then the fields. One statement for each chunk."""
	import frappe

	docstatus = () if "docstatus" in fields else ("docstatus",)
	columns = ("name", *fields, "owner", "modified_by", "creation", "modified", "idx", *docstatus)
	kept = ("Administrator", "Administrator", _STAMP, _STAMP, 0, *(0 for _ in docstatus))
	names = ", ".join(f"`{column}`" for column in columns)
	marks = "(" + ", ".join(["%s"] * len(columns)) + ")"
	rows = iter(rows)
	while chunk := list(islice(rows, CHUNK)):
		values = [value for row in chunk for value in (*row, *kept)]
		frappe.db.sql(
			f"INSERT INTO `tab{doctype}` ({names}) VALUES {', '.join([marks] * len(chunk))}", values
		)
