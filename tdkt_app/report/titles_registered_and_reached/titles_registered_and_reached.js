frappe.query_reports["Titles Registered and Reached"] = {
	filters: [
		{ fieldname: "year", label: __("Year"), fieldtype: "Int", default: tdkt.this_year() },
		{ fieldname: "campaign", label: __("Campaign"), fieldtype: "Link", options: "Emulation Campaign" },
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Emulation Unit" },
		{
			fieldname: "by",
			label: __("Group By"),
			fieldtype: "Select",
			default: "Award Type",
			options: tdkt.choices(["Award Type", "Campaign", "Unit"]),
		},
	],

	onload: tdkt.report_tools,
	formatter: tdkt.total_in_words,
};
