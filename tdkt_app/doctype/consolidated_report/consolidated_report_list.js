frappe.listview_settings["Consolidated Report"] = {
	add_fields: ["workflow_state"],
	has_indicator_for_draft: 1,

	get_indicator(doc) {
		const colours = { Draft: "gray", "Awaiting Approval": "orange", Issued: "green" };
		const state = doc.workflow_state || "Draft";
		return [__(state), colours[state] || "gray", `workflow_state,=,${state}`];
	},
};
