"""Everything about one nomination, the notices of the law, and the sentences people read."""

from __future__ import annotations

import string
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tdkt_app.rules import messages
from tdkt_app.rules.case import Dossier, Hold, Honoree, HonoreeKind, Level, Method, Period
from tdkt_app.rules.finding import Dong, Finding, Severity
from tdkt_app.rules.keys import GROUPS, KEYS
from tdkt_app.rules.messages import MESSAGES, sentence, shown
from tdkt_app.rules.nomination import check_nomination
from tdkt_app.rules.notices import law_notices
from tdkt_app.rules.pack import RuleSet
from tdkt_app.rules.reference import national_rules, reference, vietnamese_terms

ROOT = Path(__file__).parents[2]


def test_a_sound_nomination_has_nothing_against_it(nominate, pack):
	nomination = nominate(dossier=Dossier(frozenset({"submission", "report", "minutes"})))
	assert {f.severity for f in check_nomination(nomination, pack)} == {Severity.INFO}


def test_findings_of_all_groups_come_together_the_serious_first(nominate, received, pack):
	basis = received("GK", method=Method.ON_THE_SPOT, achievement="TT-1")
	nomination = nominate(
		"BK",
		level=Level.PROVINCE,
		honoree=Honoree("HN-1", HonoreeKind.INDIVIDUAL),
		achievement="TT-1",
		basis=(basis,),
		past=(basis, received("BK", "7/QĐ-UBND", period=Period(date(2025, 1, 1), date(2025, 1, 31)))),
		holds=(Hold("complaint", date(2025, 12, 1)),),
		dossier=Dossier(),
	)
	findings = check_nomination(nomination, pack)
	blocks = [f.code for f in findings if f.severity is Severity.BLOCK]
	assert set(blocks) == {
		"achievement-already-rewarded",
		"not-a-basis",
		"on-hold",
		"period-already-counted",
		"dossier-item-missing",
	}
	assert [f.code for f in findings][: len(blocks)] == blocks
	assert all(f.article and f.rule for f in findings)


def test_each_unverified_row_is_mentioned_once(nominate, pack):
	mentioned = [f.rule for f in check_nomination(nominate("CSTDCS"), pack) if f.code == "rule-unverified"]
	assert len(mentioned) == len(set(mentioned)) > 0


@pytest.mark.parametrize(
	("day", "expected"),
	[
		(date(2025, 6, 30), []),
		(date(2025, 7, 1), ["notice.province-delegation/2025-07"]),
		(date(2025, 12, 31), ["notice.province-delegation/2025-07"]),
		(date(2026, 1, 1), ["notice.province-delegation/2026-01"]),
		(date(2026, 9, 30), ["notice.province-delegation/2026-01"]),
		(date(2026, 10, 1), ["notice.law-06-2026/2026-10", "notice.province-delegation/2026-01"]),
		(
			date(2027, 3, 1),
			[
				"notice.law-06-2026/2026-10",
				"notice.decree-152-lapse/2027-03",
				"notice.province-delegation/2026-01",
			],
		),
	],
)
def test_notices_by_date(pack, day, expected):
	assert [finding.rule for finding in law_notices(day, pack)] == expected


def test_the_unread_law_warns_from_1_october_2026(nominate, pack):
	findings = check_nomination(nominate(decided_on=date(2026, 10, 1)), pack)
	(warning,) = [f for f in findings if f.severity is Severity.WARN]
	assert (warning.code, warning.article) == ("law-notice", "Luật 06/2026/QH16")


def test_two_local_notices_at_once_are_an_overlap(with_local, rule):
	local = with_local(
		rule("notice.local", "a", values={"text": "x"}), rule("notice.local", "b", values={"text": "y"})
	)
	assert [f.code for f in law_notices(date(2025, 1, 1), local)] == ["rule-overlap"]


def test_a_local_notice(with_local, rule):
	local = with_local(
		rule("notice.local", values={"text": "Hồ sơ gửi trước 15/11."}, severity=Severity.INFO)
	)
	(finding,) = law_notices(date(2025, 1, 1), local)
	assert (finding.severity, finding.data["text"]) == (Severity.INFO, "Hồ sơ gửi trước 15/11.")


