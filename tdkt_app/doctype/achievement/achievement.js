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
		frm.trigger("open_scores_of_the_step");
	},

	// Rows are the campaign's criteria; each score is open in its own step only, as on the server.
	open_scores_of_the_step(frm) {
		const is_the_units = ["Draft", "Returned"].includes(frm.doc.workflow_state || "Draft");
		const grid = frm.fields_dict.scores.grid;
		grid.cannot_add_rows = true;
		grid.df.cannot_delete_rows = true;
		grid.update_docfield_property("self_score", "read_only", is_the_units ? 0 : 1);
		["block_head_score", "block_head_reason", "officer_score", "officer_reason"].forEach((fieldname) =>
			grid.update_docfield_property(fieldname, "read_only", is_the_units ? 1 : 0)
		);
		grid.refresh();
		frm.trigger("show_totals");
	},

	// Totals as they stand on the screen; the server makes its own when the report is saved.
	show_totals(frm) {
		const rows = frm.doc.scores || [];
		const total = (score) =>
			rows.reduce((sum, row) => sum + (row.criterion_kind === "Penalty" ? -1 : 1) * flt(row[score]), 0);
		const parts = ["self_score", "block_head_score", "officer_score"].map((score) => {
			const label = __(frappe.meta.get_label("Achievement Score", score));
			return `<span>${label}: <b>${format_number(total(score), null, 1)}</b></span>`;
		});
		const wrapper = frm.fields_dict.scores.$wrapper;
		wrapper.addClass("tdkt-scores").find(".tdkt-totals").remove();
		if (rows.length) {
			wrapper.append(`<div class="tdkt-totals">${__("Total")} – ${parts.join(" · ")}</div>`);
		}
	},

	before_workflow_action(frm) {
		return tdkt.ask_reason(frm, "verifier_remark", ["Return for Correction", "Reject"]);
	},
});

frappe.ui.form.on("Achievement Score", {
	self_score: (frm) => frm.trigger("show_totals"),
	block_head_score: (frm) => frm.trigger("show_totals"),
	officer_score: (frm) => frm.trigger("show_totals"),
});
