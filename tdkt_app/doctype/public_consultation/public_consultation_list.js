frappe.listview_settings["Public Consultation"] = {
	add_fields: ["state"],

	get_indicator(doc) {
		const colours = { Draft: "gray", Open: "green", Closed: "blue" };
		return [__(doc.state), colours[doc.state], `state,=,${doc.state}`];
	},
};
