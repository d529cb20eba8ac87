frappe.listview_settings["Reward Payment"] = {
	add_fields: ["status"],

	get_indicator(doc) {
		const colours = {
			Due: "orange",
			Paid: "green",
			"Not to Be Paid": "gray",
			"To Be Returned": "red",
			Returned: "blue",
		};
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},

	onload(listview) {
		if (frappe.user.has_role("TDKT Officer")) {
			listview.page.add_actions_menu_item(__("Mark as Paid"), () =>
				tdkt.mark_payments(listview.get_checked_items(true), () => listview.refresh())
			);
		}
	},
};
