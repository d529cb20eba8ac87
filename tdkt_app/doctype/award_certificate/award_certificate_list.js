frappe.listview_settings["Award Certificate"] = {
	add_fields: ["status"],

	get_indicator(doc) {
		const colours = { Valid: "green", Replaced: "gray", Revoked: "red" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
