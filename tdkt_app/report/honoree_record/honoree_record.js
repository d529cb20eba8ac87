frappe.query_reports["Honoree Record"] = {
	filters: [
		{ fieldname: "honoree", label: __("Honoree"), fieldtype: "Link", options: "Honoree", reqd: 1 },
	],

	onload: tdkt.report_tools,
};
