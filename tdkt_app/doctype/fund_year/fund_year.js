frappe.ui.form.on("Fund Year", {
	refresh(frm) {
		tdkt.show_findings(frm);
		if (!frm.is_new()) {
			frm.add_custom_button(__("Fund Ledger"), () =>
				frappe.set_route("query-report", "Fund Ledger", { year: frm.doc.year })
			);
		}
	},
});
