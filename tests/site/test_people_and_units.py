"""Duplicates become one, a person's whole record, units that end and are succeeded, many registrations in one go."""

from __future__ import annotations

import pytest

from tests.site.commune import (
	CHAIRMAN,
	COUNCIL,
	HAMLET_A,
	HAMLET_B,
	MANAGER,
	NOBODY,
	OFFICER,
	TEAM_OF_A,
	TOP,
	UNIT_A,
)


def register(campaign, unit=HAMLET_A, honoree=None):
	import frappe

	values = {"campaign": campaign.name, "unit": unit, "honoree": honoree, "targets": "Không có hộ tái nghèo"}
	return frappe.get_doc({"doctype": "Campaign Registration", **values}).insert()


# Duplicates


def merge(keep, duplicate) -> str:
	from tdkt_app.doctype.honoree.merging import merge as merge_honorees

	return merge_honorees(keep.name, duplicate.name)


@pytest.fixture
def twins(commune):
	values = {"birth_year": 1961, "full_name": "Đặng Thị Song"}
	return commune.honoree(**values), commune.honoree(**values)


def test_same_name_birth_year_and_unit_are_suggested(commune, twins, as_user):
	from tdkt_app.doctype.honoree.merging import duplicates

	older = commune.honoree(full_name="Đặng Thị Song", birth_year=1950)
	commune.honoree(HAMLET_B, full_name="Đặng Thị Song", birth_year=1961)
	without_marks = commune.honoree(full_name="Dang Thi Song", birth_year=1961)
	with as_user(OFFICER):
		[group] = duplicates(twins[0].name)
		assert [row["name"] for row in group] == [*(twin.name for twin in twins), without_marks.name]
		assert group in duplicates()
		assert duplicates(older.name) == []


def test_every_link_goes_over_and_issued_names_stay(commune, twins, as_user):
	import frappe

	keep, double = twins
	registration = register(commune.campaign(), honoree=double.name)
	achievement = commune.achievement(honoree=double.name, state="Verified")
	issued = commune.issued(achievement)
	printed = {field: issued.recipients[0].get(field) for field in ("recipient_name", "unit_name", "amount")}
	keep.db_set("full_name", "Đặng Thị Song (đã sửa)")
	with as_user(OFFICER):
		assert merge(keep, double) == keep.name
	assert not frappe.db.exists("Honoree", double.name)
	for paper in (registration, achievement):
		assert frappe.db.get_value(paper.doctype, paper.name, "honoree") == keep.name
	row = frappe.get_doc("Award Decision", issued.name).recipients[0]
	assert row.honoree == keep.name
	assert {field: row.get(field) for field in printed} == printed


def test_merging_is_logged(commune, twins, as_user):
	import frappe

	keep, double = twins
	with as_user(OFFICER):
		merge(keep, double)
	log = frappe.get_all(
		"Comment", {"reference_doctype": "Honoree", "reference_name": keep.name}, pluck="content"
	)
	assert any(double.name in line and OFFICER in line for line in log)


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL, MANAGER, UNIT_A, NOBODY, "Guest"])
def test_only_officers_merge(twins, as_user, user):
	import frappe

	from tdkt_app.doctype.honoree.merging import duplicates

	with as_user(user):
		for call in (lambda: merge(*twins), duplicates):
			with pytest.raises(frappe.PermissionError):
				call()
	assert frappe.db.exists("Honoree", twins[1].name)


def test_honorees_that_are_not_alike_are_not_merged(commune, twins):
	import frappe

	for other in (commune.honoree(HAMLET_B), commune.honoree(kind="Household")):
		with pytest.raises(frappe.ValidationError, match="differs"):
			merge(twins[0], other)
	with pytest.raises(frappe.ValidationError, match="two different"):
		merge(twins[0], twins[0])


def test_both_in_one_campaign(commune, twins):
	import frappe

	campaign = commune.campaign()
	first, second = (register(campaign, honoree=twin.name) for twin in twins)
	with pytest.raises(frappe.ValidationError, match=f"{first.name} and {second.name}"):
		merge(*twins)


def test_both_in_one_draft_decision(commune, twins):
	import frappe

	papers = [commune.achievement(honoree=twin.name, state="Verified") for twin in twins]
	decision = commune.decision(*papers)
	with pytest.raises(frappe.ValidationError, match=decision.name):
		merge(*twins)


