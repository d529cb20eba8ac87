frappe.ui.form.on("Exemplar", {
	setup(frm) {
		frm.set_query("honoree", () => ({
			filters: frm.doc.unit ? { unit: ["descendants of (inclusive)", frm.doc.unit], is_active: 1 } : { is_active: 1 },
		}));
		frm.set_query("achievement", () => ({
			filters: {
				workflow_state: "Verified",
				...(frm.doc.honoree ? { honoree: frm.doc.honoree } : { unit: frm.doc.unit || "" }),
			},
		}));
		frm.set_query("campaign", () => ({
			filters: { workflow_state: ["in", ["Launched", "Under Review", "Closed"]] },
		}));
		frm.set_query("content_area", () => ({ filters: { is_active: 1 } }));
		frm.set_query("award_decision", () => ({ filters: { docstatus: 1 } }));
		frm.set_query("unit", "spread", () => ({ filters: { name: ["!=", frm.doc.unit || ""] } }));
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(__("Save first; pictures can be attached afterwards."), "blue");
		} else if (frm.doc.workflow_state === "Approved") {
			frm.set_intro(
				__("Published: story and pictures stay as they are. Where it has spread can still be added."),
				"green"
			);
		} else if (["Returned", "Withdrawn"].includes(frm.doc.workflow_state)) {
			frm.set_intro(frappe.utils.escape_html(frm.doc.remark || ""), "orange");
		}
	},

	before_workflow_action(frm) {
		return tdkt.ask_reason(frm, "remark", ["Return for Correction", "Withdraw"]);
	},
});
