"""Award Nomination: who does which step, what may stand in it, what stops it, when it is due."""

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

STATES = ("Draft", "Submitted", "Under Appraisal", "Returned", "Appraised", "Rejected")


def reloaded(doc):
	import frappe

	return frappe.get_doc(doc.doctype, doc.name)


def refused(as_user, user, work, error="PermissionError"):
	import frappe

	with as_user(user), pytest.raises(getattr(frappe, error)):
		work()


def new_nomination(commune, unit=HAMLET_A, **values):
	"""Values of a nomination with one nominee."""
	import frappe

	paper = commune.achievement(unit, state="Verified")
	nominees = [{"honoree": paper.honoree, "award_type": "GK", "achievement": paper.name}]
	return frappe.get_doc(
		{
			"doctype": "Award Nomination",
			"title": "Đề nghị khen thưởng đợt 1",
			"unit": unit,
			"method": "Thematic",
			"period_from": "2025-01-10",
			"period_to": "2025-11-20",
			"nominees": nominees,
			**values,
		}
	)


# The way


def test_the_whole_way(commune, as_user):
	import frappe

	draft = new_nomination(commune)
	with as_user(UNIT_A):
		doc = draft.insert()
		assert doc.workflow_state == "Draft" and doc.name.startswith("DN-")
		for row in doc.dossier:
			row.on_paper = 1
		doc.save()
	doc = commune.act(doc, "Submit", UNIT_A)
	assert doc.submitted_on and not doc.received_on
	doc = commune.act(doc, "Start Appraisal", OFFICER)
	assert str(doc.received_on) == frappe.utils.nowdate()
	doc.update({"return_reason": "Thiếu biên bản bình xét", "return_legal_ground": "NĐ 152/2025 Điều 35.4.a"})
	doc.save()
	doc = commune.act(doc, "Return for Completion", OFFICER)
	with as_user(UNIT_A):
		again = reloaded(doc)
		assert again.return_reason == "Thiếu biên bản bình xét"
		again.update({"summary": "Đã bổ sung"}).save()
	doc = commune.act(doc, "Submit", UNIT_A)
	doc = commune.act(doc, "Start Appraisal", OFFICER)
	doc = commune.act(doc, "Finish Appraisal", OFFICER)
	assert (doc.workflow_state, doc.appraised_by) == ("Appraised", OFFICER)


@pytest.mark.parametrize(
	("action", "values", "said"),
	[
		("Return for Completion", {}, "Reason of Return or Rejection, Legal Ground of the Return"),
		("Return for Completion", {"return_reason": "Thiếu"}, "Legal Ground of the Return"),
		("Return for Completion", {"return_reason": "Thiếu", "return_legal_ground": "  "}, "Legal Ground"),
		("Reject", {"return_legal_ground": "Điều 4"}, "Reason of Return or Rejection"),
	],
)
def test_a_return_or_rejection_says_why(commune, action, values, said):
	import frappe

	doc = commune.nomination(state="Under Appraisal")
	doc.update(values).save()
	with pytest.raises(frappe.MandatoryError, match=said):
		commune.act(doc, action, OFFICER)
	assert reloaded(doc).workflow_state == "Under Appraisal"


@pytest.mark.parametrize(
	("state", "action", "user"),
	[
		("Draft", "Submit", CHAIRMAN),
		("Draft", "Submit", UNIT_B),
		("Draft", "Submit", AUDITOR),
		("Submitted", "Start Appraisal", UNIT_A),
		("Submitted", "Start Appraisal", CHAIRMAN),
		("Submitted", "Start Appraisal", COUNCIL),
		("Under Appraisal", "Finish Appraisal", UNIT_A),
		("Under Appraisal", "Finish Appraisal", MANAGER),
		("Under Appraisal", "Reject", UNIT_A),
		("Under Appraisal", "Return for Completion", COUNCIL),
		("Returned", "Submit", UNIT_B),
	],
)
def test_steps_of_others_are_refused(commune, state, action, user):
	doc = commune.nomination(state=state)
	with pytest.raises(Exception) as refusal:
		commune.act(doc, action, user)
	assert refusal.typename in ("PermissionError", "WorkflowTransitionError", "WorkflowPermissionError")
	assert reloaded(doc).workflow_state == state