@pytest.mark.parametrize(
	("value", "text"),
	[
		(date(2025, 7, 1), "01/07/2025"),
		(Fraction(2, 3), "66,67%"),
		(Fraction(9, 10), "90%"),
		(Fraction(3, 200), "1,5%"),
		(Fraction(0), "0%"),
		(Dong(1_410_000), "1.410.000 đồng"),
		(Decimal("0.450"), "0,45"),
		(Decimal("100"), "100"),
		(2025, "2025"),
		("12/QĐ-UBND", "12/QĐ-UBND"),
		(("LDTT", "CSTT"), "LDTT, CSTT"),
		([], "–"),
		(Level.DISTRICT, "Cấp huyện"),
	],
)
def test_values_as_people_read_them(value, text):
	assert shown(value, vietnamese_terms().get) == text


def test_sentence_in_both_languages(rule):
	data = {"award": "CSTĐCS", "day": date(2025, 6, 30), "level": Level.DISTRICT}
	finding = Finding.of("not-competent", rule("eligibility.competence"), **data)
	assert sentence(finding) == (
		"On 30/06/2025, CSTĐCS is decided at another level (District); the commune can only propose it."
	)
	assert sentence(finding, lambda text: vietnamese_terms()[text]) == (
		"Vào ngày 30/06/2025, CSTĐCS do cấp khác quyết định (Cấp huyện); xã chỉ được đề nghị."
	)


def test_every_real_finding_makes_a_sentence(nominate, received, pack):
	nomination = nominate(
		"CSTDCS",
		received_on=date(2025, 6, 30),
		holds=(Hold("complaint", date(2025, 1, 1)),),
		past=(received("CSTDCS", decided_on=date(2025, 2, 1)),),
		dossier=Dossier(),
	)
	for finding in check_nomination(nomination, pack):
		assert "{" not in sentence(finding)


def placeholders(text):
	return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_everything_people_read_is_translated_with_the_same_placeholders():
	terms = vietnamese_terms()
	sources = [m.template for m in MESSAGES.values()] + [key.title for key in KEYS.values()]
	for source in [*sources, *GROUPS.values(), *(s.value for s in Severity)]:
		assert placeholders(terms[source]) == placeholders(source), source
	for enum in (Level, Method, HonoreeKind):
		assert all(term.value in terms for term in enum)


def test_every_code_is_used_and_every_used_code_is_known():
	folder = Path(messages.__file__).parent
	code = "\n".join(p.read_text(encoding="utf-8") for p in folder.glob("*.py") if p.name != "messages.py")
	assert [name for name in MESSAGES if f'"{name}"' not in code] == []


def test_the_reference_in_docs_is_current():
	text = reference(national_rules(), vietnamese_terms())
	stored = (ROOT / "docs" / "quy-tac.md").read_text(encoding="utf-8")
	assert stored == text, "run: python -m tdkt_app.rules.reference docs/quy-tac.md"


def test_the_reference_lists_every_code_and_row():
	rules = national_rules()
	text = reference(rules, vietnamese_terms())
	assert all(f"| `{code}` |" in text for code in MESSAGES)
	assert all(f"(`{key}`)" in text for key in KEYS)
	assert all(row.legal_source in text for row in rules.rows)


def test_the_reference_escapes_and_shows_every_kind_of_value(rule):
	local = rule("vote.meeting", legal_source="a|b", values={"quorum": 0.5, "recused_count": True})
	text = reference(RuleSet("x", rows=(local,)), vietnamese_terms())
	assert (
		"tỷ lệ dự họp tối thiểu: 0,5; người không được bỏ phiếu vẫn tính vào mẫu số: có | a\\|b | rồi |"
		in text
	)


def test_the_reference_is_written_by_a_command(tmp_path):
	target = tmp_path / "quy-tac.md"
	subprocess.run(
		[sys.executable, "-m", "tdkt_app.rules.reference", str(target)], check=True, cwd=ROOT, timeout=60
	)
	assert target.read_text(encoding="utf-8") == reference(national_rules(), vietnamese_terms())


def test_rules_need_no_framework():
	source = [p.read_text(encoding="utf-8") for p in (ROOT / "tdkt_app" / "rules").glob("*.py")]
	assert not any("frappe" in text for text in source)
