frappe.ui.form.on("Award Rule", {
	setup(frm) {
		frm.set_query("rule_pack", () => ({ order_by: "pack_code" }));
	},

	refresh(frm) {
		frm.trigger("rule_key");
		frm.set_df_property("rule_values", "cannot_add_rows", 1);
		frm.set_df_property("rule_values", "cannot_delete_rows", 1);
	},

	/** Shows one row for each value of the rule; what was entered already stays. */
	rule_key(frm) {
		if (!frm.doc.rule_key) {
			return;
		}
		frappe
			.xcall("tdkt_app.doctype.award_rule.award_rule.values_of_rule", { rule_key: frm.doc.rule_key })
			.then((rows) => tdkt_show_values(frm, rows));
	},
});

function tdkt_show_values(frm, rows) {
	const entered = Object.fromEntries((frm.doc.rule_values || []).map((row) => [row.value_name, row]));
	const complete =
		rows.length === Object.keys(entered).length && rows.every((row) => row.value_name in entered);
	if (!complete) {
		frm.clear_table("rule_values");
		rows.forEach((row) => {
			const { value } = entered[row.value_name] || {};
			frm.add_child("rule_values", { value_name: row.value_name, value: value });
		});
	}
	// Shown in the user's language; the server stores English and takes both.
	rows.forEach((row) => {
		const shown = frm.doc.rule_values.find((one) => one.value_name === row.value_name);
		Object.assign(shown, { label: row.label, hint: row.hint });
		if (row.is_flag && ["yes", "no"].includes(shown.value)) {
			shown.value = __(shown.value);
		}
	});
	frm.refresh_field("rule_values");
	frm.toggle_display("rule_values", rows.length > 0);
}
