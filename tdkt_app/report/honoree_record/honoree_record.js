frappe.query_reports["Honoree Record"] = {
	filters: [
		{ fieldname: "honoree", label: __("Honoree"), fieldtype: "Link", options: "Honoree" },
	],

	onload: tdkt.report_tools,
};
