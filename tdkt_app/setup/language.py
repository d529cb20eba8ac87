"""Vietnamese on the site."""

import frappe
from frappe.custom.doctype.property_setter.property_setter import make_property_setter

_SITE_DEFAULTS = {
	"language": "vi",
	"country": "Vietnam",
	"time_zone": "Asia/Ho_Chi_Minh",
	"date_format": "dd-mm-yyyy",
	"time_format": "HH:mm",
	"number_format": "#.###,##",
	"currency": "VND",  # a field of newer platforms only
	"currency_precision": "0",  # no part of a đồng is in use
	"enable_onboarding": 0,  # the framework's tour speaks English only
	"first_day_of_the_week": "Monday",
}
# On the login page and under the pages of the portal, where the framework writes its own name.
_APP_NAME = "Thi đua – Khen thưởng"


def enable_vietnamese() -> None:
	"""Frappe 16 ships the language disabled."""
	frappe.db.set_value("Language", "vi", "enabled", 1)


def set_site_defaults() -> None:
	"""Language, time zone and formats of the site. At install only: later they are the administrator's."""
	settings = frappe.get_doc("System Settings")
	settings.update(
		{field: value for field, value in _SITE_DEFAULTS.items() if settings.meta.has_field(field)}
	)
	if settings.get("app_name") in (None, "", "Frappe"):
		settings.app_name = _APP_NAME
	settings.flags.ignore_mandatory = True
	settings.save()
	if not frappe.db.get_single_value("Website Settings", "footer_powered"):
		frappe.db.set_single_value("Website Settings", "footer_powered", _APP_NAME)
	frappe.db.set_default("currency", "VND")
	frappe.db.set_value(
		"Currency", "VND", {"enabled": 1, "symbol": "₫", "symbol_on_right": 1, "number_format": "#.###"}
	)


def translate_workflow_states() -> None:
	"""States are stored in English and read by people in lists and forms: let the desk translate them there too."""
	if not frappe.db.exists(
		"Property Setter", {"doc_type": "Workflow State", "property": "translated_doctype"}
	):
		make_property_setter("Workflow State", None, "translated_doctype", 1, "Check", for_doctype=True)
