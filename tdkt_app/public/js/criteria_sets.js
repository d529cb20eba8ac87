// Criteria that are used again: a campaign takes those of a set, or becomes a set.

frappe.provide("tdkt");

const TDKT_CRITERIA_TABLES = { criteria: "Campaign Criterion", grade_bands: "Campaign Grade Band" };

/** Buttons of a campaign that is not launched yet. */
tdkt.add_criteria_set_buttons = function (frm) {
	const open = ["Draft", "Awaiting Approval", undefined, ""].includes(frm.doc.workflow_state);
	if (open && frm.has_perm("write")) {
		frm.add_custom_button(__("Take Criteria from a Set"), () => tdkt_choose_criteria(frm), __("Criteria"));
	}
	if (!frm.is_new() && (frm.doc.criteria || []).length && frappe.model.can_create("Criteria Set")) {
		frm.add_custom_button(
			__("Keep as a Criteria Set"),
			() =>
				frappe.model.open_mapped_doc({
					method: "tdkt_app.doctype.criteria_set.criteria_set.set_of_campaign",
					frm: frm,
				}),
			__("Criteria")
		);
	}
};

function tdkt_choose_criteria(frm) {
	frappe.prompt(
		{
			fieldname: "criteria_set",
			fieldtype: "Link",
			options: "Criteria Set",
			label: __("Criteria Set"),
			reqd: 1,
			only_select: 1,
			get_query: () => ({ filters: { is_active: 1 } }),
			description: (frm.doc.criteria || []).length ? __("The criteria and grades entered so far are replaced.") : "",
		},
		({ criteria_set }) =>
			frappe.db.get_doc("Criteria Set", criteria_set).then((chosen) => tdkt_take_criteria(frm, chosen)),
		__("Take Criteria from a Set"),
		__("Take")
	);
}

/** Copies of the set's rows, in place of the campaign's own; nothing is saved yet. */
function tdkt_take_criteria(frm, chosen) {
	Object.entries(TDKT_CRITERIA_TABLES).forEach(([table, doctype]) => {
		const fields = frappe.meta.get_docfields(doctype).map((field) => field.fieldname);
		frm.clear_table(table);
		(chosen[table] || []).forEach((row) =>
			frm.add_child(table, Object.fromEntries(fields.map((field) => [field, row[field]])))
		);
		frm.refresh_field(table);
	});
	frm.dirty();
	frappe.show_alert({
		message: __("{0} criteria taken. Look through them, then save.", [(chosen.criteria || []).length]),
		indicator: "green",
	});
}
