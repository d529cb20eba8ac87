"""Awards of the catalogue that come with a certificate, on sites that had them before the field was there."""

import frappe

from tdkt_app.setup.catalogue import CATALOGUE


def execute() -> None:
	rows = frappe.parse_json((CATALOGUE / "award_types.json").read_text(encoding="utf-8"))
	award_type = frappe.qb.DocType("Award Type")
	codes = [row["award_code"] for row in rows if row.get("has_certificate")]
	frappe.qb.update(award_type).set(award_type.has_certificate, 1).where(award_type.name.isin(codes)).run()
