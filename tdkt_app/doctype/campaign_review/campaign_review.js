frappe.ui.form.on("Campaign Review", {
	setup(frm) {
		frm.set_query("campaign", () => ({
			filters: { workflow_state: ["in", ["Launched", "Under Review"]] },
		}));
		frm.set_query("honoree", "exemplars", () => ({
			filters: frm.doc.unit ? { unit: ["descendants of (inclusive)", frm.doc.unit], is_active: 1 } : { is_active: 1 },
		}));
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(__("Save first; files can be attached afterwards."), "blue");
		} else {
			frm.trigger("show_due_date");
		}
		if (frm.doc.docstatus === 0 && ["Draft", "Returned"].includes(frm.doc.workflow_state || "Draft")) {
			frm.add_custom_button(__("Fill In Targets"), () => tdkt_fill_in_targets(frm));
		}
	},

	show_due_date(frm) {
		const { due_date, submitted_on, is_late } = frm.doc;
		if (is_late) {
			frm.dashboard.set_headline_alert(
				__("Handed in after the due date {0}.", [frappe.datetime.str_to_user(due_date)]),
				"orange"
			);
		} else if (!submitted_on && due_date && due_date < frappe.datetime.get_today()) {
			frm.dashboard.set_headline_alert(
				__("Overdue: this report was due on {0}.", [frappe.datetime.str_to_user(due_date)]),
				"red"
			);
		}
	},

	before_workflow_action(frm) {
		return tdkt.ask_reason(frm, "officer_remark", ["Return for Correction"]);
	},
});

/** Targets of the plan and of the registration that the report does not list yet; empty fields only are filled. */
async function tdkt_fill_in_targets(frm) {
	const { campaign, unit } = frm.doc;
	if (!campaign || !unit) {
		frappe.msgprint(__("Choose campaign and unit first."));
		return;
	}
	const { results, ...values } = await frappe
		.call({
			method: "tdkt_app.doctype.campaign_review.results.first_values",
			type: "GET",
			args: { campaign, unit },
		})
		.then(({ message }) => message);
	const listed = (frm.doc.results || []).map((row) => row.target);
	results
		.filter((row) => !listed.includes(row.target))
		.forEach((row) => frm.add_child("results", row));
	frm.refresh_field("results");
	for (const [fieldname, value] of Object.entries(values)) {
		if (!frm.doc[fieldname]) await frm.set_value(fieldname, value);
	}
	frm.dirty();
}
