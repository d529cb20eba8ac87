frappe.query_reports["Fund Ledger"] = {
	filters: [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Int",
			reqd: 1,
			default: frappe.datetime.str_to_obj(frappe.datetime.nowdate()).getFullYear(),
		},
	],
};
