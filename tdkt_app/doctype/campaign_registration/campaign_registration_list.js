frappe.listview_settings["Campaign Registration"] = {
	add_fields: ["is_late"],

	get_indicator(doc) {
		return doc.is_late
			? [__("Late"), "orange", "is_late,=,1"]
			: [__("In Time"), "green", "is_late,=,0"];
	},

	onload(listview) {
		tdkt.add_excel_buttons(
			listview.page,
			"Campaign Registration",
			() => listview.get_filters_for_args(),
			() => listview.refresh()
		);
	},
};