@pytest.mark.parametrize("state", [state for state in STATES if state not in ("Draft", "Returned")])
def test_a_unit_changes_nothing_after_handing_in(commune, as_user, state):
	doc = commune.nomination(state=state)
	doc.summary = "đổi sau khi gửi"
	refused(as_user, UNIT_A, doc.save)


@pytest.mark.parametrize("state", ["Appraised", "Rejected"])
@pytest.mark.parametrize("user", [OFFICER, MANAGER, "Administrator"])
def test_frozen_after_the_verdict(commune, as_user, state, user):
	doc = commune.nomination(state=state)
	doc.nominees[0].award_type = "LDTT"
	refused(as_user, user, doc.save)
	doc = reloaded(doc)
	doc.return_reason = "khác"
	refused(as_user, user, doc.save)


def test_stamps_are_the_servers(commune, as_user):
	doc = new_nomination(commune, received_on="2020-01-01", appraised_by=OFFICER)
	with as_user(OFFICER):
		doc.insert()
	assert not doc.received_on and not doc.appraised_by
	doc.received_on = "2020-01-01"
	doc.save()
	assert not doc.received_on


def test_a_unit_does_not_write_the_officers_fields(commune, as_user):
	doc = new_nomination(commune, return_reason="x", appraisal_note="đạt")
	with as_user(UNIT_A):
		doc.insert()
		doc.nominees[0].update({"excluded": 1, "exclusion_reason": "x"})
		doc.save()
	doc = reloaded(doc)
	assert not doc.return_reason and not doc.appraisal_note and not doc.nominees[0].excluded


def test_only_a_draft_is_deleted(commune, as_user):
	import frappe

	with as_user(OFFICER):
		frappe.delete_doc("Award Nomination", commune.nomination().name)
		for state in STATES[1:]:
			with pytest.raises(frappe.PermissionError):
				frappe.delete_doc("Award Nomination", commune.nomination(state=state).name)


# Rows


def test_units_see_their_own_and_those_below(commune, as_user):
	import frappe

	own, below, foreign, above = (
		commune.nomination(unit=unit) for unit in (HAMLET_A, TEAM_OF_A, HAMLET_B, TOP)
	)
	with as_user(UNIT_A):
		listed = set(frappe.get_list("Award Nomination", pluck="name", limit_page_length=0))
	assert {own.name, below.name} <= listed and not {foreign.name, above.name} & listed
	for doc, may in ((own, True), (below, True), (foreign, False), (above, False)):
		assert frappe.has_permission(doc.doctype, "read", doc=doc.name, user=UNIT_A) is may


def test_a_unit_does_not_put_its_name_on_anothers_paper(commune, as_user):
	refused(as_user, UNIT_A, new_nomination(commune, HAMLET_B).insert)
	foreign = commune.nomination(unit=HAMLET_B)
	foreign.unit = HAMLET_A
	refused(as_user, UNIT_A, foreign.save)


def test_rest(commune, http):
	"""The portal's users have no entrance but their pages; others read what their role opens."""
	import frappe

	doc = commune.nomination(unit=HAMLET_B)
	frappe.db.commit()
	path = f"/api/resource/Award Nomination/{doc.name}"
	assert http("GET", path, user=OFFICER).status_code == 200
	assert http("GET", path, user=AUDITOR).status_code == 200
	for user in (UNIT_A, UNIT_B, NOBODY, COUNCIL, None):
		assert http("GET", path, user=user).status_code == 403
	for user in (AUDITOR, CHAIRMAN, MANAGER, COUNCIL, UNIT_A, NOBODY):
		assert http("PUT", path, user=user, json={"summary": "x"}).status_code == 403
	child = f"/api/resource/Award Nominee/{doc.nominees[0].name}"
	assert http("PUT", child, user=OFFICER, json={"award_type": "LDTT"}).status_code in (403, 417)
	assert reloaded(doc).nominees[0].award_type == "GK"


def test_a_council_member_sees_no_dossier_outside_his_meetings(commune, as_user):
	import frappe

	doc = commune.nomination(state="Appraised")
	with as_user(COUNCIL):
		assert doc.name not in frappe.get_list("Award Nomination", pluck="name", limit_page_length=0)
	assert not frappe.has_permission(doc.doctype, "read", doc=doc.name, user=COUNCIL)


# Nominees


