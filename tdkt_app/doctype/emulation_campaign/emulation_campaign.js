frappe.ui.form.on("Emulation Campaign", {
	setup(frm) {
		frm.set_query("parent_campaign", () => ({
			filters: { name: ["!=", frm.doc.name || ""], workflow_state: ["!=", "Cancelled"] },
		}));
		frm.set_query("plan", () => ({ filters: frm.doc.year ? { year: frm.doc.year } : {} }));
		frm.set_query("content_areas", () => ({ filters: { is_active: 1 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.year) {
			frm.set_value("year", frappe.datetime.str_to_obj(frappe.datetime.get_today()).getFullYear());
		}
	},

	refresh(frm) {
		const has_results = ["Launched", "Under Review", "Closed"].includes(frm.doc.workflow_state);
		if (has_results && frappe.model.can_create("Award Decision")) {
			frm.add_custom_button(__("Draft Decision from Verified Achievements"), () =>
				frappe.model.open_mapped_doc({
					method: "tdkt_app.doctype.award_decision.drafting.draft_decision_of_campaign",
					frm: frm,
				})
			);
		}
		if (has_results && frappe.model.can_get_report("Achievement")) {
			frm.add_custom_button(__("Campaign Ranking"), () =>
				frappe.set_route("query-report", "Campaign Ranking", { campaign: frm.doc.name })
			);
		}
	},

	plan(frm) {
		if (frm.doc.plan && !frm.doc.plan_document) {
			frappe.db
				.get_value("Emulation Plan", frm.doc.plan, "plan_number")
				.then(({ message }) => message.plan_number && frm.set_value("plan_document", message.plan_number));
		}
	},

	before_workflow_action(frm) {
		return tdkt.ask_reason(frm, "cancel_reason", ["Cancel Campaign"]);
	},
});
