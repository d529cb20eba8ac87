frappe.listview_settings["Reminder Log"] = {
	add_fields: ["status"],

	get_indicator({ status }) {
		return [__(status), status === "Sent" ? "green" : "red", `status,=,${status}`];
	},
};
