"""Values of rules as people type and read them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.keys import AWARD_VALUES, CHOICES, KEYS, VALUE_TITLES, Value
from tdkt_app.rules.messages import Phrase, Severity, Term, sentence
from tdkt_app.rules.pack import RulePack, RuleSet, check_awards
from tdkt_app.rules.reference import national_rules
from tdkt_app.rules.value_text import HINTS, TextError, hint, parse, readable, write


@pytest.mark.parametrize(
	("kind", "text", "value"),
	[
		(Value.COUNT, " 10000 ", 10_000),
		(Value.NUMBER, "0,3", "0.3"),
		(Value.NUMBER, "3/2", "3/2"),
		(Value.SHARE, "15%", "15/100"),
		(Value.SHARE, "66,5 %", "133/200"),
		(Value.SHARE, "1", "1"),
		(Value.FLAG, "Có", True),
		(Value.FLAG, "no", False),
		(Value.TEXT, "cảnh báo", "cảnh báo"),
		(Value.CODES, "LDTT, CSTT\n GK,", ["LDTT", "CSTT", "GK"]),
		(Value.LABELS, "a: một: hai\n\nb:ba", {"a": "một: hai", "b": "ba"}),
	],
)
def test_what_people_type(kind, text, value):
	assert parse(kind, text) == value


@pytest.mark.parametrize(
	("kind", "text"),
	[
		(Value.COUNT, "10.000"),
		(Value.COUNT, "-1"),
		(Value.NUMBER, "ba"),
		(Value.NUMBER, "-0.3"),
		(Value.NUMBER, "1/0"),
		(Value.SHARE, "101%"),
		(Value.FLAG, "maybe"),
		(Value.TEXT, "  "),
		(Value.LABELS, "no colon"),
		(Value.LABELS, "a: "),
		(Value.LABELS, "a: một\na: hai"),
	],
)
def test_what_is_not_of_the_kind_says_what_is_needed(kind, text):
	with pytest.raises(TextError) as refusal:
		parse(kind, text)
	assert f"“{text}” is not {HINTS[kind]}" == str(refusal.value)


def test_every_shipped_value_survives_the_desk():
	for rule in national_rules().rows:
		for name, value in rule.values.items():
			assert parse(KEYS[rule.key].values[name], write(value)) == value


@given(st.fractions(min_value=0, max_value=1, max_denominator=1000))
def test_any_share_survives_the_desk(share):
	assert Fraction(parse(Value.SHARE, write(str(share)))) == share


@given(st.integers(min_value=0, max_value=10_000))
def test_a_percentage_with_two_decimals_is_exact(hundredths):
	text = f"{hundredths // 100},{hundredths % 100:02d}%"
	assert Fraction(parse(Value.SHARE, text)) == Fraction(hundredths, 10_000)


def test_every_value_has_a_title_and_a_hint():
	for key, described in KEYS.items():
		for name in described.values:
			assert VALUE_TITLES[name] and hint(key, name)
	assert all(name in KEYS[key].values for key, name in (*CHOICES, *AWARD_VALUES))


def test_a_hint_offers_the_words_there_are():
	assert hint("vote.council", "denominator") == "one of: all, present"
	assert hint("basis.merit", "merit_methods").startswith("of: Regular, Thematic")
	words = hint("vote.council", "denominator").translated(lambda text: text.replace("all", "tất cả"))
	assert words == "one of: tất cả, present"


def test_values_as_people_read_them():
	values = {
		"threshold": "2/3", "strictly_more": True, "denominator": "all", "secret_ballot": False,
	}  # fmt: skip
	shown = readable(AwardRule("r", "vote.council", date(2026, 1, 1), "?", values=values), str.upper)
	assert shown == {"threshold": "2/3", "strictly_more": "YES", "denominator": "ALL", "secret_ballot": "NO"}
	cap = {"of": ["LDTT", "CSTT"], "max_share": "15/100", "rounding": "down"}
	assert readable(AwardRule("r", "ratio.cap", date(2026, 1, 1), "?", values=cap)) == {
		"of": "LDTT, CSTT", "max_share": "15%", "rounding": "down",
	}  # fmt: skip
	row = AwardRule("r", "money.multiplier", date(2026, 1, 1), "?", values={"multiplier": 0.45})
	assert readable(row) == {"multiplier": "0,45"}
	items = AwardRule(
		"r", "dossier.items", date(2026, 1, 1), "?", values={"items": {"a": "Tờ trình"}, "copies": 2}
	)
	assert readable(items) == {"items": "Tờ trình", "copies": "2"}


def test_terms_and_phrases_are_translated_where_they_are_shown():
	terms = {
		"Row {row}, in force from {day}: {problem}.": "Dòng {row} từ {day}: {problem}.",
		"GK": "Giấy khen",
	}
	problem = Phrase("no {award}", award=Term("GK"))
	found = Finding.of("rule-bad-value", row="r1", day=date(2026, 1, 2), problem=problem)
	assert sentence(found, lambda text: terms.get(text, text)) == "Dòng r1 từ 02/01/2026: no Giấy khen."
	assert problem == "no GK"


@pytest.mark.parametrize(
	("fields", "problem"),
	[
		({"honoree_kind": "Robot"}, "“Robot” is none of: Collective, Household, Individual"),
		({"method": "Lottery"}, "“Lottery” is none of"),
		({"values": {"level": "Ward"}}, "value “level”: “Ward” is none of: Commune, District"),
	],
)
def test_words_that_are_not_offered(rule, fields, problem):
	(found,) = rule("eligibility.competence", **{"values": {"level": "Commune"}, **fields}).problems()
	assert found.startswith(problem)


def test_awards_that_are_not_in_the_catalogue(rule):
	cap = {"of": ["LDTT", "XYZ"], "max_share": "1/2", "rounding": "down"}
	members = {"title": "QWE", "more_than": "1/2", "discipline_from": "cảnh cáo"}
	rows = (
		rule("ratio.cap", "cap", award_type="ABC", values=cap),
		rule("eligibility.members", "members", values=members),
		rule("hold.service", "fine", values={"days": 5}),
	)
	found = check_awards(RuleSet("x", rows=rows), {"LDTT"})
	assert [(f.subject, f.data["award"]) for f in found] == [
		("cap", "ABC"),
		("cap", "XYZ"),
		("members", "QWE"),
	]


def test_a_strict_row_does_not_make_its_doubts_strict(rule):
	doubtful = rule("hold.service", values={"days": 5}, verified=False, severity=Severity.BLOCK)
	found = RulePack(RuleSet("x", rows=(doubtful,))).find("hold.service", date(2026, 1, 1))
	assert [f.severity for f in found.findings] == [Severity.INFO]
