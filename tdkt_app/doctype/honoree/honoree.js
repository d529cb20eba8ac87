frappe.ui.form.on("Honoree", {
	refresh(frm) {
		if (frm.is_new()) {
			return;
		}
		frm.add_custom_button(__("Whole Record"), () =>
			frappe.set_route("query-report", "Honoree Record", { honoree: frm.doc.name })
		);
		if (frm.doc.personal_id && tdkt.may_see_identifiers()) {
			frm.add_custom_button(__("Show Personal Identifier"), () => tdkt.show_identifier(frm.doc.name));
		}
		if (tdkt.may_merge_honorees()) {
			frm.add_custom_button(__("Find Duplicates"), () =>
				tdkt.show_duplicate_honorees(frm.doc.name, (kept) =>
					kept === frm.doc.name ? frm.reload_doc() : frappe.set_route("Form", "Honoree", kept)
				)
			);
		}
	},
});
