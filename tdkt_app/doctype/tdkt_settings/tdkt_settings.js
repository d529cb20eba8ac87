frappe.ui.form.on("TDKT Settings", {
	refresh(frm) {
		if (!frm.doc.paper_until) {
			frm.set_intro(
				__("Enter on the tab “{0}” until which day decisions were kept on paper: before that no decision of the past can be entered.", [
					__("Decisions"),
				]),
				"orange"
			);
		}
	},
});
