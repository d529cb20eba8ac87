frappe.listview_settings["Campaign Review"] = {
	add_fields: ["workflow_state", "is_late"],

	get_indicator(doc) {
		const colours = { Draft: "gray", Submitted: "blue", Returned: "orange", Accepted: "green" };
		const state = doc.workflow_state || "Draft";
		return [__(state), colours[state] || "gray", `workflow_state,=,${state}`];
	},

	onload(listview) {
		listview.page.add_inner_button(__("Review Progress"), () =>
			frappe.set_route("query-report", "Review Progress")
		);
	},
};
