frappe.ui.form.on("Emulation Unit", {
	setup(frm) {
		frm.set_query("parent_emulation_unit", () => ({
			filters: { is_group: 1, name: ["!=", frm.doc.name || ""] },
		}));
		frm.set_query("succeeded_by", () => ({ filters: { name: ["!=", frm.doc.name || ""] } }));
	},
});
