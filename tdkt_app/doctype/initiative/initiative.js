frappe.ui.form.on("Initiative", {
	setup(frm) {
		frm.set_query("honoree", "authors", () => ({ filters: { is_active: 1 } }));
		frm.set_query("content_area", () => ({ filters: { is_active: 1 } }));
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(__("Save first; evidence files can be attached afterwards."), "blue");
		} else if (frm.doc.workflow_state === "Under Council Review") {
			frm.set_intro(
				__("Before it is recognised, fill in level, number and date of the recognition."),
				"blue"
			);
		} else if (frm.doc.workflow_state === "Returned") {
			frm.set_intro(frappe.utils.escape_html(frm.doc.remark || ""), "orange");
		}
	},

	before_workflow_action(frm) {
		return tdkt.ask_reason(frm, "remark", ["Return for Correction"]).then(() =>
			tdkt.ask_reason(frm, "council_opinion", ["Do Not Recognise"])
		);
	},
});

frappe.ui.form.on("Initiative Author", {
	// What is left of the whole is the share of whoever is added.
	authors_add(frm, cdt, cdn) {
		const given = frm.doc.authors.filter((row) => row.name !== cdn).reduce((sum, row) => sum + flt(row.share), 0);
		frappe.model.set_value(cdt, cdn, "share", Math.max(0, 100 - given));
	},
});
