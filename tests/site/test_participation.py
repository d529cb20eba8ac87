"""What units hand in to a campaign, and the papers around it: bad input ends in a sentence that names it."""

from __future__ import annotations

import pytest

from tests.site.commune import HAMLET_A, HAMLET_B, TEAM_OF_A, TOP, UNIT_A


def registration(campaign, unit=HAMLET_A, **values):
	import frappe

	return frappe.get_doc(
		{
			"doctype": "Campaign Registration",
			"campaign": campaign.name,
			"unit": unit,
			"targets": "Không có hộ tái nghèo",
			**values,
		}
	).insert()


@pytest.mark.parametrize("state", ["Draft", "Awaiting Approval", "Under Review", "Closed", "Cancelled"])
def test_nothing_is_handed_in_to_a_campaign_that_is_not_running(commune, state):
	import frappe

	campaign = commune.campaign(state, cancel_reason="Dời")
	with pytest.raises(frappe.ValidationError, match="is not running"):
		registration(campaign)
	with pytest.raises(frappe.ValidationError, match="is not running"):
		commune.achievement(campaign=campaign.name)


def test_returned_achievement_is_corrected_though_the_campaign_has_moved_on(commune, as_user):
	achievement = commune.achievement(state="Returned", verifier_remark="Bổ sung")
	commune_campaign = achievement.campaign
	import frappe

	frappe.db.set_value("Emulation Campaign", commune_campaign, "workflow_state", "Under Review")
	achievement.summary = "Đã bổ sung"
	with as_user(UNIT_A):
		assert achievement.save().summary == "Đã bổ sung"


@pytest.mark.parametrize(("deadline", "late"), [("2020-01-31", 1), ("2099-12-31", 0), (None, 0)])
def test_late_registration_is_marked(commune, deadline, late):
	campaign = commune.campaign(
		launch_date="2020-01-01",
		registration_deadline=deadline,
		report_deadline="2099-12-31",
		end_date="2099-12-31",
	)
	assert registration(campaign).is_late == late


def test_registration_day_is_the_servers(commune):
	from frappe.utils import getdate

	assert registration(commune.campaign(), registered_on="2020-01-01").registered_on == getdate()


def test_registration_carries_the_name_of_who_takes_part(commune):
	campaign = commune.campaign()
	assert registration(campaign).title == "Xóm Đình"
	assert registration(campaign, honoree=commune.honoree().name).title == "Nguyễn Đình Ái"


def test_registering_twice(commune):
	import frappe

	campaign, honoree = commune.campaign(), commune.honoree().name
	registration(campaign)
	registration(campaign, honoree=honoree)
	with pytest.raises(frappe.DuplicateEntryError):
		registration(campaign)
	with pytest.raises(frappe.DuplicateEntryError):
		registration(campaign, honoree=honoree)


@pytest.mark.parametrize("unit", [HAMLET_B, TOP])
def test_honoree_of_another_unit(commune, unit):
	import frappe

	stranger = commune.honoree(unit).name
	with pytest.raises(frappe.ValidationError, match="does not belong to the unit"):
		commune.achievement(HAMLET_A, honoree=stranger)
	with pytest.raises(frappe.ValidationError, match="does not belong to the unit"):
		registration(commune.campaign(), honoree=stranger)


def test_honoree_of_a_unit_below(commune):
	assert commune.achievement(HAMLET_A, honoree=commune.honoree(TEAM_OF_A).name).unit == HAMLET_A


@pytest.mark.parametrize(
	("kind", "open_to"), [("Individual", False), ("Collective", True), ("Household", True)]
)
def test_campaign_for_some_kinds_only(commune, kind, open_to):
	import frappe

	campaign = commune.campaign(for_collectives=1, for_households=1)
	if open_to:
		assert commune.achievement(kind=kind, campaign=campaign.name).campaign == campaign.name
	else:
		with pytest.raises(frappe.ValidationError, match="is not open to"):
			commune.achievement(kind=kind, campaign=campaign.name)


def test_on_the_spot_needs_no_campaign(commune):
	import frappe

	assert commune.achievement(on_the_spot=1).campaign is None
	with pytest.raises(frappe.MandatoryError, match="Choose a campaign"):
		commune.achievement(campaign=None)


