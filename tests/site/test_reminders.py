"""Reminders: who gets which on what day, once, whatever fails."""

from __future__ import annotations

import datetime
import threading

import pytest

from tests.site.commune import (
	AUDITOR,
	CHAIRMAN,
	COUNCIL,
	HAMLET_A,
	HAMLET_B,
	MANAGER,
	OFFICER,
	TEAM_OF_A,
	UNIT_A,
	UNIT_B,
)

DAY = datetime.date(2031, 3, 10)  # far from every other paper of the site
RULE, LOG = "Reminder Rule", "Reminder Log"


def days(number: int) -> datetime.date:
	return DAY + datetime.timedelta(days=number)


@pytest.fixture(autouse=True)
def no_other_rules(commune):
	import frappe

	frappe.db.set_value(RULE, {"enabled": 1}, "enabled", 0)


@pytest.fixture
def rule(site):
	import frappe

	def make(event: str = "Registration Deadline", number: int = 3, direction: str = "Before", **values):
		return frappe.get_doc(
			{
				"doctype": RULE,
				"rule_title": "Nhắc",
				"event": event,
				"days": number,
				"direction": direction,
				"to_units": 1,
				"to_officers": 0,
				"by_notification": 1,
				"by_email": 0,
				"subject": "Còn {{ days_left }} ngày: {{ title }}",
				"message": "Gửi {{ recipient }}: {{ items | join('; ') }} ({{ units | join(', ') }}), hạn {{ due_date }}.",
				**values,
			}
		).insert()

	return make


@pytest.fixture
def campaign(commune):
	def make(**values):
		return commune.campaign(
			year=2031,
			launch_date="2031-01-05",
			**{
				"registration_deadline": days(3),
				"report_deadline": "2031-11-30",
				"end_date": "2031-12-31",
				**values,
			},
		)

	return make


def registered(campaign, unit: str):
	import frappe

	values = {"campaign": campaign.name, "unit": unit, "targets": "Giữ danh hiệu"}
	return frappe.get_doc({"doctype": "Campaign Registration", **values}).insert()


def addressed(rule, day=DAY) -> dict[str, tuple[str, ...]]:
	"""User → items of his letter, for the people of these tests; other tests leave units and users behind."""
	from tdkt_app.reminders.planning import enabled_rules, letters

	rules = [row for row in enabled_rules() if row.name == rule.name]
	known = {UNIT_A, UNIT_B, OFFICER}
	return {letter.person.user: letter.items for letter in letters(rules, day) if letter.person.user in known}


def send(day=DAY) -> dict[str, int]:
	from tdkt_app.reminders.sending import send_due

	return send_due(day)


def log_of(user: str, **filters) -> list:
	import frappe

	return frappe.get_all(
		LOG,
		filters={"user": user, "due_date": (">=", "2031-01-01"), **filters},
		fields=["name", "status", "channel", "error", "subject", "reference_name"],
	)


@pytest.fixture(autouse=True)
def swept(site):
	"""The job keeps what it sends, so these tests take it back."""
	yield
	import frappe

	frappe.db.rollback()
	future = ("between", ["2031-01-01", "2031-12-31"])
	frappe.db.delete(LOG, {"due_date": future})
	for campaign in frappe.get_all("Emulation Campaign", {"year": 2031}, pluck="name"):
		for doctype in ("Campaign Registration", "Achievement", "Campaign Review"):
			frappe.db.delete(doctype, {"campaign": campaign})
		frappe.db.delete("Notification Log", {"document_name": campaign})
		frappe.db.delete("Email Queue", {"reference_name": campaign})
	frappe.db.delete("Emulation Campaign", {"year": 2031})
	frappe.db.delete(RULE, {"rule_title": "Nhắc"})
	frappe.db.commit()


# Who


def test_units_that_have_not_registered(rule, campaign):
	registered(campaign(), HAMLET_B)
	assert addressed(rule()) == {UNIT_A: ("Xóm Đình",)}


def test_a_team_registers_for_its_hamlet(rule, campaign):
	registered(campaign(), TEAM_OF_A)
	assert addressed(rule()) == {UNIT_B: ("Xóm La Lang",)}


def test_officer_gets_one_letter_with_all_that_are_missing(rule, campaign):
	campaign()
	found = addressed(rule(to_officers=1))
	assert {"Xóm Đình", "Xóm La Lang"} <= set(found[OFFICER])
	assert found[UNIT_A] == ("Xóm Đình",)


