frappe.ui.form.on("Bulk Action Log", {
	refresh(frm) {
		frm.disable_save();
		if (frm.is_new()) return;
		const { status, total_rows, done_rows, failed_rows } = frm.doc;
		if (status !== "Finished") {
			const share = total_rows ? (100 * (done_rows + failed_rows)) / total_rows : 0;
			frm.dashboard.add_progress(__(frm.doc.bulk_action), share, `${done_rows + failed_rows}/${total_rows}`);
			frm.set_intro(
				__("Runs in the background. You may leave this page: a notification tells when it is finished."),
				"blue"
			);
			frm.trigger("look_again");
		} else if (failed_rows) {
			frm.set_intro(__("{0} done, {1} failed. The table says why.", [done_rows, failed_rows]), "orange");
		} else {
			frm.set_intro(__("All {0} rows are done.", [total_rows]), "green");
		}
		if (failed_rows && frappe.model.can_write("Achievement")) {
			frm.add_custom_button(__("Run Failed Rows Again"), () =>
				frm.call({
					method: "tdkt_app.emulation.bulk_action.run_failed_again",
					args: { log: frm.doc.name },
					freeze: true,
					callback: () => frm.reload_doc(),
				})
			);
		}
	},

	look_again(frm) {
		const name = frm.doc.name;
		clearTimeout(frm.tdkt_timer);
		frm.tdkt_timer = setTimeout(() => {
			const [view, doctype, shown] = frappe.get_route();
			if (view === "Form" && doctype === frm.doctype && shown === name && frm.doc.name === name) {
				frm.reload_doc();
			}
		}, 2500);
	},
});
