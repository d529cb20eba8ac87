frappe.listview_settings["Base Salary"] = {
	add_fields: ["verified"],

	get_indicator(doc) {
		return doc.verified
			? [__("Verified"), "green", "verified,=,1"]
			: [__("Not Verified"), "orange", "verified,=,0"];
	},
};