@pytest.mark.parametrize("state", ["Draft", "Awaiting Approval", "Under Review", "Closed", "Cancelled"])
def test_nobody_is_asked_to_register_for_a_campaign_that_does_not_run(rule, campaign, state):
	campaign().db_set("workflow_state", state)
	assert addressed(rule()) == {}


def test_report_is_asked_of_those_who_registered_and_have_not_handed_in(rule, campaign, commune):
	due = campaign(registration_deadline="2031-02-01", report_deadline=days(3))
	registered(due, HAMLET_A)
	assert addressed(rule("Report Deadline")) == {UNIT_A: ("Xóm Đình",)}
	paper = commune.achievement(HAMLET_A, campaign=due.name)
	assert addressed(rule("Report Deadline")) == {UNIT_A: ("Xóm Đình",)}  # a draft is not handed in
	paper.db_set("workflow_state", "Submitted")
	assert addressed(rule("Report Deadline")) == {}


def test_report_is_asked_of_all_where_there_is_no_registration(rule, campaign):
	campaign(registration_deadline=None, report_deadline=days(3))
	assert set(addressed(rule("Report Deadline"))) == {UNIT_A, UNIT_B}


def test_review_concerns_the_officer_until_the_campaign_is_closed(rule, campaign):
	due = campaign(registration_deadline=None, report_deadline=days(-20), review_date=days(-3))
	late = rule("Review Date", 3, "After", to_units=0, to_officers=1)
	assert addressed(late) == {OFFICER: ()}
	due.db_set("workflow_state", "Closed")
	assert addressed(late) == {}


@pytest.mark.parametrize(
	("event", "kind"), [("Interim Review Due", "Interim"), ("Final Review Due", "Final")]
)
def test_review_is_asked_of_those_who_take_part_and_have_not_handed_in(rule, campaign, event, kind):
	import frappe

	field = {"Interim": "interim_deadline", "Final": "report_deadline"}[kind]
	due = campaign(
		registration_deadline="2031-02-01",
		**{"report_deadline": days(20), field: days(3)},
	)
	for unit in (HAMLET_A, HAMLET_B):
		registered(due, unit)
	review = frappe.get_doc(
		{
			"doctype": "Campaign Review",
			"campaign": due.name,
			"unit": HAMLET_A,
			"review_kind": kind,
			"period_from": "2031-01-05",
			"period_to": "2031-03-01",
		}
	)
	review.flags.ignore_mandatory = True
	review.insert()
	made = rule(event)
	assert addressed(made) == {UNIT_A: ("Xóm Đình",), UNIT_B: ("Xóm La Lang",)}  # a draft is not handed in
	review.db_set("workflow_state", "Submitted")
	assert addressed(made) == {UNIT_B: ("Xóm La Lang",)}


def test_targets_and_tasks_of_an_issued_plan(rule, site):
	import frappe

	plan = frappe.get_doc(
		{
			"doctype": "Emulation Plan",
			"plan_title": "Kế hoạch 2031",
			"year": 2031,
			"plan_date": "2031-01-02",
			"purposes": "Mục đích",
			"signer_name": "Trần Quang Thái",
			"targets": [
				{
					"target_name": "Hộ văn hóa",
					"measure": "%",
					"target_value": 90,
					"unit": HAMLET_A,
					"due_date": days(3),
				},
				{
					"target_name": "Đường hoa",
					"measure": "km",
					"target_value": 2.5,
					"unit": TEAM_OF_A,
					"due_date": days(3),
				},
				{
					"target_name": "Muộn",
					"measure": "%",
					"target_value": 1,
					"unit": HAMLET_B,
					"due_date": days(90),
				},
			],
			"tasks": [
				{
					"unit": HAMLET_B,
					"party": "Xóm La Lang",
					"text": "Báo cáo " + "a" * 200,
					"due_date": days(3),
				}
			],
		}
	).insert()
	targets, tasks = rule("Plan Target Due"), rule("Plan Task Due")
	assert addressed(targets) == addressed(tasks) == {}  # a draft binds nobody
	plan.db_set({"docstatus": 1, "workflow_state": "Issued"})
	# The team has no user of its own: its hamlet's user hears of it.
	assert addressed(targets) == {UNIT_A: ("Hộ văn hóa: 90 %", "Đường hoa: 2.5 km")}
	[text] = addressed(tasks)[UNIT_B]
	assert len(text) == 141 and text.endswith("…")
	for row, told in ((plan.targets[0], {"reached_value": 95}), (plan.tasks[0], {"is_done": 1})):
		kind = "Target" if "reached_value" in told else "Task"
		values = {
			"plan": plan.name,
			"row_kind": kind,
			"plan_row": row.name,
			"as_of": frappe.utils.today(),
			**told,
		}
		frappe.get_doc({"doctype": "Plan Progress Entry", **values}).insert()
	assert addressed(targets) == {UNIT_A: ("Đường hoa: 2.5 km",)}
	assert addressed(tasks) == {}


