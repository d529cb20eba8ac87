frappe.ui.form.on("Award Nomination", {
	setup(frm) {
		const below = () => ["descendants of (inclusive)", frm.doc.unit];
		frm.set_query("honoree", "nominees", () => ({
			filters: frm.doc.unit ? { unit: below(), is_active: 1 } : { is_active: 1 },
		}));
		frm.set_query("award_type", "nominees", () => ({ filters: { is_active: 1 } }));
		["nominees", "further_achievements"].forEach((table) =>
			frm.set_query("achievement", table, (doc, cdt, cdn) => {
				const { honoree } = locals[cdt][cdn];
				return { filters: { workflow_state: "Verified", ...(honoree ? { honoree } : {}) } };
			})
		);
		frm.set_query("honoree", "further_achievements", () => ({
			filters: { name: ["in", frm.doc.nominees.map((row) => row.honoree)] },
		}));
		frm.set_query("campaign", () => ({
			filters: { workflow_state: ["in", ["Launched", "Under Review", "Closed"]] },
		}));
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(__("Save first; the dossier checklist is listed then and files can be attached."), "blue");
			return;
		}
		tdkt.show_findings(frm);
		frm.trigger("show_deadline");
		frm.trigger("add_buttons");
	},

	show_deadline(frm) {
		if (!["Under Appraisal", "Appraised"].includes(frm.doc.workflow_state)) {
			return;
		}
		frappe
			.call({
				method: "tdkt_app.doctype.award_nomination.deadlines.deadlines",
				type: "GET",
				args: { names: JSON.stringify([frm.doc.name]) },
			})
			.then(({ message }) => {
				const deadline = message[frm.doc.name];
				if (!deadline) {
					return;
				}
				const due = frappe.datetime.str_to_user(deadline.due);
				const text = deadline.overdue
					? __("Overdue: was due on {0}, {1} working days late.", [due, deadline.late])
					: __("To be decided by {0}: {1} working days left.", [due, deadline.left]);
				frm.dashboard.set_headline_alert(text, deadline.overdue ? "red" : "blue");
			});
	},

	add_buttons(frm) {
		if (frm.doc.workflow_state === "Appraised" && frappe.model.can_create("Award Decision")) {
			frm.add_custom_button(__("Draft Decision"), () =>
				frappe.model.open_mapped_doc({
					method: "tdkt_app.doctype.award_decision.drafting.draft_decision_of_nomination",
					frm: frm,
				})
			);
		}
	},

	before_workflow_action(frm) {
		const returns = frm.selected_workflow_action === "Return for Completion";
		return tdkt.ask_reason(frm, returns ? ["return_reason", "return_legal_ground"] : "return_reason", [
			"Return for Completion",
			"Reject",
		]);
	},
});

frappe.ui.form.on("Award Nominee", {
	achievement(frm, cdt, cdn) {
		const row = locals[cdt][cdn];
		if (row.achievement && !row.honoree) {
			frappe.db
				.get_value("Achievement", row.achievement, "honoree")
				.then(({ message }) => frappe.model.set_value(cdt, cdn, "honoree", message.honoree));
		}
	},
});
