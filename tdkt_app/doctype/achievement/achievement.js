frappe.ui.form.on("Achievement", {
	setup(frm) {
		frm.set_query("honoree", () => ({
			filters: frm.doc.unit ? { unit: ["descendants of (inclusive)", frm.doc.unit], is_active: 1 } : { is_active: 1 },
		}));
		frm.set_query("campaign", () => ({ filters: { workflow_state: "Launched" } }));
		frm.set_query("content_area", () => ({ filters: { is_active: 1 } }));
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(__("Save first; evidence files can be attached afterwards."), "blue");
		}
		if (frm.doc.workflow_state === "Verified" && frappe.model.can_create("Award Decision")) {
			frm.add_custom_button(__("Draft Decision"), () => tdkt.draft_decision([frm.doc.name]));
		}
		tdkt.show_findings(frm);
	},

	before_workflow_action(frm) {
		return tdkt.ask_reason(frm, "verifier_remark", ["Return for Correction", "Reject"]);
	},
});
