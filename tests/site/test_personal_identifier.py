"""A personal identifier is whole for officers and managers only, whatever way is tried."""

from __future__ import annotations

import json

import pytest

from tests.site.commune import (
	AUDITOR,
	CHAIRMAN,
	COUNCIL,
	HAMLET_B,
	MANAGER,
	NOBODY,
	OFFICER,
	UNIT_A,
)

NUMBER, MASK = "019186001234", "********1234"
OTHER = "019061007777"
DESK_WITHOUT = (CHAIRMAN, COUNCIL, AUDITOR)


@pytest.fixture
def person(commune):
	return commune.honoree(full_name="Đặng Thị Song", birth_year=1986, sex="Female", personal_id=NUMBER)


def reveal(honoree) -> str:
	from tdkt_app.doctype.honoree.identity import reveal as reveal_identifier

	return reveal_identifier(honoree.name)


# Who sees it


@pytest.mark.parametrize("user", [OFFICER, MANAGER])
def test_officers_and_managers_see_it_whole_and_the_look_is_logged(person, as_user, user):
	import frappe

	looked = {"export_from": "Honoree", "reference_document": person.name, "user": user}
	before = frappe.db.count("Access Log", looked)
	with as_user(user):
		assert reveal(person) == NUMBER
	assert frappe.db.count("Access Log", looked) == before + 1


@pytest.mark.parametrize("user", [*DESK_WITHOUT, UNIT_A, NOBODY, "Guest"])
def test_nobody_else_does(person, as_user, user):
	import frappe

	from tdkt_app.doctype.honoree.identity import find

	with as_user(user):
		for call in (lambda: reveal(person), lambda: find(NUMBER)):
			with pytest.raises(frappe.PermissionError):
				call()


def test_an_officer_finds_the_person_by_the_number(person, as_user):
	from tdkt_app.doctype.honoree.identity import find

	with as_user(OFFICER):
		assert find("019 186 001 234") == person.name
		assert find(OTHER) is None


def test_the_number_is_in_no_table_in_the_open(commune, person):
	"""What is nowhere cannot be filtered by, sorted by, counted, exported or printed."""
	import frappe

	person.update({"position": "Trưởng xóm", "personal_id": OTHER}).save()
	person.update({"personal_id": NUMBER}).save()
	for table in ("Honoree", "Version", "Comment", "__Auth", "__global_search", "Activity Log"):
		for row in frappe.db.sql(f"select * from `{table if table[0] == '_' else 'tab' + table}`"):
			assert not any(number in str(value) for value in row for number in (NUMBER, OTHER)), table
	stored = frappe.db.get_value("Honoree", person.name, ["personal_id", "personal_id_key"], as_dict=True)
	assert stored.personal_id == MASK
	assert len(stored.personal_id_key) == 64


def test_a_deleted_record_leaves_no_number(person):
	import frappe

	name = person.name
	frappe.delete_doc("Honoree", name)
	kept = frappe.get_all("Deleted Document", {"deleted_name": name}, pluck="data")
	assert kept and all(NUMBER not in data and MASK in data for data in kept)
	assert not frappe.db.sql("select 1 from __Auth where doctype = 'Honoree' and name = %s", name)


@pytest.mark.parametrize("user", [CHAIRMAN, AUDITOR, OFFICER])
def test_lists_reports_searches_and_exports_show_the_mask(person, as_user, user):
	import frappe
	from frappe.desk.form.load import getdoc
	from frappe.desk.search import search_link

	from tdkt_app.excel.exchange import export

	with as_user(user):
		[row] = frappe.get_list("Honoree", {"name": person.name}, ["personal_id"])
		assert row.personal_id == MASK
		for value in (NUMBER, "019%", "%6001%"):
			assert not frappe.get_list("Honoree", {"personal_id": ("like", value)})
		assert not frappe.get_list("Honoree", filters={"personal_id": (">", "0")})
		assert not frappe.get_list("Honoree", or_filters=[["Honoree", "personal_id", "=", NUMBER]])
		getdoc("Honoree", person.name)
		assert NUMBER not in frappe.as_json(frappe.response.docs)
		frappe.response.pop("results", None)
		found = search_link("Honoree", NUMBER)
		assert not (found or frappe.response.get("results"))
		export("Honoree")
		assert NUMBER.encode() not in frappe.local.response.filecontent


def test_the_fingerprint_is_nobodys_to_read_or_write(person, as_user):
	import frappe

	with as_user(OFFICER):
		doc = frappe.get_doc("Honoree", person.name)
		doc.apply_fieldlevel_read_permissions()
		assert not doc.get("personal_id_key")
		doc = frappe.get_doc("Honoree", person.name)
		doc.personal_id_key = "f" * 64
		doc.save()
	assert frappe.db.get_value("Honoree", person.name, "personal_id_key") == person.personal_id_key


