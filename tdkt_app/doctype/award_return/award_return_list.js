frappe.listview_settings["Award Return"] = {
	add_fields: ["status", "due_on"],

	get_indicator(doc) {
		if (doc.status === "To Be Returned" && doc.due_on < frappe.datetime.get_today()) {
			return [__("Overdue"), "red", `status,=,To Be Returned|due_on,<,${frappe.datetime.get_today()}`];
		}
		const colours = { "Awaiting Receipt": "gray", "To Be Returned": "orange", Returned: "green" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
