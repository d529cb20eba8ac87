"""Choosing the one row, and what is said when there is none or more than one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.award_rule import AwardRule, RuleValueError
from tdkt_app.rules.finding import Finding, Severity, merged, of_severity
from tdkt_app.rules.keys import GROUPS, KEYS, Value
from tdkt_app.rules.messages import MESSAGES
from tdkt_app.rules.pack import RulePack, RuleSet, check_rule_set

DAY = date(2025, 9, 15)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def multiplier(name, start, end=None, value="0.3", **scope):
	return AwardRule(
		name, "money.multiplier", start, "nguồn", end, values={"multiplier": value}, verified=True, **scope
	)


def pack_of(*national, local=()):
	return RulePack(RuleSet("VN", rows=national), RuleSet("local", rows=local) if local else None)


def test_finds_the_row_in_force_on_both_of_its_last_days():
	old = multiplier("old", date(2024, 1, 1), date(2025, 6, 30))
	new = multiplier("new", date(2025, 7, 1))
	pack = pack_of(old, new)
	assert pack.find("money.multiplier", date(2025, 6, 30)) == (old, [])
	assert pack.find("money.multiplier", date(2025, 7, 1)) == (new, [])


def test_missing_row_names_key_award_and_date():
	(finding,) = pack_of().find("money.multiplier", DAY, "GK").findings
	assert (finding.code, finding.severity) == ("rule-missing", Severity.BLOCK)
	assert finding.data == {"rule_key": "Multiplier of the base salary", "award": "GK", "day": DAY}


def test_a_rule_that_need_not_exist_may_be_missing():
	assert pack_of().find("hold.service", DAY) == (None, [])


def test_two_rows_at_once_apply_neither_and_are_named():
	pack = pack_of(multiplier("one", date(2024, 1, 1)), multiplier("two", date(2025, 1, 1)))
	rule, (finding,) = pack.find("money.multiplier", DAY)
	assert rule is None
	assert finding.code == "rule-overlap"
	assert finding.data == {"row": "one", "other_row": "two", "day": DAY}


def test_unverified_row_applies_and_is_said_so():
	row = AwardRule("seed", "hold.discipline", date(2024, 1, 1), "NĐ 98/2023/NĐ-CP")
	rule, (finding,) = pack_of(row).find("hold.discipline", DAY)
	assert rule is row
	assert (finding.code, finding.severity, finding.article) == (
		"rule-unverified",
		Severity.INFO,
		"NĐ 98/2023/NĐ-CP",
	)


def test_local_row_overrides_the_national_row_of_the_same_scope_while_it_is_in_force():
	national = multiplier("national", date(2024, 1, 1), award_type="GK")
	local = multiplier("local", date(2025, 9, 1), date(2025, 9, 30), award_type="GK")
	pack = pack_of(national, local=[local])
	assert pack.find("money.multiplier", date(2025, 8, 31), "GK").rule is national
	assert pack.find("money.multiplier", date(2025, 9, 15), "GK").rule is local
	assert pack.find("money.multiplier", date(2025, 10, 1), "GK").rule is national


def test_national_row_for_one_award_beats_local_row_for_all():
	special = multiplier("special", date(2024, 1, 1), award_type="CSTDTQ")
	general = multiplier("general", date(2024, 1, 1))
	pack = pack_of(special, local=[general])
	assert pack.find("money.multiplier", DAY, "CSTDTQ").rule is special
	assert pack.find("money.multiplier", DAY, "GK").rule is general


@pytest.mark.parametrize(
	("asked", "expected"),
	[
		(("GK", "Household", "Regular"), "award"),
		(("LDTT", "Household", "Regular"), "kind"),
		(("LDTT", "Individual", "Thematic"), "method"),
		(("LDTT", "Individual", "Regular"), "general"),
	],
)
def test_the_narrowest_row_wins(asked, expected):
	pack = pack_of(
		multiplier("general", date(2024, 1, 1)),
		multiplier("method", date(2024, 1, 1), method="Thematic"),
		multiplier("kind", date(2024, 1, 1), honoree_kind="Household"),
		multiplier("award", date(2024, 1, 1), award_type="GK"),
	)
	assert pack.find("money.multiplier", DAY, *asked).rule.name == expected


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=6), DAYS)
def test_find_gives_a_row_exactly_when_one_is_in_force(spans, day):
	rows = [multiplier(f"r{n}", start, start + timedelta(length)) for n, (start, length) in enumerate(spans)]
	in_force = [row for row in rows if row.effective_from <= day <= row.effective_to]
	rule, findings = pack_of(*rows).find("money.multiplier", day)
	assert rule == (in_force[0] if len(in_force) == 1 else None)
	expected = {0: ["rule-missing"], 1: []}.get(len(in_force), ["rule-overlap"])
	assert [finding.code for finding in findings] == expected


_NEAR = st.dates(date(2025, 6, 1), date(2025, 8, 31))


@given(st.lists(st.tuples(_NEAR, st.integers(0, 30)), min_size=1, max_size=6))
def test_gaps_and_overlaps_are_those_of_the_days(spans):
	rows = [multiplier(f"r{n}", start, start + timedelta(length)) for n, (start, length) in enumerate(spans)]
	reported = {finding.code for finding in check_rule_set(RuleSet("x", rows=tuple(rows)))}
	first, last = min(r.effective_from for r in rows), max(r.effective_to for r in rows)
	counts = {sum(row.in_force(first + timedelta(n)) for row in rows) for n in range((last - first).days + 1)}
	assert ("rule-gap" in reported) == (0 in counts)
	assert ("rule-overlap" in reported) == (max(counts) > 1)


def test_gap_names_rows_and_days():
	rows = (
		multiplier("early", date(2024, 1, 1), date(2024, 12, 31)),
		multiplier("late", date(2025, 3, 1)),
	)
	(finding,) = check_rule_set(RuleSet("x", rows=rows))
	assert (finding.code, finding.severity) == ("rule-gap", Severity.WARN)
	assert finding.data == {
		"row": "early",
		"other_row": "late",
		"gap_from": date(2025, 1, 1),
		"gap_to": date(2025, 2, 28),
	}


def test_a_short_row_inside_a_long_one_leaves_no_gap_after_it():
	rows = (
		multiplier("long", date(2024, 1, 1)),
		multiplier("short", date(2024, 3, 1), date(2024, 3, 31)),
		multiplier("late", date(2025, 1, 1)),
	)
	findings = check_rule_set(RuleSet("x", rows=rows))
	assert [(f.code, f.data["row"], f.data["other_row"]) for f in findings] == [
		("rule-overlap", "long", "short"),
		("rule-overlap", "long", "late"),
	]


def test_rows_of_different_scope_neither_overlap_nor_leave_gaps():
	rows = (multiplier("a", DAY, DAY, award_type="GK"), multiplier("b", DAY, award_type="LDTT"))
	assert check_rule_set(RuleSet("x", rows=rows)) == []


def test_bad_rows_are_named():
	rows = (
		AwardRule("unknown", "money.luck", DAY, "?"),
		AwardRule("twice", "hold.discipline", DAY, "?", DAY),
		AwardRule("twice", "hold.discipline", DAY + timedelta(1), "?"),
		AwardRule("reversed", "period.next", DAY, "?", DAY - timedelta(1), values={"methods": ["Regular"]}),
		AwardRule("empty", "money.rounding", DAY, "?", values={"unit": 10_000, "mode": "up"}),
		AwardRule("extra", "hold.leave", DAY, "?", values={"counts_as_work": [], "colour": "red"}),
	)
	found = {(f.code, f.subject): f for f in check_rule_set(RuleSet("x", rows=rows))}
	assert set(found) == {
		("rule-unknown-key", "unknown"),
		("rule-duplicate-name", "twice"),
		("rule-dates-reversed", "reversed"),
		("rule-bad-value", "empty"),
		("rule-bad-value", "extra"),
	}
	assert found["rule-bad-value", "empty"].data["problem"] == "value “order” is missing"
	assert found["rule-bad-value", "extra"].data["problem"] == "value “colour” is unknown"


@pytest.mark.parametrize(
	("key", "name", "bad"),
	[
		("deadline.council", "working_days", -1),
		("deadline.council", "working_days", 1.5),
		("deadline.council", "working_days", True),
		("money.multiplier", "multiplier", "ba"),
		("money.multiplier", "multiplier", "-0.3"),
		("money.multiplier", "multiplier", "1/0"),
		("ratio.tie-break", "women_share", "1.01"),
		("notice.local", "text", "  "),
		("notice.local", "text", None),
		("hold.leave", "counts_as_work", "maternity"),
		("hold.leave", "counts_as_work", [1]),
		("hold.pending", "grounds", ["discipline"]),
		("hold.pending", "grounds", {"discipline": ""}),
	],
)
def test_bad_value_names_row_and_value(key, name, bad):
	row = AwardRule("Q-7", key, DAY, "?", values={name: bad})
	(finding,) = check_rule_set(RuleSet("x", rows=(row,)))
	assert (finding.code, finding.subject) == ("rule-bad-value", "Q-7")
	assert name in finding.data["problem"]


def test_bad_flag():
	row = AwardRule("Q-8", "vote.meeting", DAY, "?", values={"quorum": "2/3", "written_opinion": "yes"})
	with pytest.raises(RuleValueError, match=r"Q-8.*written_opinion"):
		row.flag("written_opinion")
	with pytest.raises(RuleValueError, match=r"Q-8.*recused_count"):
		row.flag("recused_count")


def test_shipped_rules_have_no_fault(pack):
	assert check_rule_set(pack.national) == []


def test_every_expected_general_rule_has_a_row_on_every_day_since_2024(pack):
	scoped = {"eligibility.competence", "money.multiplier", "money.kind-factor"}
	for key in (key for key, described in KEYS.items() if described.expected and key not in scoped):
		for day in (date(2024, 1, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 10, 1)):
			assert pack.find(key, day).rule, (key, day)


def test_no_shipped_row_under_the_old_decree_claims_to_be_verified(pack):
	old = [row for row in pack.national.rows if row.legal_source.startswith("NĐ 98/2023")]
	assert old
	assert not any(row.verified for row in old)


def test_changes_on_a_coming_date(pack):
	changes = pack.changes(after=date(2026, 7, 1), until=date(2027, 3, 1))
	assert [(change.day, change.rule.key, change.begins) for change in changes] == [
		(date(2026, 10, 1), "notice.law-06-2026", True),
		(date(2027, 3, 1), "notice.decree-152-lapse", True),
	]


def test_a_row_that_ends_changes_things_the_day_after(with_local, rule):
	local = rule("hold.service", effective_to=date(2026, 12, 31), values={"days": 200})
	(change,) = with_local(local).changes(date(2026, 11, 1), date(2027, 1, 1))
	assert (change.day, change.rule.name, change.begins) == (date(2027, 1, 1), "local-row", False)


def test_a_row_sets_the_severity_of_its_findings(rule):
	row = rule("ratio.cap", severity=Severity.BLOCK)
	assert Finding.of("ratio-exceeded", row).severity is Severity.BLOCK
	assert Finding.of("ratio-exceeded").severity is Severity.WARN


def test_merged_findings_are_said_once_and_the_serious_first():
	info, warn, block = (
		Finding.of(code, subject="x") for code in ("short-dossier", "not-registered", "no-quorum")
	)
	assert merged([info, warn, info, block, warn]) == [block, warn, info]
	assert of_severity([info, warn, block], Severity.WARN) == [warn]


def test_every_key_and_message_belongs_to_a_group():
	assert {described.group for described in KEYS.values()} == set(GROUPS)
	families = {key.rsplit(".", 1)[0] for key in KEYS} | set(KEYS) | {""}
	assert {message.key for message in MESSAGES.values()} <= families
	assert {kind for key in KEYS.values() for kind in {**key.required, **key.optional}.values()} == set(Value)