def test_a_person_entered_by_people_survives_the_demo_year(commune, twins):
	import frappe

	keep, double = twins
	keep.db_set("is_demo", 1)
	merge(keep, double)
	assert not frappe.db.get_value("Honoree", keep.name, "is_demo")


# Whole record


def record(honoree: str) -> list:
	from tdkt_app.report.honoree_record.honoree_record import execute

	return execute({"honoree": honoree})[1]


def test_whole_record_of_a_person(commune):
	honoree = commune.honoree()
	registration = register(commune.campaign(), honoree=honoree.name)
	achievement = commune.achievement(honoree=honoree.name, state="Verified")
	issued = commune.issued(achievement)
	commune.achievement()  # somebody else's
	rows = {row.doctype: row for row in record(honoree.name)}
	assert {doctype: row.document for doctype, row in rows.items()} == {
		"Campaign Registration": registration.name,
		"Achievement": achievement.name,
		"Award Decision": issued.name,
	}
	assert rows["Award Decision"].amount == issued.recipients[0].amount
	assert len(record(honoree.name)) == 3


def test_record_tells_scores_and_nominations(commune):
	achievement = commune.achievement(state="Verified")
	achievement.db_set("total_score", 87.5)
	nomination = commune.nomination(achievement)
	rows = {row.doctype: row for row in record(achievement.honoree)}
	assert rows["Achievement"].score == 87.5
	assert (rows["Award Nomination"].document, rows["Award Nomination"].title) == (
		nomination.name,
		"Giấy khen",
	)
	nomination.nominees[0].db_set({"excluded": 1, "exclusion_reason": "Đã được khen"})
	[row] = [row for row in record(achievement.honoree) if row.doctype == "Award Nomination"]
	assert (row.state, row.details) == ("Excluded", "Đã được khen")


def test_record_tells_holds_to_those_who_may_read_them(commune, as_user):
	import frappe

	honoree = commune.honoree()
	values = {
		"honoree": honoree.name,
		"ground": "complaint",
		"document": "Đơn số 12",
		"opened_on": "2025-10-01",
	}
	hold = frappe.get_doc({"doctype": "Award Hold", **values}).insert()
	with as_user(OFFICER):
		[row] = record(honoree.name)
	assert (row.document, row.state, row.details) == (hold.name, "Open", "Đơn số 12")


def test_record_shows_no_draft_awards(commune):
	honoree = commune.honoree()
	commune.decision(commune.achievement(honoree=honoree.name, state="Verified"))
	assert {row.doctype for row in record(honoree.name)} == {"Achievement"}


def test_every_column_of_the_record_is_in_its_rows(commune):
	from tdkt_app.report.honoree_record.honoree_record import columns

	honoree = commune.honoree()
	commune.issued(commune.achievement(honoree=honoree.name, state="Verified"))
	award = next(row for row in record(honoree.name) if row.doctype == "Award Decision")
	assert {column["fieldname"] for column in columns()} <= set(award)


@pytest.mark.parametrize(("report", "filters"), [("Honoree Record", "honoree"), ("Unit History", "unit")])
@pytest.mark.parametrize("user", [UNIT_A, NOBODY])
def test_records_are_for_the_desk(commune, as_user, user, report, filters):
	import frappe
	from frappe.desk.query_report import run

	value = commune.honoree().name if filters == "honoree" else HAMLET_A
	with as_user(user), pytest.raises(frappe.PermissionError):
		run(report, filters=frappe.as_json({filters: value}))
	with as_user(CHAIRMAN):
		assert "result" in run(report, filters=frappe.as_json({filters: value}))


def test_queries_of_the_record_do_not_grow(commune, count_queries):
	honoree = commune.honoree().name

	def add() -> None:
		register(commune.campaign(), honoree=honoree)
		commune.issued(commune.achievement(honoree=honoree, state="Verified"))

	def queries() -> int:
		with count_queries() as sent:
			record(honoree)
		return len(sent)

	add()
	queries()  # fills the caches
	few = queries()
	add()
	add()
	assert len(record(honoree)) == 9
	assert queries() == few


# Units that end


