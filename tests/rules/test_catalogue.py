"""The seed rows that ship: well formed, consistent with one another, gapless over the dates they cover."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from tdkt_app.rules.money import exact_number, reward_amount

CATALOGUE = Path(__file__).parents[2] / "tdkt_app" / "catalogue"


def read(name):
	return json.loads((CATALOGUE / name).read_text(encoding="utf-8"))


AWARDS = {row["award_code"]: row for row in read("award_types.json")}
MONEY = [row for row in read("national_rules.json")["rows"] if row["key"] == "money.multiplier"]
SALARIES = read("base_salary.json")


def money_row(award, kind, day):
	(row,) = [
		r
		for r in MONEY
		if (r["award_type"], r["honoree_kind"]) == (award, kind)
		and r["effective_from"] <= day
		and (r["effective_to"] is None or day <= r["effective_to"])
	]
	return row


def salary_on(day):
	return max((r for r in SALARIES if r["effective_from"] <= day), key=lambda r: r["effective_from"])[
		"amount"
	]


def test_award_codes_are_ascii_and_unique():
	rows = read("award_types.json")
	assert len(AWARDS) == len(rows)
	assert all(code.isascii() and code.isalnum() and code.isupper() for code in AWARDS)


def test_every_award_has_someone_who_may_receive_it():
	assert all(
		row["for_individual"] + row["for_collective"] + row["for_household"] for row in AWARDS.values()
	)


def test_ceremony_calls_higher_levels_first_and_titles_before_forms():
	level = {"National": 0, "Province": 1, "Commune": 2}
	called = sorted(AWARDS.values(), key=lambda row: row["ceremony_order"])
	ranks = [(level[row["decided_by"]], row["kind"] == "Form of Commendation") for row in called]
	assert ranks == sorted(ranks)
	assert len({row["ceremony_order"] for row in called}) == len(called)


@pytest.mark.parametrize(
	"row", MONEY, ids=lambda r: f"{r['award_type']}-{r['honoree_kind']}-{r['effective_from']}"
)
def test_money_row_fits_its_award(row):
	award = AWARDS[row["award_type"]]
	assert award[f"for_{row['honoree_kind'].lower()}"], "money for a kind the award is not given to"
	assert row["legal_source"]
	assert row["verified"] in (True, False)


def test_money_rows_of_one_award_and_kind_meet_without_gap_or_overlap():
	key = lambda r: (r["award_type"], r["honoree_kind"])  # noqa: E731
	for _, rows in groupby(sorted(MONEY, key=lambda r: (*key(r), r["effective_from"])), key=key):
		rows = list(rows)
		for earlier, later in pairwise(rows):
			assert date.fromisoformat(earlier["effective_to"]) + timedelta(1) == date.fromisoformat(
				later["effective_from"]
			)
		assert rows[-1]["effective_to"] is None


@pytest.mark.parametrize(
	"award",
	[code for code, row in AWARDS.items() if row["kind"] == "Form of Commendation" and code != "HCLD"],
)
@pytest.mark.parametrize("day", ["2025-01-15", "2025-07-01"])
def test_forms_pay_collectives_twice_and_households_one_and_a_half_times(award, day):
	of = lambda kind: exact_number(money_row(award, kind, day)["values"]["multiplier"])  # noqa: E731
	assert of("Collective") == 2 * of("Individual")
	assert of("Household") == Fraction(3, 2) * of("Individual")


# By hand from the multipliers of Art. 50 and 54 and the two base salaries.
@pytest.mark.parametrize(
	("award", "kind", "day", "paid"),
	[
		("LDTT", "Individual", "2025-12-31", 710_000),
		("GK", "Individual", "2025-12-31", 710_000),
		("GK", "Household", "2025-12-31", 1_060_000),
		("GK", "Collective", "2025-12-31", 1_410_000),
		("TTLDTT", "Collective", "2025-12-31", 1_880_000),
		("CSTDCS", "Individual", "2026-06-30", 2_340_000),
		("CSTDCS", "Individual", "2026-07-01", 2_530_000),
		("TVH", "Collective", "2026-06-30", 3_510_000),
		("TVH", "Collective", "2026-07-01", 3_800_000),
		("XTB", "Collective", "2026-07-01", 5_060_000),
		("GDVH", "Household", "2026-07-01", 0),
		("GK", "Individual", "2024-06-30", 540_000),
	],
)
def test_amounts_of_the_shipped_rows(award, kind, day, paid):
	assert reward_amount(money_row(award, kind, day)["values"]["multiplier"], salary_on(day)) == paid


def test_doubtful_rows_are_marked_unverified():
	assert not any(row["verified"] for row in MONEY if row["effective_from"] < "2025-07-01")
	assert not any(row["verified"] for row in MONEY if row["award_type"] == "GK")
	assert [row["effective_from"] for row in SALARIES if not row["verified"]] == ["2023-07-01"]


def test_base_salary_rows_are_dated_once_and_positive():
	days = [row["effective_from"] for row in SALARIES]
	assert len(set(days)) == len(days)
	assert all(row["amount"] > 0 and row["legal_source"] for row in SALARIES)


def test_content_areas_are_the_seven_of_the_plan():
	areas = read("content_areas.json")
	assert [row["area_code"] for row in areas] == list("ABCDEFG")
	assert [row["sort_order"] for row in areas] == list(range(1, 8))
	assert (
		areas[6]["description"] == "Thi đua thực hiện nhiệm vụ chuyển đổi số, cải cách hành chính năm 2025."
	)
	assert all(row["area_name"] and row["description"].endswith(".") for row in areas)


DOCUMENTS = read("legal_documents.json")


def in_force(day):
	return {
		row["document_number"]
		for row in DOCUMENTS
		if row["use_as_basis"]
		and row["effective_from"] <= day
		and (row["effective_to"] is None or day <= row["effective_to"])
	}


@pytest.mark.parametrize(
	("day", "basis"),
	[
		("2025-01-15", {"06/2022/QH15", "77/2015/QH13", "98/2023/NĐ-CP"}),
		("2025-06-30", {"06/2022/QH15", "72/2025/QH15", "98/2023/NĐ-CP"}),
		("2025-07-01", {"06/2022/QH15", "72/2025/QH15", "152/2025/NĐ-CP"}),
		("2027-03-01", {"06/2022/QH15", "72/2025/QH15"}),
	],
)
def test_legal_basis_of_a_decision_by_date(day, basis):
	assert in_force(day) == basis


def test_a_document_that_was_replaced_ends_before_the_new_one_begins():
	by_number = {row["document_number"]: row for row in DOCUMENTS}
	assert len(by_number) == len(DOCUMENTS)
	for row in DOCUMENTS:
		if row["replaced_by"]:
			begins = date.fromisoformat(by_number[row["replaced_by"]]["effective_from"])
			assert date.fromisoformat(row["effective_to"]) + timedelta(1) == begins


def test_every_basis_can_be_printed_and_no_unread_law_is_one():
	assert all(row["basis_line"] for row in DOCUMENTS if row["use_as_basis"])
	assert not by_field("document_number", "06/2026/QH16")["use_as_basis"]


def by_field(name, value):
	(row,) = [row for row in DOCUMENTS if row[name] == value]
	return row


def test_swapped_days_come_in_pairs():
	rows = read("swapped_days.json")
	assert len({row["day"] for row in rows}) == len(rows)
	worked = [date.fromisoformat(row["day"]) for row in rows if row["is_working"]]
	off = [date.fromisoformat(row["day"]) for row in rows if not row["is_working"]]
	assert len(worked) == len(off)
	assert all(day.weekday() == 5 for day in worked)
	assert all(day.weekday() < 5 for day in off)


@pytest.mark.parametrize("file", sorted(CATALOGUE.glob("*.json")), ids=lambda file: file.name)
def test_letters_are_composed(file):
	"""A decomposed "ỗ" looks the same and is not found by search."""
	text = file.read_text(encoding="utf-8")
	assert text == unicodedata.normalize("NFC", text)
