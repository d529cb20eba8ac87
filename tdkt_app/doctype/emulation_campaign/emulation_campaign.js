frappe.ui.form.on("Emulation Campaign", {
	setup(frm) {
		frm.set_query("parent_campaign", () => ({
			filters: { name: ["!=", frm.doc.name || ""], workflow_state: ["!=", "Cancelled"] },
		}));
		frm.set_query("plan", () => ({ filters: frm.doc.year ? { year: frm.doc.year } : {} }));
		frm.set_query("award_type", "planned_awards", () => ({ filters: { is_active: 1 } }));
		frm.set_query("content_areas", () => ({ filters: { is_active: 1 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.year) {
			frm.set_value("year", frappe.datetime.str_to_obj(frappe.datetime.get_today()).getFullYear());
		}
	},

	refresh(frm) {
		tdkt.show_campaign_panels(frm);
		tdkt.add_criteria_set_buttons(frm);
		const has_results = ["Launched", "Under Review", "Closed"].includes(frm.doc.workflow_state);
		if (has_results && frappe.model.can_create("Award Decision")) {
			frm.add_custom_button(
				__("Draft Decision from Verified Achievements"),
				() =>
					frappe.model.open_mapped_doc({
						method: "tdkt_app.doctype.award_decision.drafting.draft_decision_of_campaign",
						frm: frm,
					}),
				__("Create")
			);
		}
		if (has_results && (frm.doc.criteria || []).length) {
			tdkt.add_score_buttons(frm);
		}
		if (has_results && frappe.model.can_get_report("Achievement")) {
			frm.add_custom_button(
				__("Campaign Ranking"),
				() => frappe.set_route("query-report", "Campaign Ranking", { campaign: frm.doc.name }),
				__("Reports")
			);
		}
		if (has_results && frappe.model.can_get_report("Campaign Review")) {
			frm.add_custom_button(
				__("Review Progress"),
				() =>
					frappe.set_route("query-report", "Review Progress", {
						campaign: frm.doc.name,
						year: frm.doc.year,
					}),
				__("Reports")
			);
		}
		if (has_results && frappe.model.can_create("Consolidated Report")) {
			frm.add_custom_button(__("Draft Consolidated Report"), () => tdkt_draft_report(frm), __("Create"));
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

function tdkt_draft_report(frm) {
	frappe.prompt(
		{
			fieldname: "review_kind",
			fieldtype: "Select",
			label: __("Kind of Review"),
			options: [
				{ value: "Final", label: __("Final") },
				{ value: "Interim", label: __("Interim") },
			],
			default: "Final",
			reqd: 1,
		},
		({ review_kind }) =>
			frappe
				.xcall("tdkt_app.doctype.consolidated_report.drafting.draft_report", {
					source_name: frm.doc.name,
					review_kind: review_kind,
				})
				.then((report) => {
					const [doc] = frappe.model.sync(report);
					frappe.set_route("Form", doc.doctype, doc.name);
				}),
		__("Draft Consolidated Report"),
		__("Draft")
	);
}
