frappe.listview_settings["Achievement"] = {
	add_fields: ["workflow_state"],

	get_indicator(doc) {
		const colours = {
			Draft: "gray",
			Submitted: "blue",
			"Under Verification": "cyan",
			Returned: "orange",
			Verified: "green",
			Rejected: "red",
		};
		const state = doc.workflow_state || "Draft";
		return [__(state), colours[state] || "gray", `workflow_state,=,${state}`];
	},

	onload(listview) {
		if (frappe.model.can_write("Achievement")) {
			listview.page.add_actions_menu_item(__("Verify, Return or Reject"), () =>
				tdkt.bulk_action(listview.get_checked_items(true))
			);
		}
		if (frappe.model.can_create("Award Decision")) {
			listview.page.add_actions_menu_item(__("Draft Decision from Verified Achievements"), () =>
				tdkt.draft_decision(listview.get_checked_items(true))
			);
		}
	},
};
