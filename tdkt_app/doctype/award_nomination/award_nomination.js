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
		frm.set_query("initiative", "nominees", (doc, cdt, cdn) => ({
			filters: [
				["Initiative", "workflow_state", "=", "Recognised"],
				["Initiative Author", "honoree", "=", locals[cdt][cdn].honoree || ""],
			],
		}));
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
		tdkt.show_way(frm);
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
		const open = ["Draft", "Returned", "Under Appraisal"].includes(frm.doc.workflow_state || "Draft");
		if (open && frm.doc.campaign && frm.has_perm("write")) {
			frm.add_custom_button(__("Suggest Nominees"), () => frm.trigger("suggest_nominees"));
		}
		const in_hand = ["Under Appraisal", "Appraised"].includes(frm.doc.workflow_state);
		if (in_hand && frappe.model.can_create("Public Consultation")) {
			frm.add_custom_button(__("Consult the Public"), () =>
				tdkt.new_with_nominations("Public Consultation", [frm.doc.name])
			);
		}
		if (frm.doc.workflow_state === "Appraised" && frappe.model.can_create("Council Meeting")) {
			frm.add_custom_button(__("Prepare Meeting"), () => tdkt.prepare_meeting([frm.doc.name]));
		}
		if (frm.doc.workflow_state === "Appraised" && frappe.model.can_create("Award Decision")) {
			frm.add_custom_button(__("Draft Decision"), () =>
				frappe.model.open_mapped_doc({
					method: "tdkt_app.doctype.award_decision.drafting.draft_decision_of_nomination",
					frm: frm,
				})
			);
		}
	},

	suggest_nominees(frm) {
		frappe.db.get_doc("Emulation Campaign", frm.doc.campaign).then(({ grade_bands }) => {
			const grades = (grade_bands || []).map(({ grade }) => grade);
			const dialog = new frappe.ui.Dialog({
				title: __("Suggest Nominees"),
				fields: [
					{
						fieldname: "award_type",
						fieldtype: "Link",
						options: "Award Type",
						label: __("Award Type"),
						reqd: 1,
						get_query: () => ({ filters: { is_active: 1 } }),
					},
					{
						fieldname: "grades",
						fieldtype: "MultiCheck",
						label: __("Grades"),
						columns: 2,
						hidden: grades.length ? 0 : 1,
						options: grades.map((grade) => ({ label: grade, value: grade })),
					},
				],
				primary_action_label: __("Add to the List"),
				primary_action({ award_type, grades: chosen }) {
					dialog.hide();
					tdkt_add_suggested(frm, award_type, chosen || []);
				},
			});
			dialog.show();
		});
	},

	before_workflow_action(frm) {
		const returns = frm.selected_workflow_action === "Return for Completion";
		return tdkt.ask_reason(frm, returns ? ["return_reason", "return_legal_ground"] : "return_reason", [
			"Return for Completion",
			"Reject",
		]);
	},
});

function tdkt_add_suggested(frm, award_type, grades) {
	const nominees = frm.doc.nominees.map(({ honoree, award_type, achievement }) => ({
		honoree,
		award_type,
		achievement,
	}));
	frappe
		.xcall("tdkt_app.doctype.award_nomination.suggestions.suggest", {
			unit: frm.doc.unit,
			campaign: frm.doc.campaign,
			award_type: award_type,
			grades: JSON.stringify(grades),
			nominees: JSON.stringify(nominees),
		})
		.then(({ rows, left, remarks }) => {
			rows.forEach(({ honoree, honoree_name, honoree_kind, award_type, achievement }) =>
				frm.add_child("nominees", { honoree, honoree_name, honoree_kind, award_type, achievement })
			);
			frm.refresh_field("nominees");
			rows.length && frm.dirty();
			const lines = [
				__("Added: {0}. Beyond the cap: {1}.", [rows.length, left]),
				...remarks.map(frappe.utils.escape_html),
			];
			frappe.msgprint({ title: __("Suggest Nominees"), message: lines.join("<br>") });
		});
}

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
