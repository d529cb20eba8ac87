"""Users of a unit: the officer invites them, nobody signs up. Who is invited chooses a password by a link in the mail."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import validate_email_address

from tdkt_app.access.roles import UNIT_USER

_LANGUAGE = "vi"


@frappe.whitelist(methods=["POST"])
def invite(unit: str, email: str, full_name: str, position: str = "") -> dict[str, bool]:
	"""Let a person work in the portal for a unit; an account is made when there is none. Needs to write the unit.

	Returns {"is_new": whether an account was made, "is_mailed": whether its welcome mail could be sent}. Throws for a bad
	address, a disabled account, and who is a user of the unit already.
	"""
	doc = frappe.get_doc("Emulation Unit", unit)
	doc.check_permission("write")
	address = validate_email_address(email.strip().lower(), throw=True)
	if address in {row.user for row in doc.users}:
		frappe.throw(_("{0} is a user of this unit already.").format(address), frappe.DuplicateEntryError)
	is_new = not frappe.db.exists("User", address)
	is_mailed = is_new and _make_user(address, full_name)
	if not is_new:
		_give_role(address)
	doc.append("users", {"user": address, "position": position})
	doc.save()
	return {"is_new": is_new, "is_mailed": is_mailed}


def _make_user(address: str, full_name: str) -> bool:
	"""An account for the portal alone; whether its mail could be sent.

	Officers hold no permission on accounts: they make these, and no others.
	"""
	if not full_name.strip():
		frappe.throw(_("Write the name of the person."), frappe.MandatoryError)
	user = frappe.new_doc("User")
	user.update(
		{
			"email": address,
			"first_name": full_name.strip(),
			"language": _LANGUAGE,
			"user_type": "Website User",
			"send_welcome_email": 1,
		}
	)
	user.append("roles", {"role": UNIT_USER})
	# The right to write the unit was asked of the officer; accounts themselves are closed to him.
	user.insert(ignore_permissions=True)
	return bool(user.flags.email_sent)


def _give_role(address: str) -> None:
	user = frappe.get_doc("User", address)
	if not user.enabled or address in ("Administrator", "Guest"):
		frappe.throw(_("The account {0} is disabled: ask the administrator.").format(address))
	if UNIT_USER not in {row.role for row in user.roles}:
		user.append("roles", {"role": UNIT_USER})
		# As above; nothing but the one role of the portal is added.
		user.save(ignore_permissions=True)
