frappe.ui.form.on("Emulation Plan", {
	setup(frm) {
		frm.set_query("content_area", "contents", () => ({ filters: { is_active: 1 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.year) {
			frm.set_value("year", frappe.datetime.str_to_obj(frappe.datetime.get_today()).getFullYear());
		}
	},

	refresh(frm) {
		tdkt.show_findings(frm);
		tdkt.show_plan_progress(frm);
		if (frm.doc.docstatus === 0) {
			frm.add_custom_button(__("Fill In Content Areas"), () => tdkt_fill_in_content_areas(frm));
		}
	},
});

/** Adds the areas of the catalogue that the plan does not name yet, with their text. */
async function tdkt_fill_in_content_areas(frm) {
	const areas = await frappe.db.get_list("Content Area", {
		filters: { is_active: 1 },
		fields: ["name", "description"],
		order_by: "sort_order",
		limit: 0,
	});
	const named = (frm.doc.contents || []).map((row) => row.content_area);
	areas
		.filter((area) => !named.includes(area.name))
		.forEach((area) => frm.add_child("contents", { content_area: area.name, text: area.description }));
	frm.refresh_field("contents");
	frm.dirty();
}

frappe.ui.form.on("Plan Target", {
	// A share is not added up over units.
	measure(frm, cdt, cdn) {
		const { measure } = locals[cdt][cdn];
		frappe.model.set_value(cdt, cdn, "together", (measure || "").trim() === "%" ? "Average" : "Sum");
	},
});
