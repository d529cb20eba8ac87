"""Users of a unit: invited by the officer, never by themselves; a forgotten password is set anew by mail."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, COUNCIL, HAMLET_A, NOBODY, OFFICER, UNIT_A

NEW = "thu-ky@xom-dinh.example"


@pytest.fixture
def invited(commune, as_user):
	def invite(email: str = NEW, by: str = OFFICER, name: str = "Lê Thị Thư", **more) -> dict:
		from tdkt_app.doctype.emulation_unit.inviting import invite as act

		with as_user(by):
			return act(HAMLET_A, email, name, **more)

	return invite


def users() -> dict[str, str]:
	import frappe

	rows = frappe.get_doc("Emulation Unit", HAMLET_A).users
	return {row.user: row.position for row in rows}


def test_invited_user_has_the_portal_and_a_link_to_choose_a_password(invited, as_user):
	import frappe

	from tdkt_app.permissions import units_of

	assert invited(position="Thư ký")["is_new"]
	user = frappe.get_doc("User", NEW)
	assert (user.user_type, user.language, [row.role for row in user.roles]) == (
		"Website User",
		"vi",
		["TDKT Unit User"],
	)
	assert users()[NEW] == "Thư ký" and HAMLET_A in units_of(NEW)
	assert user.reset_password_key  # the key of the link in the welcome mail


def test_without_a_mail_account_nobody_is_told_of_a_mail(invited, monkeypatch):
	import frappe

	assert invited()["is_mailed"]
	monkeypatch.setitem(frappe.flags, "mute_emails", False)
	assert invited("moi@xom-dinh.example") == {"is_new": True, "is_mailed": False}


def test_who_has_an_account_is_linked(invited):
	import frappe

	assert invited(NOBODY) == {"is_new": False, "is_mailed": False}
	assert NOBODY in users() and "TDKT Unit User" in frappe.get_roles(NOBODY)


@pytest.mark.parametrize("email", [UNIT_A, "khong-phai-dia-chi", "Administrator"])
def test_bad_invitations(invited, email):
	before = users()
	with pytest.raises(Exception) as refusal:
		invited(email)
	assert refusal.typename in ("DuplicateEntryError", "InvalidEmailAddressError", "ValidationError")
	assert users() == before


def test_a_disabled_account_stays_disabled(invited):
	import frappe

	frappe.db.set_value("User", NOBODY, "enabled", 0)
	with pytest.raises(frappe.ValidationError):
		invited(NOBODY)
	assert not frappe.db.get_value("User", NOBODY, "enabled")


@pytest.mark.parametrize("user", [UNIT_A, CHAIRMAN, COUNCIL, NOBODY, "Guest"])
def test_only_who_writes_units_invites(invited, user):
	import frappe

	with pytest.raises(frappe.PermissionError):
		invited(by=user)
	assert not frappe.db.exists("User", NEW)


def test_nobody_signs_up(commune, http):
	import frappe

	path = "/api/method/frappe.core.doctype.user.user.sign_up"
	sent = {"email": "tu-dang-ky@x.example", "full_name": "Tự", "redirect_to": "/"}
	assert http("POST", path, data=sent).status_code in (403, 417)
	frappe.db.rollback()
	assert not frappe.db.exists("User", "tu-dang-ky@x.example")


def test_a_forgotten_password_is_set_anew(commune, http):
	import frappe

	user = frappe.get_doc("User", UNIT_A)
	link = user.reset_password(send_email=False)
	frappe.db.commit()
	key = link.partition("key=")[2].partition("&")[0]
	path = "/api/method/frappe.core.doctype.user.user.update_password"
	password = "Mat-khau-moi-2025!"
	assert http("POST", path, data={"key": key, "new_password": password}).status_code == 200
	login = http("POST", "/api/method/login", data={"usr": UNIT_A, "pwd": password})
	assert login.status_code == 200
	again = http("POST", path, data={"key": key, "new_password": "Khac-hoan-toan-2025!"})
	assert again.status_code != 200
