frappe.ui.form.on("Award Hold", {
	setup(frm) {
		frm.set_query("honoree", () => ({ filters: { is_active: 1 } }));
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(__("Confidential: units do not see it, the council sees only that consideration is held."), "orange");
		} else if (!frm.doc.closed_on) {
			frm.set_intro(__("Consideration is held until a closing day and document are entered."), "red");
		}
	},
});
