frappe.ui.form.on("Campaign Registration", {
	setup(frm) {
		frm.set_query("campaign", () => ({ filters: { workflow_state: "Launched" } }));
		frm.set_query("honoree", () => ({
			filters: frm.doc.unit ? { unit: ["descendants of (inclusive)", frm.doc.unit], is_active: 1 } : { is_active: 1 },
		}));
		frm.set_query("award_type", () => ({ filters: { is_active: 1 } }));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		["Achievement", "Campaign Review"]
			.filter((doctype) => frappe.model.can_read(doctype))
			.forEach((doctype) =>
				frm.add_custom_button(
					__(doctype),
					() => {
						frappe.route_options = { campaign: frm.doc.campaign, unit: frm.doc.unit };
						frappe.set_route("List", doctype, "List");
					},
					__("View")
				)
			);
	},
});