def test_returned_achievement_waits(rule, commune):
	import frappe

	paper = commune.achievement(HAMLET_A, "Under Verification")
	paper.verifier_remark = "Thiếu ảnh"
	paper.save()
	paper = commune.act(paper, "Return for Correction", OFFICER)
	assert str(paper.returned_on)[:10] == frappe.utils.nowdate()
	paper.db_set("returned_on", f"{days(-3)} 23:30:00")
	waiting = rule("Achievement Returned", 3, "After")
	assert addressed(waiting) == {UNIT_A: ("Thiếu ảnh",)}
	paper.db_set("workflow_state", "Submitted")
	assert addressed(waiting) == {}


def test_day_of_return_is_the_servers(commune):
	import frappe

	paper = commune.achievement(HAMLET_A)
	with commune.as_user(UNIT_A):
		paper.returned_on = "2020-01-01 00:00:00"
		paper.save()
	assert not frappe.db.get_value("Achievement", paper.name, "returned_on")


def test_disabled_person_and_ended_unit_get_nothing(rule, campaign):
	import frappe

	campaign()
	frappe.db.set_value("User", UNIT_A, "enabled", 0)
	frappe.db.set_value("Emulation Unit", HAMLET_B, "active_to", days(-1))
	assert addressed(rule()) == {}


# When


@pytest.mark.parametrize(
	("number", "direction", "offset", "is_due"),
	[
		(3, "Before", 3, True),
		(3, "Before", 4, False),
		(3, "Before", 1, True),  # the job did not run for two days
		(3, "Before", 0, True),
		(3, "Before", -1, False),  # what is to be said before a date is not said after it
		(7, "Before", 3, False),  # too long ago to make up for
		(0, "Before", 0, True),
		(2, "After", -2, True),
		(2, "After", -1, False),
		(2, "After", -5, True),
		(2, "After", -6, False),
	],
)
def test_days_of_a_rule(rule, campaign, number, direction, offset, is_due):
	campaign(registration_deadline=days(offset))
	assert bool(addressed(rule(number=number, direction=direction))) is is_due


def test_values_of_the_text(rule, campaign):
	import frappe

	made = campaign()
	rule()
	send(days(1))
	[told] = frappe.get_all(
		"Notification Log",
		filters={"document_name": made.name, "for_user": UNIT_A},
		fields=["subject", "email_content", "type"],
	)
	assert told.subject == f"Còn 2 ngày: {made.campaign_title}"
	assert "Xóm Đình (Xóm Đình), hạn 13/03/2031." in told.email_content


def test_nothing_in_a_title_becomes_html(rule, campaign):
	import frappe

	made = campaign()
	frappe.db.set_value("Emulation Campaign", made.name, "campaign_title", "<img src=x onerror=alert(1)>")
	rule()
	send()
	subject = frappe.db.get_value("Notification Log", {"document_name": made.name}, "subject")
	assert "<img" not in subject and "&lt;img" in subject


# Once


def test_twice_run_sends_once(rule, campaign):
	campaign()
	rule()
	first, second = send(), send()
	assert first["Sent"] >= 2 and second == {"Sent": 0, "Failed": 0}
	assert [row.status for row in log_of(UNIT_A)] == ["Sent"]


def test_next_day_sends_no_second_letter_of_the_same_rule(rule, campaign):
	campaign()
	rule()
	send()
	assert send(days(1)) == {"Sent": 0, "Failed": 0}


def test_another_rule_and_another_due_date_are_other_letters(rule, campaign):
	made = campaign()
	rule()
	rule()
	send()
	assert len(log_of(UNIT_A)) == 2
	made.db_set("registration_deadline", days(2))
	send()
	assert len(log_of(UNIT_A)) == 4


def test_two_jobs_at_once_send_once(rule, campaign, site):
	"""The second job has read the log before the first one wrote: the unique key decides."""
	import frappe

	campaign()
	rule()
	frappe.db.commit()
	barrier, faults = threading.Barrier(2), []

	def job() -> None:
		import frappe

		from tdkt_app.reminders import planning, sending

		try:
			frappe.init(site=site, sites_path=".")
			frappe.connect()
			planned = planning.letters(planning.enabled_rules(), DAY)
			barrier.wait(60)
			for letter in planned:
				sending._send(letter, "Notification")
				frappe.db.commit()
		except Exception as fault:
			faults.append(fault)
		finally:
			frappe.destroy()

	threads = [threading.Thread(target=job) for _ in range(2)]
	for thread in threads:
		thread.start()
	for thread in threads:
		thread.join(120)
	frappe.db.rollback()
	assert faults == []
	assert len(log_of(UNIT_A)) == len(log_of(UNIT_B)) == 1
	told = frappe.get_all("Notification Log", {"for_user": UNIT_A, "subject": ("like", "Còn 3 ngày%")})
	assert len(told) == 1


