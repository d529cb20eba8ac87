"""Initiatives: who takes which step, whose they are, what stays after recognition, and what the rules make of them."""

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
	UNIT_A,
)
from tests.site.test_findings import codes, findings_of
from tests.site.test_workflows import who_may

RECOGNITION = {
	"recognised_level": "Commune",
	"recognition_number": "12/QĐ-UBND",
	"recognised_on": "2025-06-20",
}


@pytest.mark.parametrize(
	("state", "action", "next_state", "users"),
	[
		("Draft", "Submit", "Submitted", {UNIT_A, OFFICER}),
		("Returned", "Submit", "Submitted", {UNIT_A, OFFICER}),
		("Submitted", "Start Council Review", "Under Council Review", {OFFICER}),
		("Submitted", "Return for Correction", "Returned", {OFFICER}),
		("Under Council Review", "Return for Correction", "Returned", {OFFICER}),
		("Under Council Review", "Recognise", "Recognised", {OFFICER, CHAIRMAN}),
		("Under Council Review", "Do Not Recognise", "Not Recognised", {OFFICER, CHAIRMAN}),
	],
)
def test_step(commune, state, action, next_state, users):
	initiative = commune.initiative(state=state, remark="x", council_opinion="Mới", **RECOGNITION)
	assert who_may(commune, initiative, action) == dict.fromkeys(users, next_state)


@pytest.mark.parametrize("state", ["Recognised", "Not Recognised"])
def test_no_step_leads_out_of_the_last_states(commune, state):
	from frappe.model.workflow import get_transitions

	assert get_transitions(commune.initiative(state=state)) == []


@pytest.mark.parametrize(
	("action", "missing"),
	[
		("Recognise", "recognised_level"),
		("Recognise", "recognition_number"),
		("Recognise", "recognised_on"),
		("Do Not Recognise", "council_opinion"),
		("Return for Correction", "remark"),
	],
)
def test_what_a_step_needs(commune, action, missing):
	import frappe

	values = {**RECOGNITION, "council_opinion": "Mới", "remark": "Thiếu", missing: None}
	with pytest.raises(frappe.MandatoryError, match="To be filled in"):
		commune.act(commune.initiative(state="Under Council Review", **values), action, OFFICER)


def test_who_wrote_it_does_not_recognise_it(commune):
	import frappe

	initiative = commune.initiative(state="Under Council Review", **RECOGNITION)
	initiative.db_set("owner", OFFICER)
	with pytest.raises(frappe.ValidationError):
		commune.act(initiative, "Recognise", OFFICER)


def test_recognition_is_stamped(commune):
	initiative = commune.initiative(state="Under Council Review", **RECOGNITION)
	recognised = commune.act(initiative, "Recognise", CHAIRMAN)
	assert recognised.decided_by == CHAIRMAN and recognised.decided_on


def test_recognition_is_not_dated_ahead(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="future"):
		commune.initiative(recognised_on="2999-01-01")


@pytest.mark.parametrize("user", ["Administrator", OFFICER, CHAIRMAN, MANAGER, UNIT_A])
@pytest.mark.parametrize("state", ["Recognised", "Not Recognised"])
@pytest.mark.parametrize("change", [{"effect": "Khác"}, {"recognised_on": "2025-01-01"}, {"remark": "Khác"}])
def test_decided_initiative_is_frozen(commune, as_user, user, state, change):
	import frappe

	initiative = commune.initiative(state=state)
	initiative.update(change)
	with as_user(user), pytest.raises(frappe.PermissionError):
		initiative.save()


@pytest.mark.parametrize("state", ["Recognised", "Not Recognised"])
def test_files_of_a_decided_initiative_keep_still(commune, state):
	import frappe

	initiative = commune.initiative()
	initiative.add_evidence("bien-ban.pdf", PDF + b"sang kien")
	initiative.save().db_set("workflow_state", state)
	file = frappe.db.get_value(
		"File", {"attached_to_doctype": "Initiative", "attached_to_name": initiative.name}
	)
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc("File", file)
	with pytest.raises(frappe.PermissionError):
		initiative.add_evidence("them.pdf", PDF + b"them")


