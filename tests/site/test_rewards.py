"""Money of a decision against figures computed by hand, and what may stand among its recipients."""

from __future__ import annotations

import pytest

from tests.site.commune import HAMLET_A

# base salary in force on the day × multiplier, rounded up to 10 000 đồng (NĐ 152/2025 Art. 49.2)
BY_HAND = [
	# 2.340.000 since 01/07/2024
	("2025-09-05", "GK", "Individual", 0.3, 2_340_000, 710_000),  # 702.000
	("2025-09-05", "GK", "Household", 0.45, 2_340_000, 1_060_000),  # 1.053.000
	("2025-09-05", "GK", "Collective", 0.6, 2_340_000, 1_410_000),  # 1.404.000
	("2025-09-05", "LDTT", "Individual", 0.3, 2_340_000, 710_000),
	("2025-09-05", "TTLDTT", "Collective", 0.8, 2_340_000, 1_880_000),  # 1.872.000
	("2025-09-05", "CSTDCS", "Individual", 1.0, 2_340_000, 2_340_000),
	("2025-09-05", "TVH", "Collective", 1.5, 2_340_000, 3_510_000),
	("2025-09-05", "GDVH", "Household", 0.0, 2_340_000, 0),  # no national money
	# 2.530.000 since 01/07/2026
	("2026-07-01", "GK", "Individual", 0.3, 2_530_000, 760_000),  # 759.000
	("2026-07-01", "GK", "Household", 0.45, 2_530_000, 1_140_000),  # 1.138.500
	("2026-07-01", "GK", "Collective", 0.6, 2_530_000, 1_520_000),  # 1.518.000
	("2026-07-01", "TVH", "Collective", 1.5, 2_530_000, 3_800_000),  # 3.795.000
	# the day before still pays by the old salary
	("2026-06-30", "GK", "Individual", 0.3, 2_340_000, 710_000),
]


@pytest.mark.parametrize(("day", "award", "kind", "multiplier", "salary", "amount"), BY_HAND)
def test_amount_of_one_award(commune, day, award, kind, multiplier, salary, amount):
	paper = commune.achievement(kind=kind, state="Verified")
	row = commune.decision(paper, award=award, decision_date=day).recipients[0]
	assert (row.multiplier, row.base_salary, row.amount) == (multiplier, salary, amount)


def test_totals_of_a_mixed_decision(commune):
	"""710.000 + 710.000 + 1.410.000 + 1.060.000 = 3.890.000"""
	kinds = ("Individual", "Individual", "Collective", "Household")
	decision = commune.decision(*(commune.achievement(kind=kind, state="Verified") for kind in kinds))
	assert (decision.individual_count, decision.collective_count, decision.household_count) == (2, 1, 1)
	assert decision.total_amount == 3_890_000
	assert decision.in_words == "Ba triệu tám trăm chín mươi nghìn đồng chẵn"


def test_figures_sent_by_a_client_are_computed_again(commune):
	decision = commune.decision()
	decision.recipients[0].update({"amount": 99_000_000, "recipient_name": "Người khác", "multiplier": 9})
	decision.update({"total_amount": 99_000_000, "in_words": "Rất nhiều"})
	decision.save()
	assert (decision.total_amount, decision.in_words) == (710_000, "Bảy trăm mười nghìn đồng chẵn")
	assert (decision.recipients[0].amount, decision.recipients[0].recipient_name) == (
		710_000,
		"Nguyễn Đình Ái",
	)


def test_award_without_a_rate_is_named_with_its_day(commune):
	import frappe

	with pytest.raises(frappe.ValidationError) as refusal:
		commune.decision(decision_date="2023-05-04")
	assert "Giấy khen" in str(refusal.value) and "04/05/2023" in str(refusal.value)


def test_day_before_every_base_salary(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="01/01/2010"):
		commune.decision(decision_date="2010-01-01")


def test_queries_do_not_grow_with_the_recipients(commune, count_queries):
	def queries_for(count: int) -> int:
		papers = [commune.achievement(state="Verified") for _ in range(count)]
		decision = commune.decision(*papers)
		with count_queries() as queries:
			decision.check_recipients()
			decision.set_rewards()
			decision.set_totals()
		return len(queries)

	queries_for(1)  # fills the caches of schemas and catalogue
	assert queries_for(2) == queries_for(9)


@pytest.mark.parametrize(
	("award", "kind"),
	[("LDTT", "Collective"), ("TTLDTT", "Individual"), ("GDVH", "Individual"), ("TVH", "Household")],
)
def test_award_must_fit_the_kind(commune, award, kind):
	import frappe

	with pytest.raises(frappe.ValidationError, match="is not for the kind"):
		commune.decision(commune.achievement(kind=kind, state="Verified"), award=award)


@pytest.mark.parametrize("state", ["Draft", "Submitted", "Under Verification", "Returned", "Rejected"])
def test_only_verified_achievements_are_rewarded(commune, state):
	import frappe

	with pytest.raises(frappe.ValidationError, match="has not been verified"):
		commune.decision(commune.achievement(state=state))


def test_achievement_of_another_honoree(commune):
	import frappe

	paper = commune.achievement(state="Verified")
	paper.honoree = commune.honoree().name
	with pytest.raises(frappe.ValidationError, match="belongs to another honoree"):
		commune.decision(paper)


