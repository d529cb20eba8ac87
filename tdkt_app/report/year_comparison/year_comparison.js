frappe.query_reports["Year Comparison"] = {
	filters: [
		{ fieldname: "from_year", label: __("From Year"), fieldtype: "Int", default: tdkt.this_year() - 4 },
		{ fieldname: "to_year", label: __("To Year"), fieldtype: "Int", default: tdkt.this_year() },
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Emulation Unit" },
		{
			fieldname: "by",
			label: __("Group By"),
			fieldtype: "Select",
			default: "Award Type",
			options: tdkt.choices(["Award Type", "Honoree Kind", "Method of Commendation", "Unit"]),
		},
		{
			fieldname: "measure",
			label: __("Measure"),
			fieldtype: "Select",
			default: "Awards",
			options: tdkt.choices(["Awards", "Reward Amount"]),
		},
	],

	onload: tdkt.report_tools,
	formatter: tdkt.total_in_words,
};
