from frappe import _


def get_data():
	return {
		"fieldname": "council",
		"transactions": [{"label": _("Meetings"), "items": ["Council Meeting"]}],
	}
