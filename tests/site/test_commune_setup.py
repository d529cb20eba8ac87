"""The setup page: what a new commune still lacks, told from the site; the demo year goes by one button."""

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
	UNIT_A,
	UNIT_B,
)

OVERVIEW = "/api/method/tdkt_app.page.tdkt_setup.tdkt_setup.overview"
REMOVE = "/api/method/tdkt_app.page.tdkt_setup.tdkt_setup.remove_demo_data"


def step(key: str) -> dict:
	from tdkt_app.setup.readiness import steps

	return next(found.as_dict() for found in steps() if found.key == key)


def settle_settings(**values):
	import frappe

	settings = frappe.get_doc("TDKT Settings")
	settings.update(values)
	settings.save()


# Who


@pytest.mark.parametrize("user", [OFFICER, CHAIRMAN, COUNCIL, AUDITOR, UNIT_A, NOBODY, None])
def test_nobody_but_managers_sees_or_does_it(commune, http, user):
	assert http("GET", OVERVIEW, user=user).status_code == 403
	assert http("POST", REMOVE, user=user, json={"seen": 0}).status_code == 403


def test_manager_sees_it_and_does_not_remove_by_reading(commune, http):
	reply = http("GET", OVERVIEW, user=MANAGER)
	assert reply.status_code == 200
	assert [step["key"] for step in reply.json["message"]["steps"]] == [
		"authority", "signers", "council", "units", "base-data", "users", "campaign",
	]  # fmt: skip
	assert http("GET", REMOVE, user=MANAGER).status_code == 403
	refused = http("POST", REMOVE, user=MANAGER, json={"seen": 0})
	assert refused.status_code == 417 and "no demo data" in refused.get_data(as_text=True)


def test_page_of_the_desk_opens_for_managers_only(commune, as_user):
	import frappe

	page = frappe.get_doc("Page", "tdkt-setup")
	opens = {}
	for user in (MANAGER, OFFICER, CHAIRMAN, AUDITOR):
		with as_user(user):
			opens[user] = bool(page.is_permitted())
	assert opens == {MANAGER: True, OFFICER: False, CHAIRMAN: False, AUDITOR: False}


def test_new_commune_starts_there(commune, as_user):
	import frappe

	from tdkt_app.page.tdkt_setup.tdkt_setup import add_to_boot

	def due(user: str) -> bool:
		boot = frappe._dict()
		with as_user(user):
			add_to_boot(boot)
		return boot.tdkt_setup_due

	assert not due(MANAGER)
	frappe.db.delete("Emulation Unit")
	assert due(MANAGER) and not due(OFFICER)


# What


def test_name_and_symbols(commune):
	settle_settings(superior_authority="", commune_name="XÃ CÁT NÊ", standing_body="")
	missing = step("authority")["missing"]
	assert len(missing) == 3 and "XÃ CÁT NÊ" in missing[-1]
	settle_settings(superior_authority="TỈNH THÁI NGUYÊN", standing_body="Văn phòng")
	assert step("authority")["done"]


def test_signer_needs_a_name_and_an_account(commune):
	import frappe

	settle_settings(signer_name="")
	assert step("signers")["missing"] == ["Signer Name is empty."]
	settle_settings(signer_name="Trần Quang Thái")
	assert step("signers")["done"]
	frappe.db.set_value("User", CHAIRMAN, "enabled", 0)
	assert step("signers")["missing"] == ["Nobody has the role TDKT Chairman."]


def test_council_in_office(commune):
	import frappe

	assert not step("council")["done"]
	council = frappe.new_doc("Award Council")
	council.update({"council_name": "Hội đồng xã", "council_kind": "Emulation and Commendation"})
	council.update({"founding_decision": "12/QĐ-UBND", "term_from": "2020-01-01"})
	council.append(
		"members", {"full_name": "Trần Văn Bình", "position": "Chủ tịch", "council_role": "Chairperson"}
	)
	council.insert()
	assert step("council")["done"]
	frappe.db.set_value("Award Council", council.name, "is_demo", 1)
	assert not step("council")["done"]
	frappe.db.set_value("Award Council", council.name, {"is_demo": 0, "term_to": "2020-02-01"})
	assert not step("council")["done"]


def test_demo_units_are_not_the_communes_own(commune):
	import frappe

	assert step("units")["done"]
	frappe.db.set_value("Emulation Unit", {"is_demo": 0}, "is_demo", 1)
	assert not step("units")["done"]


def test_base_data_of_today(commune):
	import frappe

	assert step("base-data")["done"]
	frappe.db.delete("Base Salary")
	frappe.db.set_value("Rule Pack", {"is_active": 1}, "is_active", 0)
	assert len(step("base-data")["missing"]) == 2


def test_unit_is_reached_by_an_account_that_can_sign_in(commune):
	import frappe

	assert not any("Xóm La Lang" in line for line in step("users")["advice"])
	frappe.db.set_value("User", UNIT_B, "enabled", 0)
	told = [line for line in step("users")["advice"] if "Xóm La Lang" in line]
	assert told and "Tổ tự quản" not in told[0]  # the unit above it has an account
	frappe.db.delete("Emulation Unit User")
	assert "No unit has a user of the portal." in step("users")["missing"]


