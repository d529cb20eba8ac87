frappe.listview_settings["Rule Pack"] = {
	add_fields: ["is_active"],

	get_indicator(doc) {
		return doc.is_active ? [__("Active"), "green", "is_active,=,1"] : [__("Inactive"), "gray", "is_active,=,0"];
	},

	onload(listview) {
		if (frappe.model.can_create("Rule Pack")) {
			listview.page.add_inner_button(__("Import from File"), () =>
				tdkt.import_rule_pack(() => listview.refresh())
			);
		}
	},
};
