frappe.query_reports["Campaign Statistics"] = {
	filters: [
		{ fieldname: "year", label: __("Year"), fieldtype: "Int", default: tdkt.this_year() },
	],

	onload: tdkt.report_tools,
};
