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
				.then(({ is_new, is_mailed }) => {
					frm.reload_doc();
					if (is_new && !is_mailed) {
						frappe.msgprint({
							title: __("No Mail Was Sent"),
							message: __(
								"The account {0} is made, but this site has no outgoing mail account. Ask the administrator to set one up, or to set a first password in the form of this user.",
								[values.email]
							),
							indicator: "orange",
						});
						return;
					}
					frappe.show_alert({
						message: is_new
							? __("Invited. A mail with the link to choose a password is on its way.")
							: __("This person has an account already and now works for this unit, too."),
						indicator: "green",
					});
				}),
		__("Invite a User of the Unit"),
		__("Invite")
	);
}
