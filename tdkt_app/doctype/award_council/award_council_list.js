frappe.listview_settings["Award Council"] = {
	add_fields: ["term_from", "term_to"],

	get_indicator(doc) {
		const today = frappe.datetime.get_today();
		if (doc.term_to && doc.term_to < today) {
			return [__("Term Ended"), "gray", `term_to,<,${today}`];
		}
		return doc.term_from > today
			? [__("Term Begins Later"), "orange", `term_from,>,${today}`]
			: [__("In Office"), "green", `term_from,<=,${today}`];
	},
};
