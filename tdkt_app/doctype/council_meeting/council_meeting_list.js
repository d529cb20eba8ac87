frappe.listview_settings["Council Meeting"] = {
	add_fields: ["workflow_state"],
	has_indicator_for_draft: 1,

	get_indicator(doc) {
		const colours = { Draft: "gray", Convened: "blue", Voting: "orange", Closed: "green", Cancelled: "red" };
		const state = doc.workflow_state || "Draft";
		return [__(state), colours[state] || "gray", `workflow_state,=,${state}`];
	},
};