# What fails


@pytest.fixture
def outgoing(site):
	"""An account to send from; mails stay in the queue."""
	import frappe

	account = frappe.get_doc(
		{
			"doctype": "Email Account",
			"email_account_name": "Nhắc việc",
			"email_id": "nhac@test.example",
			"smtp_server": "localhost",
			"enable_outgoing": 1,
			"default_outgoing": 1,
			"no_smtp_authentication": 1,
		}
	)
	account.flags.ignore_validate = True
	account.insert()
	yield account.name
	frappe.db.rollback()
	frappe.db.delete("Email Account", {"email_account_name": "Nhắc việc"})
	frappe.db.commit()
	# The framework keeps the account it found: other tests would send by it, and sending commits.
	if hasattr(frappe.local, "outgoing_email_account"):
		del frappe.local.outgoing_email_account


def test_mail_to_each_person_alone(rule, campaign, outgoing):
	import frappe

	made = campaign()
	rule(by_email=1, by_notification=0)
	send()
	queue = frappe.get_all("Email Queue", {"reference_name": made.name}, pluck="name")
	recipients = [frappe.get_doc("Email Queue", name).recipients for name in queue]
	assert all(len(of_one) == 1 for of_one in recipients)
	assert {UNIT_A, UNIT_B} <= {of_one[0].recipient for of_one in recipients}
	assert [row.channel for row in log_of(UNIT_A)] == ["E-mail"]


def test_one_recipient_that_fails_does_not_stop_the_others(rule, campaign, outgoing):
	import frappe

	made = campaign()
	rule(by_email=1)
	frappe.db.set_value("User", UNIT_A, "email", "")
	outcome = send()
	failed = log_of(UNIT_A, channel="E-mail")
	frappe.db.set_value("User", UNIT_A, "email", UNIT_A)
	frappe.db.commit()
	assert outcome["Failed"] == 1
	assert [row.status for row in failed] == ["Failed"] and failed[0].error
	assert [row.status for row in log_of(UNIT_A, channel="Notification")] == ["Sent"]
	assert [row.status for row in log_of(UNIT_B, channel="E-mail")] == ["Sent"]
	# Put right, the letter goes out with the next run, and only this one.
	assert send() == {"Sent": 1, "Failed": 0}
	assert [row.status for row in log_of(UNIT_A, channel="E-mail")] == ["Sent"]
	assert len(frappe.get_all("Email Queue", {"reference_name": made.name})) >= 2


def test_text_that_fails_for_real_values_is_recorded(rule, campaign):
	import frappe

	campaign()
	made = rule()
	frappe.db.set_value(RULE, made.name, "message", "{{ nobody }}")  # past the check of the form
	outcome = send()
	assert outcome["Sent"] == 0 and outcome["Failed"] >= 2
	assert "nobody" in log_of(UNIT_A)[0].error


# The rule


@pytest.mark.parametrize(
	("values", "message"),
	[
		({"message": "{{ nobody }}"}, "Reminder Text.*nobody"),
		({"subject": "{{ title"}, "Reminder Subject.*Line 1"),
		({"message": "{% for u in units %}"}, "Reminder Text"),
		({"message": "{{ frappe.db.sql('select 1') }}"}, "frappe"),
		({"message": "{{ title.__class__ }}"}, "Reminder Text"),
		({"message": "{{ 'x' * 999999999 }}"}, "Reminder Text"),
		({"message": "{{ title.upper() }}"}, "Reminder Text"),
		({"message": "{{ days_left / 0 }}"}, "Reminder Text"),
		({"message": "{% include 'x' %}"}, "Reminder Text"),
		({"message": "{# nothing #}"}, "empty"),
		({"to_units": 0, "to_officers": 0}, "at least one"),
		({"by_notification": 0, "by_email": 0}, "at least one"),
		({"days": 400}, "between 0 and 365"),
		({"days": -1}, "Days"),
		({"event": "Achievement Returned", "direction": "Before"}, "After"),
	],
)
def test_rule_that_cannot_work_is_refused(rule, values, message):
	import frappe

	with pytest.raises(frappe.ValidationError, match=f"(?s).*{message}"):
		rule(**{"number": values.pop("days", 3), **values})


