"""The rules that ship, and builders for the cases that the tests put to them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.case import AwardType, Honoree, HonoreeKind, Nomination, PastAward, Period
from tdkt_app.rules.pack import RulePack, RuleSet
from tdkt_app.rules.reference import national_rules
from tdkt_app.rules.reward import BaseSalary

# A busy machine must not fail a test, and the whole folder is to run in seconds.
settings.register_profile("rules", deadline=None, max_examples=25, database=None)
settings.load_profile("rules")

CATALOGUE = Path(__file__).parents[2] / "tdkt_app" / "catalogue"
YEAR_2025 = Period(date(2025, 1, 1), date(2025, 12, 31))


def _rows(name):
	return json.loads((CATALOGUE / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def pack():
	return RulePack(national_rules())


@pytest.fixture(scope="session")
def awards():
	return {row["award_code"]: AwardType.from_row(row) for row in _rows("award_types.json")}


@pytest.fixture(scope="session")
def salaries():
	return [
		BaseSalary(
			date.fromisoformat(row["effective_from"]),
			row["amount"],
			row["legal_source"],
			bool(row["verified"]),
		)
		for row in _rows("base_salary.json")
	]


@pytest.fixture
def rule():
	def build(key, name="local-row", effective_from=date(2024, 1, 1), **fields):
		return AwardRule(
			name, key, effective_from, **{"legal_source": "QĐ 1/QĐ-UBND", "verified": True, **fields}
		)

	return build


@pytest.fixture
def with_local(pack):
	"""The national pack with local rows on top."""

	def build(*rows):
		return RulePack(pack.national, RuleSet("local", rows=rows))

	return build


@pytest.fixture
def person():
	return Honoree("HN-1", HonoreeKind.INDIVIDUAL)


@pytest.fixture
def nominate(awards, person):
	"""A nomination received on 10/12/2025 for the year 2025."""

	def build(award="GK", **fields):
		defaults = {
			"reference": "DN-1",
			"honoree": person,
			"period": YEAR_2025,
			"received_on": date(2025, 12, 10),
		}
		return Nomination(award=awards[award], **{**defaults, **fields})

	return build


@pytest.fixture
def received(awards):
	"""An award that the honoree already has."""

	def build(award="GK", decision="12/QĐ-UBND", decided_on=date(2025, 1, 10), **fields):
		return PastAward(decision, awards[award], decided_on, **fields)

	return build


@pytest.fixture
def codes():
	"""Codes of findings in order, without the notes on the rows themselves."""

	def of(findings):
		return [f.code for f in findings if f.code != "rule-unverified"]

	return of
