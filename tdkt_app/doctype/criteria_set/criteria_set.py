import frappe
from frappe.model.document import Document
from frappe.model.mapper import get_mapped_doc

from tdkt_app.emulation import criteria
from tdkt_app.guards.required import check_required


class CriteriaSet(Document):
	"""Criteria and grade bands to begin a campaign with. A campaign takes copies: what changes here changes none."""

	def validate(self):
		check_required(self)
		criteria.check(self)


@frappe.whitelist()
def set_of_campaign(source_name: str, target_doc: str | None = None) -> Document:
	"""A new, unsaved set with the criteria and grade bands of a campaign the user may read, else PermissionError."""
	return _copy("Emulation Campaign", "Criteria Set", source_name, {"campaign_title": "set_name"})


@frappe.whitelist()
def campaign_of_set(source_name: str, target_doc: str | None = None) -> Document:
	"""A new, unsaved campaign with the criteria and grade bands of a set the user may read, else PermissionError."""
	return _copy("Criteria Set", "Emulation Campaign", source_name, {})


def _copy(from_doctype: str, to_doctype: str, name: str, field_map: dict[str, str]) -> Document:
	head = {"doctype": to_doctype, "field_map": field_map, "field_no_map": ["is_demo"]}
	rows = {doctype: {"doctype": doctype} for doctype in ("Campaign Criterion", "Campaign Grade Band")}
	return get_mapped_doc(from_doctype, name, {from_doctype: head, **rows})
