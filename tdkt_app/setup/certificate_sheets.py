"""Two sheets to begin with: white paper, and the usual bought blank. They are the administrator's from then on."""

import frappe

from tdkt_app.documents.certificates.standard import A4, TEXTS
from tdkt_app.setup.memory import SeededRows

_TITLES = {"Giấy khen A4, in cả khung trên giấy trắng": 1, "Giấy khen A4, in chữ lên phôi có sẵn": 0}


def create_certificate_sheets(seeded: SeededRows) -> None:
	own = bool(frappe.db.count("Certificate Sheet"))
	for title, whole in _TITLES.items():
		if not seeded.is_due("Certificate Sheet", title, own):
			continue
		sheet = frappe.new_doc("Certificate Sheet")
		sheet.update(
			{
				"sheet_title": title,
				"paper_width": A4[0],
				"paper_height": A4[1],
				"prints_fixed_part": whole,
				"is_default": whole,
				"texts": [
					{
						"field_name": field.name,
						"left_mm": field.left,
						"top_mm": field.top,
						"width_mm": field.width,
						"size_pt": field.size,
						"smallest_pt": field.smallest,
						"max_lines": field.lines,
						"alignment": field.align.title(),
						"colour": field.colour,
						"bold": int(field.bold),
						"italic": int(field.italic),
						"capitals": int(field.capitals),
					}
					for field in TEXTS
				],
			}
		)
		sheet.insert()
