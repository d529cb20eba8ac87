// Import of a rule pack: choose the file, see what would change, then write it.

frappe.provide("tdkt");

/** @param {Function} done called after the rows were written */
tdkt.import_rule_pack = function (done) {
	const input = $('<input type="file" accept=".json,application/json">');
	input.on("change", () => {
		const [file] = input.get(0).files;
		file &&
			file.text().then((text) =>
				frappe
					.xcall("tdkt_app.law.rule_pack_files.preview", { text: text })
					.then((preview) => tdkt_show_rule_changes(preview, text, done))
			);
	});
	input.trigger("click");
};

function tdkt_show_rule_changes({ pack, title, is_new, token, warnings, changes }, text, done) {
	const escape = frappe.utils.escape_html;
	const dialog = new frappe.ui.Dialog({
		title: `${pack} – ${title}`,
		size: "extra-large",
		fields: [{ fieldname: "changes", fieldtype: "HTML" }],
		primary_action_label: __("Write {0} Changes", [changes.length]),
		primary_action() {
			dialog.disable_primary_action();
			frappe
				.xcall("tdkt_app.law.rule_pack_files.import_pack", { text: text, token: token })
				.then(({ added, dropped, changed }) => {
					dialog.hide();
					frappe.show_alert({
						message: __("Rows added: {0}, changed: {1}, dropped: {2}", [added, changed, dropped]),
						indicator: "green",
					});
					done();
				})
				.catch(() => dialog.enable_primary_action());
		},
	});
	const notes = warnings.map((warning) => `<p class="text-warning">${escape(warning)}</p>`);
	if (is_new) {
		notes.push(`<p>${__("This pack is new here. It has no effect until you make it active.")}</p>`);
	}
	const body = changes.length ? tdkt_rule_change_table(changes) : `<p>${__("The file changes nothing.")}</p>`;
	dialog.fields_dict.changes.$wrapper.html(notes.join("") + body);
	changes.length || dialog.disable_primary_action();
	dialog.show();
}

function tdkt_rule_change_table(changes) {
	const escape = frappe.utils.escape_html;
	const kinds = {
		added: `<span class="indicator-pill green">${__("Added")}</span>`,
		changed: `<span class="indicator-pill orange">${__("Changed")}</span>`,
		dropped: `<span class="indicator-pill red">${__("Dropped")}</span>`,
	};
	const rows = changes.map(({ row, rule, kind, details }) => {
		const lines = details.map(
			({ label, old, new: now }) =>
				`<div><span class="text-muted">${escape(label)}:</span>
				${old ? `<del>${escape(old)}</del>` : ""} ${now ? `<b>${escape(now)}</b>` : ""}</div>`
		);
		return `<tr><td>${kinds[kind]}</td><td>${escape(rule)}<div class="small text-muted">${escape(row)}</div></td>
			<td>${lines.join("")}</td></tr>`;
	});
	return `<table class="table table-bordered"><thead><tr>
		<th>${__("Change")}</th><th>${__("Rule")}</th><th>${__("From What to What")}</th>
	</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}
