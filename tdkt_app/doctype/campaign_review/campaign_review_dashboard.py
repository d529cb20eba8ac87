from frappe import _


def get_data() -> dict:
	"""A report shows what it belongs to, and the consolidated reports drafted from it (links of the schema)."""
	return {
		"fieldname": "review",
		"internal_links": {"Emulation Campaign": "campaign", "Emulation Unit": "unit"},
		"transactions": [{"label": _("Emulation"), "items": ["Emulation Campaign", "Emulation Unit"]}],
	}
