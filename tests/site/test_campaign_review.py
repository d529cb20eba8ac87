"""Reports of units on campaigns: who takes them which way, what stays fixed, what counts as late and as missing."""

from __future__ import annotations

import pytest

from tests.site.commune import (
	AUDITOR,
	CHAIRMAN,
	COUNCIL,
	HAMLET_A,
	HAMLET_B,
	MANAGER,
	NOBODY,
	OFFICER,
	PDF,
	TEAM_OF_A,
	TOP,
	UNIT_A,
	UNIT_B,
)

EVERYBODY = (OFFICER, CHAIRMAN, COUNCIL, MANAGER, AUDITOR, UNIT_A, UNIT_B)
STEPS = [
	("Draft", "Submit", "Submitted", {UNIT_A, OFFICER}),
	("Submitted", "Accept", "Accepted", {OFFICER}),
	("Submitted", "Return for Correction", "Returned", {OFFICER}),
	("Returned", "Submit", "Submitted", {UNIT_A, OFFICER}),
]
FUTURE, PAST = "2099-11-30", "2020-11-30"


def plan_with_targets(*targets: dict):
	import frappe

	plan = frappe.get_doc(
		{
			"doctype": "Emulation Plan",
			"plan_title": "Phát động phong trào thi đua năm 2025",
			"year": 2025,
			"plan_date": "2025-01-10",
			"symbol": "KH-THU",
			"targets": targets,
		}
	)
	return plan.insert()


def may(user: str, ptype: str, doc) -> bool:
	import frappe

	return frappe.has_permission(doc.doctype, ptype, doc=doc.name, user=user)


# Steps


@pytest.mark.parametrize(("state", "action", "next_state", "users"), STEPS)
def test_step(commune, state, action, next_state, users):
	import frappe

	review = commune.review(state=state, officer_remark="Bổ sung số liệu")
	reached = {}
	for user in EVERYBODY:
		frappe.db.savepoint("step")
		try:
			reached[user] = commune.act(review, action, user).workflow_state
		except (frappe.PermissionError, frappe.ValidationError):
			pass
		frappe.db.rollback(save_point="step")
		frappe.clear_messages()
	assert reached == dict.fromkeys(users, next_state)


@pytest.mark.parametrize(
	("state", "target", "user"),
	[
		("Draft", "Accepted", UNIT_A),
		("Draft", "Accepted", OFFICER),
		("Returned", "Accepted", UNIT_A),
		("Accepted", "Draft", OFFICER),
	],
)
def test_writing_a_state_that_no_step_leads_to(commune, as_user, state, target, user):
	import frappe

	review = commune.review(state=state)
	review.workflow_state = target
	with as_user(user), pytest.raises(frappe.PermissionError):
		review.save()


def test_report_without_text_is_not_handed_in(commune):
	import frappe

	review = commune.review(organisation=" ")
	with pytest.raises(frappe.MandatoryError, match="Organisation and Results"):
		commune.act(review, "Submit", UNIT_A)


def test_returning_needs_a_remark(commune):
	import frappe

	review = commune.review(state="Submitted")
	with pytest.raises(frappe.MandatoryError, match="Write in the remark"):
		commune.act(review, "Return for Correction", OFFICER)


def test_acceptance_is_stamped(commune):
	accepted = commune.act(commune.review(state="Submitted"), "Accept", OFFICER)
	assert accepted.accepted_by == OFFICER and accepted.accepted_on


@pytest.mark.parametrize(
	("field", "value"),
	[("organisation", "Khác"), ("people_taking_part", 9), ("results", []), ("proposals", "Khác")],
)
@pytest.mark.parametrize("user", [UNIT_A, OFFICER, MANAGER, "Administrator"])
def test_accepted_report_stays_as_it_is(commune, as_user, user, field, value):
	import frappe

	review = commune.review(state="Accepted", results=[{"target": "Hộ văn hóa", "result_value": 3}])
	review.set(field, value)
	with as_user(user), pytest.raises(frappe.PermissionError):
		review.save()


def test_report_on_record_is_not_deleted(commune):
	import frappe

	with pytest.raises(frappe.PermissionError, match="stays on record"):
		commune.review(state="Submitted").delete()


# Due dates


@pytest.mark.parametrize(("due", "late"), [(FUTURE, 0), (PAST, 1)])
def test_late_report_is_marked(commune, due, late):
	campaign = commune.campaign(
		launch_date="2020-01-10", registration_deadline=None, report_deadline=due, end_date="2099-12-31"
	)
	handed_in = commune.act(commune.review(campaign=campaign.name), "Submit", UNIT_A)
	assert (handed_in.is_late, str(handed_in.due_date)) == (late, due)


