frappe.query_reports["Fund Ledger"] = {
	filters: [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Int",
			reqd: 1,
			default: tdkt.this_year(),
		},
	],

	onload: tdkt.report_tools,
};
