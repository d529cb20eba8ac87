frappe.listview_settings["Reminder Rule"] = {
	add_fields: ["enabled"],

	get_indicator({ enabled }) {
		return enabled ? [__("Enabled"), "green", "enabled,=,1"] : [__("Disabled"), "gray", "enabled,=,0"];
	},
};