def test_first_submission_counts(commune):
	"""Returned after the due day, handed in again: still in time."""
	campaign = commune.campaign(report_deadline=FUTURE, end_date="2099-12-31")
	review = commune.act(commune.review(campaign=campaign.name), "Submit", UNIT_A)
	review.db_set({"workflow_state": "Returned", "due_date": PAST})
	assert commune.act(review, "Submit", UNIT_A).is_late == 0


def test_nobody_forges_the_stamps(commune, as_user):
	review = commune.review()
	review.update({"submitted_on": "2025-01-11 08:00:00", "is_late": 0, "accepted_by": UNIT_A})
	with as_user(UNIT_A):
		review.save()
	assert (review.submitted_on, review.accepted_by) == (None, None)


def test_interim_report_is_due_on_its_own_day(commune):
	campaign = commune.campaign(interim_deadline="2025-06-30")
	review = commune.review(campaign=campaign.name, review_kind="Interim")
	assert str(review.due_date) == "2025-06-30"


# What a report holds


def test_one_final_report_per_campaign_and_unit(commune):
	import frappe

	first = commune.review()
	commune.review(HAMLET_B, campaign=first.campaign)
	commune.review(campaign=first.campaign, review_kind="Interim")
	with pytest.raises(frappe.DuplicateEntryError, match=first.name):
		commune.review(campaign=first.campaign)


def test_two_final_reports_written_at_once(commune):
	"""The check of the second did not see the first: the database refuses."""
	import frappe

	first, second = commune.review(), commune.review(HAMLET_B)
	with pytest.raises(Exception) as refusal:
		frappe.db.set_value("Campaign Review", second.name, "final_key", first.final_key)
	assert frappe.db.is_unique_key_violation(refusal.value)


@pytest.mark.parametrize("state", ["Draft", "Awaiting Approval", "Closed", "Cancelled"])
def test_campaign_that_takes_no_reports(commune, state):
	import frappe

	campaign = commune.campaign(state, cancel_reason="Dời")
	with pytest.raises(frappe.ValidationError, match="takes no reports now"):
		commune.review(campaign=campaign.name)


def test_percent_is_computed(commune):
	review = commune.review(
		results=[
			{"target": "Trồng cây", "committed_value": 80, "result_value": 60, "percent": 100},
			{"target": "Hộ nghèo còn", "committed_value": 2, "result_value": 1, "at_most": 1},
			{"target": "Không có số", "result_value": 5},
		]
	)
	assert [row.percent for row in review.results] == [75, 100, 0]


def test_target_of_the_plan_keeps_its_words(commune):
	plan = plan_with_targets(
		{"target_name": "Đường bê tông mới", "measure": "m", "target_value": 1200, "unit": HAMLET_A}
	)
	review = commune.review(
		campaign=commune.campaign(plan=plan.name).name,
		results=[
			{
				"plan_target": plan.targets[0].name,
				"target": "Việc khác",
				"measure": "km",
				"committed_value": 300,
				"result_value": 150,
			}
		],
	)
	row = review.results[0]
	assert (row.target, row.measure, row.percent) == ("Đường bê tông mới", "m", 50)


def test_target_of_another_plan(commune):
	import frappe

	plan = plan_with_targets({"target_name": "Cây", "measure": "cây", "target_value": 10})
	with pytest.raises(frappe.ValidationError, match="row 1: this target does not belong"):
		commune.review(results=[{"target": "Cây", "plan_target": plan.targets[0].name}])


def test_first_values(commune, as_user):
	import frappe

	from tdkt_app.doctype.campaign_review.results import first_values

	plan = plan_with_targets(
		{"target_name": "Của xóm Đình", "measure": "m", "target_value": 300, "unit": HAMLET_A},
		{"target_name": "Của xóm La Lang", "measure": "m", "target_value": 200, "unit": HAMLET_B},
		{"target_name": "Của cả xã", "measure": "%", "target_value": 90},
	)
	campaign = commune.campaign(plan=plan.name)
	person = commune.honoree()
	for honoree, targets in ((None, "- Trồng 80 cây;\n- Không rác.\n"), (person.name, "Hiến đất")):
		frappe.get_doc(
			{
				"doctype": "Campaign Registration",
				"campaign": campaign.name,
				"unit": HAMLET_A,
				"honoree": honoree,
				"targets": targets,
			}
		).insert()
	with as_user(UNIT_A):
		values = first_values(campaign.name, HAMLET_A)
		with pytest.raises(frappe.PermissionError):
			first_values(campaign.name, HAMLET_B)
	assert [(row["target"], row.get("committed_value")) for row in values["results"]] == [
		("Của xóm Đình", 300),
		("Của cả xã", 0),
		("Trồng 80 cây", None),
		("Không rác", None),
	]
	assert (values["people_registered"], values["households_registered"]) == (1, 0)