def test_unit_does_not_recognise_by_filling_in(commune, as_user):
	initiative = commune.initiative()
	with as_user(UNIT_A):
		initiative.update({**RECOGNITION, "council_opinion": "Tốt"})
		initiative.save()
	initiative.reload()
	assert not any(initiative.get(field) for field in (*RECOGNITION, "council_opinion"))


# Authors


def authors(*shares):
	return [{"honoree": honoree, "share": share} for honoree, share in shares]


def test_shares_add_up(commune):
	first, second, third = (commune.honoree(full_name=f"Người {number}").name for number in range(3))
	thirds = authors((first, 33.33), (second, 33.33), (third, 33.34))
	assert len(commune.initiative(authors=thirds).authors) == 3


@pytest.mark.parametrize(
	("shares", "message"),
	[
		((60, 39), "add up to 99.0%"),
		((60, 41), "add up to 101.0%"),
		((100, 0), "row 2"),
		((110, -10), "row 1"),
	],
)
def test_shares_that_do_not_add_up(commune, shares, message):
	import frappe

	people = (commune.honoree().name, commune.honoree(full_name="Người khác").name)
	with pytest.raises(frappe.ValidationError, match=message):
		commune.initiative(authors=authors(*zip(people, shares, strict=True)))


def test_author_stands_once(commune):
	import frappe

	person = commune.honoree().name
	with pytest.raises(frappe.ValidationError, match="twice"):
		commune.initiative(authors=authors((person, 50), (person, 50)))


def test_unit_names_authors_of_its_own(commune, as_user):
	import frappe

	name, neighbour = commune.initiative().name, commune.honoree(HAMLET_B).name

	def add_the_neighbour() -> None:
		initiative = frappe.get_doc("Initiative", name)
		initiative.authors[0].share = 50
		initiative.append("authors", {"honoree": neighbour, "share": 50})
		initiative.save()

	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		add_the_neighbour()
	with as_user(OFFICER):
		add_the_neighbour()
	with as_user(UNIT_A):  # whom the officer added stays
		initiative = frappe.get_doc("Initiative", name)
		initiative.effect = "Bớt ba chuyến xe."
		assert len(initiative.save().authors) == 2


def test_two_authors_who_are_one_person_have_one_share(commune, as_user):
	import frappe

	from tdkt_app.doctype.honoree.merging import merge

	person, double = commune.honoree().name, commune.honoree().name
	initiative = commune.recognised(person, authors=authors((person, 60), (double, 40)))
	with as_user(OFFICER):
		merge(person, double)
	rows = frappe.get_doc("Initiative", initiative.name).authors
	assert [(row.honoree, row.share) for row in rows] == [(person, 100)]


def test_first_author_is_of_the_unit(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="does not belong"):
		commune.initiative(HAMLET_A, honoree=commune.honoree(HAMLET_B).name)


@pytest.mark.parametrize("field", ["initiative_title", "problem", "solution", "effect"])
def test_markup_is_refused(commune, field):
	import frappe

	with pytest.raises(frappe.ValidationError, match="plain text"):
		commune.initiative(**{field: '{"a": "<img src=x onerror=alert(1)>"}'})


def test_only_a_draft_is_deleted(commune):
	import frappe

	frappe.delete_doc("Initiative", commune.initiative().name)
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc("Initiative", commune.initiative(state="Submitted").name)


# Rows


def test_rows_of_a_unit(commune, as_user):
	import frappe

	own, below = commune.initiative(), commune.initiative(TEAM_OF_A)
	foreign = commune.initiative(HAMLET_B, "Recognised", **RECOGNITION)
	with as_user(UNIT_A):
		seen = set(frappe.get_list("Initiative", pluck="name", limit_page_length=0))
	assert {own.name, below.name} <= seen and foreign.name not in seen
	for ptype in ("read", "write"):
		assert not frappe.has_permission("Initiative", ptype, doc=foreign.name, user=UNIT_A)


@pytest.mark.parametrize(
	("state", "open_to_unit"),
	[
		("Draft", True),
		("Returned", True),
		("Submitted", False),
		("Under Council Review", False),
		("Recognised", False),
		("Not Recognised", False),
	],
)
def test_unit_writes_only_while_it_is_its_own(commune, state, open_to_unit):
	import frappe

	initiative = commune.initiative(state=state)
	assert frappe.has_permission("Initiative", "write", doc=initiative.name, user=UNIT_A) is open_to_unit


