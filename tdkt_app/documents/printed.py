"""What print formats may call: the sheets of documents, with what the site knows about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frappe

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.award_sheet import AwardSheet, AwardType, award_sheet

if TYPE_CHECKING:
	from frappe.model.document import Document


def award_decision_sheet(doc: Document) -> AwardSheet:
	"""Sheet of an Award Decision. Award types and settings are read as they are now, not as on the day of issue."""
	return award_sheet(
		doc,
		{code: _award_type(code) for code in {row.award_type for row in doc.recipients}},
		Authority.of(frappe.get_cached_doc("TDKT Settings")),
	)


def _award_type(code: str) -> AwardType:
	award_type = frappe.get_cached_doc("Award Type", code)
	return AwardType(is_title=award_type.kind == "Title", ceremony_order=award_type.ceremony_order)