def test_exemplar_of_another_unit(commune):
	import frappe

	stranger = commune.honoree(HAMLET_B)
	with pytest.raises(frappe.ValidationError, match="does not belong to the unit"):
		commune.review(exemplars=[{"honoree": stranger.name, "exemplar_name": "x", "deed": "y"}])


def test_file_of_another_paper_is_not_listed(commune):
	import frappe

	from tdkt_app.files.attachments import add_file

	other = commune.review(HAMLET_B)
	add_file(other, "attachments", "bao-cao.pdf", PDF)
	other.save()
	own = commune.review()
	own.append("attachments", {"file": other.attachments[0].file})
	with pytest.raises(frappe.ValidationError, match="Not a file of this document"):
		own.save()


def test_files_of_an_accepted_report_stay(commune):
	import frappe

	from tdkt_app.files.attachments import add_file

	review = commune.review()
	add_file(review, "attachments", "bao-cao.pdf", PDF)
	review.save().db_set("workflow_state", "Accepted")
	file = frappe.get_doc("File", {"attached_to_name": review.name})
	with pytest.raises(frappe.PermissionError, match="files stay as they are"):
		file.delete()
	with pytest.raises(frappe.PermissionError, match="files stay as they are"):
		add_file(review, "attachments", "them.pdf", PDF)


@pytest.mark.parametrize(("name", "content"), [("bao-cao.exe", b"MZ"), ("gia.pdf", b"MZ")])
def test_bad_file(commune, name, content):
	import frappe

	from tdkt_app.files.attachments import add_file

	with pytest.raises(frappe.ValidationError, match=name):
		add_file(commune.review(), "attachments", name, content)


# Whose it is


def test_unit_sees_its_own_and_those_below(commune, as_user):
	import frappe

	campaign = commune.campaign().name
	made = {
		unit: commune.review(unit, campaign=campaign).name for unit in (HAMLET_A, TEAM_OF_A, HAMLET_B, TOP)
	}
	with as_user(UNIT_A):
		seen = frappe.get_list("Campaign Review", filters={"campaign": campaign}, pluck="name")
	assert set(seen) == {made[HAMLET_A], made[TEAM_OF_A]}


@pytest.mark.parametrize("ptype", ["read", "write", "delete", "print", "export", "share"])
@pytest.mark.parametrize("user", [UNIT_B, NOBODY, "Guest"])
def test_strangers_do_nothing_with_it(commune, user, ptype):
	assert not may(user, ptype, commune.review())


@pytest.mark.parametrize(
	("state", "open_to_unit"),
	[("Draft", True), ("Returned", True), ("Submitted", False), ("Accepted", False)],
)
def test_unit_writes_while_the_report_is_its_own(commune, state, open_to_unit):
	assert may(UNIT_A, "write", commune.review(state=state)) is open_to_unit


@pytest.mark.parametrize("user", [COUNCIL, CHAIRMAN, MANAGER, AUDITOR])
@pytest.mark.parametrize("ptype", ["write", "create", "delete"])
def test_others_at_the_desk_only_read(commune, user, ptype):
	review = commune.review(state="Accepted")
	assert may(user, "read", review) and not may(user, ptype, review)


def test_report_is_not_written_for_the_neighbour(commune, as_user):
	import frappe

	campaign = commune.campaign().name
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		commune.review(HAMLET_B, campaign=campaign)


def test_foreign_report_is_not_taken_over_with_ones_own_unit(commune, as_user):
	import frappe

	foreign = commune.review(HAMLET_B)
	foreign.unit = HAMLET_A
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		foreign.save()


def test_unit_does_not_write_the_officers_remark(commune, as_user):
	review = commune.review(state="Returned", officer_remark="Bổ sung số liệu")
	review.update({"officer_remark": "Không cần bổ sung", "lessons": "Đã bổ sung"})
	with as_user(UNIT_A):
		review.save()
	review.reload()
	assert (review.officer_remark, review.lessons) == ("Bổ sung số liệu", "Đã bổ sung")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("user", [UNIT_A, UNIT_B, NOBODY])
