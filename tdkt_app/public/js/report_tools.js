// What every report of the app offers beside the framework's own menu.

frappe.provide("tdkt");

/** Choices of a Select filter: the value stays, its label is translated. */
tdkt.choices = (values) => values.map((value) => ({ value, label: value && __(value) }));

tdkt.this_year = () => frappe.datetime.str_to_obj(frappe.datetime.get_today()).getFullYear();

/** onload of a report: print with the heading of an administrative document, copy the table. */
tdkt.report_tools = function (report) {
	report.page.add_inner_button(__("Print with Heading"), () => {
		const asked = new URLSearchParams({
			report: report.report_name,
			filters: JSON.stringify(report.get_filter_values(true)),
		});
		window.open(`/api/method/tdkt_app.documents.report_print.download?${asked}`);
	});
	report.page.add_inner_button(__("Copy Table"), () => {
		const cell = (value) => String(value ?? "").replace(/\s+/g, " ");
		const columns = report.columns.filter((column) => !column.hidden);
		const lines = (report.data || []).map((row) => columns.map((column) => cell(row[column.fieldname])).join("\t"));
		const heads = columns.map((column) => cell(column.label || column.name)).join("\t");
		frappe.utils.copy_to_clipboard([heads, ...lines].join("\n"));
	});
};

/** Formatter of a report with a total row, whose name the framework does not translate. */
tdkt.total_in_words = (value, row, column, data, default_formatter) => {
	const shown = default_formatter(value, row, column, data);
	return data || typeof shown !== "string" ? shown : shown.replace(/^((?:<[^>]*>)*\s*)Total\b/, `$1${__("Total")}`);
};