def test_over_http(commune, person, http):
	"""REST, list, count, report: the whole number comes back from none, and a foreign unit's user gets no record."""
	import frappe

	frappe.db.commit()
	name = person.name
	try:
		for user in (CHAIRMAN, AUDITOR, OFFICER):
			reply = http("GET", f"/api/resource/Honoree/{name}", user=user)
			assert reply.status_code == 200 and NUMBER not in reply.text and MASK in reply.text
			listing = http("GET", '/api/resource/Honoree?fields=["*"]&limit_page_length=0', user=user)
			assert listing.status_code == 200 and NUMBER not in listing.text
			fields = json.dumps(["`tabHonoree`.`name`", "`tabHonoree`.`personal_id`"])
			builder = f"/api/method/frappe.desk.reportview.get?doctype=Honoree&fields={fields}"
			report = http("GET", builder, user=user)
			assert report.status_code == 200 and MASK in report.text and NUMBER not in report.text
			filters = json.dumps({"personal_id": ["like", "0191860%"]})
			counted = http(
				"GET", f"/api/method/frappe.client.get_count?doctype=Honoree&filters={filters}", user=user
			)
			assert counted.json.get("message", 0) == 0
		method = f"/api/method/tdkt_app.doctype.honoree.identity.reveal?honoree={name}"
		assert http("POST", method, user=OFFICER).json["message"] == NUMBER
		assert http("GET", method, user=OFFICER).status_code == 403
		for user in (COUNCIL, AUDITOR, CHAIRMAN, UNIT_A, None):
			assert http("POST", method, user=user).status_code in (401, 403)
	finally:
		frappe.delete_doc("Honoree", name, force=True)
		frappe.db.commit()


# What may be entered


def test_a_save_that_leaves_the_mask_keeps_the_number(person, as_user):
	import frappe

	with as_user(OFFICER):
		doc = frappe.get_doc("Honoree", person.name)
		doc.position = "Trưởng xóm"
		doc.save()
		assert reveal(person) == NUMBER


def test_an_emptied_field_forgets_the_number(commune, person, as_user):
	import frappe

	doc = frappe.get_doc("Honoree", person.name)
	doc.update({"personal_id": ""}).save()
	with as_user(OFFICER):
		assert reveal(person) == ""
	assert commune.honoree(HAMLET_B, personal_id=NUMBER).personal_id == MASK


@pytest.mark.parametrize("entered", ["19186001234", "01918600123A", MASK, "0191860012345"])
def test_anything_but_twelve_digits_is_refused(commune, entered):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Personal Identifier: enter all 12 digits"):
		commune.honoree(personal_id=entered)


def test_a_number_belongs_to_one_person(commune, person):
	import frappe

	with pytest.raises(frappe.DuplicateEntryError, match=f"belongs to Đặng Thị Song .{person.name}."):
		commune.honoree(HAMLET_B, personal_id="019 186 001 234")
	person.reload()
	person.update({"personal_id": NUMBER}).save()
	assert person.personal_id == MASK


def test_persons_without_a_number_do_not_collide(commune):
	assert commune.honoree().name != commune.honoree(personal_id="").name


@pytest.mark.parametrize("kind", ["Collective", "Household"])
def test_only_persons_have_one(commune, kind):
	import frappe

	with pytest.raises(frappe.ValidationError, match="is for persons"):
		commune.honoree(kind=kind, personal_id=NUMBER)


def test_digits_that_tell_otherwise_are_a_warning(commune):
	import frappe

	commune.honoree(birth_year=1961, sex="Male", personal_id=NUMBER)
	[warning] = frappe.get_message_log()
	assert "Female, born 1986" in str(warning) and "Birth Year, Sex" in str(warning)


# Merging


def test_merging_hands_the_number_over(commune, person, as_user):
	from tdkt_app.doctype.honoree.merging import merge

	keep = commune.honoree(full_name="Đặng Thị Song", birth_year=1986)
	with as_user(OFFICER):
		merge(keep.name, person.name)
		assert reveal(keep) == NUMBER


def test_two_numbers_are_two_persons(commune, person, as_user):
	import frappe

	from tdkt_app.doctype.honoree.merging import merge

	other = commune.honoree(full_name="Đặng Thị Song", birth_year=1986, personal_id=OTHER)
	with as_user(OFFICER), pytest.raises(frappe.ValidationError, match="they are two persons"):
		merge(other.name, person.name)