def test_first_campaign_counts_when_it_is_launched(commune):
	import frappe

	frappe.db.set_value("Emulation Campaign", {"is_demo": 0}, "is_demo", 1)
	frappe.db.set_value("Emulation Plan", {"is_demo": 0}, "is_demo", 1)
	commune.campaign("Draft")
	assert not step("campaign")["done"]
	commune.campaign("Launched")
	assert step("campaign")["done"]


def test_queries_do_not_grow_with_the_commune(commune, count_queries):
	import frappe

	from tdkt_app.page.tdkt_setup.tdkt_setup import overview

	overview()
	with count_queries() as few:
		overview()
	for number in range(5):
		unit = frappe.get_doc("Emulation Unit", HAMLET_B).as_dict()
		frappe.get_doc(
			{
				"doctype": "Emulation Unit",
				"unit_code": f"NEW-{number}",
				"unit_name": f"Xóm {number}",
				"unit_type": unit.unit_type,
				"parent_emulation_unit": unit.parent_emulation_unit,
			}
		).insert()
	commune.campaign()
	with count_queries() as many:
		overview()
	assert len(many) == len(few)


# Demo data


@pytest.fixture
def demo_rows(commune):
	"""Two honorees of the demo; the second is named in an achievement that people entered."""
	import frappe

	gone, kept = (
		commune.honoree(HAMLET_A, full_name="Mẫu Một"),
		commune.honoree(HAMLET_A, full_name="Mẫu Hai"),
	)
	frappe.db.set_value("Honoree", {"name": ("in", (gone.name, kept.name))}, "is_demo", 1)
	commune.achievement(HAMLET_A, honoree=kept.name, on_the_spot=1)
	return gone.name, kept.name


def test_removal_is_asked_with_the_number_that_was_shown(demo_rows, monkeypatch):
	import frappe

	from tdkt_app.setup.demo import farewell

	jobs = []  # a worker that runs beside the tests would take it
	monkeypatch.setattr(frappe, "enqueue", lambda method, **kwargs: jobs.append((method, kwargs)))

	assert farewell.rows() == {"Honoree": 2}
	with pytest.raises(frappe.ValidationError, match="2 demo rows"):
		farewell.start(seen=1)
	farewell.start(seen=2)
	[(method, kwargs)] = jobs
	assert (method, kwargs["user"]) == (farewell.run, "Administrator")
	assert "enqueue_after_commit" not in kwargs, "a request that wrote nothing is not committed"
	assert frappe.db.exists("Honoree", demo_rows[0])


def test_demo_account_does_not_close_itself(demo_rows, make_user, as_user):
	import frappe

	from tdkt_app.setup.demo import farewell

	with as_user(make_user("quantri@demo.tdkt.example", "TDKT Manager")):
		with pytest.raises(frappe.ValidationError, match="account of the demo"):
			farewell.start(seen=2)


def test_job_removes_and_tells_what_stays(demo_rows, make_user):
	import frappe

	from tdkt_app.setup.demo import farewell

	make_user("quantri@demo.tdkt.example", "TDKT Manager")
	frappe.db.set_value("User", MANAGER, "language", "vi")
	gone, kept = demo_rows
	farewell.take_away(MANAGER)
	assert not frappe.db.exists("Honoree", gone) and frappe.db.exists("Honoree", kept)
	assert not frappe.db.get_value("User", "quantri@demo.tdkt.example", "enabled")
	told = frappe.get_last_doc("Notification Log", {"for_user": MANAGER})
	assert told.subject == ("Đã gỡ dữ liệu minh họa: 1 dòng; giữ lại 1 dòng vì hồ sơ đã nhập còn dùng.")
	assert "đã gỡ 1, giữ lại 1" in told.email_content


def test_removal_that_fails_leaves_everything_and_says_so(commune, monkeypatch):
	import frappe

	from tdkt_app.setup.demo import farewell

	def half_done(progress) -> None:
		frappe.db.set_value("Emulation Unit", HAMLET_A, "unit_name", "Nửa chừng")
		raise ValueError("stopped")

	monkeypatch.setattr(farewell.demo, "remove", half_done)
	with pytest.raises(ValueError, match="stopped"):
		farewell.run(MANAGER)
	assert frappe.db.get_value("Emulation Unit", HAMLET_A, "unit_name") == "Xóm Đình"
	told = frappe.get_last_doc("Notification Log", {"for_user": MANAGER})
	assert frappe.db.exists("Error Log", {"method": "Demo removal"})
	assert "Demo data was not removed" in told.subject or "Chưa gỡ được" in told.subject
	frappe.db.delete("Notification Log", {"name": told.name})
	frappe.db.delete("Error Log", {"method": "Demo removal"})
	frappe.db.commit()