@pytest.fixture
def ended():
	"""`ended("TEST-X", successor)`: a unit that ended in the other."""
	import frappe

	def make(code: str, successor: str | None, **values):
		unit = {
			"doctype": "Emulation Unit",
			"unit_code": code,
			"unit_name": f"Đơn vị {code}",
			"unit_type": "Hamlet",
			"parent_emulation_unit": TOP,
			"active_to": "2024-12-31",
			"succeeded_by": successor,
			**values,
		}
		return frappe.get_doc(unit).insert()

	return make


def test_a_unit_with_a_successor_has_ended(commune, ended):
	import frappe

	with pytest.raises(frappe.MandatoryError, match="Active To must be filled in"):
		ended("TEST-OLD", HAMLET_A, active_to=None)
	assert ended("TEST-OLD", HAMLET_A).succeeded_by == HAMLET_A


def test_units_do_not_succeed_each_other_in_a_circle(commune, ended):
	import frappe

	last = ended("TEST-C", None)
	middle = ended("TEST-B2", last.name)
	first = ended("TEST-A2", middle.name)
	for successor in (first, middle):
		last.reload()
		last.succeeded_by = successor.name
		with pytest.raises(frappe.ValidationError, match=r"in a circle: TEST-C → .*TEST-C"):
			last.save()
	last.reload()
	last.succeeded_by = last.name
	with pytest.raises(frappe.ValidationError, match="cannot succeed itself"):
		last.save()


def test_history_is_reached_from_the_successor(commune, ended):
	from tdkt_app.report.unit_history.unit_history import execute, predecessors

	middle = ended("TEST-B2", HAMLET_A)
	first = ended("TEST-A2", middle.name)
	paper = commune.achievement(first.name)
	commune.achievement(HAMLET_B)
	assert predecessors(HAMLET_A) == {middle.name: HAMLET_A, first.name: middle.name}
	rows = execute({"unit": HAMLET_A})[1]
	assert [row.unit_name for row in rows if row.document == paper.name] == [first.unit_name]
	assert not [row for row in rows if row.unit_name == "Xóm La Lang"]


def test_award_of_a_predecessor_stands_in_the_history(commune, ended):
	from tdkt_app.report.unit_history.unit_history import execute

	old = ended("TEST-OLD", HAMLET_B)
	issued = commune.issued(commune.achievement(old.name, state="Verified"))
	rows = [row for row in execute({"unit": HAMLET_B})[1] if row.document == issued.name]
	assert [row.title for row in rows] == [f"Giấy khen: {issued.recipients[0].recipient_name}"]


def test_successor_shows_its_predecessors_as_connection(site):
	import frappe

	links = frappe.get_meta("Emulation Unit").links
	assert ("Emulation Unit", "succeeded_by") in {(row.link_doctype, row.link_fieldname) for row in links}


def test_queries_of_the_history_do_not_grow(commune, ended, count_queries):
	from tdkt_app.report.unit_history.unit_history import execute

	def add(code: str, successor: str) -> str:
		unit = ended(code, successor).name
		commune.issued(commune.achievement(unit, state="Verified"))
		return unit

	def queries() -> int:
		with count_queries() as sent:
			execute({"unit": HAMLET_B})
		return len(sent)

	first = add("TEST-P1", HAMLET_B)
	queries()
	few = queries()
	add("TEST-P2", first)
	add("TEST-P3", HAMLET_B)
	assert queries() == few


# Many registrations


def bulk(campaign, units, targets="Cùng thi đua", **more) -> dict:
	from tdkt_app.doctype.campaign_registration.bulk import register_units

	return register_units(campaign.name, units, targets, **more)


def test_each_unit_has_its_result(commune, as_user):
	import frappe

	campaign = commune.campaign()
	register(campaign, HAMLET_B)
	with as_user(OFFICER):
		outcome = bulk(campaign, frappe.as_json([HAMLET_A, HAMLET_B, "KHONG-CO", TEAM_OF_A, HAMLET_A]))
	problems = {row["unit"]: row["problem"] for row in outcome["results"]}
	assert not outcome["queued"]
	assert problems[HAMLET_A] == problems[TEAM_OF_A] == ""
	assert "Already registered" in problems[HAMLET_B] and "KHONG-CO" in problems["KHONG-CO"]
	stored = frappe.get_all(
		"Campaign Registration", {"campaign": campaign.name}, ["unit", "owner", "is_late", "targets"]
	)
	assert {row.unit for row in stored} == {HAMLET_A, HAMLET_B, TEAM_OF_A}
	mine = next(row for row in stored if row.unit == HAMLET_A)
	assert (mine.owner, mine.is_late, mine.targets) == (OFFICER, 1, "Cùng thi đua")


