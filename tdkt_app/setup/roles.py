"""Roles, made before the schemas are read: Frappe would make missing ones itself, each with access to the desk."""

import frappe

from tdkt_app.access.roles import ALL_ROLES, UNIT_USER


def create_roles() -> None:
	for role_name in ALL_ROLES:
		if not frappe.db.exists("Role", role_name):
			role = frappe.new_doc("Role")
			role.update({"role_name": role_name, "desk_access": int(role_name != UNIT_USER)})
			role.insert()
