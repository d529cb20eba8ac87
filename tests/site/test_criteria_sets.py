"""Criteria that are used again: sets, what a campaign takes from one, and a set made of a campaign."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, OFFICER, UNIT_A

ROWS = [
	{"criterion": "Tỷ lệ hộ phân loại rác", "max_score": 60, "mandatory": 1, "evidence_required": 1},
	{"criterion": "Cách làm mới", "criterion_kind": "Bonus", "max_score": 10},
]
BANDS = [{"grade": "Xuất sắc", "from_score": 55, "cap_ratio": 20}]
TAKEN = ("criterion", "criterion_kind", "max_score", "mandatory", "evidence_required")


@pytest.fixture
def criteria_set(commune, as_user):
	import frappe

	def make(**values):
		with as_user(OFFICER):
			words = {"set_name": "Xóm nông thôn mới", "criteria": ROWS, "grade_bands": BANDS, **values}
			return frappe.get_doc({"doctype": "Criteria Set", **words}).insert()

	return make


def values_of(doc) -> list[tuple]:
	return [tuple(row.get(field) for field in TAKEN) for row in doc.criteria]


def test_a_campaign_begins_with_copies_of_the_set(criteria_set, commune, as_user):
	from tdkt_app.doctype.criteria_set.criteria_set import campaign_of_set

	kept = criteria_set()
	with as_user(OFFICER):
		campaign = campaign_of_set(kept.name)
		campaign.update({"campaign_title": "Thi đua năm mới", "campaign_type": "Thematic", "year": 2026})
		campaign.update({"launching_unit": "TEST-TOP", "launch_date": "2026-01-10"})
		campaign.update({"report_deadline": "2026-11-30", "end_date": "2026-12-31"})
		campaign.insert()
	assert values_of(campaign) == values_of(kept)
	assert [(row.grade, row.from_score, row.cap_ratio) for row in campaign.grade_bands] == [
		("Xuất sắc", 55, 20)
	]
	kept.criteria[0].max_score = 90
	kept.save()
	campaign.reload()
	assert campaign.criteria[0].max_score == 60


def test_a_set_is_made_of_a_campaign(commune, as_user):
	from tdkt_app.doctype.criteria_set.criteria_set import set_of_campaign

	campaign = commune.campaign("Draft", criteria=ROWS, grade_bands=BANDS, is_demo=1)
	with as_user(OFFICER):
		kept = set_of_campaign(campaign.name).insert()
	assert values_of(kept) == values_of(campaign)
	assert (kept.set_name, kept.is_demo) == (campaign.campaign_title, 0)


@pytest.mark.parametrize(
	("values", "told"),
	[
		({"criteria": []}, "Criteria"),
		({"criteria": [ROWS[0], ROWS[0]]}, "listed twice"),
		({"criteria": [{"criterion": "Trừ", "criterion_kind": "Penalty", "max_score": 0}]}, "row 1"),
		({"grade_bands": [{"grade": "Tốt", "from_score": 71}]}, "highest total 70"),
	],
)
def test_bad_sets(criteria_set, values, told):
	import frappe

	with pytest.raises(frappe.ValidationError) as failure:
		criteria_set(**values)
	assert told in " ".join([str(failure.value), *map(str, frappe.get_message_log())])


@pytest.mark.parametrize("user", [CHAIRMAN, UNIT_A])
def test_nobody_else_makes_sets(criteria_set, commune, as_user, user):
	import frappe

	from tdkt_app.doctype.criteria_set.criteria_set import campaign_of_set, set_of_campaign

	kept, campaign = criteria_set(), commune.campaign(criteria=ROWS)
	with as_user(user):
		for attempt in (lambda: set_of_campaign(campaign.name), lambda: campaign_of_set(kept.name)):
			with pytest.raises(frappe.PermissionError):
				attempt().insert()
