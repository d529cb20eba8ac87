from frappe import _


def get_data() -> dict:
	"""Nothing links to a registration: the form shows what it belongs to."""
	return {
		"fieldname": "registration",
		"internal_links": {
			"Emulation Campaign": "campaign",
			"Emulation Unit": "unit",
			"Honoree": "honoree",
		},
		"transactions": [
			{"label": _("Emulation"), "items": ["Emulation Campaign"]},
			{"label": _("Units and People"), "items": ["Emulation Unit", "Honoree"]},
		],
	}
