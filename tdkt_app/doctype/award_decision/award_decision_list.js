frappe.listview_settings["Award Decision"] = {
	add_fields: ["workflow_state"],
	has_indicator_for_draft: 1,

	get_indicator(doc) {
		const colours = { Draft: "gray", Appraised: "orange", Issued: "green", Published: "blue" };
		const state = doc.workflow_state || "Draft";
		return [__(state), colours[state] || "gray", `workflow_state,=,${state}`];
	},
};