def test_nominees_belong_to_the_unit_or_below(commune):
	import frappe

	below = commune.honoree(TEAM_OF_A).name
	commune.nomination(nominees=[{"honoree": below, "award_type": "GK"}])
	foreign = commune.honoree(HAMLET_B, full_name="Trần Thị Xa").name
	with pytest.raises(frappe.ValidationError, match="Row 2: Trần Thị Xa does not belong"):
		commune.nomination(
			nominees=[{"honoree": below, "award_type": "GK"}, {"honoree": foreign, "award_type": "GK"}]
		)


def test_a_nominee_who_moved_later_stays(commune):
	doc = commune.nomination(state="Under Appraisal")
	import frappe

	frappe.db.set_value("Honoree", doc.nominees[0].honoree, "unit", HAMLET_B)
	reloaded(doc).update({"appraisal_note": "đã chuyển đơn vị"}).save()


@pytest.mark.parametrize(("state", "own"), [("Submitted", True), ("Rejected", True), ("Verified", False)])
def test_achievements_are_verified_and_the_nominees(commune, state, own):
	import frappe

	paper = commune.achievement(state=state)
	honoree = paper.honoree if own else commune.honoree().name
	row = {"honoree": honoree, "award_type": "GK", "achievement": paper.name}
	said = "has not been verified" if own else "belongs to another honoree"
	with pytest.raises(frappe.ValidationError, match=said):
		commune.nomination(nominees=[row])
	nominees = [{"honoree": honoree, "award_type": "GK"}]
	with pytest.raises(frappe.ValidationError, match=said):
		commune.nomination(nominees=nominees, further_achievements=[{**row, "award_type": None}])


def test_further_achievements_are_of_nominees(commune):
	import frappe

	paper = commune.achievement(state="Verified")
	nominees = [{"honoree": commune.honoree().name, "award_type": "GK"}]
	further = [{"honoree": paper.honoree, "achievement": paper.name}]
	with pytest.raises(frappe.ValidationError, match="is not among the nominees"):
		commune.nomination(nominees=nominees, further_achievements=further)


def test_nobody_stands_twice_and_awards_fit(commune):
	import frappe

	honoree = commune.honoree().name
	with pytest.raises(frappe.ValidationError, match="stands twice with the same award"):
		commune.nomination(nominees=[{"honoree": honoree, "award_type": "GK"}] * 2)
	with pytest.raises(frappe.ValidationError, match="is not for the kind"):
		commune.nomination(nominees=[{"honoree": honoree, "award_type": "GDVH"}])


def test_one_achievement_stands_in_one_nomination(commune):
	import frappe

	paper = commune.achievement(state="Verified")
	first = commune.nomination(paper)
	with pytest.raises(frappe.ValidationError, match=f"already stands in the nomination {first.name}"):
		commune.nomination(paper)
	first.db_set("workflow_state", "Rejected")
	assert commune.nomination(paper).nominees[0].achievement == paper.name


def test_who_is_not_put_forward_needs_a_reason_and_is_left_out(commune):
	import frappe

	from tdkt_app.doctype.award_nomination.nominees import put_forward

	papers = [commune.achievement(state="Verified") for _ in range(2)]
	doc = commune.nomination(*papers, state="Under Appraisal")
	doc.nominees[0].excluded = 1
	with pytest.raises(frappe.MandatoryError, match="Row 1"):
		doc.save()
	doc = reloaded(doc)
	doc.nominees[0].update({"excluded": 1, "exclusion_reason": "Đang xác minh"})
	doc.save()
	assert [row.honoree for row in put_forward([doc.name])] == [papers[1].honoree]
	doc.nominees[1].update({"excluded": 1, "exclusion_reason": "Đang xác minh"})
	doc.save()
	with pytest.raises(frappe.MandatoryError, match="puts nobody forward"):
		commune.act(doc, "Finish Appraisal", OFFICER)


def test_an_empty_nomination_is_not_handed_in(commune):
	import frappe

	with pytest.raises(frappe.MandatoryError, match="puts nobody forward"):
		commune.act(commune.nomination(nominees=[]), "Submit", UNIT_A)


def test_the_list_goes_on_in_the_order_of_a_ceremony(commune):
	from tdkt_app.doctype.award_nomination.nominees import put_forward

	names = ("Trần Văn Ước", "Lê Thị Ánh", "Đỗ Văn Bình")
	people = [commune.honoree(full_name=name).name for name in names]
	doc = commune.nomination(nominees=[{"honoree": name, "award_type": "GK"} for name in people])
	shown = [(row.honoree_name, row.unit_name, row.award_kind) for row in put_forward([doc.name])]
	assert [name for name, _unit, _kind in shown] == ["Lê Thị Ánh", "Đỗ Văn Bình", "Trần Văn Ước"]
	assert {row[1:] for row in shown} == {("Xóm Đình", "Form of Commendation")}


