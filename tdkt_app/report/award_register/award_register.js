frappe.query_reports["Award Register"] = {
	filters: [
		{ fieldname: "year", label: __("Year"), fieldtype: "Int" },
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Emulation Unit" },
		{ fieldname: "award_type", label: __("Award Type"), fieldtype: "Link", options: "Award Type" },
		{
			fieldname: "honoree_kind",
			label: __("Honoree Kind"),
			fieldtype: "Select",
			options: tdkt.choices(["", "Individual", "Collective", "Household"]),
		},
		{ fieldname: "only_standing", label: __("Only Awards in Force"), fieldtype: "Check" },
	],

	onload(report) {
		tdkt.report_tools(report);
		const download = (file_type) => {
			const year = report.get_filter_value("year") || frappe.datetime.get_today().slice(0, 4);
			const query = new URLSearchParams({ year, file_type });
			window.open(`/api/method/tdkt_app.report.award_register.book.download?${query}`);
		};
		report.page.add_inner_button("PDF", () => download("pdf"), __("Print the Register"));
		report.page.add_inner_button("Word", () => download("docx"), __("Print the Register"));
	},
};
