frappe.query_reports["Unit History"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Emulation Unit" },
	],

	onload: tdkt.report_tools,
};
