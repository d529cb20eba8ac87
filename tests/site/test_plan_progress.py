"""How far the targets and tasks of an issued plan have come, and who records it."""

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
	TOP,
	UNIT_A,
)


@pytest.fixture
def plan(commune):
	"""An issued plan: metres of road by two hamlets, a share, poor households; one task with a day and one without."""
	import frappe

	doc = frappe.get_doc(
		{
			"doctype": "Emulation Plan",
			"plan_title": "Phát động phong trào thi đua năm 2025",
			"year": 2025,
			"plan_date": "2025-01-10",
			"symbol": "KH-THU",
			"introduction": "Như sau:",
			"contents": [{"content_area": "C"}],
			"targets": [
				{"target_name": "Đường mới", "measure": "m", "target_value": 1200, "due_date": "2025-11-30"},
				{"target_name": "Hộ văn hóa", "measure": "%", "target_value": 90, "together": "Average"},
				{"target_name": "Hộ nghèo còn", "measure": "%", "target_value": 2, "at_most": 1},
			],
			"tasks": [
				{"unit": TOP, "text": "Sơ kết phong trào.", "due_date": "2025-06-30"},
				{"unit": TOP, "text": "Tuyên truyền."},
			],
			"signer_name": "Trần Quang Thái",
			"recipients_note": "- Lưu: VT.",
		}
	).insert()
	doc.db_set("workflow_state", "Awaiting Approval", update_modified=False)
	return commune.act(doc, "Issue", CHAIRMAN)


def record(plan, row, **values):
	import frappe

	kind = "Task" if row.doctype == "Plan Task" else "Target"
	return frappe.get_doc(
		{
			"doctype": "Plan Progress Entry",
			"plan": plan.name,
			"row_kind": kind,
			"plan_row": row.name,
			"as_of": "2025-06-30",
			**values,
		}
	).insert()


def progress(plan) -> dict:
	from tdkt_app.emulation.plan_progress import of_plan

	return of_plan(plan.name)


def test_nothing_is_known_yet(plan):
	shown = progress(plan)
	assert [row["reached"] for row in shown["targets"]] == [None, None, None]
	assert shown["percent"] == 0
	assert [row["is_overdue"] for row in shown["targets"]] == [True, False, False]
	assert [row["is_overdue"] for row in shown["tasks"]] == [True, False]
	assert shown["overdue"] == 2


def test_latest_recorded_value_counts(plan):
	road, families, poor = plan.targets
	record(plan, road, reached_value=900, as_of="2025-09-30")
	record(plan, road, reached_value=300, as_of="2025-03-31")
	record(plan, families, reached_value=99)
	record(plan, poor, reached_value=4)
	shown = progress(plan)
	assert [(row["reached"], row["percent"]) for row in shown["targets"]] == [(900, 75), (99, 110), (4, 50)]
	assert shown["percent"] == 75.0  # (75 + 100 + 50) / 3


def test_accepted_final_reviews_count_together(commune, plan):
	road, families, _poor = plan.targets
	campaign = commune.campaign(plan=plan.name).name
	for unit, metres, percent, state, kind in (
		(HAMLET_A, 500, 95, "Accepted", "Final"),
		(HAMLET_B, 400, 81, "Accepted", "Final"),
		(TOP, 999, 99, "Submitted", "Final"),
		(HAMLET_A, 999, 99, "Accepted", "Interim"),
	):
		commune.review(
			unit,
			state,
			campaign=campaign,
			review_kind=kind,
			results=[
				{"plan_target": road.name, "target": "x", "result_value": metres},
				{"plan_target": families.name, "target": "x", "result_value": percent},
			],
		)
	targets = progress(plan)["targets"]
	assert [(row["reached"], row["units"]) for row in targets] == [(900, 2), (88, 2), (None, 0)]
	assert targets[0]["source"] == "Reported by Units"
	record(plan, road, reached_value=1250)
	target = progress(plan)["targets"][0]
	assert (target["reached"], target["source"], target["is_overdue"]) == (1250, "Recorded", False)


def test_done_task_is_not_overdue(plan):
	entry = record(plan, plan.tasks[0], is_done=1)
	assert entry.title == "Sơ kết phong trào."
	assert progress(plan)["tasks"][0]["is_done"] and progress(plan)["overdue"] == 1


def test_words_are_the_plans(plan):
	entry = record(plan, plan.targets[0], reached_value=1, row_text="Khác", measure="km", title="Khác")
	assert (entry.row_text, entry.measure, entry.title) == ("Đường mới", "m", "Đường mới")


def test_plan_that_is_not_issued(plan):
	import frappe

	plan.db_set("workflow_state", "Draft")
	with pytest.raises(frappe.ValidationError, match="for an issued plan only"):
		record(plan, plan.targets[0])


def test_row_of_another_plan(plan):
	import frappe

	with pytest.raises(frappe.ValidationError, match="does not belong to the plan"):
		record(plan, frappe._dict(doctype="Plan Target", name="x"))


def test_day_in_the_future(plan):
	import frappe

	with pytest.raises(frappe.ValidationError, match="As Of must not lie in the future"):
		record(plan, plan.targets[0], as_of="2099-01-01")


def test_plan_itself_stays_as_it_was_signed(plan):
	before = plan.as_dict()
	record(plan, plan.targets[0], reached_value=5)
	plan.reload()
	assert plan.as_dict() == before


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL, MANAGER, AUDITOR])
def test_who_only_reads(plan, as_user, user):
	import frappe

	entry = record(plan, plan.targets[0])
	assert frappe.has_permission("Plan Progress Entry", "read", doc=entry.name, user=user)
	with as_user(user), pytest.raises(frappe.PermissionError):
		record(plan, plan.targets[0])


@pytest.mark.parametrize("user", [UNIT_A, NOBODY])
def test_units_do_not_see_it(plan, as_user, user):
	import frappe

	entry = record(plan, plan.targets[0])
	assert not frappe.has_permission("Plan Progress Entry", "read", doc=entry.name, user=user)
	with as_user(user), pytest.raises(frappe.PermissionError):
		progress(plan)


def test_queries_do_not_grow(commune, plan, as_user, count_queries):
	def queries() -> int:
		with as_user(OFFICER), count_queries() as sent:
			progress(plan)
		return len(sent)

	queries()
	few = queries()
	for row in plan.targets:
		record(plan, row, reached_value=1)
	commune.review(
		state="Accepted",
		campaign=commune.campaign(plan=plan.name).name,
		results=[{"plan_target": plan.targets[0].name, "target": "x", "result_value": 5}],
	)
	assert queries() == few
