"""10. Dossier completeness."""

from __future__ import annotations

from datetime import date

import pytest

from tdkt_app.rules.case import Dossier, Honoree, HonoreeKind, Method
from tdkt_app.rules.dossier import check_dossier, required_items
from tdkt_app.rules.pack import RulePack, RuleSet

KERNEL = frozenset({"submission", "report", "minutes"})
FARMER = Honoree("HN-9", HonoreeKind.INDIVIDUAL, groups=frozenset({"farmer"}))


@pytest.mark.parametrize(
	("award", "items", "missing"),
	[
		("GK", KERNEL, []),
		("GK", KERNEL - {"minutes"}, ["Biên bản bình xét hoặc biên bản xét khen thưởng có kết quả bỏ phiếu"]),
		("CSTDCS", KERNEL, ["Quyết định hoặc văn bản xác nhận sáng kiến, đề tài (Mẫu số 13)"]),
		("CSTDCS", KERNEL | {"initiative"}, []),
	],
)
def test_items_by_award(nominate, pack, award, items, missing):
	findings = check_dossier(nominate(award, dossier=Dossier(items)), pack)
	assert [f.data["item"] for f in findings if f.code == "dossier-item-missing"] == missing


def test_on_the_spot_needs_submission_and_summary_only(nominate, pack, codes):
	nomination = nominate(method=Method.ON_THE_SPOT, dossier=Dossier(frozenset({"submission", "summary"})))
	assert codes(check_dossier(nomination, pack)) == []
	assert codes(check_dossier(nominate(dossier=nomination.dossier), pack)) == ["dossier-item-missing"] * 2


def test_too_few_copies(nominate, with_local, rule, codes):
	local = with_local(rule("dossier.items", values={"items": {"submission": "Tờ trình"}, "copies": 2}))
	of = lambda copies: nominate(dossier=Dossier(frozenset({"submission"}), copies))  # noqa: E731
	assert codes(check_dossier(of(1), local)) == ["dossier-copies"]
	assert codes(check_dossier(of(2), local)) == []


def test_a_province_replaces_the_list(nominate, with_local, rule):
	local = with_local(rule("dossier.items", values={"items": {"photo": "Ảnh"}, "copies": 1}))
	assert required_items(nominate(), local) == {"photo": "Ảnh"}


@pytest.mark.parametrize(
	("dossier", "expected"),
	[
		(Dossier(frozenset({"submission", "summary"}), report_by_unit=True), ["short-dossier"]),
		(Dossier(frozenset({"submission", "summary"})), ["short-dossier", "report-not-by-unit"]),
		(Dossier(frozenset({"submission"}), report_by_unit=True), ["short-dossier", "short-item-missing"]),
	],
)
def test_short_dossier_for_a_farmer(nominate, pack, codes, dossier, expected):
	findings = check_dossier(nominate(honoree=FARMER, dossier=dossier), pack)
	assert codes(findings) == expected
	assert {f.article for f in findings} == {"NĐ 152/2025/NĐ-CP Điều 33.8"}


def test_checklist(nominate, pack):
	assert set(required_items(nominate(), pack)) == KERNEL
	assert set(required_items(nominate("CSTDCS"), pack)) == KERNEL | {"initiative"}
	assert set(required_items(nominate(honoree=FARMER), pack)) == {"submission", "summary"}


def test_no_dossier_yet_no_finding(nominate, pack):
	assert check_dossier(nominate(), pack) == []


def test_without_rules(nominate, codes):
	nothing = RulePack(RuleSet("VN"))
	assert codes(check_dossier(nominate(dossier=Dossier()), nothing)) == ["rule-missing", "rule-missing"]
	assert required_items(nominate(), nothing) == {}


def test_the_list_is_chosen_by_the_date_of_reception(nominate, with_local, rule):
	new = rule(
		"dossier.items",
		effective_from=date(2025, 12, 10),
		values={"items": {"new": "Mới"}, "copies": 1},
	)
	before, after = nominate(received_on=date(2025, 12, 9)), nominate(received_on=date(2025, 12, 10))
	assert set(required_items(before, with_local(new))) == KERNEL
	assert set(required_items(after, with_local(new))) == {"new"}