@pytest.mark.parametrize(
	("user", "writes"),
	[
		(OFFICER, True),
		(MANAGER, True),
		(CHAIRMAN, False),
		(COUNCIL, False),
		(AUDITOR, False),
		(UNIT_A, False),
	],
)
def test_who_writes_rules(rule, user, writes):
	import frappe

	made = rule()
	assert frappe.has_permission(RULE, "write", doc=made.name, user=user) is writes
	assert frappe.has_permission(RULE, "create", user=user) is writes


def test_nobody_writes_the_record(rule, campaign):
	import frappe

	campaign()
	rule()
	send()
	[row] = log_of(UNIT_A)
	for ptype in ("write", "create", "delete"):
		assert not frappe.has_permission(LOG, ptype, user=OFFICER)
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(LOG, row.name).save()
	assert not frappe.has_permission(LOG, "read", doc=row.name, user=UNIT_A)


def test_shipped_rules_are_good(site):
	import frappe

	shipped = frappe.get_all(RULE, {"rule_title": ("!=", "Nhắc")}, pluck="name")
	assert len(shipped) >= 17
	for name in shipped:
		frappe.get_doc(RULE, name).save()
	assert {row.event for row in frappe.get_all(RULE, fields=["event"])} == set(
		frappe.get_meta(RULE).get_field("event").options.split("\n")
	)


# The form


def test_look_at_a_rule_sends_nothing(rule, campaign, as_user):
	import frappe

	from tdkt_app.reminders.preview import preview

	campaign()
	made = rule()
	with as_user(OFFICER):
		found = preview(made.name, str(DAY))
	mine = next(letter for letter in found["letters"] if letter["user"] == UNIT_A)
	assert (mine["subject"].startswith("Còn 3 ngày"), mine["sent"], log_of(UNIT_A)) == (True, [], [])
	send()
	with as_user(OFFICER):
		found = preview(made.name, str(DAY))
	assert next(letter for letter in found["letters"] if letter["user"] == UNIT_A)["sent"]
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		preview(made.name)


def test_job_is_scheduled(site):
	import frappe

	assert "tdkt_app.reminders.sending.send_due" in frappe.get_hooks("scheduler_events")["daily_long"]


# Queries


def test_number_of_queries_does_not_grow_with_units(rule, campaign, count_queries):
	import frappe

	from tdkt_app.reminders import planning

	for event in (
		"Registration Deadline",
		"Report Deadline",
		"Review Date",
		"Interim Review Due",
		"Final Review Due",
		"Plan Target Due",
		"Plan Task Due",
	):
		rule(event, to_officers=1)
	rule("Achievement Returned", 3, "After", to_officers=1)
	campaign(report_deadline=days(3), review_date=days(3), interim_deadline=days(3))

	def look() -> tuple[int, int]:
		with count_queries() as queries:
			found = planning.letters(planning.enabled_rules(), DAY)
		return len(queries), sum(len(letter.units) for letter in found)

	look()
	few, units = look()
	block = frappe.get_doc(
		{"doctype": "Emulation Block", "block_code": "NHAC", "block_name": "Khối"}
	).insert()
	for number in range(20):
		frappe.get_doc(
			{
				"doctype": "Emulation Unit",
				"unit_code": f"NHAC-{number}",
				"unit_name": f"Đơn vị {number}",
				"unit_type": "Hamlet",
				"parent_emulation_unit": "TEST-TOP",
				"block": block.name,
			}
		).insert()
	many, more_units = look()
	assert more_units >= units + 20
	assert many == few <= 24


def test_run_with_nothing_new_takes_few_queries(rule, campaign, count_queries):
	campaign()
	rule()
	send()
	with count_queries() as queries:
		send()
	assert len(queries) <= 8


# The portal


def test_person_without_a_desk_reads_his_reminders_in_the_portal(rule, campaign, http):
	made = campaign()
	made.db_set("campaign_title", "Phong trào <b>xanh</b>")
	rule()
	send()
	import frappe

	frappe.db.set_value(LOG, {"user": UNIT_A, "status": "Sent"}, "sent_on", frappe.utils.now_datetime())
	frappe.db.commit()
	page = http("GET", "/thi-dua", user=UNIT_A).text
	assert "data-reminder" in page and "Còn 3 ngày: Phong trào" in page and "<b>xanh</b>" not in page
	assert "data-reminder" not in http("GET", "/thi-dua", user="manager@test.example").text
