from frappe import _


def get_data():
	return {
		"fieldname": "decision",
		"non_standard_fieldnames": {"Award Decision": "amends", "Award Return": "annulment"},
		"transactions": [
			{"label": _("Follow-up"), "items": ["Award Certificate", "Reward Payment", "Award Return"]},
			{"label": _("Later Decisions"), "items": ["Award Decision"]},
		],
	}
