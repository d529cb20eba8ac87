frappe.ui.form.on("Award Return", {
	refresh(frm) {
		tdkt.show_findings(frm);
	},
});
