frappe.ui.form.on("Award Decision", {
	setup(frm) {
		frm.set_query("achievement", "recipients", (doc, cdt, cdn) => {
			const { honoree } = locals[cdt][cdn];
			return { filters: { workflow_state: "Verified", ...(honoree ? { honoree } : {}) } };
		});
		frm.set_query("honoree", "recipients", () => ({ filters: { is_active: 1 } }));
		frm.set_query("award_type", "recipients", () => ({
			filters: { is_active: 1, decided_by: "Commune" },
		}));
		frm.set_query("campaign", () => ({
			filters: { workflow_state: ["in", ["Launched", "Under Review", "Closed"]] },
		}));
	},
});

frappe.ui.form.on("Award Decision Recipient", {
	achievement(frm, cdt, cdn) {
		const row = locals[cdt][cdn];
		if (row.achievement && !row.honoree) {
			frappe.db
				.get_value("Achievement", row.achievement, "honoree")
				.then(({ message }) => frappe.model.set_value(cdt, cdn, "honoree", message.honoree));
		}
	},
});
