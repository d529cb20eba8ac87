frappe.ui.form.on("Campaign Registration", {
	setup(frm) {
		frm.set_query("campaign", () => ({ filters: { workflow_state: "Launched" } }));
		frm.set_query("honoree", () => ({
			filters: frm.doc.unit ? { unit: ["descendants of (inclusive)", frm.doc.unit], is_active: 1 } : { is_active: 1 },
		}));
		frm.set_query("award_type", () => ({ filters: { is_active: 1 } }));
	},
});