def test_achievement_is_rewarded_once(commune):
	import frappe

	paper = commune.achievement(state="Verified")
	first = commune.decision(paper)
	with pytest.raises(frappe.ValidationError, match=first.name):
		commune.decision(paper)


def test_achievement_stands_once_in_a_decision(commune):
	import frappe

	paper = commune.achievement(state="Verified")
	rows = [
		{"achievement": paper.name, "honoree": paper.honoree, "award_type": award} for award in ("GK", "LDTT")
	]
	with pytest.raises(frappe.ValidationError, match="stands twice"):
		commune.decision(recipients=rows)


def test_honoree_receives_an_award_once_in_a_decision(commune):
	import frappe

	honoree = commune.honoree().name
	with pytest.raises(frappe.ValidationError, match="twice with the same award"):
		commune.decision(recipients=[{"honoree": honoree, "award_type": "GK"}] * 2)


@pytest.mark.parametrize("field", ["honoree", "award_type"])
def test_incomplete_recipient_is_a_message(commune, field):
	import frappe

	row = {"honoree": commune.honoree().name, "award_type": "GK"}
	row.pop(field)
	with pytest.raises(frappe.MandatoryError):
		commune.decision(recipients=[row])


@pytest.mark.parametrize("missing", ["signer_name", "legal_bases"])
def test_unsigned_or_groundless_decision_is_not_issued(commune, missing):
	import frappe

	decision = commune.decision(state="Appraised", **{missing: None if missing == "signer_name" else []})
	decision.db_set("signer_name", None if missing == "signer_name" else "Trần Quang Thái")
	with pytest.raises(frappe.ValidationError, match="filled in before"):
		commune.act(decision, "Issue", "chairman@test.example")


def test_reversed_period(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="must not be before"):
		commune.decision(period_from="2025-09-01", period_to="2025-01-01")


def test_draft_from_verified_achievements(commune, as_user):
	import frappe

	from tdkt_app.doctype.award_decision.drafting import draft_decision

	papers = [
		commune.achievement(state="Verified", period_from="2025-03-01", period_to="2025-08-01"),
		commune.achievement(
			state="Verified", kind="Collective", period_from="2025-02-01", period_to="2025-07-01"
		),
	]
	with as_user("officer@test.example"):
		draft = frappe._dict(draft_decision(frappe.as_json([paper.name for paper in papers])))
	assert (str(draft.period_from), str(draft.period_to)) == ("2025-02-01", "2025-08-01")
	assert [(row.achievement, row.honoree, row.award_type) for row in draft.recipients] == [
		(paper.name, paper.honoree, "GK") for paper in papers
	]
	assert not frappe.db.exists("Award Decision", {"name": draft.name or ""})


def test_draft_of_nothing_is_a_message(commune, as_user):
	import frappe

	from tdkt_app.doctype.award_decision.drafting import draft_decision

	with as_user("officer@test.example"), pytest.raises(frappe.ValidationError, match="Choose achievements"):
		draft_decision("[]")


def test_draft_brings_the_names_the_desk_shows(commune, as_user):
	import frappe

	from tdkt_app.doctype.award_decision.drafting import draft_decision

	paper = commune.achievement(state="Verified")
	frappe.local.response = frappe._dict(docs=[])
	with as_user("officer@test.example"):
		draft_decision([paper.name])
	assert frappe.response["_link_titles"][f"Honoree::{paper.honoree}"] == "Nguyễn Đình Ái"


def test_draft_of_a_campaign_takes_what_waits(commune, as_user):
	from tdkt_app.doctype.award_decision.drafting import draft_decision_of_campaign

	campaign = commune.campaign().name
	rewarded, waiting = (commune.achievement(state="Verified", campaign=campaign) for _ in range(2))
	commune.achievement(state="Submitted", campaign=campaign)
	commune.decision(rewarded)
	with as_user("officer@test.example"):
		draft = draft_decision_of_campaign(campaign)
	assert [row["achievement"] for row in draft["recipients"]] == [waiting.name]
	assert draft["campaign"] == campaign


@pytest.mark.parametrize("user", ["chairman@test.example", "council@test.example", "unit-a@test.example"])
def test_drafting_is_the_officers(commune, as_user, user):
	import frappe

	from tdkt_app.doctype.award_decision.drafting import draft_decision

	paper = commune.achievement(HAMLET_A, state="Verified")
	with as_user(user), pytest.raises(frappe.PermissionError):
		draft_decision([paper.name])


def test_overlapping_base_salary_rows_are_not_possible(site):
	import frappe

	row = {"doctype": "Base Salary", "effective_from": "2024-07-01", "amount": 1, "legal_source": "x"}
	with pytest.raises((frappe.UniqueValidationError, frappe.DuplicateEntryError)):
		frappe.get_doc(row).insert()


@pytest.mark.parametrize("amount", [0, -1, 2_340_000.5])
def test_base_salary_is_whole_dong_above_zero(site, amount):
	import frappe

	row = {"doctype": "Base Salary", "effective_from": "2030-07-01", "amount": amount, "legal_source": "x"}
	with pytest.raises(frappe.ValidationError):
		frappe.get_doc(row).insert()
