frappe.listview_settings["Award Hold"] = {
	add_fields: ["closed_on", "fault_found"],

	get_indicator(doc) {
		if (!doc.closed_on) {
			return [__("On Hold"), "red", "closed_on,is,not set"];
		}
		return doc.fault_found
			? [__("Fault Found"), "orange", "fault_found,=,1"]
			: [__("Released"), "green", "closed_on,is,set|fault_found,=,0"];
	},
};
