frappe.listview_settings["Announcement Receipt"] = {
	add_fields: ["receipt_state"],

	get_indicator(doc) {
		const colours = { "Not Read": "orange", "Has Read": "blue", Acknowledged: "green" };
		return [__(doc.receipt_state), colours[doc.receipt_state], `receipt_state,=,${doc.receipt_state}`];
	},
};
