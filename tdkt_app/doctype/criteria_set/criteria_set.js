frappe.ui.form.on("Criteria Set", {
	refresh(frm) {
		if (!frm.is_new() && frm.doc.is_active && frappe.model.can_create("Emulation Campaign")) {
			frm.add_custom_button(__("New Campaign with These Criteria"), () =>
				frappe.model.open_mapped_doc({
					method: "tdkt_app.doctype.criteria_set.criteria_set.campaign_of_set",
					frm: frm,
				})
			);
		}
	},
});
