frappe.listview_settings["Honoree"] = {
	add_fields: ["is_active"],

	get_indicator(doc) {
		return doc.is_active ? [__("Active"), "green", "is_active,=,1"] : [__("Inactive"), "gray", "is_active,=,0"];
	},

	onload(listview) {
		tdkt.add_excel_buttons(
			listview.page,
			"Honoree",
			() => listview.get_filters_for_args(),
			() => listview.refresh()
		);
		if (tdkt.may_see_identifiers()) {
			listview.page.add_menu_item(__("Find by Personal Identifier"), tdkt.find_by_identifier);
		}
		if (tdkt.may_merge_honorees()) {
			listview.page.add_inner_button(__("Find Duplicates"), () =>
				tdkt.show_duplicate_honorees(null, () => listview.refresh())
			);
		}
	},
};
