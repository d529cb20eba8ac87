frappe.ui.form.on("Award Council", {
	setup(frm) {
		frm.set_query("member_user", "members", () => ({ filters: { enabled: 1, user_type: "System User" } }));
		frm.set_query("honoree", "members", () => ({ filters: { is_active: 1, kind: "Individual" } }));
	},
});