# Dossier


def test_the_checklist_comes_from_the_rules(commune):
	doc = commune.nomination(nominees=[{"honoree": commune.honoree().name, "award_type": "GK"}])
	assert [(row.item, row.is_required) for row in doc.dossier] == [
		("submission", 1),
		("report", 1),
		("minutes", 1),
	]
	doc.append("dossier", {"item_name": "Đơn xác nhận", "on_paper": 1})
	doc.append("dossier", {"item_name": "để trống"})
	doc.nominees[0].dossier_group = "farmer"
	for row in doc.dossier:
		row.on_paper = int(row.item == "submission" or row.item_name == "Đơn xác nhận")
	doc.save()
	assert [(row.item, row.item_name, row.is_required) for row in doc.dossier] == [
		("submission", "Tờ trình kèm danh sách đề nghị khen thưởng", 1),
		("", "Đơn xác nhận", 0),
		("summary", "Báo cáo tóm tắt thành tích do đơn vị đề nghị lập", 1),
	]
	doc.method = "On the Spot"
	doc.save()
	assert {row.item for row in doc.dossier} == {"submission", "summary", ""}


def test_what_is_missing_stops_the_submission(commune):
	import frappe

	doc = commune.nomination()
	doc.dossier[1].on_paper = 0
	doc.save()
	with pytest.raises(
		frappe.ValidationError, match="Missing from the dossier: Báo cáo thành tích"
	) as refusal:
		commune.act(doc, "Submit", UNIT_A)
	assert "NĐ 152/2025/NĐ-CP Điều 6.2.c" in str(refusal.value)
	assert reloaded(doc).workflow_state == "Draft"


def attach(doc, name="to-trinh.pdf", content=PDF, **values):
	import frappe

	return frappe.get_doc(
		{
			"doctype": "File",
			"file_name": name,
			"content": content,
			"is_private": 1,
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
			**values,
		}
	).insert()


def test_files_of_the_dossier_are_private_checked_and_its_own(commune, as_user):
	import frappe

	doc, other = commune.nomination(), commune.nomination()
	with as_user(UNIT_A):
		file = attach(doc)
		for content in (b"MZ\x90\x00", b"<html>"):
			with pytest.raises(frappe.ValidationError):
				attach(doc, "gia.pdf", content)
		with pytest.raises(frappe.ValidationError):
			attach(doc, is_private=0)
	doc.dossier[0].file = file.file_url
	doc.save()
	other.dossier[0].file = attach(doc, "khac.pdf", PDF + b"%").file_url
	with pytest.raises(frappe.ValidationError, match="Not a file of this document"):
		other.save()
	refused(as_user, UNIT_B, lambda: attach(doc, "cua-nguoi-khac.pdf"))


@pytest.mark.parametrize("state", ["Submitted", "Under Appraisal", "Appraised"])
def test_files_keep_still_once_handed_in(commune, as_user, state):
	import frappe

	doc = commune.nomination()
	with as_user(UNIT_A):
		file = attach(doc)
	doc.db_set("workflow_state", state)
	refused(as_user, UNIT_A, lambda: attach(doc, "them.pdf"))
	refused(as_user, UNIT_A, lambda: frappe.delete_doc("File", file.name))
	if state == "Appraised":
		refused(as_user, OFFICER, lambda: frappe.delete_doc("File", file.name))


# What the rules say


def findings_of(doc):
	from tdkt_app.law.findings import of_document

	return {row["code"]: row for row in of_document(doc.doctype, doc.name)["findings"]}


def test_findings_need_completion_and_initiative(commune):
	import frappe

	official = commune.honoree(is_manager=1).name
	nominees = [
		{"honoree": official, "award_type": "LDTT"},
		{"honoree": official, "award_type": "CSTDCS"},
	]
	doc = commune.nomination(nominees=nominees, method="Regular")
	found = findings_of(doc)
	assert (
		found["completion-missing"]["severity"] == "warn"
		and found["initiative-missing"]["severity"] == "block"
	)
	doc.nominees[0].completion = "fulfilled"
	doc.nominees[1].initiative = commune.recognised(official).name
	doc.save()
	found = findings_of(doc)
	assert "completion-too-low" in found and "initiative-missing" not in found
	with pytest.raises(frappe.ValidationError, match="needs one of these levels of task completion"):
		commune.act(doc, "Submit", UNIT_A)
	doc.nominees[0].completion = "excellent"
	doc.save()
	assert commune.act(doc, "Submit", UNIT_A).workflow_state == "Submitted"


