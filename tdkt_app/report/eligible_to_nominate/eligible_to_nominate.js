frappe.query_reports["Eligible to Nominate"] = {
	filters: [
		{ fieldname: "year", label: __("Year"), fieldtype: "Int", default: tdkt.this_year() },
		{ fieldname: "award_type", label: __("Award Type"), fieldtype: "Link", options: "Award Type" },
		{ fieldname: "campaign", label: __("Campaign"), fieldtype: "Link", options: "Emulation Campaign" },
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Emulation Unit" },
		{
			fieldname: "honoree_kind",
			label: __("Honoree Kind"),
			fieldtype: "Select",
			options: tdkt.choices(["", "Individual", "Collective", "Household"]),
		},
		{
			fieldname: "show",
			label: __("Show"),
			fieldtype: "Select",
			options: tdkt.choices(["", "Eligible", "Eligible with Warnings", "Not Eligible", "Already Awarded"]),
		},
	],

	onload: tdkt.report_tools,

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		const colours = {
			Eligible: "green",
			"Eligible with Warnings": "orange",
			"Not Eligible": "red",
			"Already Awarded": "blue",
		};
		if (!data || column.fieldname !== "verdict_name") return shown;
		return `<span class="indicator-pill ${colours[data.verdict]}">${shown}</span>`;
	},
};
