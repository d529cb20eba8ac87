frappe.ui.form.on("Consolidated Report", {
	setup(frm) {
		frm.set_query("review", "sources", () => ({
			filters: {
				campaign: frm.doc.campaign || "",
				review_kind: frm.doc.review_kind,
				workflow_state: "Accepted",
			},
		}));
	},

	refresh(frm) {
		tdkt.show_findings(frm);
		if (frm.is_new() && frm.doc.sources && frm.doc.sources.length) {
			frm.set_intro(
				__("Drafted from {0} accepted reviews. Read and edit the text, then save.", [frm.doc.sources.length]),
				"blue"
			);
		}
	},
});
