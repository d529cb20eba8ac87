frappe.listview_settings["Award Certificate"] = {
	add_fields: ["status"],

	onload(listview) {
		listview.page.add_actions_menu_item(__("Print Certificates"), () =>
			tdkt.print_certificates({ certificates: listview.get_checked_items(true) })
		);
	},

	get_indicator(doc) {
		const colours = { Valid: "green", Replaced: "gray", Revoked: "red" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
