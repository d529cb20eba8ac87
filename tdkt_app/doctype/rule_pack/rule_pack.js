frappe.ui.form.on("Rule Pack", {
	refresh(frm) {
		if (frm.is_new()) {
			return;
		}
		frm.add_custom_button(__("Rows of This Pack"), () =>
			frappe.set_route("List", "Award Rule", { rule_pack: frm.doc.name })
		);
		frm.add_custom_button(__("Export as File"), () => {
			const pack = encodeURIComponent(frm.doc.name);
			window.open(`/api/method/tdkt_app.law.rule_pack_files.export_pack?rule_pack=${pack}`);
		});
		if (frm.perm[0] && frm.perm[0].write) {
			frm.add_custom_button(__("Import from File"), () => tdkt.import_rule_pack(() => frm.reload_doc()));
		}
	},
});
