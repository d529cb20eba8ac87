"""What a campaign needs before anybody is asked to approve or launch it, under any workflow."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, HAMLET_A, NOBODY, OFFICER, PDF, UNIT_A

COMPLETE = {
	"slogan": "Xóm sạch",
	"plan_document": "03/KH-UBND",
	"content_areas": [{"content_area": "C"}],
	"objectives": "Xóm sạch, đường hoa.",
	"measures": "Họp dân.",
	"for_collectives": 1,
	"criteria": [{"criterion": "Tỷ lệ hộ phân loại rác", "max_score": 100}],
	"review_date": "2025-12-10",
	"budget": 2_000_000,
	"planned_awards": [
		{"award_type": "GK", "honoree_kind": "Individual", "quantity": 2, "amount_each": 700_000}
	],
}


@pytest.fixture
def checklist(commune):
	"""`checklist(("Criteria", "Required", 2), …)` replaces the list of the settings."""
	import frappe

	def write(*rows):
		settings = frappe.get_doc("TDKT Settings")
		settings.set(
			"launch_checks",
			[{"item": item, "demand": demand, "at_least": at_least} for item, demand, at_least in rows],
		)
		settings.save()

	yield write
	frappe.db.rollback()
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")


def missing(campaign) -> list[str]:
	from tdkt_app.emulation.launch_checklist import checks_of

	return [check.item for check in checks_of(campaign) if not check.done]


def test_default_list_holds_up_what_a_launch_cannot_do_without(commune):
	import frappe

	campaign = commune.campaign("Draft")
	with pytest.raises(
		frappe.MandatoryError,
		match="Missing for the launch: Plan or Plan Document, Content Areas, Objectives, Criteria",
	):
		commune.act(campaign, "Submit for Approval", OFFICER)
	assert frappe.db.get_value("Emulation Campaign", campaign.name, "workflow_state") == "Draft"


def test_complete_campaign_misses_nothing(commune):
	assert missing(commune.campaign("Draft", **COMPLETE)) == []


@pytest.mark.parametrize(
	("field", "item"),
	[
		("slogan", "Slogan"),
		("plan_document", "Plan or Plan Document"),
		("content_areas", "Content Areas"),
		("objectives", "Objectives"),
		("measures", "Measures"),
		("for_collectives", "Who May Take Part"),
		("criteria", "Criteria"),
		("registration_deadline", "Registration Closes"),
		("review_date", "Review Date"),
	],
)
def test_each_item_is_noticed(commune, field, item):
	assert missing(commune.campaign("Draft", **{**COMPLETE, field: None})) == [item]


def test_money_for_the_awards(commune):
	campaign = commune.campaign("Draft", **{**COMPLETE, "budget": 1_399_999})  # 2 × 700.000 = 1.400.000
	assert campaign.planned_amount == 1_400_000
	assert missing(campaign) == ["Budget Covers Planned Awards"]


def test_recommended_items_do_not_hold_up_but_are_named(commune):
	import frappe

	campaign = commune.ready_campaign("Draft")
	assert "Slogan" in missing(campaign)
	assert commune.act(campaign, "Submit for Approval", OFFICER).workflow_state == "Awaiting Approval"
	assert any("Recommended for the launch, but missing: " in str(said) for said in frappe.local.message_log)


def test_the_administrators_list_counts(commune, checklist):
	import frappe

	checklist(("Criteria", "Required", 3), ("Slogan", "Required", 1))
	campaign = commune.ready_campaign("Draft")
	with pytest.raises(frappe.MandatoryError, match=r"Criteria \(at least 3\), Slogan\."):
		commune.act(campaign, "Submit for Approval", OFFICER)
	checklist()
	bare = commune.campaign("Draft")
	assert commune.act(bare, "Submit for Approval", OFFICER).workflow_state == "Awaiting Approval"


def test_launch_is_checked_again(commune):
	import frappe

	campaign = commune.ready_campaign("Awaiting Approval", objectives=None)
	with pytest.raises(frappe.MandatoryError, match="Objectives"):
		commune.act(campaign, "Launch", CHAIRMAN)


def test_returning_and_cancelling_need_no_checklist(commune):
	campaign = commune.campaign("Awaiting Approval", cancel_reason="Dời")
	assert commune.act(campaign, "Return", CHAIRMAN).workflow_state == "Draft"
	assert commune.act(campaign, "Cancel Campaign", OFFICER).workflow_state == "Cancelled"


@pytest.mark.parametrize("state", ["Launched", "Awaiting Approval", "Đã gửi lãnh đạo"])
def test_holds_without_any_workflow(commune, state):
	"""And in a state that an administrator invented."""
	import frappe

	if not frappe.db.exists("Workflow State", state):
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": state}).insert()
	frappe.db.set_value("Workflow", {"document_type": "Emulation Campaign"}, "is_active", 0)
	frappe.cache.delete_key("workflow")
	try:
		campaign = commune.campaign("Draft")
		campaign.workflow_state = state
		with pytest.raises(frappe.MandatoryError, match="Missing for the launch"):
			campaign.save()
	finally:
		frappe.db.rollback()
		frappe.cache.delete_key("workflow")
		frappe.clear_cache(doctype="Emulation Campaign")


def test_holds_by_rest(commune, http):
	import frappe

	campaign = commune.campaign("Draft")
	frappe.db.commit()
	reply = http(
		"PUT",
		f"/api/resource/Emulation Campaign/{campaign.name}",
		user=OFFICER,
		json={"workflow_state": "Awaiting Approval"},
	)
	assert (reply.status_code, reply.json["exc_type"]) == (417, "MandatoryError")
	frappe.db.rollback()
	assert frappe.db.get_value("Emulation Campaign", campaign.name, "workflow_state") == "Draft"


def test_form_reads_the_checklist(commune, as_user):
	from tdkt_app.emulation.launch_checklist import of_campaign

	campaign = commune.ready_campaign("Draft")
	with as_user(OFFICER):
		shown = {row["item"]: row for row in of_campaign(campaign.name)}
	assert shown["Criteria"] == {
		"item": "Criteria",
		"label": "Criteria",
		"field": "criteria",
		"demand": "Required",
		"done": True,
		"at_least": 1,
	}
	assert not shown["Slogan"]["done"] and shown["Slogan"]["demand"] == "Recommended"


@pytest.mark.parametrize("user", [UNIT_A, NOBODY])
def test_checklist_of_a_draft_is_not_for_everybody(commune, as_user, user):
	import frappe

	from tdkt_app.emulation.launch_checklist import of_campaign

	campaign = commune.campaign("Draft")
	with as_user(user), pytest.raises(frappe.PermissionError):
		of_campaign(campaign.name)


def test_items_point_to_fields_of_the_campaign(site):
	import frappe

	from tdkt_app.emulation.launch_checklist import ITEMS

	meta = frappe.get_meta("Emulation Campaign")
	assert all(meta.has_field(item.field) for item in ITEMS.values())
	assert frappe.get_meta("Launch Check").get_field("item").options.split("\n") == list(ITEMS)


# What a campaign holds besides


def test_duration_class_is_filled_in(commune):
	campaign = commune.campaign(duration_class="5 Years or More")
	assert campaign.duration_class == "1 Year"  # 10 January to 31 December
	campaign.update({"end_date": "2025-11-30", "duration_class": "1 Year"})
	assert campaign.save().duration_class == "Under 1 Year"


def test_planned_award_without_amount_takes_the_money_of_the_rules(commune):
	"""Giấy khen in January 2025: 0,3 × 2.340.000 = 702.000, rounded up 710.000; a collective twice that."""
	campaign = commune.campaign(
		launch_date="2025-09-05",
		registration_deadline=None,
		planned_awards=[
			{"award_type": "GK", "honoree_kind": "Individual", "quantity": 3},
			{"award_type": "GK", "honoree_kind": "Collective", "quantity": 1, "amount": 5},
		],
	)
	assert [row.amount for row in campaign.planned_awards] == [3 * 710_000, 1_410_000]
	assert campaign.planned_amount == 3_540_000


@pytest.mark.parametrize(
	("rows", "sentence"),
	[
		([{"award_type": "GK", "honoree_kind": "Individual", "quantity": 0}], "row 1: the quantity"),
		([{"award_type": "GK", "honoree_kind": "Individual", "quantity": 1}] * 2, "row 2 is listed twice"),
	],
)
def test_bad_planned_awards(commune, rows, sentence):
	import frappe

	with pytest.raises(frappe.ValidationError, match=sentence):
		commune.campaign(planned_awards=[dict(row) for row in rows])


def test_interim_reports_are_due_before_the_final_ones(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Reports Due must not be before Interim Reports Due"):
		commune.campaign(interim_deadline="2025-12-01")


def test_attachment_of_a_launched_campaign_is_for_the_units(commune, as_user):
	import frappe

	from tdkt_app.files.attachments import add_file

	campaign = commune.campaign()
	add_file(campaign, "attachments", "ke-hoach.pdf", PDF, "Kế hoạch")
	campaign.save()
	file = frappe.get_doc("File", {"attached_to_name": campaign.name})
	assert file.is_private
	with as_user(UNIT_A):
		assert frappe.has_permission("File", "read", doc=file.name)
	with as_user(NOBODY):
		assert not frappe.has_permission("File", "read", doc=file.name)


# Where a campaign stands


def register(campaign: str, unit: str, **values) -> None:
	import frappe

	frappe.get_doc(
		{"doctype": "Campaign Registration", "campaign": campaign, "unit": unit, "targets": "x", **values}
	).insert()


def test_each_number_is_that_of_its_list(commune, as_user):
	import frappe

	from tdkt_app.emulation.campaign_progress import of_campaign
	from tests.site.commune import HAMLET_B, TEAM_OF_A

	campaign = commune.campaign(
		registration_deadline="2099-01-31", report_deadline="2099-11-30", end_date="2099-12-31"
	).name
	for unit in (HAMLET_A, HAMLET_B, TEAM_OF_A):
		register(campaign, unit)
	register(campaign, HAMLET_A, honoree=commune.honoree().name)
	frappe.db.set_value("Campaign Registration", {"campaign": campaign, "unit": TEAM_OF_A}, "is_late", 1)
	commune.achievement(HAMLET_A, "Verified", campaign=campaign)
	commune.achievement(HAMLET_A, "Submitted", campaign=campaign)
	commune.achievement(HAMLET_B, "Under Verification", campaign=campaign)
	commune.achievement(TEAM_OF_A, "Draft", campaign=campaign)
	commune.act(commune.review(campaign=campaign), "Submit", UNIT_A)
	with as_user(OFFICER):
		figures = of_campaign(campaign)["figures"]
		for figure in figures:
			rows = frappe.get_list(figure["doctype"], filters=figure["filters"], limit_page_length=0)
			assert len(rows) == figure["count"], figure
	assert {figure["figure"]: figure["count"] for figure in figures} == {
		"Units Registered": 3,
		"Units That Reported": 2,
		"Units Verified": 1,
		"Units Late": 1,
		"Achievements to Verify": 2,
		"Reviews Handed In": 1,
	}


def scored(commune, campaign, points: float) -> None:
	paper = commune.achievement(campaign=campaign.name)
	paper.scores[0].self_score = points
	paper.save().db_set("workflow_state", "Verified")


@pytest.mark.parametrize(
	("bands", "expected"),
	[
		(
			[{"grade": "Xuất sắc", "from_score": 90}, {"grade": "Tốt", "from_score": 70}],
			[("Xuất sắc", 1), ("Tốt", 2), ("0 – < 70", 1)],
		),
		([], [("≥ 80", 1), ("60 – < 80", 2), ("40 – < 60", 0), ("20 – < 40", 0), ("0 – < 20", 1)]),
	],
)
def test_score_distribution(commune, bands, expected):
	from tdkt_app.emulation.campaign_progress import of_campaign

	campaign = commune.campaign(criteria=[{"criterion": "Chung", "max_score": 100}], grade_bands=bands)
	for points in (95, 70, 79.5, 0):
		scored(commune, campaign, points)
	shown = [(row["label"], row["count"]) for row in of_campaign(campaign.name)["scores"]]
	assert shown == expected


def test_queries_of_the_progress_do_not_grow(commune, as_user, count_queries):
	from tdkt_app.emulation.campaign_progress import of_campaign
	from tests.site.commune import HAMLET_B, TOP

	campaign = commune.campaign(registration_deadline=None).name

	def queries() -> int:
		with as_user(OFFICER), count_queries() as sent:
			of_campaign(campaign)
		return len(sent)

	register(campaign, TOP)
	commune.achievement(campaign=campaign, state="Verified")
	queries()
	few = queries()
	for unit in (HAMLET_A, HAMLET_B):
		register(campaign, unit)
		commune.achievement(unit, "Verified", campaign=campaign)
		commune.review(unit, campaign=campaign)
	assert queries() == few


@pytest.mark.parametrize("user", [NOBODY])
def test_progress_is_not_for_strangers(commune, as_user, user):
	import frappe

	from tdkt_app.emulation.campaign_progress import of_campaign

	campaign = commune.campaign().name
	with as_user(user), pytest.raises(frappe.PermissionError):
		of_campaign(campaign)
