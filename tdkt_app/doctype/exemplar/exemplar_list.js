frappe.listview_settings["Exemplar"] = {
	add_fields: ["workflow_state"],

	get_indicator(doc) {
		const colours = { Draft: "gray", Submitted: "blue", Returned: "orange", Approved: "green", Withdrawn: "darkgrey" };
		const state = doc.workflow_state || "Draft";
		return [__(state), colours[state] || "gray", `workflow_state,=,${state}`];
	},
};
