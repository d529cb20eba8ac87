// What every report of the app offers beside the framework's own menu.

frappe.provide("tdkt");

/** Choices of a Select filter: the value stays, its label is translated. An empty one is plain text for the framework. */
tdkt.choices = (values) => values.map((value) => value && { value, label: __(value) });

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

// Without a share of a thousand there is nothing to shorten: 150, not 150.00.
const tdkt_shortened = frappe.utils.format_chart_axis_number;
frappe.utils.format_chart_axis_number = (label, country) =>
	Number.isInteger(label) && Math.abs(label) < 1000 ? String(label) : tdkt_shortened(label, country);

// Of a share the framework writes 74.3%, whatever sign the site's numbers have.
const tdkt_share = frappe.form.formatters.Percent;
frappe.form.formatters.Percent = (...given) => {
	const shown = tdkt_share(...given);
	const { decimal_str } = get_number_format_info(get_number_format());
	return typeof shown === "string" ? shown.replace(/(\d)\.(\d+%)/, `$1${decimal_str}$2`) : shown;
};
