frappe.ui.form.on("Emulation Unit", {
	setup(frm) {
		frm.set_query("parent_emulation_unit", () => ({
			filters: { is_group: 1, name: ["!=", frm.doc.name || ""] },
		}));
		frm.set_query("succeeded_by", () => ({ filters: { name: ["!=", frm.doc.name || ""] } }));
	},

	refresh(frm) {
		if (frm.is_new() || !frm.perm[0] || !frm.perm[0].write) return;
		frm.add_custom_button(__("Invite a User"), () => tdkt_invite(frm));
	},
});

function tdkt_invite(frm) {
	frappe.prompt(
		[
			{ fieldname: "full_name", fieldtype: "Data", label: __("Full Name"), reqd: 1 },
			{ fieldname: "email", fieldtype: "Data", options: "Email", label: __("Email"), reqd: 1 },
			{ fieldname: "position", fieldtype: "Data", label: __("Position") },
		],
		(values) =>
			frappe
				.xcall("tdkt_app.doctype.emulation_unit.inviting.invite", { unit: frm.doc.name, ...values })
				.then(({ is_new }) => {
					frappe.show_alert({
						message: is_new
							? __("Invited. A mail with the link to choose a password is on its way.")
							: __("This person has an account already and now works for this unit, too."),
						indicator: "green",
					});
					frm.reload_doc();
				}),
		__("Invite a User of the Unit"),
		__("Invite")
	);
}