def test_rest_is_closed_to_portal_users(commune, http, user, method):
	"""Even for the own report: the portal's methods are the only entrance."""
	import frappe

	review = commune.review()
	frappe.db.commit()
	reply = http(method, f"/api/resource/Campaign Review/{review.name}", user=user, json={"unit": HAMLET_B})
	assert reply.status_code == 403


@pytest.mark.parametrize("field", ["workflow_state", "organisation"])
def test_accepted_report_is_not_changed_by_rest(commune, http, field):
	import frappe

	review = commune.review(state="Accepted")
	frappe.db.commit()
	reply = http("PUT", f"/api/resource/Campaign Review/{review.name}", user=OFFICER, json={field: "Draft"})
	assert reply.status_code == 403
	frappe.db.rollback()
	assert frappe.get_doc("Campaign Review", review.name).as_dict() == review.as_dict()


# Who has reported


@pytest.fixture
def progress(commune):
	"""`progress(**filters)`: rows of the report."""

	def read(**filters):
		from tdkt_app.report.review_progress.review_progress import execute

		return execute(filters)

	return read


def register(campaign: str, unit: str) -> None:
	import frappe

	frappe.get_doc(
		{"doctype": "Campaign Registration", "campaign": campaign, "unit": unit, "targets": "Giữ danh hiệu"}
	).insert()


def test_progress(commune, progress):
	"""Three units take part: one handed in late, one has a draft, one has written nothing."""
	campaign = commune.campaign(registration_deadline=None)
	register(campaign.name, TOP)
	commune.achievement(HAMLET_B, campaign=campaign.name)
	commune.review(HAMLET_B, campaign=campaign.name)
	late = commune.act(commune.review(HAMLET_A, campaign=campaign.name), "Submit", UNIT_A)
	_columns, rows, _message, _chart, summary = progress(campaign=campaign.name)
	assert [(row.unit, row.state, row.is_missing, row.is_late) for row in rows] == [
		(TOP, "Not Written", 1, 0),
		(HAMLET_A, "Submitted", 0, 1),
		(HAMLET_B, "Draft", 1, 0),
	]
	assert rows[1].review == late.name and rows[1].days_overdue == 0
	import frappe

	since = (frappe.utils.getdate() - frappe.utils.getdate("2025-11-30")).days
	assert rows[0].days_overdue == rows[2].days_overdue == since > 0
	assert [figure["value"] for figure in summary] == [3, 1, 1, 2, 2]


@pytest.mark.parametrize(
	("show", "units"),
	[("Overdue", [TOP]), ("Missing", [TOP]), ("Late", [HAMLET_A]), ("All", [TOP, HAMLET_A])],
)
def test_progress_shows_a_part(commune, progress, show, units):
	campaign = commune.campaign(registration_deadline=None)
	register(campaign.name, TOP)
	commune.act(commune.review(HAMLET_A, campaign=campaign.name), "Submit", UNIT_A)
	rows = progress(campaign=campaign.name, show=show)[1]
	assert [row.unit for row in rows] == units


def test_interim_reports_are_expected_where_there_is_a_day_for_them(commune, progress):
	campaign = commune.campaign(registration_deadline=None, interim_deadline="2025-06-30")
	register(campaign.name, TOP)
	assert [row.review_kind for row in progress(campaign=campaign.name)[1]] == ["Interim", "Final"]


def test_progress_refuses_an_unknown_part(progress):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Show: “x” is unknown"):
		progress(show="x")


def test_queries_of_the_progress_do_not_grow(commune, progress, as_user, count_queries):
	def queries() -> int:
		with as_user(OFFICER), count_queries() as sent:
			progress(year=2025)
		return len(sent)

	register(commune.campaign(registration_deadline=None).name, TOP)
	queries()  # fills the caches
	few = queries()
	for unit in (HAMLET_A, HAMLET_B, TEAM_OF_A):
		register(commune.campaign(registration_deadline=None).name, unit)
		commune.review(unit)
	assert queries() == few


@pytest.mark.parametrize("user", [UNIT_A, NOBODY])
def test_report_is_for_the_desk(commune, as_user, user):
	import frappe
	from frappe.desk.query_report import run

	with as_user(user), pytest.raises(frappe.PermissionError):
		run("Review Progress", {})