def test_more_than_fifty_are_left_to_a_job(commune, monkeypatch, as_user):
	import frappe

	from tdkt_app.doctype.campaign_registration import bulk as module

	jobs = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **kwargs: jobs.append((method, kwargs)))
	campaign = commune.campaign()
	units = [HAMLET_A, HAMLET_B, *(f"KHONG-CO-{number}" for number in range(49))]
	with as_user(OFFICER):
		assert bulk(campaign, units) == {"queued": True, "results": []}
		[(method, kwargs)] = jobs
		assert (method, kwargs["units"]) == (module.register_in_background, units)
		assert "enqueue_after_commit" not in kwargs, "a request that wrote nothing is not committed"
		shown = []
		monkeypatch.setattr(frappe, "publish_progress", lambda percent, **_more: shown.append(percent))
		method(**{name: kwargs[name] for name in ("campaign", "units", "targets", "award_type")})
	assert shown[-1] == 100 and len(shown) == len(units)
	assert frappe.db.count("Campaign Registration", {"campaign": campaign.name}) == 2
	[log] = frappe.get_all(
		"Comment", {"reference_name": campaign.name, "comment_type": "Info"}, pluck="content"
	)
	assert "Units registered: 2, not registered: 49." in log and "KHONG-CO-48" in log


@pytest.mark.parametrize("units", ["[]", "{}", '"TEST-A"', "[1]"])
def test_bulk_registration_of_nothing(commune, units):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Choose the units"):
		bulk(commune.campaign(), units)


def test_bulk_registration_needs_targets(commune):
	import frappe

	with pytest.raises(frappe.MandatoryError, match="targets"):
		bulk(commune.campaign(), [HAMLET_A], " ")


def test_too_many_units_at_a_time(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="At most 2000"):
		bulk(commune.campaign(), [f"X-{number}" for number in range(2001)])


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL, MANAGER, UNIT_A, NOBODY, "Guest"])
def test_only_officers_register_many(commune, as_user, user):
	import frappe

	campaign = commune.campaign()
	with as_user(user), pytest.raises(frappe.PermissionError):
		bulk(campaign, [HAMLET_A])


# Households and collectives


def members(*heads: int) -> list[dict]:
	names = ("Nguyễn Văn Thịnh", "Trần Thị Lan", "Nguyễn Đức Anh")
	return [{"full_name": name, "is_head": int(at in heads)} for at, name in enumerate(names)]


def test_a_household_lists_its_members_with_one_head(commune):
	import frappe

	assert commune.honoree(kind="Household", members=members(0)).member_count == 3
	assert commune.honoree(kind="Household", members=members(0), member_count=5).member_count == 5
	for heads in ((), (0, 1)):
		with pytest.raises(frappe.ValidationError, match="exactly one head"):
			commune.honoree(kind="Household", members=members(*heads))


def test_a_bad_birth_year_of_a_member_names_its_row(commune):
	import frappe

	rows = members(0)
	rows[2]["birth_year"] = 1850
	with pytest.raises(frappe.ValidationError, match="Birth Year, row 3 must lie between 1900"):
		commune.honoree(kind="Household", members=rows)


@pytest.mark.parametrize("kind", ["Individual", "Collective"])
def test_only_a_household_has_members(commune, kind):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Only a household lists its members"):
		commune.honoree(kind=kind, members=members(0))


def test_a_member_is_no_document_of_its_own(commune):
	import frappe

	household = commune.honoree(kind="Household", members=members(0))
	row = frappe.get_doc("Household Member", household.members[1].name)
	with pytest.raises(frappe.PermissionError):
		row.update({"full_name": "Người khác"}).save()


def test_one_collective_stands_for_the_whole_unit(commune):
	import frappe

	whole = commune.honoree(kind="Collective", is_whole_unit=1)
	commune.honoree(kind="Collective")
	commune.honoree(HAMLET_B, kind="Collective", is_whole_unit=1)
	with pytest.raises(frappe.ValidationError, match=f"{whole.name}.* already stands for the whole unit"):
		commune.honoree(kind="Collective", full_name="Tập thể khác", is_whole_unit=1)
	assert commune.honoree(is_whole_unit=1).is_whole_unit == 0
