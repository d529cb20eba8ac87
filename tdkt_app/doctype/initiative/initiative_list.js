frappe.listview_settings["Initiative"] = {
	add_fields: ["workflow_state"],

	get_indicator(doc) {
		const colours = {
			Draft: "gray",
			Submitted: "blue",
			"Under Council Review": "cyan",
			Returned: "orange",
			Recognised: "green",
			"Not Recognised": "red",
		};
		const state = doc.workflow_state || "Draft";
		return [__(state), colours[state] || "gray", `workflow_state,=,${state}`];
	},
};
