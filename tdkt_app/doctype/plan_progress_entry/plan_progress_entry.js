frappe.ui.form.on("Plan Progress Entry", {
	refresh(frm) {
		if (frm.is_new() && !frm.doc.plan_row) {
			frm.set_intro(__("Open the plan and choose “Record Progress”: targets and tasks are listed there."), "orange");
		}
		frm.set_df_property("plan", "read_only", frm.doc.plan_row ? 1 : 0);
		frm.set_df_property("row_kind", "read_only", frm.doc.plan_row ? 1 : 0);
	},
});