@pytest.mark.parametrize("user", [COUNCIL, MANAGER, AUDITOR])
@pytest.mark.parametrize("ptype", ["create", "write", "delete"])
def test_council_manager_and_auditor_only_read(commune, user, ptype):
	import frappe

	initiative = commune.initiative(state="Recognised")
	assert frappe.has_permission("Initiative", "read", doc=initiative.name, user=user)
	assert not frappe.has_permission("Initiative", ptype, doc=initiative.name, user=user)


@pytest.mark.parametrize("user", [NOBODY, "Guest"])
def test_nobody_else_reads_initiatives(commune, user):
	import frappe

	assert not frappe.has_permission("Initiative", "read", user=user)


def test_rest_is_closed_to_units_and_guarded_for_the_desk(commune, http):
	import frappe

	name = commune.initiative(state="Under Council Review").name
	frappe.db.commit()
	path = f"/api/resource/Initiative/{name}"
	assert http("GET", path, user=UNIT_A).status_code == 403
	assert http("PUT", path, user=AUDITOR, json={"effect": "x"}).status_code == 403
	jump = http("PUT", path, user=OFFICER, json={"workflow_state": "Recognised"})
	assert jump.status_code in (403, 417)
	frappe.db.rollback()
	assert frappe.db.get_value("Initiative", name, "workflow_state") == "Under Council Review"


# What the rules make of it


def missing(commune, honoree: str, **values) -> bool:
	row = {"honoree": honoree, "award_type": "CSTDCS", **values}
	return "initiative-missing" in codes(findings_of(commune.decision(recipients=[row])))


@pytest.mark.parametrize(
	("recognised_on", "counts"),
	[("2025-01-09", False), ("2025-01-10", True), ("2025-09-05", True), ("2025-09-06", False)],
)
def test_initiative_counts_by_its_date(commune, recognised_on, counts):
	"""Period from 10/01/2025, decision of 05/09/2025."""
	honoree = commune.honoree().name
	commune.recognised(honoree, recognised_on)
	assert missing(commune, honoree) is not counts


@pytest.mark.parametrize("state", ["Draft", "Submitted", "Under Council Review", "Not Recognised"])
def test_initiative_that_is_not_recognised_does_not_count(commune, state):
	honoree = commune.honoree().name
	initiative = commune.initiative(state=state, honoree=honoree, **RECOGNITION)
	assert missing(commune, honoree) and missing(commune, honoree, initiative=initiative.name)


def test_every_author_has_it_and_nobody_else(commune):
	first, second, other = (commune.honoree(full_name=f"Người {number}").name for number in range(3))
	initiative = commune.recognised(first, authors=authors((first, 70), (second, 30)))
	assert not missing(commune, first) and not missing(commune, second)
	assert not missing(commune, second, initiative=initiative.name)
	assert missing(commune, other) and missing(commune, other, initiative=initiative.name)


def test_text_is_not_taken_for_an_initiative(commune, as_user):
	import frappe

	honoree = commune.honoree().name
	row = {"honoree": honoree, "award_type": "CSTDCS", "initiative_paper": "QĐ 4/QĐ-UBND"}
	with as_user(OFFICER):
		decision = commune.decision(recipients=[row])
		assert not decision.recipients[0].initiative_paper
		decision.recipients[0].initiative = "QĐ 4/QĐ-UBND"
		with pytest.raises(frappe.LinkValidationError):
			decision.save()


def test_text_entered_before_goes_on_to_count(commune):
	honoree = commune.honoree().name
	decision = commune.decision(recipients=[{"honoree": honoree, "award_type": "CSTDCS"}])
	decision.recipients[0].db_set("initiative_paper", "QĐ 4/QĐ-UBND")
	decision.reload()
	decision.save()
	assert "initiative-missing" not in codes(findings_of(decision))


def test_number_of_queries_does_not_grow_with_the_authors(commune, count_queries):
	from tdkt_app.law.finding_facts import _initiatives

	people = [commune.honoree(full_name=f"Người {number}").name for number in range(4)]
	for person in people:
		commune.recognised(person)
	with count_queries() as sent:
		found = _initiatives(people)
	assert len(sent) == 1 and set(found) == set(people)