def test_awards_of_higher_levels_are_proposed(commune):
	honoree = commune.honoree().name
	found = findings_of(commune.nomination(nominees=[{"honoree": honoree, "award_type": "BK"}]))
	assert "not-competent" not in found


def test_blocking_findings_stop_under_an_administrators_workflow(commune, as_user):
	"""A workflow with one step of his own, from the draft straight to a state nobody here knows."""
	import frappe

	state = frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": "Chờ họp xét"})
	state.insert(ignore_if_duplicate=True)
	workflow = frappe.get_doc("Workflow", "TDKT Award Nomination")
	workflow.append("states", {"state": "Chờ họp xét", "doc_status": "0", "allow_edit": "TDKT Officer"})
	for old in ("Draft", "Under Appraisal"):
		workflow.append(
			"transitions",
			{"state": old, "action": "Submit", "next_state": "Chờ họp xét", "allowed": "TDKT Officer"},
		)
	workflow.save()
	frappe.clear_cache(doctype="Award Nomination")
	for old in ("Draft", "Under Appraisal"):
		doc = commune.nomination(state=old)
		doc.dossier[0].on_paper = 0
		doc.save()
		with as_user(OFFICER), pytest.raises(frappe.ValidationError, match="Missing from the dossier"):
			moved = reloaded(doc)
			moved.workflow_state = "Chờ họp xét"
			moved.save()
		doc.dossier[0].on_paper = 1
		doc.save()
		with as_user(OFFICER):
			moved = reloaded(doc)
			moved.workflow_state = "Chờ họp xét"
			moved.save()
		assert moved.received_on


# Deadlines


@pytest.fixture
def at(monkeypatch):
	"""`at("2026-02-25")` sets today for the deadlines."""

	def set_day(day):
		from tdkt_app.doctype.award_nomination import deadlines

		monkeypatch.setattr(deadlines, "nowdate", lambda: day)

	return set_day


def due(doc):
	from tdkt_app.doctype.award_nomination.deadlines import deadlines

	return deadlines([doc.name]).get(doc.name)


def test_working_days_run_over_tet_and_swapped_days(commune, at):
	"""12 working days after Friday 06/02/2026: Tết takes 16/02 to 20/02."""
	import frappe

	from tdkt_app.law.rule_packs import forget

	doc = commune.nomination(state="Under Appraisal")
	doc.db_set("received_on", "2026-02-06")
	at("2026-03-02")
	assert due(doc) == {"due": "2026-03-03", "overdue": False, "left": 1, "late": 0}
	frappe.get_doc(
		{"doctype": "Swapped Day", "day": "2026-02-28", "is_working": 1, "legal_source": "Làm bù"}
	).insert()
	forget()
	assert due(doc)["due"] == "2026-03-02"
	at("2026-03-04")
	assert due(doc) == {"due": "2026-03-02", "overdue": True, "left": 0, "late": 2}


@pytest.mark.parametrize("state", ["Draft", "Submitted", "Returned", "Rejected"])
def test_no_deadline_runs_outside_the_appraisal(commune, state):
	assert due(commune.nomination(state=state)) is None


def test_the_deadline_ends_with_the_decision(commune, at):
	paper = commune.achievement(state="Verified")
	doc = commune.nomination(paper, state="Appraised")
	at("2026-06-01")
	assert due(doc)["overdue"]
	decision = commune.decision(
		decision_date="2025-12-10",
		state="Appraised",
		recipients=[
			{
				"honoree": paper.honoree,
				"award_type": "GK",
				"achievement": paper.name,
				"nomination": doc.name,
			}
		],
	)
	commune.act(decision, "Issue", CHAIRMAN)
	assert not due(doc)["overdue"]


