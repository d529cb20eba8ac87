// Lists as workbooks: template, import with a look at the bad cells first, export. Used by list and tree views.

frappe.provide("tdkt");

const TDKT_EXCEL = "tdkt_app.excel.exchange";
const TDKT_SCORES = "tdkt_app.excel.score_exchange";

/**
 * Put the buttons on a page.
 *
 * @param {object} page page of a list or tree view
 * @param {string} doctype documents of the list
 * @param {Function} get_filters filters of the view, for the export; none where the list only takes new entries
 * @param {Function} done called after rows were imported
 */
tdkt.add_excel_buttons = function (page, doctype, get_filters, done) {
	const group = __("Excel Workbook");
	if (frappe.model.can_create(doctype)) {
		page.add_inner_button(__("Download Template"), () => tdkt_download(TDKT_EXCEL, "download_template", { doctype }), group);
		page.add_inner_button(__("Import Workbook"), () => tdkt_choose_workbook(TDKT_EXCEL, { doctype }, done), group);
	}
	if (get_filters && frappe.model.can_write(doctype)) {
		page.add_inner_button(
			__("Update from Workbook"),
			() => tdkt_choose_workbook(TDKT_EXCEL, { doctype, update: 1 }, done),
			group
		);
	}
	if (get_filters && frappe.model.can_export(doctype)) {
		page.add_inner_button(
			__("Export Workbook"),
			() => tdkt_download(TDKT_EXCEL, "export", { doctype, filters: JSON.stringify(get_filters()) }),
			group
		);
	}
};

/**
 * Put the buttons for the scores of a campaign on its form.
 *
 * @param {object} frm form of an Emulation Campaign
 */
tdkt.add_score_buttons = function (frm) {
	const group = __("Scores by Excel");
	const campaign = frm.doc.name;
	if (frappe.model.can_write("Achievement")) {
		frm.add_custom_button(
			__("Download Score Sheet"),
			() => tdkt_download(TDKT_SCORES, "download_template", { campaign }),
			group
		);
		frm.add_custom_button(
			__("Import Scores"),
			() => tdkt_choose_workbook(TDKT_SCORES, { campaign }, () => frm.reload_doc()),
			group
		);
	}
	if (frappe.model.can_export("Achievement")) {
		frm.add_custom_button(__("Export Scores"), () => tdkt_download(TDKT_SCORES, "export", { campaign }), group);
	}
};

function tdkt_download(entrance, method, args) {
	window.open(`/api/method/${entrance}.${method}?${new URLSearchParams(args)}`);
}

function tdkt_choose_workbook(entrance, args, done) {
	const input = $('<input type="file" accept=".xlsx">');
	input.on("change", () => {
		const [file] = input.get(0).files;
		file &&
			tdkt_read_base64(file).then((content) =>
				tdkt_preview_workbook(entrance, { ...args, file_name: file.name, content }, done)
			);
	});
	input.trigger("click");
}

function tdkt_read_base64(file) {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(reader.result.split(",", 2)[1] || "");
		reader.onerror = () => reject(reader.error);
		reader.readAsDataURL(file);
	});
}

function tdkt_preview_workbook(entrance, args, done) {
	frappe
		.call({ method: `${entrance}.preview`, args, freeze: true, freeze_message: __("Checking the workbook") })
		.then(({ message }) => message && tdkt_show_workbook(message, entrance, args, done));
}

function tdkt_show_workbook(preview, entrance, args, done) {
	const { rows, problems, counts } = preview;
	const dialog = new frappe.ui.Dialog({
		title: __("Import Preview"),
		size: "extra-large",
		fields: [{ fieldname: "preview", fieldtype: "HTML" }],
		primary_action_label: __("Import {0} Rows", [rows - (problems.length ? 0 : counts.unchanged)]),
		primary_action() {
			dialog.disable_primary_action();
			frappe
				.xcall(`${entrance}.import_workbook`, args)
				.then(({ created, changed }) => {
					dialog.hide();
					frappe.show_alert({
						message: __("Rows imported: {0} new, {1} changed", [created, changed]),
						indicator: "green",
					});
					done();
				})
				.catch(() => dialog.enable_primary_action());
		},
	});
	dialog.fields_dict.preview.$wrapper.html(
		tdkt_verdict(preview) + tdkt_problem_table(problems) + tdkt_cell_table(preview)
	);
	(problems.length || (counts.unchanged && !(counts.created + counts.changed))) && dialog.disable_primary_action();
	dialog.show();
}

function tdkt_verdict({ rows, good, problems, counts }) {
	if (problems.length) {
		return `<p class="text-danger">${__("{0} of {1} rows cannot be imported. Correct them in the workbook and choose it again: nothing is imported before all rows are good.", [rows - good, rows])}</p>`;
	}
	const { created, changed, unchanged } = counts;
	if (!(created + changed + unchanged)) {
		return `<p class="text-success">${__("All {0} rows are good.", [rows])}</p>`;
	}
	return `<p class="text-success">${__("All {0} rows are good: {1} new, {2} changed, {3} unchanged.", [rows, created, changed, unchanged])}</p>`;
}

function tdkt_problem_table(problems) {
	if (!problems.length) {
		return "";
	}
	const escape = frappe.utils.escape_html;
	const lines = problems.map(
		({ row, column, value, expected }) =>
			`<tr><td>${row}</td><td>${escape(column)}</td><td>${escape(value)}</td><td>${escape(expected)}</td></tr>`
	);
	return `<table class="table table-bordered"><thead><tr>
		<th>${__("Row")}</th><th>${__("Column")}</th><th>${__("Value")}</th><th>${__("Expected")}</th>
	</tr></thead><tbody>${lines.join("")}</tbody></table>`;
}

function tdkt_cell_table({ headings, lines, problems }) {
	const escape = frappe.utils.escape_html;
	const expected = new Map(problems.map((problem) => [`${problem.row} ${problem.fieldname}`, problem.expected]));
	const bad_rows = new Set(problems.map(({ row }) => row));
	const kinds = {
		new: `<span class="indicator-pill green">${__("New")}</span>`,
		changed: `<span class="indicator-pill orange">${__("Changed")}</span>`,
		unchanged: `<span class="indicator-pill gray">${__("Unchanged")}</span>`,
	};
	const cell = (row, before, fieldname, text) => {
		const hint = expected.get(`${row} ${fieldname}`);
		if (hint) {
			return `<td class="table-danger" title="${escape(hint)}">${escape(text)}</td>`;
		}
		return fieldname in before
			? `<td class="table-warning"><del class="text-muted">${escape(before[fieldname])}</del> ${escape(text)}</td>`
			: `<td>${escape(text)}</td>`;
	};
	const body = lines.map(({ row, cells, change, before }) => {
		const mark = bad_rows.has(row) ? "text-danger font-weight-bold" : "text-muted";
		const texts = headings.map(({ fieldname }, place) => cell(row, before, fieldname, cells[place]));
		return `<tr><td class="${mark}">${row}</td><td>${kinds[change] || ""}</td>${texts.join("")}</tr>`;
	});
	const heads = headings.map(({ heading }) => `<th>${escape(heading)}</th>`);
	return `<div style="overflow-x: auto"><table class="table table-bordered small">
		<thead><tr><th>${__("Row")}</th><th></th>${heads.join("")}</tr></thead><tbody>${body.join("")}</tbody>
	</table></div>`;
}
