frappe.listview_settings["Emulation Campaign"] = {
	add_fields: ["workflow_state"],

	get_indicator(doc) {
		const colours = {
			Draft: "gray",
			"Awaiting Approval": "orange",
			Launched: "green",
			"Under Review": "blue",
			Closed: "darkgrey",
			Cancelled: "red",
		};
		const state = doc.workflow_state || "Draft";
		return [__(state), colours[state] || "gray", `workflow_state,=,${state}`];
	},
};
