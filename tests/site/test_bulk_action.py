"""One act on many achievements: each row on its own, as the person who asked, with a record that stays."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, COUNCIL, HAMLET_B, OFFICER, UNIT_A

START = "/api/method/tdkt_app.emulation.bulk_action.start"


@pytest.fixture
def start(site, as_user):
	"""`start("Verify", paper, "TT-…", reason=…, user=…)`: the log, not run yet."""
	import frappe

	from tdkt_app.emulation import bulk_action

	def begin(action: str, *papers, reason: str = "", user: str = OFFICER):
		names = [paper if isinstance(paper, str) else paper.name for paper in papers]
		with as_user(user):
			name = bulk_action.start(action, frappe.as_json(names), reason)
		frappe.db.after_commit.reset()  # `run` is the worker here: none beside it takes the job
		return frappe.get_doc("Bulk Action Log", name)

	return begin


@pytest.fixture
def run(as_user):
	"""The job as a worker runs it."""
	import frappe

	from tdkt_app.emulation import bulk_action

	def work(log, user: str = OFFICER):
		with as_user(user):
			frappe.enqueue(bulk_action.run, queue="long", now=True, log=log.name)
		log.reload()
		return log

	return work


def outcomes(log) -> list[str]:
	return [row.outcome for row in log.rows]


def state(paper) -> str:
	paper.reload()
	return paper.workflow_state


def test_rows_of_all_kinds(commune, start, run):
	ready, handed_in, done, draft = (
		commune.achievement(HAMLET_B if given == "Submitted" else "TEST-A", given)
		for given in ("Under Verification", "Submitted", "Verified", "Draft")
	)
	log = start("Verify", ready, handed_in, done, draft, "TT-2025-99999")
	assert (log.status, log.total_rows, set(outcomes(log))) == ("Queued", 5, {"Waiting"})
	log = run(log)
	assert outcomes(log) == ["Done", "Done", "Unchanged", "Failed", "Failed"]
	assert [state(paper) for paper in (ready, handed_in, done, draft)] == [
		"Verified",
		"Verified",
		"Verified",
		"Draft",
	]
	assert (log.status, log.done_rows, log.failed_rows) == ("Finished", 3, 2)
	assert ready.verified_by == OFFICER
	assert "Dự thảo" in log.rows[3].message and "không còn tồn tại" in log.rows[4].message


def test_sentences_are_in_the_language_of_the_person(commune, start, run):
	import frappe

	frappe.db.set_value("User", OFFICER, "language", "vi")
	log = run(start("Verify", commune.achievement(state="Draft")))
	frappe.db.set_value("User", OFFICER, "language", None)
	frappe.db.commit()
	assert log.rows[0].message == "Bạn không thể chuyển thành tích ở trạng thái Dự thảo sang Đã xác minh."


def test_reason_reaches_the_unit(commune, start, run):
	papers = [commune.achievement(state=given) for given in ("Submitted", "Under Verification")]
	log = run(start("Return for Correction", *papers, reason="Thiếu xác nhận của trưởng xóm"))
	assert outcomes(log) == ["Done", "Done"]
	assert {(state(paper), paper.verifier_remark) for paper in papers} == {
		("Returned", "Thiếu xác nhận của trưởng xóm")
	}


def test_a_row_that_fails_leaves_nothing(commune, start, run):
	"""The remark is stored before the action: it must go, too, when the action is refused."""
	verified = commune.achievement(state="Verified")
	log = run(start("Return for Correction", verified, reason="Muộn"))
	assert outcomes(log) == ["Failed"]
	assert (state(verified), verified.verifier_remark) == ("Verified", None)


def test_row_changed_in_the_meantime(commune, start, run):
	import frappe

	rejected, deleted = commune.achievement(state="Submitted"), commune.achievement(state="Draft")
	log = start("Verify", rejected, deleted)
	rejected.db_set("workflow_state", "Rejected")
	frappe.delete_doc("Achievement", deleted.name)
	assert outcomes(run(log)) == ["Failed", "Failed"]


def test_failed_rows_run_again(commune, start, run, as_user):
	import frappe

	from tdkt_app.emulation import bulk_action

	done, late = commune.achievement(state="Submitted"), commune.achievement(state="Draft")
	log = run(start("Verify", done, late))
	late.db_set("workflow_state", "Submitted")
	with as_user(OFFICER):
		bulk_action.run_failed_again(log.name)
	frappe.db.after_commit.reset()
	log = run(log)
	assert (outcomes(log), log.failed_rows, log.status) == (["Done", "Done"], 0, "Finished")
	with as_user(OFFICER), pytest.raises(frappe.ValidationError, match="No row"):
		bulk_action.run_failed_again(log.name)


def test_rows_being_worked_on_are_not_run_twice(commune, start, run, as_user):
	import frappe

	from tdkt_app.emulation import bulk_action

	log = start("Verify", commune.achievement(state="Submitted"))
	with as_user(OFFICER), pytest.raises(frappe.ValidationError, match="still being worked on"):
		bulk_action.run_failed_again(log.name)
	log.db_set("status", "Running")
	assert outcomes(run(log)) == ["Waiting"]


def test_fault_nobody_foresaw_does_not_stop_the_others(commune, start, run):
	import frappe

	broken, good = commune.achievement(state="Submitted"), commune.achievement(state="Submitted")
	log = start("Verify", broken, good)
	frappe.db.commit()
	frappe.db.set_value("Achievement", broken.name, "period_from", None)  # the order of dates cannot be told
	frappe.db.set_value("Achievement", broken.name, "honoree", "HN-không-có")
	frappe.db.commit()
	log = run(log)
	assert outcomes(log) == ["Failed", "Done"] and log.rows[0].message


def test_person_is_told_wherever_he_is(commune, start, run):
	import frappe

	log = run(start("Verify", commune.achievement(state="Submitted")))
	told = frappe.get_all(
		"Notification Log", filters={"document_name": log.name}, fields=["for_user", "subject"]
	)
	assert [row.for_user for row in told] == [OFFICER] and "1" in told[0].subject


@pytest.mark.parametrize("action", ["Return for Correction", "Reject"])
def test_reason_is_needed(commune, start, action):
	import frappe

	with pytest.raises(frappe.MandatoryError):
		start(action, commune.achievement(state="Submitted"), reason="  ")


@pytest.mark.parametrize(
	"names", ["[]", '{"a": 1}', "[1]", "[" + ",".join(['"x"', *(f'"n{i}"' for i in range(501))]) + "]"]
)
def test_what_is_no_choice_of_rows(site, as_user, names):
	import frappe

	from tdkt_app.emulation import bulk_action

	with as_user(OFFICER), pytest.raises(frappe.ValidationError):
		bulk_action.start("Verify", names)


def test_unknown_act(commune, start):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Choose the action"):
		start("Approve", commune.achievement(state="Submitted"))


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL])
def test_others_start_nothing(commune, start, user):
	import frappe

	with pytest.raises(frappe.PermissionError):
		start("Verify", commune.achievement(state="Submitted"), user=user)


def test_unit_user_has_no_entrance(commune, http):
	import frappe

	paper = commune.achievement(state="Submitted")
	frappe.db.commit()
	reply = http("POST", START, user=UNIT_A, json={"action": "Verify", "names": [paper.name]})
	assert reply.status_code == 403


def test_not_by_get(commune, http):
	assert http("GET", START + "?action=Verify&names=[]", user=OFFICER).status_code in (403, 405)


def test_unit_user_in_the_job_verifies_nothing(commune, start, run):
	"""The job acts as the person: his permissions are asked for each row."""
	own, foreign = commune.achievement(state="Submitted"), commune.achievement(HAMLET_B, "Submitted")
	log = start("Verify", own, foreign)
	assert outcomes(run(log, user=UNIT_A)) == ["Failed", "Failed"]
	assert {state(own), state(foreign)} == {"Submitted"}


def test_record_is_nobodys_to_write(commune, start, as_user):
	import frappe

	log = start("Verify", commune.achievement(state="Submitted"))
	for user in (OFFICER, "Administrator"):
		with as_user(user), pytest.raises(frappe.PermissionError):
			frappe.get_doc("Bulk Action Log", log.name).save()
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc("Bulk Action Log", log.name)


def test_record_does_not_keep_a_draft(commune, start):
	import frappe

	draft = commune.achievement(state="Draft")
	start("Verify", draft)
	frappe.delete_doc("Achievement", draft.name)
	assert not frappe.db.exists("Achievement", draft.name)


def test_unit_user_reads_no_record(commune, start):
	import frappe

	log = start("Verify", commune.achievement(state="Submitted"))
	assert not frappe.has_permission("Bulk Action Log", "read", doc=log.name, user=UNIT_A)
