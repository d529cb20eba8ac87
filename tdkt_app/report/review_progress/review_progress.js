frappe.query_reports["Review Progress"] = {
	filters: [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Int",
			default: tdkt.this_year(),
		},
		{ fieldname: "campaign", label: __("Campaign"), fieldtype: "Link", options: "Emulation Campaign" },
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Emulation Unit" },
		{
			fieldname: "show",
			label: __("Show"),
			fieldtype: "Select",
			default: "All",
			options: [
				{ value: "All", label: __("All Units") },
				{ value: "Overdue", label: __("Overdue") },
				{ value: "Missing", label: __("Not Handed In") },
				{ value: "Late", label: __("Handed In Late") },
			],
		},
	],

	onload: tdkt.report_tools,

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (data && column.fieldname === "days_overdue" && value > 0) {
			return `<span class="text-danger">${shown}</span>`;
		}
		return shown;
	},
};
