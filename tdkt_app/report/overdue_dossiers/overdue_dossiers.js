frappe.query_reports["Overdue Dossiers"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Emulation Unit" },
		{
			fieldname: "show",
			label: __("Show"),
			fieldtype: "Select",
			default: "Overdue",
			options: tdkt.choices(["Overdue", "All Running"]),
		},
	],

	onload: tdkt.report_tools,

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		return data && column.fieldname === "days_late" && value > 0 ? `<span class="text-danger">${shown}</span>` : shown;
	},
};
