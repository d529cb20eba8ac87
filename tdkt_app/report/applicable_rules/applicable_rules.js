frappe.query_reports["Applicable Rules"] = {
	filters: [
		{
			fieldname: "date",
			label: __("On Date"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{ fieldname: "award_type", label: __("Award Type"), fieldtype: "Link", options: "Award Type" },
		{
			fieldname: "honoree_kind",
			label: __("Honoree Kind"),
			fieldtype: "Select",
			options: tdkt.choices(["", "Individual", "Collective", "Household"]),
		},
		{
			fieldname: "method",
			label: __("Method of Commendation"),
			fieldtype: "Select",
			options: tdkt.choices([
				"",
				"Regular",
				"Thematic",
				"On the Spot",
				"Contribution",
				"Long Service",
				"External Relations",
			]),
		},
		{
			fieldname: "until",
			label: __("Changes Until"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.get_today(), 12),
		},
	],

	onload: tdkt.report_tools,

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname === "verified" && data && data.row) {
			return `<span class="indicator-pill ${data.verified === __("Yes") ? "green" : "orange"}">${shown}</span>`;
		}
		return column.fieldname === "rule" ? `<b>${shown}</b>` : shown;
	},
};
