frappe.listview_settings["Award Decision"] = {
	add_fields: ["workflow_state", "decision_kind", "is_historical"],
	has_indicator_for_draft: 1,

	get_indicator(doc) {
		const colours = { Draft: "gray", Appraised: "orange", Issued: "green", Published: "blue" };
		const state = doc.workflow_state || "Draft";
		return [__(state), colours[state] || "gray", `workflow_state,=,${state}`];
	},

	onload(listview) {
		tdkt.add_excel_buttons(listview.page, "Award Decision", null, () => listview.refresh());
		if (frappe.perm.has_perm("Award Decision", 0, "submit")) {
			listview.page.add_actions_menu_item(__("Confirm Decisions of the Past"), () =>
				tdkt.confirm_decisions(listview.get_checked_items(true), () => listview.refresh())
			);
		}
	},
};
