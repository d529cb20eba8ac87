frappe.query_reports["Commendation Summary"] = {
	filters: [
		{ fieldname: "year", label: __("Year"), fieldtype: "Int", default: tdkt.this_year() },
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Emulation Unit" },
		{
			fieldname: "by",
			label: __("Group By"),
			fieldtype: "Select",
			default: "Award Type",
			options: tdkt.choices(["Award Type", "Unit", "Month"]),
		},
	],

	onload: tdkt.report_tools,
	formatter: tdkt.total_in_words,
};