@pytest.mark.parametrize(
	("values", "named"),
	[
		({"report_deadline": "2025-01-01"}, "Reports Due"),
		({"registration_deadline": "2025-12-01"}, "Reports Due"),
		({"registration_deadline": "2025-01-01"}, "Registration Closes"),
		({"review_date": "2025-11-01"}, "Review Date"),
		({"end_date": "2025-01-01"}, "End Date"),
	],
)
def test_reversed_dates_of_a_campaign(commune, values, named):
	import frappe

	with pytest.raises(frappe.ValidationError, match=f"{named} must not be before"):
		commune.campaign(**values)


@pytest.mark.parametrize("field", ["campaign_title", "year", "launch_date", "report_deadline", "end_date"])
def test_missing_field_of_a_campaign_is_a_message(commune, field):
	import frappe

	with pytest.raises(frappe.MandatoryError, match=field):
		commune.campaign(**{field: None})


@pytest.mark.parametrize("year", [25, 20255, -1])
def test_year_of_a_campaign(commune, year):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Year must lie between"):
		commune.campaign(year=year)


def test_campaign_is_not_its_own_parent(commune):
	import frappe

	campaign = commune.campaign("Draft")
	campaign.parent_campaign = campaign.name
	with pytest.raises(frappe.ValidationError, match="its own parent"):
		campaign.save()


def test_reversed_period_of_an_achievement(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Period To must not be before Period From"):
		commune.achievement(period_from="2025-06-01", period_to="2025-05-31")


@pytest.mark.parametrize("field", ["honoree", "unit", "summary", "period_from"])
def test_missing_field_of_an_achievement_is_a_message(commune, field):
	import frappe

	achievement = commune.achievement()
	achievement.set(field, None)
	with pytest.raises(frappe.MandatoryError, match=field):
		achievement.save()


# Units and people


@pytest.mark.parametrize(("given", "stored"), [("xom-moi", "XOM-MOI"), (" To-7 ", "TO-7")])
def test_unit_code_is_put_in_order(commune, given, stored):
	import frappe

	unit = {"doctype": "Emulation Unit", "unit_code": given, "unit_name": "Xóm Mới", "unit_type": "Hamlet"}
	assert frappe.get_doc({**unit, "parent_emulation_unit": TOP}).insert().name == stored


@pytest.mark.parametrize("code", ["Xóm-Đình", "XOM DINH", "-XOM", "XOM--A", "", "XOM/A"])
def test_unit_code_that_is_no_code(commune, code):
	import frappe

	unit = {"doctype": "Emulation Unit", "unit_code": code, "unit_name": "Xóm Mới", "unit_type": "Hamlet"}
	with pytest.raises(frappe.ValidationError):
		frappe.get_doc(unit).insert()


def test_unit_tree_has_no_cycle(commune):
	import frappe

	unit = frappe.get_doc("Emulation Unit", HAMLET_A)
	unit.parent_emulation_unit = TEAM_OF_A
	with pytest.raises(frappe.ValidationError):
		unit.save()


def test_user_stands_once_in_a_unit(commune):
	import frappe

	unit = frappe.get_doc("Emulation Unit", HAMLET_A)
	unit.append("users", {"user": UNIT_A})
	with pytest.raises(frappe.ValidationError, match=UNIT_A):
		unit.save()


def test_names_can_be_found_without_marks_and_sorted_by_given_name(commune):
	import frappe

	for full_name in ("Trần Văn Ước", "Lê Thị  Ái ", "Phạm Đình Đạt"):
		commune.honoree(full_name=full_name)
	found = frappe.get_list("Honoree", filters={"search_name": ("like", "%dinh dat%")}, pluck="full_name")
	assert "Phạm Đình Đạt" in found
	ordered = frappe.get_list(
		"Honoree",
		filters={"full_name": ("in", ["Trần Văn Ước", "Lê Thị Ái", "Phạm Đình Đạt"])},
		order_by="sort_name asc",
		pluck="full_name",
		limit_page_length=0,
	)
	assert list(dict.fromkeys(ordered)) == ["Lê Thị Ái", "Phạm Đình Đạt", "Trần Văn Ước"]


@pytest.mark.parametrize("birth_year", [1899, 2999, 85])
def test_birth_year(commune, birth_year):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Birth Year must lie between"):
		commune.honoree(birth_year=birth_year)
