frappe.listview_settings["Plan Progress Entry"] = {
	add_fields: ["row_kind", "is_done"],

	get_indicator(doc) {
		if (doc.row_kind === "Target") return [__("Target"), "blue", "row_kind,=,Target"];
		return doc.is_done ? [__("Done"), "green", "is_done,=,1"] : [__("Not Done"), "orange", "is_done,=,0"];
	},
};
