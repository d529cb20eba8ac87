frappe.listview_settings["Emulation Unit"] = {
	onload(listview) {
		tdkt.add_excel_buttons(
			listview.page,
			"Emulation Unit",
			() => listview.get_filters_for_args(),
			() => listview.refresh()
		);
		if (frappe.model.can_create("Campaign Registration")) {
			listview.page.add_actions_menu_item(__("Register for a Campaign"), () =>
				tdkt.register_units(listview.get_checked_items(true))
			);
		}
	},
};
