frappe.listview_settings["Consultation Comment"] = {
	add_fields: ["handled_on", "result"],

	get_indicator(doc) {
		return doc.handled_on
			? [__("Handled"), "green", "handled_on,is,set"]
			: [__("To Be Handled"), "orange", "handled_on,is,not set"];
	},
};