def test_overdue_ones_are_found_for_the_reader(commune, as_user, at):
	import frappe

	from tdkt_app.doctype.award_nomination.deadlines import overdue

	own, foreign = (
		commune.nomination(state="Under Appraisal"),
		commune.nomination(unit=HAMLET_B, state="Under Appraisal"),
	)
	at("2026-06-01")
	with as_user(OFFICER):
		assert {own.name, foreign.name} <= set(overdue())
	with as_user(UNIT_A):
		assert own.name in overdue() and foreign.name not in overdue()
	with as_user(NOBODY), pytest.raises(frappe.PermissionError):
		overdue()


# Size


def test_queries_do_not_grow_with_the_nominees(commune, count_queries):
	from tdkt_app.doctype.award_nomination.deadlines import deadlines
	from tdkt_app.law import findings

	def queries(size):
		people = [commune.honoree(full_name=f"Người {number}").name for number in range(size)]
		doc = commune.nomination(
			state="Under Appraisal", nominees=[{"honoree": name, "award_type": "LDTT"} for name in people]
		)
		findings.of_document(doc.doctype, doc.name)
		from tdkt_app.law.rule_packs import forget

		forget()
		with count_queries() as asked:
			findings.of_document(doc.doctype, doc.name)
			deadlines([doc.name])
			findings.refuse_blocked(doc)
		return len(asked)

	few, many = queries(2), queries(200)
	assert many == few


# Decision


def test_a_decision_is_drafted_from_an_appraised_nomination(commune, as_user):
	import frappe

	from tdkt_app.doctype.award_decision.drafting import draft_decision_of_nomination

	papers = [commune.achievement(state="Verified") for _ in range(2)]
	doc = commune.nomination(*papers, state="Under Appraisal")
	with as_user(OFFICER), pytest.raises(frappe.ValidationError, match="Finish the appraisal"):
		draft_decision_of_nomination(doc.name)
	doc = commune.act(doc, "Finish Appraisal", OFFICER)
	for user in (AUDITOR, CHAIRMAN, UNIT_A):
		refused(as_user, user, lambda: draft_decision_of_nomination(doc.name))
	with as_user(OFFICER):
		draft = draft_decision_of_nomination(doc.name)
		values = {"subject": "Khen thưởng", "reason": "đã có thành tích", "signer_name": "Trần Quang Thái"}
		decision = frappe.get_doc({**draft, **values}).insert()
	assert [(row.honoree, row.award_type, row.nomination) for row in decision.recipients] == [
		(paper.honoree, "GK", doc.name) for paper in papers
	]
	assert str(decision.period_from) == "2025-01-10"
	with as_user(OFFICER), pytest.raises(frappe.ValidationError, match="Nobody in the list waits"):
		draft_decision_of_nomination(doc.name)


def test_awards_of_higher_levels_stay_out_of_the_communes_decision(commune):
	import frappe

	from tdkt_app.doctype.award_decision.drafting import draft_decision_of_nomination

	honoree = commune.honoree().name
	doc = commune.nomination(state="Appraised", nominees=[{"honoree": honoree, "award_type": "BK"}])
	with pytest.raises(frappe.ValidationError, match="Nobody in the list waits"):
		draft_decision_of_nomination(doc.name)


def test_a_decision_does_not_name_a_nomination_that_does_not_carry_it(commune):
	import frappe

	paper = commune.achievement(state="Verified")
	doc = commune.nomination(paper, state="Under Appraisal")
	row = {"honoree": paper.honoree, "award_type": "GK", "nomination": doc.name}
	with pytest.raises(frappe.ValidationError, match="no appraised nomination"):
		commune.decision(recipients=[row])
	doc.db_set("workflow_state", "Appraised")
	assert commune.decision(recipients=[row]).recipients[0].nomination == doc.name
	with pytest.raises(frappe.ValidationError, match="no appraised nomination"):
		commune.decision(recipients=[{**row, "award_type": "LDTT"}])


def test_on_the_spot_is_one_step_from_the_verified_achievement(commune, as_user):
	import frappe

	from tdkt_app.doctype.award_decision.drafting import draft_decision

	paper = commune.achievement(state="Verified", on_the_spot=1)
	with as_user(OFFICER):
		draft = draft_decision([paper.name])
		values = {"subject": "Khen thưởng đột xuất", "reason": "cứu người", "signer_name": "Trần Quang Thái"}
		decision = frappe.get_doc({**draft, **values}).insert()
	assert [(row.honoree, row.award_type) for row in decision.recipients] == [(paper.honoree, "GK")]
