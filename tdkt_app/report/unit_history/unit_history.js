frappe.query_reports["Unit History"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Emulation Unit", reqd: 1 },
	],

	onload: tdkt.report_tools,
};
